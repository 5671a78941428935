// CSV, TSV and their relatives: delimiter and header found, quotes read, ragged rows named.
import Papa from 'papaparse'
import { fieldsOf, plainHeader } from './fields.ts'
import { exportHeader, linesLookedAt, linesOf } from './formats/recognise.ts'
import { type Row, type RowPiece, unreadableFile } from './rows.ts'

/** Lines looked at for the delimiter and the header; exports put up to a dozen lines of title above it. */
const headerLines = 20
/** A row longer than this is a quote that never closes (characters). */
const longestRow = 4_194_304
/** Text looked at for the delimiter (characters). */
const sniffLength = 16_384
/** Text parsed at a time (characters). */
const pieceLength = 262_144

interface Parsed {
  data: string[][]
  errors: { code: string; row?: number }[]
  meta: { cursor: number }
}

/** Yields the rows of a delimited text. Throws Problem when no header is found. */
export async function* readCsv(text: AsyncIterable<string>): AsyncGenerator<RowPiece> {
  let table: CsvTable | undefined
  let rest = ''
  for await (const { piece, isLast } of inPieces(text)) {
    rest += piece
    table ??= new CsvTable(rest)
    const { rows, used } = table.parse(rest, isLast)
    rest = rest.slice(used)
    if (rest.length > longestRow) throw table.unclosedQuote()
    if (rows.length > 0 || isLast) yield table.piece(rows)
  }
}

/** Text with `\n` line ends in pieces long enough to find a header in the first of them. */
async function* inPieces(text: AsyncIterable<string>): AsyncGenerator<{ piece: string; isLast: boolean }> {
  let held = ''
  for await (const piece of text) {
    held += piece
    if (held.length < pieceLength) continue
    // a carriage return at the end may be the first half of a line end
    const end = held.endsWith('\r') ? held.length - 1 : held.length
    yield { piece: unixLines(held.slice(0, end)), isLast: false }
    held = held.slice(end)
  }
  yield { piece: unixLines(held), isLast: true }
}

function unixLines(text: string): string {
  return text.includes('\r') ? text.replaceAll('\r\n', '\n').replaceAll('\r', '\n') : text
}

class CsvTable {
  readonly columns: readonly string[]
  readonly #delimiter: string
  readonly #above: readonly string[]
  readonly #repeated: readonly string[]
  #skip: number
  #row = 0

  constructor(sample: string) {
    this.#delimiter = sniffDelimiter(sample)
    const first = firstRows(sample, this.#delimiter)
    const index = exportHeader(first) ?? findHeader(first.slice(0, headerLines))?.index
    if (index === undefined) {
      throw unreadableFile(
        'The file has no header: no row in its first lines holds column names.',
        'Put the names of the columns into the first row.',
      )
    }
    this.columns = uniqueNames(first[index]!)
    this.#repeated = repeatedNames(first[index]!)
    this.#above = linesOf(first.slice(0, index))
    this.#skip = index + 1
  }

  piece(rows: Row[]): RowPiece {
    return { columns: this.columns, rows, above: this.#above, repeated: this.#repeated }
  }

  /** Reads the complete rows of a text (all of it when it is the `last`); `used` characters are done with. */
  parse(text: string, last: boolean): { rows: Row[]; used: number } {
    const parsed = parse(text, this.#delimiter, !last)
    const broken = new Set(parsed.errors.map((error) => error.row ?? -1))
    const rows: Row[] = []
    for (const [index, cells] of parsed.data.entries()) {
      if (this.#skip > 0) {
        this.#skip -= 1
        continue
      }
      if (isBlank(cells)) continue
      rows.push(this.#toRow(cells, broken.has(index)))
    }
    return { rows, used: last ? text.length : parsed.meta.cursor }
  }

  unclosedQuote(): Error {
    return unreadableFile(
      `Row ${this.#row + 1} does not end: a quote is opened there and never closed.`,
      'Correct the quote in that row and import the file again.',
    )
  }

  #toRow(cells: string[], broken: boolean): Row {
    this.#row += 1
    const record: Record<string, string> = {}
    const { columns } = this
    for (let index = 0; index < columns.length; index += 1) record[columns[index]!] = cells[index] ?? ''
    if (broken) return { row: this.#row, record, unreadable: 'has a quote that is not closed or stands inside a cell' }
    if (cells.length === columns.length || isBlank(cells.slice(columns.length))) {
      if (cells.length >= columns.length) return { row: this.#row, record }
    }
    for (let index = columns.length; index < cells.length; index += 1) record[`(cell ${index + 1})`] = cells[index]!
    return {
      row: this.#row,
      record,
      unreadable: `has ${cells.length} cells where the header has ${columns.length}`,
    }
  }
}

function parse(text: string, delimiter: string, keepLastRow: boolean): Parsed {
  return new Papa.Parser({ delimiter, newline: '\n' }).parse(text, 0, keepLastRow) as Parsed
}

function isBlank(cells: readonly string[]): boolean {
  for (const cell of cells) if (cell !== '' && cell.trim() !== '') return false
  return true
}

function firstRows(sample: string, delimiter: string): string[][] {
  return parse(sample.slice(0, pieceLength), delimiter, false).data.slice(0, linesLookedAt)
}

/** The delimiter at which quotes stand where they belong and the header has the most names; a comma before others. */
export function sniffDelimiter(sample: string): string {
  let best = { delimiter: ',', misplaced: Infinity, names: 0 }
  for (const delimiter of [',', '\t', ';']) {
    const { data, errors } = parse(sample.slice(0, sniffLength), delimiter, false)
    const misplaced = errors.filter((error) => error.code === 'InvalidQuotes').length
    const names = findHeader(data.slice(0, headerLines))?.names ?? 0
    if (misplaced > best.misplaced || (misplaced === best.misplaced && names <= best.names)) continue
    best = { delimiter, misplaced, names }
  }
  return best.delimiter
}

interface HeaderRow {
  index: number
  names: number
  /** Names that some kind of file knows. */
  known: number
  width: number
}

/**
 * The header: the first of the rows that hold names and nothing else, taking those with the
 * most filled cells. Titles above it have fewer; data rows hold numbers, dates or addresses.
 */
export function findHeader(rows: readonly (readonly string[])[]): { index: number; names: number } | undefined {
  let best: HeaderRow | undefined
  for (const [index, cells] of rows.entries()) {
    const filled = cells.filter((cell) => cell.trim() !== '')
    const names = filled.filter(looksLikeName).length
    if (names === 0 || names < filled.length * 0.8) continue
    const known = filled.filter((cell) => knownHeaders.has(plainHeader(cell))).length
    const row = { index, names, known, width: cells.length }
    if (!best || outdoes(row, best)) best = row
  }
  return best && { index: best.index, names: best.names }
}

/** A header that leaves some columns without a name has fewer of them than a row of words below it. */
function outdoes(row: HeaderRow, above: HeaderRow): boolean {
  if (row.names <= above.names || row.known < above.known) return false
  const nearlyAsFull = row.width === above.width && above.names * 2 >= row.names
  return row.known > above.known || !nearlyAsFull
}

const knownHeaders: ReadonlySet<string> = new Set(
  Object.values(fieldsOf).flatMap((fields) =>
    fields.flatMap(({ name, headers }) => [name, ...headers].map(plainHeader)),
  ),
)

function looksLikeName(cell: string): boolean {
  const text = cell.trim()
  if (text.length > 120 || !/\p{L}/u.test(text)) return false
  return !/@|:\/\/|^\d{4}[-/年]\d|^[-+\d.,\s¥$€£円%]+$/.test(text)
}

function repeatedNames(cells: readonly string[]): string[] {
  const names = cells.map((cell) => cell.trim()).filter((name) => name !== '')
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))]
}

/** Column names, trimmed; a name that stands twice gets a number, an empty one its place. */
function uniqueNames(cells: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return cells.map((cell, index) => {
    const name = cell.trim() || `(column ${index + 1})`
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    return count === 1 ? name : `${name} (${count})`
  })
}
