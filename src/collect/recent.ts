// What arrived lately: the newest stored events, and what the collector refused.
import type { EventNames, RecentAnswer, RecentEvent } from '#contract/recent.ts'
import { lastStoredBatch } from '#store/batches.ts'
import type { Facts } from '#store/facts.ts'
import { readRejections } from '#store/rejections.ts'
import type { Store } from '#store/store.ts'
import { journalBacklog } from './backlog.ts'

export interface RecentQuery {
  name?: string | undefined
  source?: string | undefined
  limit: number
}

const columns = `source, id, name, toUnixTimestamp64Milli(time) AS at, toUnixTimestamp64Milli(received_at) AS received,
  visitor_id, path(url) AS page, order_id, value, currency, suspect`

interface EventRow {
  source: string
  id: string
  name: string
  at: number
  received: number
  visitor_id: string
  page: string
  order_id: string
  value: number | null
  currency: string
  suspect: string
}

/** So many of the last batches are looked at first: an index finds them, however many events there are. */
const recentBatches = 50

export async function recentEvents(store: Store, query: RecentQuery, now: number): Promise<RecentAnswer> {
  const { name, source, limit } = query
  const newest = await lastStoredBatch(store.control)
  const lately = await readEvents(store.facts, query, Math.max(0, newest - recentBatches))
  const events = lately.length >= limit || newest <= recentBatches ? lately : await readEvents(store.facts, query, 0)
  const rejections = readRejections(store.home.journal, 500)
    .filter((each) => (name === undefined || each.name === name) && (source === undefined || each.source === source))
    .slice(0, limit)
  return { events, rejections, waiting: (await journalBacklog(store)).events, now }
}

async function readEvents(facts: Facts, { name, source, limit }: RecentQuery, after: number): Promise<RecentEvent[]> {
  const conditions = [
    'batch > {after:UInt64}',
    ...(name === undefined ? [] : ['name = {name:String}']),
    ...(source === undefined ? [] : ['source = {source:String}']),
  ]
  const sql = `SELECT ${columns} FROM events WHERE ${conditions.join(' AND ')}
    ORDER BY received_at DESC, events.time DESC, id LIMIT {limit:UInt32}`
  const rows = await facts.query<EventRow>(sql, { after, limit, name: name ?? '', source: source ?? '' })
  return rows.map((row) => ({
    source: row.source,
    id: row.id,
    name: row.name,
    time: Number(row.at),
    receivedAt: Number(row.received),
    visitorId: row.visitor_id,
    page: row.page,
    orderId: row.order_id,
    value: row.value === null ? null : Number(row.value),
    currency: row.currency,
    suspect: row.suspect,
  }))
}

/** Names and sources of all stored events. */
export async function eventNames(facts: Facts): Promise<EventNames> {
  const [found] = await facts.query<EventNames>(
    'SELECT arraySort(groupUniqArray(500)(name)) AS names, arraySort(groupUniqArray(500)(source)) AS sources FROM events',
  )
  return found!
}
