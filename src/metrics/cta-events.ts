// What calls to action did: each view and click with the visit that it belongs to.
import { Bindings, dayOf, withinDays, type Scope } from './scope.ts'

/** Silence that ends a visit: what comes later is no part of it. */
const silence = 'INTERVAL 30 MINUTE'

/**
 * Views and clicks by the client's time, each with its visit; `visit` is 0 where it has none. The tag sends them when an
 * element with `data-cta` was half in view for a second, and when it was clicked.
 */
export function datedCtas(scope: Scope, bindings: Bindings): string {
  const asked = askedEvents("name IN ('cta_view', 'cta_click')", scope, bindings)
  return withVisits(asked, `SELECT cityHash64(visitor_id) FROM events ${asked}`, scope, bindings)
}

/**
 * Clicks, each with its visit, of visitors who have any of certain visits; of others some, without one.
 * @param visitKeys a SELECT of these visits' `visit_key`.
 */
export function datedClicks(visitKeys: string, scope: Scope, bindings: Bindings): string {
  const asked = askedEvents("name = 'cta_click'", scope, bindings)
  return withVisits(asked, `SELECT visitor_key FROM sessions WHERE visit_key IN (${visitKeys})`, scope, bindings)
}

function askedEvents(only: string, scope: Scope, bindings: Bindings): string {
  const conditions = [only, ...withinDays('time', scope, bindings)]
  return `PREWHERE ${conditions.join(' AND ')} WHERE junk = ''`
}

/**
 * @param asked which events.
 * @param visitors a SELECT of the `visitor_key` of all whose visits are looked at.
 */
function withVisits(asked: string, visitors: string, scope: Scope, bindings: Bindings): string {
  const events = `SELECT *, cityHash64(visitor_id) AS seen_by, ${dayOf('time', scope, bindings)} AS day FROM events FINAL ${asked}`
  const visits =
    `SELECT visitor_key, visit_key, start, end, channel, campaign, landing_page, device, junk AS visit_junk ` +
    `FROM sessions FINAL PREWHERE visitor_key IN (${visitors})`
  return (
    `SELECT seen.*, name = 'cta_click' AS click, toUnixTimestamp64Milli(time) AS ms, ` +
    `if(time <= end + ${silence}, visit_key, 0) AS visit, if(visit = 0, 0, visitor_key) AS visitor, ` +
    `toUnixTimestamp64Milli(end + ${silence}) AS visit_over, channel, campaign, landing_page, device ` +
    `FROM (${events}) AS seen ASOF LEFT JOIN (${visits}) AS visits ` +
    `ON seen.seen_by = visits.visitor_key AND seen.time >= visits.start ` +
    `WHERE visit_junk = '' OR time > end + ${silence}`
  )
}
