// Visits: a visitor's events without silence between them (30 minutes, unless the plan says otherwise). Only visits that
// new events touch are made again, from all their events, so that late and shuffled events give the same visits.
import { type VisitRules, compileChannels, originColumns, paidSql } from '#metrics/channels.ts'
import { isNobodySql } from '#metrics/identifiers.ts'
import { finalByMonth } from '#metrics/visits.ts'
import type { Control } from '#store/control.ts'
import { type Facts, sqlTime } from '#store/facts.ts'
import type { Store } from '#store/store.ts'
import { floodSeconds, floodSql, visitJunkSql } from './junk-sql.ts'

/**
 * New events, and events taken out again: batches after `from` up to `to`, whose times lie between `minTime` and
 * `maxTime` (epoch ms).
 */
export interface NewEvents {
  from: number
  to: number
  minTime: number
  maxTime: number
  /** Whether an import that was undone took events out: otherwise there is no need to ask. */
  taken: boolean
}

export const newEventsSql = `batch > {from:UInt64} AND batch <= {to:UInt64}
  AND time >= {minTime:DateTime64(3)} AND time <= {maxTime:DateTime64(3)}`

export function newEventsParams(span: NewEvents): Record<string, unknown> {
  return { from: span.from, to: span.to, minTime: sqlTime(span.minTime), maxTime: sqlTime(span.maxTime) }
}

/** SQL for what new events state, and where events were taken out, what those stated. */
export function newEventsOf({ taken }: NewEvents, columns: string, takenColumns = columns): string {
  const stored = `SELECT ${columns} FROM events WHERE ${newEventsSql}`
  return taken ? `${stored} UNION ALL SELECT ${takenColumns} FROM taken_events WHERE ${newEventsSql}` : stored
}

const gap = 'toIntervalMillisecond({gap:UInt64})'

// The span of a visitor: its new and taken events and every visit that they adjoin or overlap. What lies outside
// is further away than the silence that ends a visit, and keeps its visits. No visit that began before all that is new can
// begin elsewhere now: only what lies before a beginning can take it away.
const touchSql = (span: NewEvents, mayBeginElsewhere: boolean): string => {
  const fresh = (columns: string): string =>
    `SELECT ${columns} FROM (${newEventsOf(span, 'visitor_id, time')}) WHERE NOT ${isNobodySql('visitor_id')}`
  return `INSERT INTO touched_visitors
SELECT visitor_id, least(first, arrayMin(visit -> visit.1, near)), greatest(last, arrayMax(visit -> visit.2, near)),
  ${mayBeginElsewhere ? '1' : 'arrayExists(visit -> visit.1 > first, near)'}
FROM (
  SELECT visitor_id, minIf(start, is_fresh) AS first, maxIf(end, is_fresh) AS last,
    arrayPushBack(arrayFilter(visit -> visit.1 <= last + ${gap} AND visit.2 >= first - ${gap},
      groupArrayIf((start, end), NOT is_fresh)), (first, last)) AS near
  FROM (
    ${fresh('visitor_id, time AS start, time AS end, 1 AS is_fresh')}
    UNION ALL
    SELECT visitor_id, start, end, 0 FROM sessions FINAL PREWHERE visitor_id IN (${fresh('visitor_id')})
      AND start >= {earliest:DateTime64(3)} AND start <= {maxTime:DateTime64(3)} + ${gap}
  ) GROUP BY visitor_id
) ${finalByMonth}`
}

// Conditions on the sorting key come before FINAL, so that months and columns that cannot matter are not read.
const isAmong = (
  visitors: string,
  time: string,
  before = '',
): string => `visitor_id IN (SELECT visitor_id FROM ${visitors})
  AND ${time} >= {lo:DateTime64(3)}${before} AND ${time} <= {hi:DateTime64(3)}`
const isTouched = (time: string, before = ''): string => isAmong('touched_visitors', time, before)

const columns = `visitor_id, id, start, end, user_id, source, events, pages, channel, campaign, ad, landing_page,
  referrer_host, paid, device, country, junk`

const before =
  'OVER (PARTITION BY visitor_id ORDER BY time, source, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)'

// Which campaign or click an event names; 0 for none.
const campaignSql = `if(utm_source = '' AND utm_medium = '' AND utm_campaign = '' AND empty(click_ids), 0,
      sipHash64(utm_source, utm_medium, utm_campaign, mapSort(click_ids)))`

// Another campaign than was named last begins a visit. What was named longer ago than a visit's silence is forgotten,
// so that nothing outside the span matters. Two visits of a visitor never begin in the same millisecond.
const otherCampaignSql = `(named != 0 AND time > lagInFrame(time, 1, toDateTime64(0, 3, 'UTC'))
      OVER (PARTITION BY visitor_id ORDER BY time, source, id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
      AND (anyLastIf(named, named != 0) ${before} != named OR maxIf(time, named != 0) ${before} < time - ${gap}))`

// Where a campaign may end a visit, a flood may go on in the next one: so what came shortly before the span is seen, too.
const beforeSpan = ({ newCampaign }: VisitRules): string => (newCampaign ? ` - INTERVAL ${floodSeconds} SECOND` : '')

const touchedEventsSql = (
  rules: VisitRules,
): string => `SELECT ${rules.newCampaign ? 'touched.lo AS lo, ' : ''}visitor_id, time, id, name, source, user_id, url,
    referrer, utm_source, utm_medium, utm_campaign, utm_content, utm_term, click_ids, user_agent, country,
    received_at, sent_from, junk, ${floodSql} AS flood,
    row_number() OVER (PARTITION BY visitor_id ORDER BY time, source, id) AS place,
    ${rules.newCampaign ? `${campaignSql} AS named,` : ''}
    toUInt8(time > ${gap} + lagInFrame(time, 1, toDateTime64(0, 3, 'UTC'))
      OVER (PARTITION BY visitor_id ORDER BY time, source, id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
      ${rules.newCampaign ? `OR ${otherCampaignSql}` : ''}) AS starts
  FROM (SELECT * FROM events FINAL PREWHERE ${isTouched('time', beforeSpan(rules))}) AS events
  INNER JOIN touched_visitors AS touched USING visitor_id
  WHERE time >= touched.lo${beforeSpan(rules)} AND time <= touched.hi`

const namesNothing = "utm_source = '' AND utm_medium = '' AND empty(click_ids)"

// A visit's origin is its first event that names a campaign or carries a click id, else its first event. Which is first
// is told by one number, an event's place among its visitor's: comparing times, sources and ids took twice as long.
const visitsSql = (rules: VisitRules): string => `SELECT visitor_id, min(time) AS start, max(time) AS end,
    argMinIf(user_id, place, user_id != '') AS user_id,
    argMin(source, place) AS first_source,
    toUInt32(count()) AS events, toUInt32(countIf(name = 'page_view')) AS pages,
    argMin((utm_source, utm_medium, utm_campaign, utm_content, click_ids, referrer, url), origin_place) AS origin,
    argMin(utm_term, origin_place) AS utm_term,
    argMinIf(path(url), place, url != '') AS landing_page,
    argMinIf(user_agent, place, user_agent != '') AS user_agent,
    argMinIf(country, place, country != '') AS country,
    ${visitJunkSql} AS visit_junk
  FROM (
    SELECT *, place + if(${namesNothing}, 4294967296, 0) AS origin_place,
      sum(starts) OVER (PARTITION BY visitor_id ORDER BY time, source, id ROWS UNBOUNDED PRECEDING) AS visit
    FROM (${touchedEventsSql(rules)})${rules.newCampaign ? ' WHERE time >= lo' : ''}
  ) GROUP BY visitor_id, visit`

/** Where the tuple of a visit's origin holds what it says. */
export const originOfVisit = {
  source: 'origin.1',
  medium: 'origin.2',
  campaign: 'origin.3',
  ad: 'origin.4',
  clickIds: 'origin.5',
  referrer: 'origin.6',
  url: 'origin.7',
}

export const deviceSql = `multiIf(user_agent = '', '', match(user_agent, '(?i)ipad|tablet'), 'tablet',
    match(user_agent, '(?i)mobi|iphone|android'), 'mobile', 'desktop')`

// Two rewrites of conditions that find nothing to gain in the rules of channels, and took half of this statement's time.
const asWritten = 'optimize_and_compare_chain = 0, optimize_extract_common_expressions = 0'

// A visit and its tombstone lie in one block, where the engine looks for what replaces what before it writes: an eighth of the
// time, for the few that a later merge drops as well.
const unmerged = 'optimize_on_insert = 0'

// One insert: a tombstone for each visit in the span that may begin elsewhere now, and above it (a higher revision) the visits
// as they are now.
const replaceSql = (
  rules: VisitRules,
  channel: string,
): string => `INSERT INTO sessions (${columns}, revision, is_deleted)
SELECT ${columns}, {revision:UInt64} AS revision, 1 AS is_deleted
FROM (SELECT * FROM sessions FINAL PREWHERE ${isAmong('touched_visitors WHERE disturbed', 'start')}) AS visits
INNER JOIN touched_visitors AS touched USING visitor_id WHERE start >= touched.lo AND start <= touched.hi
UNION ALL
SELECT visitor_id, lower(hex(sipHash128(visitor_id, toUnixTimestamp64Milli(start)))) AS id, start, end, user_id,
  first_source AS source, events, pages, ${channel} AS channel, campaign, ad, landing_page, host AS referrer_host,
  toUInt8(${paidSql}) AS paid, ${deviceSql} AS device, country, visit_junk AS junk, {revision:UInt64} + 1 AS revision, 0 AS is_deleted
FROM (
  SELECT *, ${originColumns(originOfVisit)}
  FROM (${visitsSql(rules)})
) ${finalByMonth}, ${asWritten}, ${unmerged}`

/** Of more visitors than arrive at a time, as after an import, visits are made by all processors. */
const manyVisitors = 50_000
const byAll = ', max_threads = 0'

/**
 * Brings visits up to date with new events. Safe to repeat: the same events give the same visits.
 * @param settled whether these rules made all visits that stand.
 * @param revision rises with every call; two numbers are used.
 */
export async function updateSessions(
  { control, facts }: Store,
  span: NewEvents,
  { rules, settled }: { rules: VisitRules; settled: boolean },
  revision: number,
): Promise<void> {
  const longest = await longestVisit({ control, facts })
  const gapMs = rules.timeoutMs
  const earliest = sqlTime(Math.max(0, span.minTime - gapMs - longest))
  const channels = compileChannels(rules)
  await facts.command('TRUNCATE TABLE touched_visitors', {}, { lane: 'count' })
  // a campaign that ends a visit may itself be taken away by what comes before it
  const mayBeginElsewhere = !settled || span.taken || rules.newCampaign
  await facts.command(
    touchSql(span, mayBeginElsewhere),
    { ...newEventsParams(span), earliest, gap: gapMs },
    { lane: 'count' },
  )
  const touched = await readTouched(facts)
  if (!touched) return
  const within = { lo: sqlTime(touched.from), hi: sqlTime(touched.to) }
  const params = { ...channels.params, ...within, revision, gap: gapMs }
  const sql = replaceSql(rules, channels.channel)
  await facts.command(touched.visitors > manyVisitors ? sql + byAll : sql, params, { lane: 'count' })
  // Several visits of a visitor may lie in one span, so only a longer span can hold a longer visit. Noted after the
  // visits: the same events, taken again, lie no further from what they touch than before.
  if (touched.longest <= longest) return
  const made = await longestIn(facts, `sessions WHERE ${isTouched('start')}`, within)
  if (made > longest) await noteLongest(control, made)
}

interface Touched {
  visitors: number
  /** From when to when their spans lie, in epoch milliseconds. */
  from: number
  to: number
  /** Milliseconds of the longest. */
  longest: number
}

/** Undefined where none is touched. */
async function readTouched(facts: Facts): Promise<Touched | undefined> {
  const sql = `SELECT count() AS visitors, toUnixTimestamp64Milli(min(lo)) AS from, toUnixTimestamp64Milli(max(hi)) AS to,
      max(toUnixTimestamp64Milli(hi) - toUnixTimestamp64Milli(lo)) AS longest
    FROM touched_visitors HAVING count() > 0`
  const [row] = await facts.query<Touched>(sql, {}, { lane: 'count' })
  return row
}

/** Settings row: no visit is longer than this, in milliseconds; it bounds where visits are looked for. */
const longestName = 'longest_visit_ms'

/** Milliseconds that no visit exceeds. */
export async function longestVisit({ control, facts }: Pick<Store, 'control' | 'facts'>): Promise<number> {
  const row = await control.selectFrom('settings').select('value').where('name', '=', longestName).executeTakeFirst()
  if (row) return Number(row.value)
  const longest = await longestIn(facts, 'sessions')
  await noteLongest(control, longest)
  return longest
}

async function longestIn(facts: Facts, visits: string, params: Record<string, unknown> = {}): Promise<number> {
  const sql = `SELECT max(toUnixTimestamp64Milli(end) - toUnixTimestamp64Milli(start)) AS longest FROM ${visits}`
  const [row] = await facts.query<{ longest: number }>(sql, params, { lane: 'count' })
  return Math.max(0, Number(row?.longest ?? 0))
}

async function noteLongest(control: Control, longest: number): Promise<void> {
  const value = String(longest)
  await control
    .insertInto('settings')
    .values({ name: longestName, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute()
}
