// Spreadsheets (.xlsx): the sheet with the most rows, as the delimited text that it would be saved as.
import { unzipSync } from 'fflate'
import Papa from 'papaparse'
import readSheets from 'read-excel-file/node'
import { unreadableFile } from './rows.ts'

/** Of the file, in bytes: a million rows of ten columns have about 30 MB. */
const mostPacked = 100 * 1024 ** 2
/** Of what it unpacks to, which is then held in memory. */
const mostUnpacked = 512 * 1024 ** 2
const pieceRows = 1_000

type Cell = string | number | boolean | Date | null

/** Yields a spreadsheet as comma-separated text. Throws Problem for other archives and for what is too large. */
export async function* readXlsx(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const packed = await collect(bytes)
  checkArchive(packed)
  const sheets = await readSheets(packed).catch((error: unknown) => {
    throw broken(error)
  })
  const [first, ...others] = sheets.map(({ data }) => data)
  const rows = others.reduce((most, sheet) => (sheet.length > most.length ? sheet : most), first ?? [])
  for (let from = 0; from < rows.length; from += pieceRows) {
    const cells = (rows.slice(from, from + pieceRows) as Cell[][]).map((row) => row.map(asText))
    yield `${Papa.unparse(cells, { newline: '\n', delimiter: ',' })}\n`
  }
}

async function collect(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of bytes) {
    length += piece.length
    if (length > mostPacked) throw tooLarge()
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

/** By its directory alone: what is in the archive, and how much there will be of it. */
function checkArchive(packed: Buffer): void {
  const names = new Set<string>()
  let unpacked = 0
  try {
    unzipSync(packed, {
      filter: ({ name, originalSize }) => {
        names.add(name)
        unpacked += originalSize
        return false
      },
    })
  } catch (error) {
    throw broken(error)
  }
  if (unpacked > mostUnpacked) throw tooLarge()
  if (names.has('xl/workbook.xml')) return
  if (names.has('content.xml')) {
    throw unreadableFile('The file is an OpenDocument spreadsheet.', 'Save it as .xlsx or CSV and import that.')
  }
  throw unreadableFile('The file is a ZIP archive.', 'Unpack it and import what is in it.')
}

function tooLarge(): Error {
  return unreadableFile('The spreadsheet is too large to be read.', 'Save it as CSV and import that.')
}

function broken(error: unknown): Error {
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
