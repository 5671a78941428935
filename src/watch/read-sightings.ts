// Which sources saw each real action of a point, read from the sightings.
import type { Plan, Point } from '#contract/plan.ts'
import { definitionHash } from '#plan/definition.ts'
import { sqlTime } from '#store/facts.ts'
import type { Store } from '#store/store.ts'
import { localDay, localMidnight } from '#util/zone.ts'
import { dayAt } from './find-gaps.ts'
import type { Span } from './read-series.ts'
import type { SeenTogether } from './true-number.ts'

/** So many days are looked at, where there are as many: fewer conversions give a wide interval. */
const days = 91
const dayMs = 86_400_000

/** Every point of the plan, in its order. */
export function readSeenTogether(store: Store, plan: Plan, span: Span): Promise<SeenTogether[]> {
  return Promise.all(plan.points.map((point) => readPoint(store, point, span)))
}

async function readPoint({ facts }: Store, point: Point, { to, timezone }: Span): Promise<SeenTogether> {
  const definition = definitionHash(point)
  const from = localMidnight(dayAt(to, -days + 1), timezone)
  const end = localMidnight(dayAt(to, 1), timezone)
  const params = { definition, from: sqlTime(from), end: sqlTime(end) }
  const [late] = await facts.query<{ lag: number; last: number }>(
    `SELECT if(count() = 0, 0, quantileExact(0.95)(lag)) AS lag, max(last) AS last FROM (
       SELECT toUnixTimestamp64Milli(max(time)) - toUnixTimestamp64Milli(min(time)) AS lag,
         toUnixTimestamp64Milli(max(time)) AS last FROM (${seenSql}) GROUP BY conversion_id HAVING uniqExact(source) > 1)`,
    params,
  )
  // the newest actions have not been seen yet by sources that tell late
  const until = Math.min(end, Number(late!.last) || end) - Number(late!.lag)
  const within = { ...params, until: sqlTime(Math.max(from, until)) }
  const groups = await facts.query<{ sources: string[]; count: number }>(
    `SELECT sources, count() AS count FROM (
       SELECT arraySort(groupUniqArray(source)) AS sources FROM (${seenSql}) GROUP BY conversion_id
       HAVING min(time) < {until:DateTime64(3, 'UTC')}) GROUP BY sources ORDER BY count DESC, sources`,
    within,
  )
  return {
    point: point.id,
    name: point.name,
    from: localDay(from, timezone),
    to: localDay(Math.max(from, until - (until === end ? dayMs : 0)), timezone),
    groups: groups.map(({ sources, count }) => ({ sources, count: Number(count) })),
    unlinkable: await readUnlinkable(facts.query.bind(facts), within),
  }
}

const seenSql = `SELECT conversion_id, source, time, record_id, order_id, payment_id, deal_id, user_id, lead_id, visitor_id,
    match_keys, reason FROM sightings FINAL
  WHERE definition = {definition:String} AND outcome IN ('counted', 'duplicate')
    AND time >= {from:DateTime64(3, 'UTC')} AND time < {end:DateTime64(3, 'UTC')}`

/** What a sighting may be tied by. An event id ties only where sources share it. */
const ties = {
  order: "order_id != ''",
  payment: "payment_id != ''",
  deal: "deal_id != ''",
  person: "user_id != '' OR lead_id != '' OR visitor_id != '' OR notEmpty(match_keys)",
} as const
const kinds = Object.keys(ties) as (keyof typeof ties)[]

/**
 * Share of each source's sightings that carry none of the kinds of identifier that another source's carry: they stand
 * alone, whoever else saw the same.
 */
async function readUnlinkable(
  query: Store['facts']['query'],
  params: Record<string, unknown>,
): Promise<Record<string, number>> {
  // bit k: carries an identifier of kind k
  const carried = kinds.map((kind, bit) => `if(${ties[kind]}, ${1 << bit}, 0)`).join(' + ')
  const rows = await query<{ source: string; carries: number; shared: number; count: number }>(
    `SELECT source, ${carried} AS carries, max(reason = 'same event id') AS shared, count() AS count
     FROM (${seenSql}) WHERE time < {until:DateTime64(3, 'UTC')} GROUP BY source, carries`,
    params,
  )
  const sources = [...new Set(rows.map(({ source }) => source))]
  const share = (source: string, isSo: (carries: number) => boolean): number => {
    const own = rows.filter((row) => row.source === source)
    const all = own.reduce((sum, row) => sum + Number(row.count), 0)
    return own.reduce((sum, row) => sum + (isSo(Number(row.carries)) ? Number(row.count) : 0), 0) / Math.max(1, all)
  }
  const usual = (source: string): number =>
    kinds.reduce(
      (bits, _, bit) => (share(source, (carries) => (carries & (1 << bit)) !== 0) > 0.5 ? bits | (1 << bit) : bits),
      0,
    )
  const byEvent = rows.some(({ shared }) => Number(shared) === 1)
  return Object.fromEntries(
    sources.map((source) => {
      const others = sources.filter((other) => other !== source).reduce((bits, other) => bits | usual(other), 0)
      return [source, byEvent || others === 0 ? 0 : share(source, (carries) => (carries & others) === 0)]
    }),
  )
}
