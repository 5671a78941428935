// Stored events into the facts engine, each (source, id) once.
import type { StoredEvent } from '#contract/event.ts'
import { type Facts, sqlTime } from './facts.ts'

const eventColumns = [
  'source',
  'id',
  'name',
  'time',
  'received_at',
  'batch',
  'visitor_id',
  'user_id',
  'session_id',
  'match_keys',
  'url',
  'referrer',
  'title',
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'utm_term',
  'utm_content',
  'click_ids',
  'order_id',
  'payment_id',
  'deal_id',
  'value',
  'currency',
  'consent',
  'ip',
  'user_agent',
  'country',
  'properties',
  'experiment',
  'suspect',
] as const satisfies readonly (keyof StoredEvent | 'batch')[]

/** What became of a batch; times are epoch ms, null when nothing was new. */
export interface StoredBatch {
  events: number
  repeats: number
  minTime: number | null
  maxTime: number | null
}

/**
 * Inserts the events that are not stored yet and counts the repeats: the same (source, id) earlier in
 * the batch, or loaded by another batch within thirty days. The same batch may be sent again after a
 * failure: under one batch number nothing is stored twice.
 * Call inside `store.writes.run`, with `batch` written down as intended. Throws FactsError.
 */
export async function storeEvents(facts: Facts, batch: number, events: readonly StoredEvent[]): Promise<StoredBatch> {
  const first = new Map<string, StoredEvent>()
  for (const event of events) {
    const identity = `${event.source}\u0000${event.id}`
    if (!first.has(identity)) first.set(identity, event)
  }
  const candidates = [...first.values()]
  const loaded = await loadedBefore(facts, batch, candidates)
  const fresh = candidates.filter((event) => !loaded.get(event.source)?.has(event.id))
  const lines = fresh.map((event) => eventLine(event, batch))
  await facts.insertLines('events', eventColumns, lines, { token: `batch-${batch}` })
  let [minTime, maxTime] = [fresh[0]?.time ?? null, fresh[0]?.time ?? null]
  for (const { time } of fresh) {
    if (time < minTime!) minTime = time
    if (time > maxTime!) maxTime = time
  }
  return { events: fresh.length, repeats: events.length - fresh.length, minTime, maxTime }
}

/** Ids, by source, that another batch has loaded. */
async function loadedBefore(
  facts: Facts,
  batch: number,
  events: readonly StoredEvent[],
): Promise<Map<string, Set<string>>> {
  const idsBySource = new Map<string, string[]>()
  for (const { source, id } of events) {
    const ids = idsBySource.get(source)
    if (ids) ids.push(id)
    else idsBySource.set(source, [id])
  }
  const loaded = new Map<string, Set<string>>()
  for (const [source, ids] of idsBySource) {
    const { list, params } = bindIds(ids)
    const rows = await facts.query<{ id: string }>(
      `SELECT id FROM (SELECT arrayJoin(${list}) AS id)
       WHERE cityHash64({source:String}, id) IN (
         SELECT hash FROM event_ids
         WHERE batch != {batch:UInt64} AND hash IN (SELECT cityHash64({source:String}, arrayJoin(${list}))))`,
      { source, batch, ...params },
      { lane: 'load' },
    )
    loaded.set(source, new Set(rows.map(({ id }) => id)))
  }
  return loaded
}

/** A server takes 128 KB in one bound parameter, and escaping can double an id. */
const parameterBytes = 60_000

/** Many ids as an array expression over several bound parameters. */
function bindIds(ids: readonly string[]): { list: string; params: Record<string, string[]> } {
  const chunks: string[][] = [[]]
  let bytes = 0
  for (const id of ids) {
    bytes += Buffer.byteLength(id) + 2
    if (bytes > parameterBytes) {
      chunks.push([])
      bytes = 0
    }
    chunks.at(-1)!.push(id)
  }
  return {
    list: `arrayConcat(${chunks.map((_, n) => `{ids${n}:Array(String)}`).join(', ')})`,
    params: Object.fromEntries(chunks.map((chunk, n) => [`ids${n}`, chunk])),
  }
}

/** The event as a JSON array in the order of `eventColumns`. */
function eventLine(event: StoredEvent, batch: number): string {
  return JSON.stringify(
    eventColumns.map((column) => {
      if (column === 'batch') return batch
      if (column === 'time' || column === 'received_at') return sqlTime(event[column])
      // in digits: JSON would write small amounts with an exponent
      if (column === 'value') return event.value === null ? null : event.value.toFixed(6)
      return event[column]
    }),
  )
}
