// Records → sightings of a point: read from events, visits, leads, deals and orders by its compiled rule.
import { compileMatch, type CompiledMatch, Params } from '#metrics/match.ts'
import type { Junk } from '#contract/junk.ts'
import type { Point } from '#contract/plan.ts'
import { eventSightingSql, recordReversalIdSql, recordSightingSql } from '#metrics/sighting-ids.ts'
import { standingNow } from '#metrics/standing.ts'
import { type Facts, sqlTime } from '#store/facts.ts'
import { eventReversalSql, isEventReversalSql, recordReversalSql, toReversal } from './reversal-sql.ts'
import { type NewEvents, newEventsOf, newEventsParams, newEventsSql } from './sessions.ts'
import { type Sighting, type SightingKind, known } from './sighting.ts'

/** A sighting as the columns of the `sightings` table; `time` in epoch milliseconds. */
export interface SightingRow {
  id: string
  kind: SightingKind
  reverses: string
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
  sent_from: string
  junk: Junk
}

/** A row of the selects below, without what it is worth. */
interface FoundRow extends Omit<SightingRow, 'id' | 'time' | 'value' | 'currency' | 'reverses'> {
  sighting: string
  at: number
  from_lead?: string
  of_order?: string
}

/** A visit or record that one rule matched, or that takes something back. */
interface MatchedRow extends FoundRow {
  worth: number | null
  money: string
  reversal?: string
}

/** An event, with what each of several points makes of it. */
interface EventRow extends FoundRow {
  matched: (0 | 1)[]
  worths: (number | null)[]
  moneys: string[]
  reversal: string
  own_value: number | null
  own_currency: string
}

const emptyMap = 'CAST(map() AS Map(String, String))'

const eventColumns = `${eventSightingSql} AS sighting, 'event' AS kind, source, id AS record_id,
    toUnixTimestamp64Milli(time) AS at, visitor_id, user_id, match_keys, '' AS lead_id, order_id, payment_id, deal_id,
    '' AS channel, utm_campaign AS campaign, utm_content AS ad, path(url) AS landing_page, ${emptyMap} AS attributes,
    sent_from, junk`
const recordColumns = `kind, source, id AS record_id, toUnixTimestamp64Milli(time) AS at, visitor_id, user_id, match_keys,
    if(kind = 'lead', id, lead_id) AS from_lead, if(kind = 'order', id, order_id) AS of_order, payment_id,
    if(kind = 'deal', id, '') AS deal_id, channel, campaign, ad, landing_page, attributes, '' AS sent_from, '' AS junk`

/**
 * SQL of a table's rows as sightings; `value` and `currency` come from the point. Names of the result that
 * are made here differ from the columns they are made of: an alias would hide its column from the rest.
 */
const selects: Record<'sessions' | 'records', (match: CompiledMatch, filter: string) => string> = {
  sessions: (match, filter) => `SELECT id AS sighting, 'session' AS kind, source, id AS record_id,
    toUnixTimestamp64Milli(start) AS at, visitor_id, user_id, ${emptyMap} AS match_keys, '' AS lead_id, '' AS order_id,
    '' AS payment_id, '' AS deal_id, ${match.value} AS worth, ${match.currency} AS money,
    channel, campaign, ad, landing_page, ${emptyMap} AS attributes, '' AS sent_from, junk
    FROM sessions FINAL WHERE (${match.where}) AND ${filter}`,
  records: (match, filter) => `SELECT ${recordSightingSql} AS sighting, ${recordColumns},
    ${match.value} AS worth, ${match.currency} AS money
    FROM ${match.kind === 'order' ? ordersAsTheyStood(filter) : `records FINAL`}
    WHERE ${match.kind === 'order' ? '1' : `${standingNow} AND ${filter}`} AND (${match.where})`,
}

/**
 * Orders, but one that was refunded or cancelled as it stood before: a rule that wants orders that are paid for goes on
 * counting it, with the value that it had. What an undone import had said of it is left out.
 */
function ordersAsTheyStood(filter: string): string {
  const orders = `SELECT *, ${recordReversalSql} AS reversal FROM records FINAL WHERE kind = 'order'`
  return `(
    SELECT * FROM (${orders} AND ${standingNow} AND ${filter}) WHERE reversal = ''
    UNION ALL
    SELECT * FROM (${orders} AND import_id NOT IN {undone:Array(String)}
      AND key IN (SELECT key FROM (${orders} AND ${standingNow} AND ${filter}) WHERE reversal != ''))
    ORDER BY key, reversal != '', known_from DESC LIMIT 1 BY key
  )`
}

/** Which part of the raw data to look at: all of it up to a batch, or what is new since another. */
export type Extent = { undone: Undone } & ({ all: true; to: number } | ({ all: false } & NewExtent))

/** Ids of imports that were undone: all of them, and those of the batches that are looked at. */
export interface Undone {
  ever: readonly string[]
  now: readonly string[]
}

/** What is new: batches after `from` up to `to`. */
export interface NewExtent {
  from: number
  to: number
  events: NewEvents | null
  /** Whether imports or undos are among them: a journal brings events alone, and takes none out. */
  imports: boolean
  undone: Undone
}

/**
 * What an extent holds for each of several points: what the point's rule matches, each record once, and all that takes
 * actions back, whether or not there is such an action. What a rule matches itself takes nothing back under it.
 */
export async function findSightings(facts: Facts, points: readonly Point[], extent: Extent): Promise<Sighting[][]> {
  const { matched, reversals } = await findInEvents(facts, points, extent)
  if (points.some(canBeReversed)) reversals.push(...(await findReversedRecords(facts, extent)))
  for (const [index, point] of points.entries()) {
    const { table, ...match } = compileMatch(point)
    const filter = filterOf(table, extent)
    if (table !== 'events' && filter) {
      const sql = selects[table]({ table, ...match }, filter.sql)
      matched[index] = await readMatched(facts, sql, { ...match.params, ...filter.params })
    }
    if (!canBeReversed(point)) continue
    const own = new Set(matched[index]!.map(({ id }) => id))
    matched[index]!.push(...reversals.filter(({ id }) => !own.has(id)))
  }
  return matched
}

/** Events of all points, and events that take something back, in one look at the events. */
async function findInEvents(
  facts: Facts,
  points: readonly Point[],
  extent: Extent,
): Promise<{ matched: Sighting[][]; reversals: Sighting[] }> {
  const found = { matched: points.map(() => new Map<string, Sighting>()), reversals: new Map<string, Sighting>() }
  const params = new Params()
  const matches = points.map((point) => compileMatch(point, params))
  const rules = matches.flatMap(({ table, where }) => (table === 'events' ? [`(${where})`] : []))
  if (points.some(canBeReversed)) rules.push(`(${isEventReversalSql})`)
  const filter = filterOf('events', extent)
  if (filter && rules.length > 0) {
    const each = (say: (match: CompiledMatch) => string, nothing: string): string =>
      `[${matches.map((match) => (match.table === 'events' ? say(match) : nothing)).join(', ')}]`
    const sql = `SELECT ${eventColumns}, ${each(({ where }) => `(${where})`, '0')} AS matched,
        ${each(({ value }) => value, 'NULL')} AS worths, ${each(({ currency }) => currency, "''")} AS moneys,
        if(${isEventReversalSql}, ${eventReversalSql}, '') AS reversal, value AS own_value, currency AS own_currency
      FROM events WHERE (${rules.join(' OR ')}) AND ${filter.sql}${extent.all ? ' SETTINGS max_threads = 0' : ''}`
    for (const row of await facts.query<EventRow>(sql, { ...params.values, ...filter.params }, { lane: 'count' })) {
      for (const [index, own] of found.matched.entries())
        if (row.matched[index]) keepEarliest(own, foundSighting(row, '', row.worths[index]!, row.moneys[index]!))
      if (row.reversal !== '')
        keepEarliest(found.reversals, foundSighting(row, row.reversal, row.own_value, row.own_currency))
    }
  }
  return { matched: found.matched.map((own) => [...own.values()]), reversals: [...found.reversals.values()] }
}

async function findReversedRecords(facts: Facts, extent: Extent): Promise<Sighting[]> {
  const filter = filterOf('records', extent)
  if (!filter) return []
  const sql = `SELECT ${recordReversalIdSql} AS sighting, ${recordColumns}, value AS worth, currency AS money,
    ${recordReversalSql} AS reversal
    FROM records FINAL WHERE ${standingNow} AND ${filter.sql} AND reversal != ''`
  return readMatched(facts, sql, filter.params)
}

/** Points whose sightings may carry the id of an order, payment or deal. */
function canBeReversed({ match }: Point): boolean {
  return !('lead' in match || 'session' in match)
}

async function readMatched(facts: Facts, sql: string, params: Record<string, unknown>): Promise<Sighting[]> {
  const found = new Map<string, Sighting>()
  for (const row of await facts.query<MatchedRow>(sql, params, { lane: 'count' }))
    keepEarliest(found, foundSighting(row, row.reversal ?? '', row.worth, row.money))
  return [...found.values()]
}

function foundSighting(row: FoundRow, reverses: string, value: number | null, currency: string): Sighting {
  return toSighting({
    ...row,
    id: row.sighting,
    reverses,
    time: row.at,
    value,
    currency,
    lead_id: row.from_lead ?? row.lead_id,
    order_id: row.of_order ?? row.order_id,
  })
}

function keepEarliest(found: Map<string, Sighting>, sighting: Sighting): void {
  const other = found.get(sighting.id)
  if (!other || sighting.time < other.time) found.set(sighting.id, sighting)
}

function filterOf(
  table: CompiledMatch['table'],
  extent: Extent,
): { sql: string; params: Record<string, unknown> } | null {
  if (table === 'sessions') {
    if (extent.all) return { sql: '1', params: {} }
    // visits of every visitor with new events: their number of pages may have changed either way
    return (
      extent.events && {
        sql: `visitor_id IN (${touchedVisitorsSql(extent.events)})`,
        params: newEventsParams(extent.events),
      }
    )
  }
  if (table === 'events') {
    if (extent.all) return { sql: 'batch <= {to:UInt64}', params: { to: extent.to } }
    return extent.events && { sql: newEventsSql, params: newEventsParams(extent.events) }
  }
  const undone = { undone: extent.undone.ever }
  if (extent.all) return { sql: 'batch <= {to:UInt64}', params: { to: extent.to, ...undone } }
  const { sql, params } = newRecords(extent)
  return extent.imports ? { sql, params: { ...params, ...undone } } : null
}

/**
 * New and changed records, without an upper bound: a record that changes once more while it is counted is known in its
 * newest state alone, and would seem to be gone. That state is looked at again in its own turn. And what an import said
 * that was undone, where a later one has said more.
 */
export function newRecords({ from, undone }: NewExtent): { sql: string; params: Record<string, unknown> } {
  const isNew = 'batch > {from:UInt64}'
  if (undone.now.length === 0) return { sql: isNew, params: { from } }
  const said = 'SELECT key FROM records WHERE import_id IN {undone_now:Array(String)}'
  return { sql: `(${isNew} OR key IN (${said}))`, params: { from, undone_now: undone.now } }
}

export function touchedVisitorsSql(events: NewEvents): string {
  return `SELECT visitor_id FROM (${newEventsOf(events, 'visitor_id')}) WHERE visitor_id != ''`
}

export function toSighting(row: SightingRow): Sighting {
  return {
    id: row.id,
    kind: row.kind,
    reverses: toReversal(row.reverses),
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
    sentFrom: row.sent_from,
    junk: row.junk,
  }
}

/** A sighting as the columns of the `sightings` table. */
export function toSightingColumns(sighting: Sighting): Omit<SightingRow, 'time'> & { time: string } {
  return {
    id: sighting.id,
    kind: sighting.kind,
    reverses: sighting.reverses,
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
    sent_from: sighting.sentFrom,
    junk: sighting.junk,
  }
}
