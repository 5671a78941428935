// What a process that died while it erased leaves to the next: a batch that is not loaded, a log that is not emptied.
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openServices } from '#cli/services.ts'
import { loadOnce } from '#collect/load.ts'
import { toEventLine } from '#contract/event-line.ts'
import type { StoredEvent } from '#contract/event.ts'
import type { Services } from '#http/services.ts'
import { finishErasures } from '#privacy/erase.ts'
import { findPerson } from '#privacy/find.ts'
import { intendJournalBatch } from '#store/batches.ts'
import { beginErasure, forgetWork } from '#store/erasures.ts'
import { openJournal, openJournalReader } from '#store/journal.ts'
import { readSettings } from '#util/settings.ts'
import { event, start, storeBatch } from '../support/facts.ts'

const folder = mkdtempSync(join(tmpdir(), 'onecount-erase-crash-'))
const overHttp = inject('clickhouseUrl') !== undefined
let services: Services
beforeAll(async () => {
  if (!overHttp) services = await openServices({ ...readSettings({}), dataFolder: folder })
}, 60_000)
afterAll(async () => {
  await services?.store.close()
  rmSync(folder, { recursive: true, force: true })
})

const told = { by: 'eve', asked: [], result: { held: {} as never, stay: 0, recounted: 0, first: null, last: null } }

test.skipIf(overHttp)(
  'what an erasure takes out is counted, also behind a batch of the journal that a crash left open',
  async () => {
    const { store, clock, catchUp, withPersons } = services
    const page = (id: string, user_id: string, minute: number): StoredEvent =>
      event({ id, visitor_id: 'v-family', user_id, time: start + minute * 60_000 })
    await storeBatch(store, [page('f1', '', 0), page('f2', 'u-ann', 1), page('f3', '', 2), page('f4', 'u-bob', 600)])
    await catchUp()
    const { found } = await findPerson(store, { user_id: 'u-ann' })
    await beginErasure(store.control, { ...told, id: 'e1', work: { ...found, salt: 's', refusedAt: start } }, start)
    const journal = openJournal(store.home.journal, () => undefined)
    await journal.append([
      { receivedAt: start, events: 1, body: toEventLine(event({ id: 'x', visitor_id: 'v-carl' })) },
    ])
    await intendJournalBatch(store.control, { journal: journal.name, firstSeq: 1, lastSeq: 1 }, start)
    journal.close()

    await withPersons(finishErasures)

    const reader = openJournalReader(store.home.journal)!
    await loadOnce(store, reader, clock)
    reader.close()
    await catchUp()
    const sql = 'SELECT visitor_id, user_id, events FROM sessions FINAL ORDER BY visitor_id, start'
    expect(await store.facts.query(sql)).toEqual([
      { visitor_id: 'v-carl', user_id: '', events: 1 },
      { visitor_id: 'v-family', user_id: '', events: 2 },
      { visitor_id: 'v-family', user_id: 'u-bob', events: 1 },
    ])
  },
  60_000,
)

test.skipIf(overHttp)(
  'whom it concerned leaves the disk, also when the process died right after forgetting it',
  async () => {
    const { store, withPersons } = services
    const isOnDisk = (): boolean =>
      readdirSync(folder).some(
        (name) => name.startsWith('control') && readFileSync(join(folder, name)).includes('u-dan'),
      )
    await beginErasure(store.control, { ...told, id: 'e2', work: { identifiers: ['user:u-dan'] } }, start)
    await forgetWork(store.control, 'e2', start)
    expect(isOnDisk()).toBe(true)
    await withPersons(finishErasures)
    expect(isOnDisk()).toBe(false)
  },
  60_000,
)
