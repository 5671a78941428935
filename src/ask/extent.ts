// From which day to which there is anything to ask about.
import type { Extent } from '#contract/ask.ts'
import { standingNow } from '#metrics/standing.ts'
import { finalByMonth } from '#metrics/visits.ts'
import { businessZone } from '#store/plans.ts'
import type { Store } from '#store/store.ts'

/**
 * First and last day of visits and conversions, in business time; of costs where there is nothing else, for a cost may
 * be spread over days that are yet to come. Null while nothing has arrived. One statement, since every page waits for it.
 */
export async function readExtent(store: Store, now: number): Promise<Extent | null> {
  const timezone = await businessZone(store.control, now)
  const day = (time: string): string => `toString(toDate(toTimeZone(${time}, {timezone:String})))`
  const [extent] = await store.facts.query<Extent>(
    `SELECT first AS from, last AS to FROM (
       SELECT 1 AS place, sum(found) AS rows, ${day('min(earliest)')} AS first, ${day('max(latest)')} AS last FROM (
         SELECT count() AS found, min(start) AS earliest, max(start) AS latest
         FROM (SELECT start FROM sessions FINAL${finalByMonth})
         UNION ALL
         SELECT count(), min(time), max(time) FROM ledger FINAL WHERE ${standingNow}
       ) WHERE found > 0
       UNION ALL
       SELECT 2, count(), toString(min(period_start)), toString(max(period_end)) FROM spend FINAL WHERE ${standingNow}
     ) WHERE rows > 0 ORDER BY place LIMIT 1`,
    { timezone },
  )
  return extent ?? null
}
