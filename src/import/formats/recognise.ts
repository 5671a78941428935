// Which product's export a table is, told by its header and the lines above it; never by the name of the file.
import type { ImportOptions } from '#contract/import.ts'
import { canonicalPlatform } from '#contract/platforms.ts'
import type { Row } from '../rows.ts'
import { exportFormats } from './all.ts'
import type { ExportFormat, Signature } from './export-format.ts'
import { columnOf } from './columns.ts'

export interface Table {
  /** Lines above the header, as text. */
  above: readonly string[]
  columns: readonly string[]
}

export interface Recognised {
  format: ExportFormat
  signature: Signature
}

/** Lines of a file looked at for the header of an export; GA4 puts a chart's table above the one that matters. */
export const linesLookedAt = 60

/** A header as signatures name it: without case and without a currency in brackets. */
function signatureHeader(header: string): string {
  return header
    .normalize('NFKC')
    .trim()
    .replace(/\s*\([A-Z]{3}\)$/, '')
    .toLowerCase()
}

/** The export that a table is, if it is one that is known. */
export function recognise(table: Table, formats = exportFormats): Recognised | undefined {
  const columns = new Set(table.columns.map(signatureHeader))
  const has = (column: string): boolean => columns.has(signatureHeader(column))
  for (const format of formats) {
    const signature = format.signatures.find(
      ({ columns: all, anyOf, without, above }) =>
        all.every(has) &&
        (!anyOf || anyOf.some(has)) &&
        !without?.some(has) &&
        (!above || table.above.some((line) => above.test(line.trim()))),
    )
    if (signature) return { format, signature }
  }
  return undefined
}

/** The place of an export's header among the first rows of a file. */
export function exportHeader(rows: readonly (readonly string[])[]): number | undefined {
  const index = rows.findIndex(
    (cells, place) => cells.length > 1 && recognise({ above: linesOf(rows.slice(0, place)), columns: cells }),
  )
  return index < 0 ? undefined : index
}

/** Rows above a header as the lines they were, as far as parting them by delimiters lets see. */
export function linesOf(rows: readonly (readonly string[])[]): string[] {
  return rows.map((cells) => cells.join(',').replace(/,+$/, ''))
}

/** The export that the user names, or the one recognised, if it does not contradict what else the user says. */
export function exportFor(table: Table & { rows: readonly Row[] }, options: ImportOptions): Recognised | undefined {
  if (options.export === 'none') return undefined
  if (options.export !== undefined) {
    const named = exportFormats.filter(({ id }) => id === options.export)
    return recognise(table, named) ?? { format: named[0]!, signature: named[0]!.signatures[0]! }
  }
  const found = recognise(table)
  if (!found || !speaksKnownWords(found, table)) return undefined
  if (options.platform === undefined) return found
  const platform = canonicalPlatform(options.platform)
  const said = found.format.constants?.platform
  return (said === undefined ? platform.startsWith(found.format.id) : platform === said) ? found : undefined
}

/** A sheet of which some words are not known is somebody's own, and is read as such. */
function speaksKnownWords(
  { format }: Recognised,
  { columns, rows }: { columns: readonly string[]; rows: readonly Row[] },
): boolean {
  const field = format.knownCells
  if (field === undefined) return true
  const column = columnOf(columns, format.fields[field]!)!
  const words = format.values![field]!
  const cells = rows.map(({ record }) => (record[column] ?? '').trim()).filter((cell) => cell !== '')
  return cells.every((cell) => words[cell.normalize('NFKC').toLowerCase()] !== undefined || format.footer.test(cell))
}
