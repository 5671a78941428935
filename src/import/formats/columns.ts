// Columns of a file found by the headers that a format names.
import { plainHeader } from '../fields.ts'

/** The column under the first of the headers that the file has. */
export function columnOf(columns: readonly string[], headers: readonly string[]): string | undefined {
  for (const header of headers) {
    const plain = plainHeader(header)
    const found = columns.find((column) => plainHeader(column) === plain)
    if (found !== undefined) return found
  }
  return undefined
}

export function presentColumns(columns: readonly string[], headers: readonly string[]): string[] {
  return columns.filter(among(headers))
}

export function among(headers: readonly string[]): (column: string) => boolean {
  const plain = new Set(headers.map(plainHeader))
  return (column) => plain.has(plainHeader(column))
}
