// CSV that spreadsheets open as it is meant: UTF-8 with its mark, times as ISO, and no cell that would be run as a formula.
import Papa from 'papaparse'
import type { ExportColumn } from './columns.ts'

/** Without it Excel reads Japanese as the machine's old encoding. */
const byteOrderMark = '\uFEFF'

export function csvHeader(columns: readonly ExportColumn[]): string {
  return byteOrderMark + csvRows([columns.map(({ name }) => name)])
}

export function csvBody(columns: readonly ExportColumn[]): string {
  const length = columns[0]?.cells.length ?? 0
  return csvRows(Array.from({ length }, (_, row) => columns.map(({ type, cells }) => written(type, cells[row]!))))
}

function written(type: ExportColumn['type'], cell: string | number | null): string | number | null {
  return type === 'time' && typeof cell === 'number' ? new Date(cell).toISOString() : cell
}

/** Names of campaigns come from outside: one that begins like a formula gets an apostrophe before it. */
function csvRows(rows: (string | number | null)[][]): string {
  return rows.length === 0 ? '' : `${Papa.unparse(rows, { newline: '\r\n', escapeFormulae: true })}\r\n`
}
