// Spreadsheets (.xlsx): the sheet with the most rows, as the delimited text that it would be saved as.
import { Readable } from 'node:stream'
import Papa from 'papaparse'
import readSheets from 'read-excel-file/node'
import { Problem } from '#util/problem.ts'
import { unreadableFile } from './rows.ts'
import { type ArchiveEntry, TooMuchUnpacked, entriesOf, lastOfArchive, storedEntry, unpack } from './unzip.ts'

/** Of the file, in bytes: a million rows of ten columns have about 30 MB. */
const mostPacked = 100 * 1024 ** 2
/** Of what it unpacks to, which is then held in memory, in bytes; a text cannot be longer. */
const mostUnpacked = 500 * 1024 ** 2
/** What a spreadsheet can have at most, whatever program wrote it. */
const mostRows = 1_048_576
const mostColumns = 16_384
/** Rows × columns up to the farthest that is used: a sheet has them all in memory, also the empty ones. */
const mostCells = 30_000_000
const pieceRows = 1_000
/** A piece ends with the row that takes it past this, in characters. */
const pieceLength = 4_194_304

type Cell = string | number | boolean | Date | null

/** Yields a spreadsheet as comma-separated text. Throws Problem for other archives and for what is too large. */
export async function* readXlsx(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const entries = spreadsheetEntries(await collect(bytes))
  const sheets = await readSheets(Readable.from(checkedArchive(entries))).catch((error: unknown) => {
    throw error instanceof Problem ? error : broken(error)
  })
  const [first, ...others] = sheets.map(({ data }) => data)
  const rows = others.reduce((most, sheet) => (sheet.length > most.length ? sheet : most), first ?? [])
  for (const piece of inPieces(rows as Cell[][])) yield `${Papa.unparse(piece, { newline: '\n', delimiter: ',' })}\n`
}

/** Rows as text. One long text may stand in very many cells: pieces are short by their letters, too. */
function* inPieces(rows: Cell[][]): Generator<string[][]> {
  let piece: string[][] = []
  let length = 0
  for (const row of rows) {
    const texts = row.map(asText)
    const letters = texts.reduce((sum, text) => sum + text.length, 0)
    if (letters > pieceLength) throw tooLarge('A row of it has more text than a row may have.')
    piece.push(texts)
    length += letters
    if (piece.length < pieceRows && length < pieceLength) continue
    yield piece
    piece = []
    length = 0
  }
  if (piece.length > 0) yield piece
}

async function collect(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of bytes) {
    length += piece.length
    if (length > mostPacked) throw tooLarge('It is a file of more than 100 MB.')
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

function spreadsheetEntries(packed: Buffer): ArchiveEntry[] {
  let entries: ArchiveEntry[]
  try {
    entries = entriesOf(packed)
  } catch (error) {
    throw broken(error instanceof RangeError ? new Error('it was cut short') : error)
  }
  const names = new Set(entries.map(({ name }) => name))
  if (names.has('xl/workbook.xml')) return entries.filter(({ name }) => /\.xml(\.rels)?$/.test(name))
  if (names.has('content.xml')) {
    throw unreadableFile('The file is an OpenDocument spreadsheet.', 'Save it as .xlsx or CSV and import that.')
  }
  throw unreadableFile('The file is a ZIP archive.', 'Unpack it and import what is in it.')
}

/**
 * The spreadsheet as its reader gets it: unpacked here, where it is bounded, since the reader believes whatever the
 * file says of its sizes, and of where its cells are.
 */
function* checkedArchive(entries: ArchiveEntry[]): Generator<Buffer> {
  let left = mostUnpacked
  const used = { strings: 0, cells: 0 }
  for (const entry of entries) {
    const bytes = unpacked(entry, left)
    left -= bytes.length
    checkExtent(bytes, used)
    yield* storedEntry(entry.name, bytes)
  }
  yield lastOfArchive
}

function unpacked(entry: ArchiveEntry, most: number): Buffer {
  try {
    return unpack(entry, most)
  } catch (error) {
    throw error instanceof TooMuchUnpacked ? tooLarge('It unpacks to more than 500 MB.') : broken(error)
  }
}

/** Rows and texts, and where rows and cells say that they are. A cell's text that looks so does no harm. */
const landmarks = /<(?:[^\s<>:]+:)?(row|si)\b|(?<!xmlns:)\br\s*=\s*(?:"([^"]*)"|'([^']*)')/g

/** Throws Problem when a part of a spreadsheet has more rows, columns, cells or texts than fit into memory. */
function checkExtent(bytes: Buffer, used: { strings: number; cells: number }): void {
  const isSheet = bytes.includes('sheetData')
  if (!isSheet && !bytes.includes('si')) return
  let [rows, farRow, farColumn] = [0, 0, 0]
  for (const [, tag, double, single] of bytes.toString('latin1').matchAll(landmarks)) {
    if (tag === 'row') rows += 1
    else if (tag === 'si') used.strings += 1
    else if (isSheet) {
      const [, letters, digits] = /^([A-Z]{0,3})(\d{1,7})$/.exec(double ?? single ?? '') ?? []
      if (letters === undefined) throw tooLarge('A cell of it lies where no cell can be.')
      farColumn = Math.max(farColumn, columnNumber(letters))
      farRow = Math.max(farRow, Number(digits))
    }
  }
  // rows that do not say where they are follow each other
  if (Math.max(rows, farRow) > mostRows) throw tooLarge('It has more than 1,048,576 rows.')
  if (farColumn > mostColumns) throw tooLarge('It has more than 16,384 columns.')
  used.cells += Math.max(rows, farRow) * farColumn
  if (Math.max(used.cells, used.strings) > mostCells)
    throw tooLarge('It has more than 30 million cells, empty ones included.')
}

/** 1 for A, 27 for AA. */
function columnNumber(letters: string): number {
  let number = 0
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64
  return number
}

function tooLarge(why: string): Problem {
  return unreadableFile(`The spreadsheet is too large to be read. ${why}`, 'Save its table as CSV and import that.')
}

function broken(error: unknown): Problem {
  const why = error instanceof Error ? error.message : String(error)
  return unreadableFile(`The spreadsheet cannot be read: ${why}.`, 'Save it again, or save it as CSV.')
}

/** A cell as text that cannot be taken for anything else: ISO dates, a point before decimals. */
function asText(value: Cell): string {
  if (value === null) return ''
  if (value instanceof Date) return dateText(value)
  return typeof value === 'number' ? numberText(value) : String(value)
}

/** To the second: days are stored as fractions, which lie beside it. */
function dateText(value: Date): string {
  const second = new Date(Math.round(value.getTime() / 1_000) * 1_000)
  return second.toISOString().replace('T00:00:00.000Z', '').replace('T', ' ').slice(0, 19)
}

/** Fifteen digits, as spreadsheets show them. Three decimals get a fourth: 1.234 could be a thousand and more. */
function numberText(value: number): string {
  const text = String(Number(value.toPrecision(15)))
  return /\.\d{3}$/.test(text) ? `${text}0` : text
}
