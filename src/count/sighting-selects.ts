// SQL of events, visits and records as sightings, before they are read into one.
import type { CompiledMatch } from '#metrics/match.ts'
import { eventSightingSql, recordReversalIdSql, recordSightingSql } from '#metrics/sighting-ids.ts'
import { standingNow } from '#metrics/standing.ts'
import { eventReversalSql, isEventReversalSql, recordReversalSql } from './reversal-sql.ts'

const emptyMap = 'CAST(map() AS Map(String, String))'

/** An event as a sighting; what it is worth comes from the point. */
const eventColumns = `${eventSightingSql} AS sighting, 'event' AS kind, source, id AS record_id,
    toUnixTimestamp64Milli(time) AS at, visitor_id, user_id, match_keys, '' AS from_lead, order_id AS of_order, payment_id,
    deal_id, '' AS channel, utm_campaign AS campaign, utm_content AS ad, path(url) AS landing_page, ${emptyMap} AS attributes,
    sent_from, junk`
/** A record as a sighting, without its id: which that is depends on whether it takes something back. */
const recordColumns = `kind, source, id AS record_id, toUnixTimestamp64Milli(time) AS at, visitor_id, user_id, match_keys,
    if(kind = 'lead', id, lead_id) AS from_lead, if(kind = 'order', id, order_id) AS of_order, payment_id,
    if(kind = 'deal', id, '') AS deal_id, channel, campaign, ad, landing_page, attributes, '' AS sent_from, '' AS junk`

/**
 * SQL of a table's rows as sightings; `value` and `currency` come from the point. Names of the result that
 * are made here differ from the columns they are made of: an alias would hide its column from the rest.
 */
export const selects: Record<'sessions' | 'records', (match: CompiledMatch, filter: string) => string> = {
  sessions: (match, filter) => `SELECT id AS sighting, 'session' AS kind, source, id AS record_id,
    toUnixTimestamp64Milli(start) AS at, visitor_id, user_id, ${emptyMap} AS match_keys, '' AS from_lead, '' AS of_order,
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

/** Events of several points in one statement, with what each point makes of an event: whether it matches, its value. */
export function eventsSql(matches: readonly CompiledMatch[], rules: readonly string[], filter: string): string {
  const each = (say: (match: CompiledMatch) => string, nothing: string): string =>
    `[${matches.map((match) => (match.table === 'events' ? say(match) : nothing)).join(', ')}]`
  return `SELECT ${eventColumns}, ${each(({ where }) => `(${where})`, '0')} AS matched,
        ${each(({ value }) => value, 'NULL')} AS worths, ${each(({ currency }) => currency, "''")} AS moneys,
        if(${isEventReversalSql}, ${eventReversalSql}, '') AS reversal, value AS own_value, currency AS own_currency
      FROM events WHERE (${rules.join(' OR ')}) AND ${filter}`
}

/** Records that take something back, whatever that is. */
export function takenBackSql(filter: string): string {
  return `SELECT ${recordReversalIdSql} AS sighting, ${recordColumns}, value AS worth, currency AS money,
    ${recordReversalSql} AS reversal
    FROM records FINAL WHERE ${standingNow} AND ${filter} AND reversal != ''`
}
