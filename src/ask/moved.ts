// Which conversions one definition counts and another does not: actions that no conversion of the other holds.
import type { Moved } from '#contract/preview.ts'
import { standingNow } from '#metrics/standing.ts'
import { type Facts, sqlTime } from '#store/facts.ts'
import { dayAt } from '#util/days.ts'
import { localMidnight } from '#util/zone.ts'
import { type ConversionRow, conversionColumns, toConversion } from '#store/ledger-rows.ts'

/** Days, both included, with the instants at which they begin and are over. */
export interface Range {
  from: string
  to: string
  fromMs: number
  toMs: number
}

export function rangeOf(from: string, to: string, timezone: string): Range {
  return { from, to, fromMs: localMidnight(from, timezone), toMs: localMidnight(dayAt(to, 1), timezone) }
}

export const nothingMoved: Moved = { count: 0, conversions: [] }
const shown = 20

/** Rows of a range; `boundsOf` binds its ends. */
export const within = "time >= {from:DateTime64(3, 'UTC')} AND time < {to:DateTime64(3, 'UTC')}"

export function boundsOf({ fromMs, toMs }: Range): { from: string; to: string } {
  return { from: sqlTime(fromMs), to: sqlTime(toMs) }
}

const inLedger = (definition: string): string => `definition = {${definition}:String} AND ${standingNow} AND ${within}`
const ofAction = (definition: string): string =>
  `sightings FINAL WHERE definition = {${definition}:String} AND outcome IN ('counted', 'duplicate')`

/** Two conversions that share a sighting are one action, however each definition calls it. */
const unshared = `conversion_id NOT IN (
  SELECT conversion_id FROM ${ofAction('own')} AND id IN (
    SELECT id FROM ${ofAction('other')} AND conversion_id IN (
      SELECT conversion_id FROM ledger FINAL WHERE ${inLedger('other')})))`

/** @param own absent: nothing is counted, so nothing moves; `other` absent: all of `own` does. */
export async function movedBetween(
  facts: Facts,
  own: string | undefined,
  other: string | undefined,
  range: Range,
): Promise<Moved> {
  if (own === undefined) return nothingMoved
  const rows = await facts.query<ConversionRow & { total: number }>(
    `SELECT ${conversionColumns}, count() OVER () AS total FROM ledger FINAL
     WHERE ${inLedger('own')} AND ${unshared} ORDER BY ledger.time DESC, conversion_id LIMIT {shown:UInt8}`,
    { own, other: other ?? '', ...boundsOf(range), shown },
  )
  const conversions = rows.map((row) => {
    const { id, time, channel, value, currency } = toConversion(row)
    return { id, time, channel, value, currency }
  })
  return { count: Number(rows[0]?.total ?? 0), conversions }
}
