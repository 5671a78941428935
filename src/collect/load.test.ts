import { mkdirSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { acceptEvent } from '#contract/accept-event.ts'
import type { BatchRow } from '#store/control-tables.ts'
import { intendJournalBatch, lastStoredBatch } from '#store/batches.ts'
import { type JournalReader, type JournalWriter, openJournal, openJournalReader } from '#store/journal.ts'
import { storeEvents } from '#store/events.ts'
import type { Store } from '#store/store.ts'
import { openTestStore } from '../../test/support/store.ts'
import { Loader, loadNext, loadOnce } from './load.ts'
import { ReadAhead } from './read-ahead.ts'

let store: Store
let writer: JournalWriter
let journal: JournalReader
let source = 0

beforeAll(async () => {
  store = await openTestStore()
})
beforeEach(() => {
  source += 1
  newJournal()
})
afterEach(() => {
  writer.close()
  journal.close()
})
afterAll(() => store.close())

/** Each test has a journal of its own, in the place of the one before. */
function newJournal(): void {
  const folder = dirname(store.home.journal)
  renameSync(folder, `${folder}-${Math.random()}`)
  mkdirSync(folder)
  writer = openJournal(store.home.journal, () => undefined)
  journal = openJournalReader(store.home.journal)!
}

function line(id: string): string {
  const arrival = { source: `s${source}`, receivedAt: Date.now(), ip: '', userAgent: '' }
  const outcome = acceptEvent({ name: 'x', id, time: Date.UTC(2026, 3, 1) }, 0, arrival)
  return 'event' in outcome ? JSON.stringify(outcome.event) : ''
}

/** One request with these ids. */
async function send(...ids: string[]): Promise<void> {
  await writer.append([{ receivedAt: 1, events: ids.length, body: ids.map(line).join('\n') }])
}

async function storedIds(): Promise<string[]> {
  const rows = await store.facts.query<{ id: string }>(
    'SELECT id FROM events WHERE source = {source:String} ORDER BY id',
    {
      source: `s${source}`,
    },
  )
  return rows.map(({ id }) => id)
}

function batches(): Promise<BatchRow[]> {
  return store.control.selectFrom('batches').selectAll().where('journal', '=', journal.name).orderBy('id').execute()
}

test('what is not on disk yet is not loaded: a power loss would give its numbers to other events', async () => {
  await send('1')
  const sync = vi.spyOn(journal, 'sync').mockRejectedValueOnce(new Error('EIO'))
  await expect(loadOnce(store, journal)).rejects.toThrow('EIO')
  expect([await storedIds(), await batches()]).toEqual([[], []])
  expect(await loadOnce(store, journal)).toBe(1)
  expect(sync).toHaveBeenCalledTimes(2)
})

test('what the journal holds is loaded once, with its boundaries written down', async () => {
  await send('1', '2')
  await send('2', '3')
  expect(await loadOnce(store, journal)).toBe(3)
  expect(await loadOnce(store, journal)).toBe(0)
  await send('4')
  expect(await loadOnce(store, journal)).toBe(1)
  expect(await storedIds()).toEqual(['1', '2', '3', '4'])
  expect(await batches()).toMatchObject([
    { first_seq: 1, last_seq: 2, state: 'stored', events: 3, repeats: 1, min_time: Date.UTC(2026, 3, 1) },
    { first_seq: 3, last_seq: 3, state: 'stored', events: 1, repeats: 0 },
  ])
})

test('after a death before the insert the very same batch is loaded', async () => {
  await send('1')
  await send('2')
  const id = await intendJournalBatch(store.control, { journal: journal.name, firstSeq: 1, lastSeq: 1 }, 1)
  await loadOnce(store, journal)
  expect(await storedIds()).toEqual(['1', '2'])
  expect((await batches()).map((batch) => [batch.id, batch.last_seq, batch.events])).toEqual([
    [id, 1, 1],
    [id + 1, 2, 1],
  ])
})

test('after a death between insert and the note that it is stored, nothing is stored twice', async () => {
  await send('1', '2')
  await send('3')
  const id = await intendJournalBatch(store.control, { journal: journal.name, firstSeq: 1, lastSeq: 1 }, 1)
  const events = journal
    .read(1, 1)[0]!
    .split('\n')
    .map((text) => JSON.parse(text))
  await storeEvents(store.facts, id, events)
  await loadOnce(store, journal)
  expect(await storedIds()).toEqual(['1', '2', '3'])
  expect((await batches()).map(({ state, events: n }) => [state, n])).toEqual([
    ['stored', 2],
    ['stored', 1],
  ])
})

test('events that a re-made journal brings again are dropped, and the batch of the lost journal is closed', async () => {
  await send('1', '2')
  await loadOnce(store, journal)
  await send('3')
  await intendJournalBatch(store.control, { journal: journal.name, firstSeq: 2, lastSeq: 2 }, 1)
  writer.close()
  journal.close()
  newJournal()
  await send('1', '2')
  await send('3')
  expect(await loadOnce(store, journal)).toBe(1)
  expect(await storedIds()).toEqual(['1', '2', '3'])
  const open = await store.control.selectFrom('batches').select('id').where('state', '=', 'intended').execute()
  expect(open).toEqual([])
  expect(await lastStoredBatch(store.control)).toBe((await batches()).at(-1)!.id)
})

test('a backlog is cut into batches that end between requests', async () => {
  const ids = Array.from({ length: 9 }, (_, n) => `${n}`)
  for (let n = 0; n < 25; n += 1) await send(...ids.map((id) => `${n}-${id}`))
  // what was sent with the first part comes again with the second, which is read before that is stored
  await send('0-0', 'last')
  const ahead = new ReadAhead(journal, { events: 200, bytes: 1e6, backlog: 100 })
  await loadNext(store, ahead, Date.now)
  expect((await batches()).at(-1)).toMatchObject({ first_seq: 1, last_seq: expect.any(Number), state: 'stored' })
  // few events may be a backlog by their length
  const inBytes = new ReadAhead(journal, { events: 200, bytes: 4_000, backlog: 100 })
  expect([inBytes.after(0)!.lines.length < 100, inBytes.inBacklog]).toEqual([true, true])
  expect([inBytes.after(25)!.lines.length, inBytes.inBacklog]).toEqual([2, false])
  expect((await batches()).at(-1)!.last_seq).toBeLessThan(25)
  await loadNext(store, ahead, Date.now)
  expect((await batches()).at(-1)).toMatchObject({ last_seq: 26, state: 'stored', repeats: 1 })
  expect(await loadOnce(store, journal)).toBe(0)
  expect((await storedIds()).length).toBe(25 * 9 + 1)
})

test('the loader waits for a journal, loads what comes, and finishes its batch when it is stopped', async () => {
  const reports: string[] = []
  const loader = new Loader({ store, journalPath: store.home.journal, pollMs: 5, report: (text) => reports.push(text) })
  loader.start()
  await send('1')
  await vi.waitFor(async () => expect(await storedIds()).toEqual(['1']), 10_000)
  writer.close()
  journal.close()
  newJournal()
  await send('2')
  await vi.waitFor(async () => expect(await storedIds()).toEqual(['1', '2']), 10_000)
  await send('3')
  await vi.waitFor(async () => expect((await batches()).length).toBe(2), 10_000)
  await loader.stop()
  expect((await batches()).every(({ state }) => state === 'stored')).toBe(true)
  expect(reports).toEqual([])
})

test('an engine that fails is reported and tried again; nothing is lost', async () => {
  const reports: string[] = []
  let broken = true
  const facts = Object.assign(Object.create(store.facts) as Store['facts'], {
    insertLines: async (...call: Parameters<Store['facts']['insertLines']>) => {
      if (broken) throw new Error('the engine is away')
      return store.facts.insertLines(...call)
    },
    query: store.facts.query.bind(store.facts),
  })
  const loader = new Loader({
    store: { ...store, facts },
    journalPath: store.home.journal,
    pollMs: 5,
    report(text) {
      reports.push(text)
      broken = false
    },
  })
  await send('1')
  loader.start()
  await vi.waitFor(async () => expect(await storedIds()).toEqual(['1']), 10_000)
  await loader.stop()
  expect(reports).toEqual([expect.stringMatching(/^Loading failed .* no event is lost.*the engine is away/)])
  expect(await batches()).toMatchObject([{ state: 'stored', events: 1 }])
})
