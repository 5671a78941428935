import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ImportEntry, ImportOptions } from '#contract/import.ts'
import { type Programs, bundle } from '../support/programs.ts'

const folder = mkdtempSync(join(tmpdir(), 'onecount-undo-kill-'))
const data = join(folder, 'data')
const rows = 40_000
let programs: Programs

beforeAll(async () => {
  programs = await bundle({
    importer: 'test/support/import-process.ts',
    query: 'test/support/query-process.ts',
    undo: 'test/support/undo-process.ts',
  })
})
afterAll(() => {
  programs.remove()
  rmSync(folder, { recursive: true, force: true })
})

const run = promisify(execFile)

async function importFile(text: string, options: ImportOptions): Promise<string> {
  const file = join(folder, options.fileName)
  writeFileSync(file, text)
  const { stdout } = await run(process.execPath, [programs.path('importer'), data, file, JSON.stringify(options)], {
    maxBuffer: 64_000_000,
  })
  return (JSON.parse(stdout.trim().split('\n').at(-1)!) as { id: string }).id
}

/** Undoes in a process of its own and kills it so long after it began. Returns what it said when it came to its end. */
async function undoAndKill(id: string, afterMs: number | null): Promise<ImportEntry | undefined> {
  const child = spawn(process.execPath, [programs.path('undo'), data, id], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  let last: string | undefined
  for await (const line of createInterface(child.stdout)) {
    if (line.includes('"ready"')) {
      if (afterMs !== null) setTimeout(() => child.kill('SIGKILL'), afterMs)
    } else last = line
  }
  await ended
  return last === undefined ? undefined : (JSON.parse(last) as ImportEntry)
}

async function factsOf(sql: string): Promise<unknown[]> {
  return JSON.parse((await run(process.execPath, [programs.path('query'), data, sql])).stdout) as unknown[]
}

const moments = [0, 200, 600]

test('an undo that is killed again and again ends with what was known before', async () => {
  const file = (channel: string, from: number): string =>
    `id,date,channel\n${Array.from({ length: rows }, (_, n) => `l${n + from},2026-04-01,${channel}`).join('\n')}\n`
  await importFile(file('right', 0), { kind: 'leads', fileName: 'right.csv' })
  const wrong = await importFile(file('wrong', rows / 2), { kind: 'leads', fileName: 'wrong.csv' })
  for (const afterMs of moments) await undoAndKill(wrong, afterMs)
  const entry = await undoAndKill(wrong, null)
  expect(entry).toMatchObject({ state: 'undone', undo: { removed: rows / 2, restored: rows / 2, kept: 0 } })
  const current = "FINAL WHERE known_to = toDateTime64('2299-12-31 00:00:00', 3, 'UTC')"
  const held = await factsOf(
    `SELECT count() AS rows, uniqExact(key) AS keys, uniqExact(channel) AS channels FROM records ${current}`,
  )
  expect(held).toEqual([{ rows, keys: rows, channels: 1 }])
  // every state of a record follows the one before it without a gap
  const gaps = await factsOf(`SELECT count() AS n FROM (
    SELECT key, known_to, leadInFrame(known_from, 1, known_to) OVER (PARTITION BY key ORDER BY known_from
      ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS next FROM records FINAL) WHERE next != known_to`)
  expect(gaps).toEqual([{ n: 0 }])
}, 240_000)

test('events whose undo is killed again and again are gone, and all of them can come again', async () => {
  const lines = Array.from({ length: rows }, (_, n) => `seen,2024-${10 + (n % 3)}-01T00:00:00Z,e${n},v${n % 5_000}`)
  const text = `event,time,id,visitor_id\n${lines.join('\n')}\n`
  const options: ImportOptions = { kind: 'events', fileName: 'events.csv' }
  const id = await importFile(text, options)
  for (const afterMs of moments) await undoAndKill(id, afterMs)
  expect(await undoAndKill(id, null)).toMatchObject({ state: 'undone', undo: { removed: rows } })
  expect(
    await factsOf('SELECT (SELECT count() FROM events) AS events, (SELECT count() FROM event_ids) AS ids'),
  ).toEqual([{ events: 0, ids: 0 }])
  expect(await factsOf('SELECT uniqExact(id) AS taken FROM taken_events')).toEqual([{ taken: rows }])
  await importFile(text, options)
  expect(await factsOf('SELECT count() AS rows, uniqExact(id) AS ids FROM events')).toEqual([{ rows, ids: rows }])
}, 240_000)
