// Reads a plot out place by place, under the pointer, a finger or the arrow keys: over the drawing, never beyond its edges.
import { type PointerEvent, useState } from 'react'

interface Props {
  /** What is moved along: a day, a week. */
  label: string
  /** Where each place is, as a share of the width, from left to right. */
  places: readonly number[]
  /** The place's name, then what stands there, a line each. */
  tell: (place: number) => readonly string[]
}

/** Stands in a `.plot`, behind its drawing in the text. */
export function PlotReader({ label, places, tell }: Props) {
  const [pointed, setPointed] = useState<number | null>(null)
  const last = places.length - 1
  const place = Math.min(pointed ?? last, last)
  const follow = ({ clientX, currentTarget }: PointerEvent) => {
    const { left, width } = currentTarget.getBoundingClientRect()
    const share = (clientX - left) / width
    const distance = (at: number): number => Math.abs(places[at]! - share)
    setPointed(places.reduce((nearest, _, at) => (distance(at) < distance(nearest) ? at : nearest), 0))
  }
  // a finger that is lifted leaves what it pointed at
  const leave = ({ pointerType }: PointerEvent) => pointerType === 'mouse' && setPointed(null)
  const told = tell(place)
  const share = places[place]! * 100
  return (
    <div className="plot-reader" onPointerMove={follow} onPointerDown={follow} onPointerLeave={leave}>
      <input
        type="range"
        min={0}
        max={last}
        value={place}
        aria-label={label}
        aria-valuetext={told.join(', ')}
        onChange={(event) => setPointed(Number(event.target.value))}
        onFocus={() => setPointed(place)}
        onBlur={() => setPointed(null)}
      />
      {pointed !== null && (
        <>
          <span className="plot-place" style={{ left: `${share}%` }} />
          <p className="plot-told" aria-hidden="true" style={{ left: `${share}%`, translate: `-${share}%` }}>
            {told.map((line, at) => (
              <span key={at}>{line}</span>
            ))}
          </p>
        </>
      )}
    </div>
  )
}
