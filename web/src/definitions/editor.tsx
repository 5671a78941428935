// The plan as text, with its lines numbered and those that have a problem marked.
import { type RefObject, type UIEvent, useRef } from 'react'
import { useLanguage } from '../language/language.tsx'

interface Props {
  text: string
  change: (text: string) => void
  /** Lines with a problem (`wrong`) or a doubt. */
  marks: ReadonlyMap<number, 'wrong' | 'doubt'>
  area: RefObject<HTMLTextAreaElement | null>
  describedBy: string
}

export function Editor({ text, change, marks, area, describedBy }: Props) {
  const { say } = useLanguage()
  const gutter = useRef<HTMLDivElement>(null)
  const lines = text.split('\n').length
  const follow = (event: UIEvent<HTMLTextAreaElement>) => {
    if (gutter.current) gutter.current.scrollTop = event.currentTarget.scrollTop
  }
  return (
    <div className="editor">
      <div ref={gutter} className="gutter" aria-hidden="true">
        {Array.from({ length: lines }, (_, index) => (
          <span key={index} className={marks.get(index + 1)}>
            {index + 1}
          </span>
        ))}
      </div>
      <textarea
        ref={area}
        aria-label={say.definitions.text}
        aria-describedby={describedBy}
        spellCheck={false}
        autoCapitalize="off"
        wrap="off"
        rows={Math.min(32, Math.max(16, lines + 1))}
        value={text}
        onScroll={follow}
        onChange={(event) => change(event.target.value)}
      />
    </div>
  )
}

/** Puts the cursor at the beginning of a line, and the line into view. */
export function goToLine(area: HTMLTextAreaElement, line: number): void {
  const before = area.value.split('\n').slice(0, line - 1)
  const start = before.reduce((sum, text) => sum + text.length + 1, 0)
  const end = area.value.indexOf('\n', start)
  area.focus()
  area.setSelectionRange(start, end === -1 ? area.value.length : end)
  area.scrollTop = Math.max(0, (line - 4) * Number.parseFloat(getComputedStyle(area).lineHeight))
}
