// Records → sightings of a point: read from events, visits, leads, deals and orders by its compiled rule.
import { compileMatch, type CompiledMatch } from '#metrics/match.ts'
import type { Point } from '#contract/plan.ts'
import { type Facts, sqlTime } from '#store/facts.ts'
import { type NewEvents, newEventsParams, newEventsSql } from './sessions.ts'
import { type Sighting, type SightingKind, known } from './sighting.ts'

/** A sighting as the columns of the `sightings` table; `time` in epoch milliseconds. */
export interface SightingRow {
  id: string
  kind: SightingKind
  source: string
  record_id: string
  time: number
  visitor_id: string
  user_id: string
  match_keys: Record<string, string>
  lead_id: string
  order_id: string
  payment_id: string
  deal_id: string
  value: number | null
  currency: string
  channel: string
  campaign: string
  ad: string
  landing_page: string
  attributes: Record<string, string>
}

/** A row of the selects below. */
interface FoundRow extends Omit<SightingRow, 'id' | 'time' | 'value' | 'currency'> {
  sighting: string
  at: number
  worth: number | null
  money: string
  from_lead?: string
  of_order?: string
}

export const current = "known_to = toDateTime64('2299-12-31 00:00:00', 3, 'UTC')"

const idSql = (...parts: string[]): string => `lower(hex(sipHash128(${parts.join(', ')})))`
/** The sighting id of a row of `records`: a deal is seen once in each stage. */
export const recordSightingSql = idSql('kind', 'source', 'id', "if(kind = 'deal', stage, '')")
/** The sighting id of an event. */
export const eventSightingSql = idSql("'event'", 'source', 'id')
const emptyMap = 'CAST(map() AS Map(String, String))'

/**
 * SQL of a table's rows as sightings; `value` and `currency` come from the point. Names of the result that
 * are made here differ from the columns they are made of: an alias would hide its column from the rest.
 */
const selects: Record<CompiledMatch['table'], (match: CompiledMatch, filter: string) => string> = {
  events: (match, filter) => `SELECT ${eventSightingSql} AS sighting, 'event' AS kind, source, id AS record_id,
    toUnixTimestamp64Milli(time) AS at, visitor_id, user_id, match_keys, '' AS lead_id, order_id, payment_id, deal_id,
    ${match.value} AS worth, ${match.currency} AS money,
    '' AS channel, utm_campaign AS campaign, utm_content AS ad, path(url) AS landing_page, ${emptyMap} AS attributes
    FROM events WHERE (${match.where}) AND ${filter}`,
  sessions: (match, filter) => `SELECT id AS sighting, 'session' AS kind, source, id AS record_id,
    toUnixTimestamp64Milli(start) AS at, visitor_id, user_id, ${emptyMap} AS match_keys, '' AS lead_id, '' AS order_id,
    '' AS payment_id, '' AS deal_id, ${match.value} AS worth, ${match.currency} AS money,
    channel, campaign, ad, landing_page, ${emptyMap} AS attributes
    FROM sessions FINAL WHERE (${match.where}) AND ${filter}`,
  records: (match, filter) => `SELECT ${recordSightingSql} AS sighting, kind, source,
    id AS record_id, toUnixTimestamp64Milli(time) AS at, visitor_id, user_id, match_keys,
    if(kind = 'lead', id, lead_id) AS from_lead, if(kind = 'order', id, order_id) AS of_order, payment_id,
    if(kind = 'deal', id, '') AS deal_id, ${match.value} AS worth, ${match.currency} AS money,
    channel, campaign, ad, landing_page, attributes
    FROM records FINAL WHERE ${current} AND (${match.where}) AND ${filter}`,
}

/** Which part of the raw data to look at: all of it up to a batch, or what is new since another. */
export type Extent =
  | { all: true; to: number }
  | { all: false; from: number; to: number; events: NewEvents | null; imports: boolean }

/** Sightings of a point in an extent, each record once. */
export async function findSightings(facts: Facts, point: Point, extent: Extent): Promise<Sighting[]> {
  const match = compileMatch(point)
  const filter = filterOf(match.table, extent)
  if (!filter) return []
  const sql = selects[match.table](match, filter.sql)
  const rows = await facts.query<FoundRow>(sql, { ...match.params, ...filter.params }, { lane: 'count' })
  const found = new Map<string, Sighting>()
  for (const row of rows) {
    const sighting = toSighting({
      ...row,
      id: row.sighting,
      time: row.at,
      value: row.worth,
      currency: row.money,
      lead_id: row.from_lead ?? row.lead_id,
      order_id: row.of_order ?? row.order_id,
    })
    const other = found.get(sighting.id)
    if (!other || sighting.time < other.time) found.set(sighting.id, sighting)
  }
  return [...found.values()]
}

function filterOf(
  table: CompiledMatch['table'],
  extent: Extent,
): { sql: string; params: Record<string, unknown> } | null {
  if (table === 'sessions') {
    if (extent.all) return { sql: '1', params: {} }
    // visits of every visitor with new events: their number of pages may have changed either way
    return extent.events && { sql: `visitor_id IN (${touchedVisitorsSql})`, params: newEventsParams(extent.events) }
  }
  if (extent.all) return { sql: 'batch <= {to:UInt64}', params: { to: extent.to } }
  if (table === 'records') return extent.imports ? { sql: newRecordsSql, params: { from: extent.from } } : null
  return extent.events && { sql: newEventsSql, params: newEventsParams(extent.events) }
}

/**
 * Without an upper bound: a record that changes once more while it is counted is known in its newest state alone,
 * and would seem to be gone. That state is looked at again in its own turn.
 */
export const newRecordsSql = 'batch > {from:UInt64}'

export const touchedVisitorsSql = `SELECT visitor_id FROM events WHERE ${newEventsSql} AND visitor_id != ''
  UNION ALL SELECT visitor_id FROM taken_events WHERE ${newEventsSql} AND visitor_id != ''`

export function toSighting(row: SightingRow): Sighting {
  return {
    id: row.id,
    kind: row.kind,
    source: row.source,
    recordId: row.record_id,
    time: Number(row.time),
    visitorId: known(row.visitor_id),
    userId: known(row.user_id),
    matchKeys: row.match_keys,
    leadId: known(row.lead_id),
    orderId: known(row.order_id),
    paymentId: known(row.payment_id),
    dealId: known(row.deal_id),
    value: row.value === null ? null : Number(row.value),
    currency: row.currency,
    channel: row.channel,
    campaign: row.campaign,
    ad: row.ad,
    landingPage: row.landing_page,
    attributes: row.attributes,
  }
}

/** A sighting as the columns of the `sightings` table. */
export function toSightingColumns(sighting: Sighting): Omit<SightingRow, 'time'> & { time: string } {
  return {
    id: sighting.id,
    kind: sighting.kind,
    source: sighting.source,
    record_id: sighting.recordId,
    time: sqlTime(sighting.time),
    visitor_id: sighting.visitorId,
    user_id: sighting.userId,
    match_keys: sighting.matchKeys,
    lead_id: sighting.leadId,
    order_id: sighting.orderId,
    payment_id: sighting.paymentId,
    deal_id: sighting.dealId,
    value: sighting.value,
    currency: sighting.currency,
    channel: sighting.channel,
    campaign: sighting.campaign,
    ad: sighting.ad,
    landing_page: sighting.landingPage,
    attributes: sighting.attributes,
  }
}
