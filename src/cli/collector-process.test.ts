import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { defaultBounds } from '#collect/journal.ts'
import { intendJournalBatch, markStored } from '#store/batches.ts'
import { type Control, openControl } from '#store/control.ts'
import { type JournalReader, openJournalReader } from '#store/journal.ts'
import { createKey } from '#store/keys.ts'
import { dayMs } from '#util/duration.ts'
import { type RunningCollector, startCollector } from './collector-process.ts'

let folder: string
let now: number
let control: Control
let collector: RunningCollector

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onecount-collector-'))
  now = Date.UTC(2026, 3, 1)
  collector = await open()
  control = await openControl(join(folder, 'control.sqlite'))
})
afterEach(async () => {
  await collector.stop()
  await control.destroy()
  rmSync(folder, { recursive: true, force: true })
})

function open(): Promise<RunningCollector> {
  const report = (message: string): void => expect.unreachable(message)
  const onDamage = (error: Error): void => expect.unreachable(error.message)
  const options = { dataFolder: folder, host: '127.0.0.1', port: 0, bounds: defaultBounds }
  return startCollector({ ...options, clock: () => now, report, onDamage })
}

async function send(...ids: string[]): Promise<void> {
  const { key } = await createKey(control, { name: ids.join(), kind: 'write', source: 's', origins: [] }, now)
  for (const id of ids) {
    const request = {
      method: 'POST',
      body: JSON.stringify({ name: 'x', id }),
      headers: { authorization: `Bearer ${key}` },
    }
    // a new key is seen within a second
    await expect.poll(async () => (await fetch(`${collector.url}/v1/events`, request)).status).toBe(200)
  }
}

function journalled(): string[] {
  const reader: JournalReader = openJournalReader(join(folder, 'journal', 'journal.sqlite'))!
  const ids = reader.read(0, 1e9).map((body) => (JSON.parse(body) as { id: string }).id)
  reader.close()
  return ids
}

/** Notes the first entries as stored, as the loader does. */
async function store(lastSeq: number): Promise<void> {
  const reader = openJournalReader(join(folder, 'journal', 'journal.sqlite'))!
  const id = await intendJournalBatch(control, { journal: reader.name, firstSeq: 1, lastSeq }, now)
  await markStored(control, id, { events: lastSeq, repeats: 0, minTime: now, maxTime: now }, now)
  reader.close()
}

test('a collector starts in an empty folder and makes what is missing', async () => {
  expect((await fetch(`${collector.url}/readyz`)).status).toBe(200)
})

test('loaded events leave the journal after ten minutes, the others never', async () => {
  await send('a', 'b', 'c')
  await store(2)
  now += 599_000
  await collector.stop()
  collector = await open()
  expect(journalled()).toEqual(['a', 'b', 'c'])
  now += dayMs
  await expect.poll(journalled, { timeout: 5_000 }).toEqual(['c'])
})

test('a collector that died before it cleaned up does so when it starts again, and numbers go on', async () => {
  await send('a', 'b')
  await store(2)
  await collector.stop()
  now += dayMs
  collector = await open()
  await expect.poll(journalled, { timeout: 5_000 }).toEqual([])
  await send('c')
  const reader = openJournalReader(join(folder, 'journal', 'journal.sqlite'))!
  expect(reader.boundary(2, 10, 1e6)).toBe(3)
  reader.close()
})
