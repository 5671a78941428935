// Reads a plot out place by place, under the pointer, a finger or the arrow keys: over the drawing, never beyond its edges.
import { type PointerEvent, useState } from 'react'

interface Props {
  /** What is moved along: a day, a week, a channel. */
  label: string
  /** Where each place is, as a share of the width, from left to right; of rows their number: they are of one height. */
  places: readonly number[] | number
  /** The place's name, then what stands there, a line each. */
  tell: (place: number) => readonly string[]
}

/** Stands in a `.plot`, behind its drawing in the text. */
export function PlotReader({ label, places, tell }: Props) {
  const [pointed, setPointed] = useState<number | null>(null)
  const rows = typeof places === 'number'
  const shares = rows ? Array.from({ length: places }, (_, row) => (row + 0.5) / places) : places
  const last = shares.length - 1
  const place = Math.min(pointed ?? (rows ? 0 : last), last)
  const follow = ({ clientX, clientY, currentTarget }: PointerEvent) => {
    const { left, top, width, height } = currentTarget.getBoundingClientRect()
    const share = rows ? (clientY - top) / height : (clientX - left) / width
    const distance = (at: number): number => Math.abs(shares[at]! - share)
    setPointed(shares.reduce((nearest, _, at) => (distance(at) < distance(nearest) ? at : nearest), 0))
  }
  // a finger that is lifted leaves what it pointed at
  const leave = ({ pointerType }: PointerEvent) => pointerType === 'mouse' && setPointed(null)
  const told = tell(place)
  return (
    <div
      className={rows ? 'plot-reader of-rows' : 'plot-reader'}
      onPointerMove={follow}
      onPointerDown={follow}
      onPointerLeave={leave}
    >
      <input
        type="range"
        min={0}
        max={last}
        value={place}
        aria-label={label}
        aria-orientation={rows ? 'vertical' : 'horizontal'}
        aria-valuetext={told.join(', ')}
        onChange={(event) => setPointed(Number(event.target.value))}
        onFocus={() => setPointed(place)}
        onBlur={() => setPointed(null)}
      />
      {pointed !== null && <Told lines={told} share={shares[place]! * 100} row={rows ? 100 / places : null} />}
    </div>
  )
}

interface ToldProps {
  lines: readonly string[]
  /** Per cent of the width, of rows of the height. */
  share: number
  /** Height of a row in per cent. */
  row: number | null
}

/** Beside the place; of rows below it, or above it where there is no room below. */
function Told({ lines, share, row }: ToldProps) {
  const beside = { left: `${share}%`, translate: `-${share}%` }
  const half = (row ?? 0) / 2
  const below = share < 50 ? { top: `${share + half}%` } : { top: 'auto', bottom: `${100 - share + half}%` }
  return (
    <>
      <span
        className="plot-place"
        style={row === null ? { left: beside.left } : { top: `${share - half}%`, height: `${row}%` }}
      />
      <p className="plot-told" aria-hidden="true" style={row === null ? beside : below}>
        {lines.map((line, at) => (
          <span key={at}>{line}</span>
        ))}
      </p>
    </>
  )
}
