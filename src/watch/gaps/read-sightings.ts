// Which sources saw each real action of a point, read from the sightings.
import type { Plan } from '#contract/plan.ts'
import { definitionHash } from '#plan/definition.ts'
import { sqlTime } from '#store/facts.ts'
import type { Store } from '#store/store.ts'
import { localDay, localMidnight } from '#util/zone.ts'
import { dayAt } from '#util/days.ts'
import { dayMs } from '#util/duration.ts'
import type { Span } from './read-series.ts'
import type { SeenTogether } from './true-number.ts'

/** So many days are looked at, where there are as many: fewer conversions give a wide interval. */
const days = 91

/** Every point of the plan, in its order: three statements, however many points there are. */
export async function readSeenTogether({ facts }: Store, { points }: Plan, span: Span): Promise<SeenTogether[]> {
  const { to, timezone } = span
  const from = localMidnight(dayAt(to, -days + 1), timezone)
  const end = localMidnight(dayAt(to, 1), timezone)
  const definitions = points.map(definitionHash)
  const params = { definitions, from: sqlTime(from), end: sqlTime(end) }
  const late = await facts.query<{ definition: string; lag: number; last: number }>(
    `SELECT definition, quantileExact(0.95)(lag) AS lag, max(last) AS last FROM (
       SELECT definition, toUnixTimestamp64Milli(max(time)) - toUnixTimestamp64Milli(min(time)) AS lag,
         toUnixTimestamp64Milli(max(time)) AS last FROM (${seenSql}) GROUP BY definition, conversion_id
       HAVING uniqExact(source) > 1) GROUP BY definition`,
    params,
  )
  // the newest actions have not been seen yet by sources that tell late
  const untils = definitions.map((definition) => {
    const known = late.find((each) => each.definition === definition)
    return known ? Math.min(end, Number(known.last)) - Number(known.lag) : end
  })
  const within = { ...params, untils: untils.map((until) => Math.max(from, until)) }
  const [groups, carriers] = await Promise.all([
    facts.query<{ definition: string; sources: string[]; count: number }>(
      `SELECT definition, sources, count() AS count FROM (
         SELECT definition, arraySort(groupUniqArray(source)) AS sources FROM (${seenSql})
         GROUP BY definition, conversion_id HAVING toUnixTimestamp64Milli(min(time)) < ${untilSql})
       GROUP BY definition, sources ORDER BY count DESC, sources`,
      within,
    ),
    facts.query<Carriers & { definition: string }>(carriersSql, within),
  ])
  return points.map(({ id, name }, index) => {
    const until = untils[index]!
    const own = <Row extends { definition: string }>(rows: readonly Row[]): Row[] =>
      rows.filter(({ definition }) => definition === definitions[index])
    return {
      point: id,
      name,
      from: localDay(from, timezone),
      to: localDay(Math.max(from, until - (until === end ? dayMs : 0)), timezone),
      groups: own(groups).map(({ sources, count }) => ({ sources, count: Number(count) })),
      unlinkable: unlinkable(own(carriers)),
    }
  })
}

const seenSql = `SELECT definition, conversion_id, source, time, record_id, order_id, payment_id, deal_id, user_id, lead_id, visitor_id,
    match_keys, reason FROM sightings FINAL
  PREWHERE definition IN {definitions:Array(String)} WHERE outcome IN ('counted', 'duplicate')
    AND time >= {from:DateTime64(3, 'UTC')} AND time < {end:DateTime64(3, 'UTC')}`

const untilSql = 'transform(definition, {definitions:Array(String)}, {untils:Array(Int64)}, toInt64(0))'

/** What a sighting may be tied by. An event id ties only where sources share it. */
const ties = {
  order: "order_id != ''",
  payment: "payment_id != ''",
  deal: "deal_id != ''",
  person: "user_id != '' OR lead_id != '' OR visitor_id != '' OR notEmpty(match_keys)",
} as const
const kinds = Object.keys(ties) as (keyof typeof ties)[]

// bit k: carries an identifier of kind k
const carriersSql = `SELECT definition, source, ${kinds.map((kind, bit) => `if(${ties[kind]}, ${1 << bit}, 0)`).join(' + ')} AS carries,
    max(reason = 'same event id') AS shared, count() AS count
  FROM (${seenSql}) WHERE toUnixTimestamp64Milli(time) < ${untilSql} GROUP BY definition, source, carries`

/** Sightings of a source that carry the same kinds of identifiers. */
interface Carriers {
  source: string
  carries: number
  shared: number
  count: number
}

/**
 * Share of each source's sightings that carry none of the kinds of identifier that another source's carry: they stand
 * alone, whoever else saw the same.
 */
function unlinkable(rows: readonly Carriers[]): Record<string, number> {
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
