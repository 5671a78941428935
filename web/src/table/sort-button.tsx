// The button in a heading that sorts by its column, with a mark that says which way.
import type { Direction } from './sort.ts'

interface Props {
  name: string
  remark?: string | undefined
  direction: Direction
  onClick: () => void
}

export function SortButton({ name, remark, direction, onClick }: Props) {
  return (
    <button type="button" onClick={onClick}>
      <span>{name}</span>
      {remark && <small>{remark}</small>}
      <svg className="sort-mark" width="8" height="8" viewBox="0 0 8 8" aria-hidden="true">
        <path d={direction === 'ascending' ? 'M4 1.5 7 6H1Z' : 'M4 6.5 7 2H1Z'} fill="currentColor" />
      </svg>
    </button>
  )
}
