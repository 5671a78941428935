// Raw facts for tests: events and records with defaults, stored in batches as the loader and the import would.
import { fromEventLine } from '#contract/event-line.ts'
import type { StoredEvent } from '#contract/event.ts'
import { intendImportBatch, intendJournalBatch, markStored } from '#store/batches.ts'
import { sqlTime } from '#store/facts.ts'
import { storeEvents } from '#store/events.ts'
import type { Store } from '#store/store.ts'

export const start = Date.UTC(2026, 2, 2)

export function event(given: Partial<StoredEvent> & { id: string }): StoredEvent {
  const said = { source: 'tag', name: 'page_view', time: start, received_at: start, properties: '{}' }
  return { ...fromEventLine('{}'), ...said, ...given }
}

/** Stores events as one batch of the loader. */
export async function storeBatch(store: Store, events: readonly StoredEvent[]): Promise<void> {
  await store.writes.run(async () => {
    const batch = await intendJournalBatch(store.control, { journal: 'test', firstSeq: 1, lastSeq: 1 }, start)
    await markStored(store.control, batch, await storeEvents(store.facts, batch, events), start)
  })
}

export interface TestRecord {
  kind: 'lead' | 'deal' | 'order'
  id: string
  time?: number
  stage?: string
  lead_id?: string
  visitor_id?: string
  user_id?: string
  channel?: string
  value?: number
  currency?: string
  payment_id?: string
  match_keys?: Record<string, string>
  attributes?: Record<string, string>
}

/** Stores records as one batch of an import; what was known of a record before is closed. */
export async function storeRecords(
  store: Store,
  records: readonly TestRecord[],
  knownAt = start,
  importId = 'test',
): Promise<void> {
  await store.writes.run(async () => {
    const batch = await intendImportBatch(store.control, importId, start)
    const rows = records.map((record) => ({
      source: 'crm',
      currency: 'EUR',
      ...record,
      // a deal is a record in each stage, an order in one status at a time
      key: `${record.kind} ${record.id} ${record.kind === 'deal' ? (record.stage ?? '') : ''}`,
      content: JSON.stringify(record),
      known_from: sqlTime(knownAt),
      revision: knownAt,
      batch,
      import_id: importId,
      time: sqlTime(record.time ?? start),
    }))
    await store.facts.command(
      `INSERT INTO records SELECT * REPLACE ({at:DateTime64(3)} AS known_to, revision + 1 AS revision) FROM records FINAL
       WHERE records.known_to > {at:DateTime64(3)} AND key IN {keys:Array(String)}`,
      { at: sqlTime(knownAt), keys: rows.map((row) => row.key) },
    )
    await store.facts.insert('records', rows)
    await markStored(store.control, batch, { events: rows.length, repeats: 0, minTime: null, maxTime: null }, start)
  })
}

const tables = [
  'events',
  'event_ids',
  'taken_events',
  'records',
  'spend',
  'figures',
  'sessions',
  'links',
  'sightings',
  'ledger',
  'conversion_aliases',
]

/** An empty store again, without opening a new one. */
export async function emptyStore(store: Store): Promise<void> {
  for (const table of tables) await store.facts.command(`TRUNCATE TABLE ${table}`)
  for (const table of ['batches', 'definitions', 'settings', 'imports', 'rulings'] as const)
    await store.control.deleteFrom(table).execute()
}
