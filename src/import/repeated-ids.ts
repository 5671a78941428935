// Rows that share an id: only one row is kept for each, so that a column taken for the id by mistake would lose the rest.
import type { ImportKind, ImportOptions } from '#contract/import.ts'
import { scrubText } from '#util/personal.ts'
import { Problem } from '#util/problem.ts'
import type { Mapping } from './mapping.ts'
import type { Row } from './rows.ts'

/** Rows of the beginning that decide. */
const rowsLookedAt = 10_000
/** From so many lost rows on, and this share of all, an import is not begun without being told to. */
const fewestLost = 5
const largeShare = 0.2

export interface RepeatedIds {
  /** Rows looked at. */
  rows: number
  /** Of these, rows with the id of another and something else to say. */
  lost: number
  /** The id that most rows have. */
  example: { id: string; rows: number }
}

const things: Partial<Record<ImportKind, string>> = {
  leads: 'leads',
  deals: 'deals',
  orders: 'orders',
  events: 'events',
}

/** Undefined where no id is lost. Rows that are equal lose nothing. */
export function repeatedIds(kind: ImportKind, { fields }: Mapping, rows: readonly Row[]): RepeatedIds | undefined {
  const { id, stage } = fields
  if (id === undefined || things[kind] === undefined) return undefined
  const columns = kind === 'deals' && stage !== undefined ? [id, stage] : [id]
  const found = new Map<string, { rows: number; contents: Set<string> }>()
  const looked = rows.slice(0, rowsLookedAt).filter(({ record }) => (record[id] ?? '').trim() !== '')
  for (const { record } of looked) {
    const key = columns.map((column) => (record[column] ?? '').trim()).join('\0')
    const known = found.get(key) ?? { rows: 0, contents: new Set() }
    found.set(key, known)
    known.rows += 1
    known.contents.add(JSON.stringify(record))
  }
  const lost = [...found.values()].reduce((sum, { contents }) => sum + contents.size - 1, 0)
  if (lost === 0) return undefined
  const [key, most] = [...found].reduce((best, entry) =>
    entry[1].contents.size > best[1].contents.size ? entry : best,
  )
  return { rows: looked.length, lost, example: { id: key.split('\0')[0]!, rows: most.rows } }
}

export function losesMany({ rows, lost }: RepeatedIds): boolean {
  return lost >= fewestLost && lost >= rows * largeShare
}

/** What would happen to the rows; without its end, for a hint to follow. */
export function repeatedNote({ rows, lost, example }: RepeatedIds): string {
  const [of, have] = [lost.toLocaleString('en'), lost === 1 ? 'has' : 'have']
  const which = `such as "${shortened(example.id)}", which ${example.rows.toLocaleString('en')} rows have`
  return `${of} of the first ${rows.toLocaleString('en')} rows ${have} the id of another row and would be lost, ${which}: one row is kept for each id`
}

export function repeatedRemedy(kind: ImportKind): string {
  return `If these are different ${things[kind]!}, another column is the id: --map id=COLUMN. If one row for each id is right, import with --force.`
}

/** @throws Problem before a row is stored, unless the user said that it is right. */
export function requireIds({ kind, force }: ImportOptions, repeated: RepeatedIds | undefined): void {
  if (force === true || repeated === undefined || !losesMany(repeated)) return
  const message = `${repeatedNote(repeated)}.`
  throw new Problem('repeated_ids', message, {
    details: [{ field: 'map.id', message, hint: repeatedRemedy(kind) }],
  })
}

/** A column of addresses taken for the id is not spelled out in what is kept of the import. */
function shortened(id: string): string {
  const text = scrubText(id)
  return text.length > 40 ? `${text.slice(0, 39)}…` : text
}

/** After an import: rows that a later row of the same file replaced. */
export function overwrittenNote(kind: ImportKind, count: number, example: RepeatedIds['example'] | undefined): string {
  const rows = count === 1 ? 'row was' : 'rows were'
  const such = example ? `, such as "${shortened(example.id)}" (${example.rows.toLocaleString('en')} rows)` : ''
  return `${count.toLocaleString('en')} ${rows} replaced by a later row of the same file with the same id${such}: if these are different ${things[kind] ?? kind}, undo this import and name the column of their id, --map id=COLUMN`
}
