import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { eraseRejectedRows, rejectedRowsOf } from './files.ts'

const folder = mkdtempSync(join(tmpdir(), 'onecount-rejects-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test("a row that a full disk cut short stands in nobody's way, and goes with the first who is erased", async () => {
  const path = join(folder, 'i.rejects.jsonl')
  const row = (name: string): object => ({ row: 1, field: 'time', reason: 'is no time', record: { name } })
  writeFileSync(path, `${JSON.stringify(row('u-ann-1'))}\n${JSON.stringify(row('u-bob-1'))}\n{"row":3,"record":{"na`)
  const named = { identifiers: ['user:u-ann-1'], whom: { texts: [] } }
  expect(await rejectedRowsOf(folder, named)).toEqual([row('u-ann-1')])
  await eraseRejectedRows(folder, named)
  expect(readFileSync(path, 'utf8')).toBe(`${JSON.stringify(row('u-bob-1'))}\n`)
})

test('the file that an import is writing stays as it is: a row may be there by half', async () => {
  const path = join(folder, 'r.rejects.jsonl')
  writeFileSync(path, '{"row":1,"rec')
  const named = { identifiers: ['user:u-ann-1'], whom: { texts: [] } }
  await eraseRejectedRows(folder, named, ['r'])
  expect(readFileSync(path, 'utf8')).toBe('{"row":1,"rec')
  await eraseRejectedRows(folder, named)
  expect(readFileSync(path, 'utf8')).toBe('')
})
