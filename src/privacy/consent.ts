// What visitors agreed to over a period, as their events say.
import type { ConsentOverview } from '#contract/privacy.ts'
import { sqlTime } from '#store/facts.ts'
import { businessZone } from '#store/plans.ts'
import type { Store } from '#store/store.ts'
import { dayAt } from '#util/days.ts'
import { localDay, localMidnight } from '#util/zone.ts'

/** In the order in which they are told; `app_tracking` is iOS's. */
const purposes = ['analytics', 'ad_storage', 'ad_user_data', 'ad_personalization', 'app_tracking']

/** Events by consent; the last 28 days unless `from` and `to` (days of the plan's zone, inclusive) say otherwise. */
export async function consentOverview(
  { control, facts }: Store,
  { from, to }: { from?: string | undefined; to?: string | undefined },
  now: number,
): Promise<ConsentOverview> {
  const timezone = await businessZone(control, now)
  const last = to ?? localDay(now, timezone)
  const first = from ?? dayAt(last, -27)
  const span = {
    from: sqlTime(localMidnight(first, timezone)),
    until: sqlTime(localMidnight(dayAt(last, 1), timezone)),
  }
  const inSpan = 'time >= {from:DateTime64(3)} AND time < {until:DateTime64(3)}'
  const named = "visitor_id != '' OR user_id != '' OR notEmpty(match_keys)"
  const rows = await facts.query<{ purpose: string; state: string; events: number; anonymous: number }>(
    `SELECT purpose, consent[purpose] AS state, count() AS events, countIf(NOT (${named})) AS anonymous
     FROM (SELECT consent, visitor_id, user_id, match_keys FROM events WHERE ${inSpan})
     ARRAY JOIN {purposes:Array(String)} AS purpose GROUP BY purpose, state ORDER BY events DESC, state`,
    { ...span, purposes },
  )
  const of = (purpose: string): typeof rows => rows.filter((row) => row.purpose === purpose)
  const sum = (column: 'events' | 'anonymous'): number =>
    of('analytics').reduce((total, row) => total + Number(row[column]), 0)
  return {
    from: first,
    to: last,
    events: sum('events'),
    anonymous: sum('anonymous'),
    purposes: purposes.map((purpose) => ({
      purpose,
      states: of(purpose).map(({ state, events }) => ({ state, events: Number(events) })),
    })),
  }
}
