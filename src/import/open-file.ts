// A file's bytes → its rows, whatever its format; the format is told by the bytes, not by the name.
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { ImportOptions } from '#contract/import.ts'
import { readCsv } from './read-csv.ts'
import { readJsonl } from './read-jsonl.ts'
import { readParquet } from './read-parquet.ts'
import { type TextFacts, readText } from './read-text.ts'
import { readXlsx } from './read-xlsx.ts'
import { type RowPiece, unreadableFile } from './rows.ts'

export type Format = NonNullable<ImportOptions['format']>

export interface OpenedFile {
  format: Format
  /** Known in full when all pieces have been read. */
  text: TextFacts
  pieces: AsyncGenerator<RowPiece>
}

/**
 * @param spool path of a file to make where the format is read from its end (Parquet); it is removed again.
 * Throws Problem for an empty file and for formats that are none of ours.
 */
export async function openFile(
  bytes: AsyncIterable<Uint8Array>,
  format: Format | undefined,
  spool: string,
): Promise<OpenedFile> {
  const { head, all } = await peek(bytes, 512)
  const found = format ?? sniffFormat(head)
  const text: TextFacts = { encoding: 'utf-8', unreadable: 0 }
  if (found === 'parquet') return { format: found, text, pieces: readSpooled(all, spool) }
  if (found === 'xlsx') return { format: found, text, pieces: readCsv(readXlsx(all)) }
  const read = found === 'jsonl' ? readJsonl : readCsv
  return { format: found, text, pieces: read(readText(all, text)) }
}

/** The first bytes of a stream (at least `length`, unless it is shorter), and the stream as it was. */
async function peek(
  bytes: AsyncIterable<Uint8Array>,
  length: number,
): Promise<{ head: Uint8Array; all: AsyncIterable<Uint8Array> }> {
  const iterator = bytes[Symbol.asyncIterator]()
  let head: Uint8Array = new Uint8Array(0)
  while (head.length < length) {
    const next = await iterator.next()
    if (next.done) break
    head = Buffer.concat([head, next.value])
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    yield head
    yield* { [Symbol.asyncIterator]: () => iterator }
  }
  return { head, all: all() }
}

function sniffFormat(head: Uint8Array): Format {
  const start = Buffer.from(head)
  if (start.length === 0) throw unreadableFile('The file is empty.', 'Export it again.')
  if (start.subarray(0, 4).equals(Buffer.from('PAR1'))) return 'parquet'
  if (start[0] === 0x50 && start[1] === 0x4b) return 'xlsx'
  if (start.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) {
    throw unreadableFile(
      'The file is a spreadsheet of the old kind (.xls), or one with a password.',
      'Save it as .xlsx without a password, or as CSV.',
    )
  }
  if (start[0] === 0x1f && start[1] === 0x8b) {
    throw unreadableFile('The file is compressed.', 'Unpack it first: gunzip FILE.gz')
  }
  const first = start
    .toString('latin1')
    .replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
    .replaceAll('\0', '')
    .trimStart()[0]
  if (first === '[') {
    throw unreadableFile('The file is one JSON array.', 'Write one JSON object a line: jq -c ".[]" FILE > FILE.jsonl')
  }
  return first === '{' ? 'jsonl' : 'csv'
}

async function* readSpooled(bytes: AsyncIterable<Uint8Array>, spool: string): AsyncGenerator<RowPiece> {
  try {
    await pipeline(bytes, createWriteStream(spool, { mode: 0o600 }))
    yield* readParquet(spool)
  } finally {
    await rm(spool, { force: true })
  }
}
