// Stored events into the facts engine, each (source, id) once.
import type { StoredEvent } from '#contract/event.ts'
import { fromEventLine, headOf, toEventLine } from '#contract/event-line.ts'
import { type Facts, sqlTime } from './facts.ts'

/** What became of a batch; times are epoch ms, null when nothing was new. */
export interface StoredBatch {
  events: number
  repeats: number
  minTime: number | null
  maxTime: number | null
}

export interface StoredEvents extends StoredBatch {
  /** The events that were repeats. */
  repeated: readonly StoredEvent[]
}

interface SentEvent {
  line: string
  time: number
}

/** Events as lines, each (source, id) once. */
export interface EventBlock {
  bySource: ReadonlyMap<string, ReadonlyMap<string, SentEvent>>
  /** Lines of those that were there a second time. */
  repeated: readonly string[]
}

/**
 * Inserts the events that are not stored yet and counts the repeats: the same (source, id) earlier in
 * the batch, or loaded by another batch within thirty days. The same batch may be sent again after a
 * failure: under one batch number nothing is stored twice.
 * Call inside `store.writes.run`, with `batch` written down as intended. Throws FactsError.
 */
export async function storeEvents(facts: Facts, batch: number, events: readonly StoredEvent[]): Promise<StoredEvents> {
  const fresh = await leaveOutLoaded(facts, batch, blockOf(events.map(toEventLine)))
  return { ...(await insertBlock(facts, batch, fresh)), repeated: fresh.repeated.map(fromEventLine) }
}

/** @param lines as `toEventLine` makes them. */
export function blockOf(lines: readonly string[]): EventBlock {
  const bySource = new Map<string, Map<string, SentEvent>>()
  const repeated: string[] = []
  for (const line of lines) {
    const { source, id, time } = headOf(line)
    let own = bySource.get(source)
    if (!own) bySource.set(source, (own = new Map()))
    if (own.has(id)) repeated.push(line)
    else own.set(id, { line, time })
  }
  return { bySource, repeated }
}

/** The block without what another batch has loaded. Call as `insertBlock`, just before it. */
export async function leaveOutLoaded(facts: Facts, batch: number, block: EventBlock): Promise<EventBlock> {
  const bySource = new Map<string, ReadonlyMap<string, SentEvent>>()
  const repeated = [...block.repeated]
  for (const [source, events] of block.bySource) {
    const loaded = await loadedBefore(facts, batch, source, [...events.keys()])
    for (const id of loaded) repeated.push(events.get(id)!.line)
    bySource.set(source, loaded.size === 0 ? events : new Map([...events].filter(([id]) => !loaded.has(id))))
  }
  return { bySource, repeated }
}

/** Call inside `store.writes.run`, with `batch` written down as intended. Throws FactsError. */
export async function insertBlock(
  facts: Facts,
  batch: number,
  { bySource, repeated }: EventBlock,
): Promise<StoredBatch> {
  const lines: string[] = []
  let [minTime, maxTime] = [Infinity, -Infinity]
  const end = `,"batch":${batch}}`
  for (const events of bySource.values()) {
    for (const { line, time } of events.values()) {
      lines.push(line.slice(0, -1) + end)
      if (time < minTime) minTime = time
      if (time > maxTime) maxTime = time
    }
  }
  await facts.insertLines('events', undefined, lines, { token: `batch-${batch}` })
  const bounds = lines.length === 0 ? { minTime: null, maxTime: null } : { minTime, maxTime }
  return { events: lines.length, repeats: repeated.length, ...bounds }
}

/** Those of the ids that another batch has loaded. PREWHERE: else the engine reads batches first, twice as long at 10 M. */
async function loadedBefore(
  facts: Facts,
  batch: number,
  source: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const { list, params } = bindIds(ids)
  const rows = await facts.query<{ id: string }>(
    `SELECT id FROM (SELECT arrayJoin(${list}) AS id)
     WHERE cityHash64({source:String}, id) IN (
       SELECT hash FROM event_ids PREWHERE hash IN (SELECT cityHash64({source:String}, arrayJoin(${list})))
       WHERE batch != {batch:UInt64})`,
    { source, batch, ...params },
    { lane: 'load' },
  )
  return new Set(rows.map(({ id }) => id))
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
    list: `arrayConcat(${chunks.map((_, n) => `JSONExtract(materialize({ids${n}:String}), 'Array(String)')`).join(', ')})`,
    params: Object.fromEntries(chunks.map((chunk, n) => [`ids${n}`, JSON.stringify(chunk)])),
  }
}

/** Columns that say what happened; how it arrived and in which batch may differ. */
const said = [
  'source',
  'id',
  'name',
  'time',
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
] as const satisfies readonly (keyof StoredEvent)[]

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
       PREWHERE source = {source:String} AND time >= {from:DateTime64(3)} AND time <= {to:DateTime64(3)} AND id IN (SELECT arrayJoin(${list}))`,
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
