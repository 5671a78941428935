// Moving between the figures of a table with the arrow keys: one tab stop for all of them.
import { type KeyboardEvent, useRef, useState } from 'react'

/** For a table whose cells `td[data-row][data-column]` hold one button each, or none. */
export function useGrid(rows: number, columns: number) {
  const table = useRef<HTMLTableElement>(null)
  const [current, setCurrent] = useState({ row: 0, column: 0 })
  const button = (row: number, column: number): HTMLElement | null | undefined =>
    table.current?.querySelector<HTMLElement>(`[data-row="${row}"][data-column="${column}"] button`)
  const placeOf = (target: EventTarget): { row: number; column: number } | null => {
    const cell = target instanceof Element ? target.closest<HTMLElement>('td[data-row]') : null
    return cell ? { row: Number(cell.dataset['row']), column: Number(cell.dataset['column']) } : null
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const at = placeOf(event.target)
    const step = moves[event.key]
    if (!at || !step) return
    event.preventDefault()
    let { row, column } = at
    do {
      ;[row, column] = step(row, column, columns - 1)
      if (row < 0 || row >= rows || column < 0 || column >= columns) return
    } while (!button(row, column))
    button(row, column)?.focus()
  }
  const onFocus = (event: { target: EventTarget }) => {
    const at = placeOf(event.target)
    if (at) setCurrent(at)
  }
  return {
    table,
    onKeyDown,
    onFocus,
    isCurrent: (row: number, column: number) =>
      row === Math.min(current.row, rows - 1) && column === Math.min(current.column, columns - 1),
  }
}

const moves: Record<string, (row: number, column: number, lastColumn: number) => [number, number]> = {
  ArrowUp: (row, column) => [row - 1, column],
  ArrowDown: (row, column) => [row + 1, column],
  ArrowLeft: (row, column) => [row, column - 1],
  ArrowRight: (row, column) => [row, column + 1],
}
