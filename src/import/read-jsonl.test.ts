import { expect, test } from 'vitest'
import { readJsonl } from './read-jsonl.ts'
import type { RowPiece } from './rows.ts'

async function read(text: string, pieceLength = 5): Promise<RowPiece> {
  async function* pieces(): AsyncGenerator<string> {
    for (let from = 0; from < text.length; from += pieceLength) yield text.slice(from, from + pieceLength)
  }
  const all: RowPiece = { columns: [], rows: [] }
  for await (const piece of readJsonl(pieces())) {
    all.columns = piece.columns
    all.rows.push(...piece.rows)
  }
  return all
}

test('objects become rows, nested fields get dotted names, later rows may have more', async () => {
  const { columns, rows } = await read(
    '{"id":1,"ok":true,"none":null}\n\n{"id":"2","properties":{"plan":"pro","seats":[1,2]}}',
  )
  expect(columns).toEqual(['id', 'ok', 'none', 'properties.plan', 'properties.seats'])
  expect(rows).toEqual([
    { row: 1, record: { id: '1', ok: 'true', none: '' } },
    { row: 2, record: { id: '2', 'properties.plan': 'pro', 'properties.seats': '[1,2]' } },
  ])
})

test('long ids written as numbers keep their digits', async () => {
  const { rows } = await read('{"id":12345678901234567890,"note":"call 12345678901234567890","x":1.5}')
  expect(rows[0]!.record).toEqual({ id: '12345678901234567890', note: 'call 12345678901234567890', x: '1.5' })
})

test('lines that are no object say so and the others are read', async () => {
  const { rows, columns } = await read('{"id":1}\n[1]\nnot json\n{"id":2}')
  expect(columns).toEqual(['id'])
  expect(rows.map((row) => row.unreadable)).toEqual([undefined, 'is not a JSON object', 'is not JSON', undefined])
})
