// What turns the rows of one import into facts: its mapping, its constants, its way of reading dates.
import type { ImportOptions, RowRejection } from '#contract/import.ts'
import { emailKeys, hashIfEmail, phoneKeys, scrubText } from '#util/personal.ts'
import type { DateSteps } from './date-steps.ts'
import type { FieldType } from './fields.ts'
import type { ExportReading } from './formats/read-as.ts'
import type { Mapping } from './mapping.ts'
import type { FileRecord, Row } from './rows.ts'
import {
  Refusal,
  type TimeReader,
  isEmpty,
  readAmount,
  readCommaAmount,
  readCount,
  readCurrency,
  unlessBound,
} from './values.ts'

export interface RowContext {
  importId: string
  options: ImportOptions
  mapping: Mapping
  /** The columns that the mapping is of. */
  columns: readonly string[]
  times: TimeReader
  /** Nothing said in which zone times without one are: no option and no plan. */
  zoneUnsaid: boolean
  /** Where records come from; part of their identity. */
  source: string
  notes: Notes
  /** Looks at the dates of a report whose rows may be about more than a day. */
  steps?: DateSteps
  /** How the rows are read where the file is a known export. */
  export?: ExportReading
}

/** A row as the engine takes it: a JSON array in the order of the staged columns. */
export type StagedLine = string

/** Things that lost no row but should be known; each is told once, with how often it happened. */
export class Notes {
  readonly #counts = new Map<string, number>()

  add(note: string, times = 1): void {
    this.#counts.set(note, (this.#counts.get(note) ?? 0) + times)
  }

  /** `N` in a note stands for its count, `{one|many}` for what is said of one and of several. */
  list(): string[] {
    return [...this.#counts].map(([note, count]) =>
      note
        .replace(/^N /, `${count.toLocaleString('en')} `)
        .replaceAll(/\{([^|}]*)\|([^}]*)\}/g, (_, one: string, many: string) => (count === 1 ? one : many)),
    )
  }
}

export type Read = (cell: string) => string | number | undefined | Refusal

/** How a cell of a type is read. E-mail and phone are read as match keys, by `matchKeys`. */
export function readerOf(type: FieldType, times: TimeReader, known?: ExportReading): Read {
  switch (type) {
    case 'time':
      return (cell) => times.time(cell)
    case 'day':
      return (cell) => times.day(cell)
    case 'amount':
      return amountReader(known)
    case 'count':
      return countReader(known)
    case 'currency':
      return readCurrency
    default:
      return readText
  }
}

export type ReadAmount = (cell: string) => string | undefined | Refusal

/** Exports write decimals as their language does, and hide small numbers as `<5`. */
export function amountReader(known?: ExportReading): ReadAmount {
  if (!known) return readAmount
  return unlessBound(known.decimalComma ? readCommaAmount : readAmount)
}

function countReader(known?: ExportReading): Read {
  if (!known) return readCount
  const read = amountReader(known)
  return (cell) => readCount(cell, read)
}

const longestText = 4_096
const tooLong = new Refusal(`is longer than ${longestText} characters`)

function readText(cell: string): string | undefined | Refusal {
  if (cell.length > longestText) return tooLong
  const text = cell.trim()
  if (text === '' || text === '--') return undefined
  return text.includes('@') ? hashIfEmail(text) : text
}

export function rejection(row: Row, field: string, reason: string): RowRejection {
  return { row: row.row, field, reason, record: row.record }
}

/** The columns without a field, empty cells left out, addresses and phone numbers scrubbed. */
export function attributesOf(record: FileRecord, columns: readonly string[]): Record<string, string> {
  const attributes: Record<string, string> = {}
  for (const column of columns) {
    const cell = record[column]
    if (cell === undefined || cell === '') continue
    attributes[column] = mayHoldAddress(cell) ? scrubText(cell) : cell
  }
  return attributes
}

/** A quick look before the costly one: an address has an @, a phone number a long run of digits and separators. */
function mayHoldAddress(cell: string): boolean {
  return cell.includes('@') || /[+(0-9][\d\s().-]{7,}/.test(cell)
}

const emailNote = 'N e-mail {cell holds|cells hold} no address and {was|were} left out'
const phoneNote = 'N phone {number has|numbers have} no country code (write +81 90…) and {was|were} left out'

/** Hashes of the row's e-mail address and phone number, under the kinds of key that platforms match by. */
export function matchKeysOf(record: FileRecord, mapping: Mapping, notes: Notes): Record<string, string> {
  const keys: Record<string, string> = {}
  const { email, phone } = mapping.fields
  const address = email === undefined ? '' : (record[email] ?? '')
  if (!isEmpty(address)) {
    const hashes = emailKeys(address)
    if (hashes) Object.assign(keys, hashes)
    else notes.add(emailNote)
  }
  const number = phone === undefined ? '' : (record[phone] ?? '')
  if (!isEmpty(number)) {
    const hashes = phoneKeys(number)
    if (hashes) Object.assign(keys, hashes)
    else notes.add(phoneNote)
  }
  return keys
}
