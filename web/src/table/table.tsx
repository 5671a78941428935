// A table of things to work in: sorted by its headings, which stay in view; arrow keys move between rows; on a phone
// each row is a card. The roles are spelled out because cards take a table's own away.
import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { useLanguage } from '../language/language.tsx'
import { type Sort, type SortKey, directionOf, nextSort, sortRows } from './sort.ts'
import { SortButton } from './sort-button.tsx'

export interface Column<Row> {
  id: string
  head: string
  cell: (row: Row) => ReactNode
  /** What rows are sorted by; a column without it cannot be sorted by. */
  by?: (row: Row) => SortKey
  number?: boolean
  /** Long text is cut; `wrap` lets it take several lines. */
  text?: 'cut' | 'wrap'
  className?: (row: Row) => string | undefined
}

interface Props<Row> {
  /** The table's name, or the id of the heading that says it. */
  label: { text: string } | { id: string }
  /** The first column names the row. */
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string
  rowClass?: (row: Row) => string | undefined
  className?: string
  sortable?: boolean
}

export function Table<Row>(props: Props<Row>) {
  const { label, columns, rows, keyOf, rowClass, className = '', sortable = true } = props
  const { code } = useLanguage()
  const [sort, setSort] = useState<Sort | null>(null)
  const frame = useRef<HTMLDivElement>(null)
  const fits = useFits(frame)
  const by = sort && columns.find(({ id }) => id === sort.column)?.by
  const shown = sort && by ? sortRows(rows, by, sort.descending, code) : rows
  const named = 'text' in label ? { 'aria-label': label.text } : { 'aria-labelledby': label.id }
  return (
    <div
      ref={frame}
      className={`scroll work${fits ? ' fits' : ''}`}
      {...(!fits && { role: 'region', tabIndex: 0, ...named })}
    >
      {sortable && <SortChoice columns={columns} sort={sort} change={setSort} />}
      <table role="table" {...named} className={`figures plain work ${className}`} onKeyDown={moveRow}>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <Heading key={column.id} column={column} sort={sort} change={setSort} sortable={sortable} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {shown.map((row) => (
            <tr key={keyOf(row)} role="row" className={rowClass?.(row)}>
              {columns.map((column, index) => (
                <Cell key={column.id} column={column} row={row} first={index === 0} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cell<Row>({ column, row, first }: { column: Column<Row>; row: Row; first: boolean }) {
  const { head, cell, number, text, className } = column
  const classes = [number && 'number', text, className?.(row)].filter(Boolean).join(' ')
  const content = cell(row)
  if (first) {
    return (
      <th scope="row" role="rowheader" className={classes || undefined}>
        {content}
      </th>
    )
  }
  const empty = content === '' || content === null || content === false
  return (
    <td role="cell" data-head={head} data-empty={empty || undefined} className={classes || undefined}>
      {content}
    </td>
  )
}

interface HeadingProps<Row> {
  column: Column<Row>
  sortable: boolean
  sort: Sort | null
  change: (sort: Sort | null) => void
}

function Heading<Row>({ column, sort, change, sortable }: HeadingProps<Row>) {
  const { id, head, by, number = false } = column
  const { say } = useLanguage()
  const className = number ? 'number' : undefined
  if (!by || !sortable) {
    return (
      <th scope="col" role="columnheader" className={className}>
        {head || <span className="hidden">{say.table.actions}</span>}
      </th>
    )
  }
  const direction = directionOf(sort, id)
  return (
    <th scope="col" role="columnheader" aria-sort={direction} className={className}>
      <SortButton name={head} direction={direction} onClick={() => change(nextSort(sort, id, number))} />
    </th>
  )
}

/** On a phone, where there are no headings to press. */
function SortChoice<Row>({
  columns,
  sort,
  change,
}: {
  columns: readonly Column<Row>[]
  sort: Sort | null
  change: (sort: Sort | null) => void
}) {
  const { say } = useLanguage()
  const sortable = columns.filter(({ by }) => by)
  if (sortable.length === 0) return null
  const choose = (id: string) => {
    const column = sortable.find((each) => each.id === id)
    change(column ? nextSort(null, id, column.number ?? false) : null)
  }
  return (
    <div className="choice sort-choice">
      <span aria-hidden="true">{say.table.sortBy}</span>
      <select aria-label={say.table.sortBy} value={sort?.column ?? ''} onChange={(event) => choose(event.target.value)}>
        <option value="">{say.table.asGiven}</option>
        {sortable.map(({ id, head }) => (
          <option key={id} value={id}>
            {head}
          </option>
        ))}
      </select>
    </div>
  )
}

/** Whether the table is no wider than its place: only then its headings can stay in view while the page scrolls. */
function useFits(frame: { current: HTMLElement | null }): boolean {
  const [fits, setFits] = useState(true)
  useLayoutEffect(() => {
    const { current } = frame
    if (!current) return
    const table = current.querySelector('table')!
    const measure = () => setFits(table.offsetWidth <= current.clientWidth + 1)
    const observer = new ResizeObserver(measure)
    observer.observe(current)
    observer.observe(table)
    return () => observer.disconnect()
  }, [frame])
  return fits
}

/** Up and down, to the first link or button of the next row; Home and End to the first and last. */
function moveRow(event: KeyboardEvent<HTMLTableElement>) {
  const rows = [...event.currentTarget.tBodies[0]!.rows]
  const targets = rows.flatMap((row) => row.querySelector<HTMLElement>('a, button') ?? [])
  const row = (document.activeElement as HTMLElement).closest('tbody tr')
  const at = targets.findIndex((target) => target.closest('tr') === row)
  const goal = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: targets.length - 1 }[event.key]
  const target = goal === undefined ? undefined : targets[goal]
  if (!target || row === null) return
  event.preventDefault()
  target.focus()
}
