// How a table's rows are put in order: by one column, up or down, rows without a value last.

export type SortKey = string | number | null

export interface Sort {
  column: string
  descending: boolean
}

export type Direction = 'none' | 'ascending' | 'descending'

/** Which way a column is sorted, in the words of `aria-sort`. */
export function directionOf(sort: Sort | null, column: string): Direction {
  if (sort?.column !== column) return 'none'
  return sort.descending ? 'descending' : 'ascending'
}

/** Sorted anew; equal rows keep their order. `null` goes last whichever way. */
export function sortRows<Row>(
  rows: readonly Row[],
  by: (row: Row) => SortKey,
  descending: boolean,
  locale: string,
): Row[] {
  const compare = new Intl.Collator(locale, { numeric: true }).compare
  return rows.toSorted((a, b) => {
    const [left, right] = [by(a), by(b)]
    if (left === null || right === null) return Number(left === null) - Number(right === null)
    const order = typeof left === 'number' && typeof right === 'number' ? left - right : compare(`${left}`, `${right}`)
    return descending ? -order : order
  })
}

/** A click on a heading: figures begin with the largest, words with the first; a third click gives the order back. */
export function nextSort(sort: Sort | null, column: string, number: boolean): Sort | null {
  if (sort?.column !== column) return { column, descending: number }
  return sort.descending === number ? { column, descending: !number } : null
}
