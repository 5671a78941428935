// What arrived lately: the newest stored events, and what the collector refused.
import { doublesAmongSql } from '#metrics/doubles.ts'
import type { Junk } from '#contract/junk.ts'
import type { EventNames, RecentAnswer, RecentEvent } from '#contract/recent.ts'
import { lastStoredBatch } from '#store/batches.ts'
import type { Facts } from '#store/facts.ts'
import { readRejections } from '#store/rejections.ts'
import type { Store } from '#store/store.ts'
import { journalBacklog } from './backlog.ts'

export interface RecentQuery {
  name?: string | undefined
  source?: string | undefined
  /** Only what is left out. */
  junk?: boolean | undefined
  limit: number
}

const columns = `source, id, name, toUnixTimestamp64Milli(time) AS at, toUnixTimestamp64Milli(received_at) AS received,
  visitor_id, path(url) AS page, order_id, value, currency, suspect, sent_from, junk`

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
  sent_from: string
  junk: Junk
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
    .slice(0, query.junk ? 0 : limit)
  return { events, rejections, waiting: (await journalBacklog(store)).events, now }
}

async function readEvents(
  facts: Facts,
  { name, source, junk, limit }: RecentQuery,
  after: number,
): Promise<RecentEvent[]> {
  const conditions = [
    'batch > {after:UInt64}',
    ...(name === undefined ? [] : ['name = {name:String}']),
    ...(source === undefined ? [] : ['source = {source:String}']),
    ...(junk ? [`(${mayBeJunkSql})`] : []),
  ]
  const sql = `SELECT ${columns} FROM events WHERE ${conditions.join(' AND ')}
    ORDER BY received_at DESC, events.time DESC, id LIMIT {limit:UInt32}`
  const rows = await facts.query<EventRow>(sql, { after, limit, name: name ?? '', source: source ?? '' })
  const doubles = await doublesAmong(facts, rows)
  const junkOf = await junkOfVisits(facts, rows)
  const recent = rows.map((row) => ({
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
    isDouble: doubles.has(`${row.source} ${row.id}`),
    junk: row.junk || junkOf(row),
  }))
  return junk ? recent.filter((event) => event.junk !== '') : recent
}

/** Junk by itself, or of a visitor with a visit that is: not in that visit perhaps, so it is looked at again. */
const mayBeJunkSql =
  "junk != '' OR (sent_from = 'page' AND visitor_id IN (SELECT visitor_id FROM sessions WHERE junk != ''))"

/** What speaks against the visits that events of pages lie in. */
async function junkOfVisits(facts: Facts, rows: readonly EventRow[]): Promise<(row: EventRow) => Junk> {
  const visitors = new Set(rows.filter(({ sent_from }) => sent_from === 'page').map(({ visitor_id }) => visitor_id))
  visitors.delete('')
  if (visitors.size === 0) return () => ''
  const visits = await facts.query<{ visitor: string; from: number; to: number; junk: Junk }>(
    `SELECT visitor_id AS visitor, toUnixTimestamp64Milli(start) AS from, toUnixTimestamp64Milli(end) AS to, junk
     FROM sessions FINAL PREWHERE visitor_id IN {visitors:Array(String)} WHERE junk != ''`,
    { visitors: [...visitors] },
  )
  return ({ visitor_id, at, sent_from }) => {
    if (sent_from !== 'page') return ''
    const holds = visits.find(
      ({ visitor, from, to }) => visitor === visitor_id && Number(from) <= Number(at) && Number(at) <= Number(to),
    )
    return holds?.junk ?? ''
  }
}

/** `source id` of the suspected doubles among events. */
async function doublesAmong(facts: Facts, rows: readonly EventRow[]): Promise<ReadonlySet<string>> {
  const withoutId = rows.filter(({ suspect }) => suspect !== '')
  if (withoutId.length === 0) return new Set()
  const { sql, params } = doublesAmongSql(withoutId.map(({ id, at }) => ({ id, time: Number(at) })))
  const doubles = await facts.query<{ source: string; id: string }>(sql, params)
  return new Set(doubles.map(({ source, id }) => `${source} ${id}`))
}

/** Names and sources of all stored events. */
export async function eventNames(facts: Facts): Promise<EventNames> {
  const [found] = await facts.query<EventNames>(
    'SELECT arraySort(groupUniqArray(500)(name)) AS names, arraySort(groupUniqArray(500)(source)) AS sources FROM events',
  )
  return found!
}
