// Stored events into the facts engine, each (source, id) once.
import type { StoredEvent } from '#contract/event.ts'
import { saysNothing } from '#contract/event-line.ts'
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
  'sent_from',
  'junk',
] as const satisfies readonly (keyof StoredEvent | 'batch')[]

/** What became of a batch; times are epoch ms, null when nothing was new. */
export interface StoredBatch {
  events: number
  repeats: number
  /** The events that were repeats. */
  repeated: readonly StoredEvent[]
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
  const repeated: StoredEvent[] = []
  for (const event of events) {
    const identity = `${event.source}\u0000${event.id}`
    if (first.has(identity)) repeated.push(event)
    else first.set(identity, event)
  }
  const candidates = [...first.values()]
  const loaded = await loadedBefore(facts, batch, candidates)
  const fresh: StoredEvent[] = []
  for (const event of candidates) (loaded.get(event.source)?.has(event.id) ? repeated : fresh).push(event)
  const columns = filledColumns(fresh)
  const lines = fresh.map((event) => eventLine(event, batch, columns))
  await facts.insertLines('events', columns, lines, { token: `batch-${batch}` })
  let [minTime, maxTime] = [fresh[0]?.time ?? null, fresh[0]?.time ?? null]
  for (const { time } of fresh) {
    if (time < minTime!) minTime = time
    if (time > maxTime!) maxTime = time
  }
  return { events: fresh.length, repeats: repeated.length, repeated, minTime, maxTime }
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

/**
 * Many ids as an array expression over several bound parameters. Each is one JSON text: bound as arrays, 20,000 ids
 * became as many nodes of the statement, which cost more than inserting the events.
 */
function bindIds(ids: readonly string[]): { list: string; params: Record<string, string> } {
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
    list: `arrayConcat(${chunks.map((_, n) => `JSONExtract({ids${n}:String}, 'Array(String)')`).join(', ')})`,
    params: Object.fromEntries(chunks.map((chunk, n) => [`ids${n}`, JSON.stringify(chunk)])),
  }
}

type EventColumn = (typeof eventColumns)[number]

/** Columns in which any of the events says something: the engine reads an empty value no faster than a full one. */
function filledColumns(events: readonly StoredEvent[]): EventColumn[] {
  return eventColumns.filter((column) => column === 'batch' || events.some((event) => !saysNothing(event[column])))
}

/** The event as a JSON array in the order of the columns. */
function eventLine(event: StoredEvent, batch: number, columns: readonly EventColumn[]): string {
  return JSON.stringify(
    columns.map((column) => {
      if (column === 'batch') return batch
      if (column === 'time' || column === 'received_at') return sqlTime(event[column])
      // in digits: JSON would write small amounts with an exponent
      if (column === 'value') return event.value === null ? null : event.value.toFixed(6)
      return event[column]
    }),
  )
}

/** Columns that say what happened; how it arrived and in which batch may differ. */
const arrived: ReadonlySet<EventColumn> = new Set(['batch', 'received_at', 'suspect', 'sent_from', 'junk'])
const said = eventColumns.filter((column) => !arrived.has(column))

/**
 * How many of these events are stored under their id with another content. Looks where the events would stand, so
 * that one stored with another time is found by not being there.
 */
export async function countDiffering(facts: Facts, events: readonly StoredEvent[]): Promise<number> {
  let differing = 0
  for (const source of new Set(events.map((event) => event.source))) {
    const own = events.filter((event) => event.source === source)
    const { list, params } = bindIds(own.map(({ id }) => id))
    const times = own.map(({ time }) => time)
    const span = {
      from: sqlTime(times.reduce((a, b) => Math.min(a, b))),
      to: sqlTime(times.reduce((a, b) => Math.max(a, b))),
    }
    const rows = await facts.query<Record<string, unknown> & { id: string; ms: number }>(
      `SELECT ${said.filter((column) => column !== 'time').join(', ')}, toUnixTimestamp64Milli(time) AS ms FROM events FINAL
       PREWHERE source = {source:String} AND time >= {from:DateTime64(3)} AND time <= {to:DateTime64(3)} AND id IN (${list})`,
      { source, ...span, ...params },
      { lane: 'load' },
    )
    const stored = new Map(rows.map((row) => [row.id, contentOf({ ...row, time: row.ms })]))
    differing += own.filter((event) => stored.get(event.id) !== contentOf({ ...event })).length
  }
  return differing
}

function contentOf(row: Record<string, unknown>): string {
  return JSON.stringify(said.map((column) => comparable(row[column])))
}

/** Maps come back in any order, amounts as numbers or text. */
function comparable(value: unknown): unknown {
  if (typeof value === 'number') return value.toFixed(6)
  if (typeof value !== 'object' || value === null) return value
  return Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
}
