// Whatever file is given: rows, or a refusal that says why; no other error, and no end to wait for.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import writeSheets from 'write-excel-file/node'
import type { Store } from '#store/store.ts'
import { Problem } from '#util/problem.ts'
import { openTestStore } from '../../test/support/store.ts'
import { type Format, openFile } from './open-file.ts'

let store: Store
const files = {} as Record<Format, Buffer>

beforeAll(async () => {
  store = await openTestStore('embedded')
  files.csv = Buffer.from('id;time;note\r\n1;2026-03-04;"a ""b"""\r\n2;2026-03-05;春\r\n')
  files.jsonl = Buffer.from('{"id":"1","time":"2026-03-04","a":{"b":[1,null]}}\n{"id":"2","n":1e3}\n')
  const rows = [
    ['id', 'time'],
    ['1', new Date(0)],
    ['2', 3.5],
  ]
  const cells = rows.map((row) => row.map((value) => (value instanceof Date ? { value, format: 'yyyy' } : { value })))
  files.xlsx = await writeSheets(cells as never).toBuffer()
  const path = `${store.home.root}/leads.parquet`
  await store.facts.command(
    `INSERT INTO FUNCTION file({path:String}, 'Parquet', 'id String, n Nullable(Int64), tags Array(String)')
     SELECT toString(number), if(number = 1, NULL, number), ['a', 'b'] FROM numbers(40)`,
    { path },
  )
  files.parquet = readFileSync(path)
})
afterAll(() => store.close())

/** What befalls a file: bytes of it replaced, taken out, or said twice. */
const damage = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    taken: fc.integer({ min: 0, max: 20 }),
    put: fc.oneof(
      fc.uint8Array({ maxLength: 8 }),
      fc
        .constantFrom('"', '\n', '\u0000', '[[[[', 'ÿÿÿÿ', ';'.repeat(2_000))
        .map((text) => Buffer.from(text, 'latin1')),
    ),
  }),
  { minLength: 1, maxLength: 4 },
)

function damaged(file: Buffer, wounds: readonly { at: number; taken: number; put: Uint8Array }[]): Buffer {
  return wounds.reduce((bytes, { at, taken, put }) => {
    const from = Math.floor(at * bytes.length)
    return Buffer.concat([bytes.subarray(0, from), put, bytes.subarray(from + taken)])
  }, file)
}

async function* inPieces(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += 97) yield bytes.subarray(from, from + 97)
}

/** Rows, or why there are none. */
async function outcome(bytes: Buffer, format: Format | undefined): Promise<number | Problem> {
  let rows = 0
  try {
    const opened = await openFile(inPieces(bytes), format, `${store.home.root}/fuzz.parquet`)
    for await (const piece of opened.pieces) rows += piece.rows.length
    return rows
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

test.each<Format>(['csv', 'jsonl', 'xlsx', 'parquet'])('%s, damaged anywhere', async (format) => {
  expect(await outcome(files[format], undefined)).toBeGreaterThan(1)
  const numRuns = Number(process.env['FUZZ_RUNS'] ?? 60)
  const tried = fc.asyncProperty(damage, fc.boolean(), async (wounds, named) => {
    const found = await outcome(damaged(files[format], wounds), named ? format : undefined)
    if (found instanceof Problem) expect([found.code, found.message]).toEqual(['unreadable_file', expect.any(String)])
    else expect(found).toBeLessThan(2_000)
  })
  await fc.assert(tried, { numRuns })
})
