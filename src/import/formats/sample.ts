// What a file's own rows show about how it writes dates and numbers.
import type { FileRecord } from '../rows.ts'

/** Order of dates such as 13/08/2026, as far as some of them can only be read one way and none the other. */
export function orderOf(rows: readonly FileRecord[], columns: readonly string[]): 'dmy' | 'mdy' | undefined {
  const seen = { dmy: false, mdy: false }
  for (const record of rows) {
    for (const column of columns) {
      const [, a, b] = /^\s*(\d{1,2})[-/](\d{1,2})[-/]\d{4}/.exec(record[column] ?? '') ?? []
      if (Number(a) > 12) seen.dmy = true
      if (Number(b) > 12) seen.mdy = true
    }
  }
  if (seen.dmy === seen.mdy) return undefined
  return seen.dmy ? 'dmy' : 'mdy'
}

/** Whether numbers of a language with a decimal comma are written so: a cell such as 12.50, 1.2345 or 1,234.5 says no. */
export function decimalCommaOf(rows: readonly FileRecord[], columns: readonly string[]): boolean {
  const point = /\.\d{1,2}\D*$|\.\d{4}|,\d{3}\./
  return !rows.some((record) => columns.some((column) => point.test(record[column] ?? '')))
}

/** Whether all rows begin and end on the same day. */
export function daysOf(rows: readonly FileRecord[], start: string, end: string): 'single' | 'several' {
  return rows.every((record) => (record[start] ?? '').trim() === (record[end] ?? '').trim()) ? 'single' : 'several'
}
