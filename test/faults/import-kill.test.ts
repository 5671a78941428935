import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ImportOptions } from '#contract/import.ts'
import { openControl } from '#store/control.ts'
import { openHome } from '#store/home.ts'
import { type Programs, bundle } from '../support/programs.ts'

const folder = mkdtempSync(join(tmpdir(), 'onecount-import-kill-'))
const data = join(folder, 'data')
const rows = 30_000
let programs: Programs

beforeAll(async () => {
  programs = await bundle({ importer: 'test/support/import-process.ts', query: 'test/support/query-process.ts' })
})
afterAll(() => {
  programs.remove()
  rmSync(folder, { recursive: true, force: true })
})

interface Progress {
  stage: 'ready' | 'reading' | 'storing' | 'done'
  added?: number
  unchanged?: number
}

/** Imports in a process of its own and kills it `afterMs` after the line that `when` waits for. Returns its last line. */
async function importAndKill(
  file: string,
  options: ImportOptions,
  when: (line: Progress) => boolean,
  afterMs: number,
): Promise<Progress | undefined> {
  const child = spawn(process.execPath, [programs.path('importer'), data, file, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  let last: Progress | undefined
  let killed = false
  for await (const line of createInterface(child.stdout)) {
    last = JSON.parse(line) as Progress
    if (killed || !when(last)) continue
    killed = true
    setTimeout(() => child.kill('SIGKILL'), afterMs)
  }
  await ended
  return last
}

const moments: [string, (line: Progress) => boolean, number][] = [
  ['at the start', (line) => line.stage === 'ready', 0],
  ['while it reads', (line) => line.stage === 'reading', 150],
  ['while it stores the first rows', (line) => line.stage === 'reading', 900],
  ['when it has stored some', (line) => line.stage === 'storing', 0],
  ['while it stores more', (line) => line.stage === 'storing', 60],
]

async function killAllAlong(file: string, options: ImportOptions, killed = moments): Promise<void> {
  for (const [, when, afterMs] of killed) await importAndKill(file, options, when, afterMs)
  const whole = await importAndKill(file, options, () => false, 0)
  expect(whole?.stage).toBe('done')
  expect(whole!.added! + whole!.unchanged!).toBe(rows)
  const again = await importAndKill(file, options, () => false, 0)
  expect(again).toMatchObject({ added: 0, unchanged: rows })
}

async function factsOf<Row>(sql: string): Promise<Row[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [programs.path('query'), data, sql])
  return JSON.parse(stdout) as Row[]
}

test('an ad report whose import is killed again and again is stored exactly once', async () => {
  const file = join(folder, 'ads.csv')
  const lines = Array.from(
    { length: rows },
    (_, n) => `2026-04-${String(1 + (n % 30)).padStart(2, '0')},ad${n},${n % 97},3`,
  )
  writeFileSync(file, `date,ad,cost,conversions.lead\n${lines.join('\n')}\n`)
  await killAllAlong(file, { kind: 'ads', fileName: 'ads.csv', platform: 'meta', currency: 'JPY' })
  for (const table of ['spend', 'figures']) {
    const [found] = await factsOf(
      `SELECT count() AS rows, uniqExact(key) AS keys, countIf(known_to < '2299-01-01') AS past FROM ${table}`,
    )
    expect(found).toEqual({ rows, keys: rows, past: 0 })
  }
  const [sums] = await factsOf<{ cost: number }>('SELECT toFloat64(sum(cost)) AS cost FROM spend')
  expect(sums!.cost).toBe(lines.reduce((sum, _, n) => sum + (n % 97), 0))
  expect(await factsOf('SELECT count() AS n FROM staged_spend')).toEqual([{ n: 0 }])
  const control = await openControl(openHome(data).control, { readonly: true })
  const open = await control.selectFrom('batches').selectAll().where('state', '=', 'intended').execute()
  await control.destroy()
  expect(open).toEqual([])
}, 240_000)

test('a file of events whose import is killed again and again is stored exactly once', async () => {
  const file = join(folder, 'events.csv')
  const lines = Array.from(
    { length: rows },
    (_, n) => `page_viewed,2024-11-0${1 + (n % 9)}T00:00:00Z,e${n},v${n % 5_000}`,
  )
  writeFileSync(file, `event,time,id,visitor_id\n${lines.join('\n')}\n`)
  // they are stored by the same steps, only into another table
  await killAllAlong(file, { kind: 'events', fileName: 'events.csv' }, moments.slice(3, 4))
  const [found] = await factsOf('SELECT count() AS rows, uniqExact(id) AS ids FROM events')
  expect(found).toEqual({ rows, ids: rows })
}, 240_000)

test('a file of campaign changes whose import is killed is taken whole or not at all, and once', async () => {
  const file = join(folder, 'changes.csv')
  const campaigns = 3_000
  const lines = Array.from({ length: campaigns }, (_, n) => `2026-04-0${1 + (n % 9)},c${n},budget`)
  writeFileSync(file, `date,campaign,kind\n${lines.join('\n')}\n`)
  const options: ImportOptions = { kind: 'changes', fileName: 'changes.csv', platform: 'meta' }
  const stored = async (): Promise<number> => {
    const control = await openControl(openHome(data).control, { readonly: true })
    const { length } = await control.selectFrom('campaign_changes').select('id').execute()
    await control.destroy()
    return length
  }
  const last = await importAndKill(file, options, ({ stage }) => stage === 'reading', 0)
  expect(last?.stage).not.toBe('done')
  expect([0, campaigns]).toContain(await stored())
  const whole = await importAndKill(file, options, () => false, 0)
  expect(whole!.added! + whole!.unchanged!).toBe(campaigns)
  expect(await importAndKill(file, options, () => false, 0)).toMatchObject({ added: 0, unchanged: campaigns })
  expect(await stored()).toBe(campaigns)
}, 60_000)
