// Events that are collected and that no point of the plan matches: suggestions for the next version.
import type { Suggestion } from '#contract/library.ts'
import type { Plan } from '#contract/plan.ts'
import { pointForEvent } from '#plan/library/library.ts'
import type { Facts } from '#store/facts.ts'

/** What the tag, GA4 and others send of every visitor, and what takes a conversion back: no outcomes. */
const noOutcomes = [
  'page_view identify form_submit form_start cta_view cta_click video_start video_progress',
  'page screen session_start first_visit user_engagement scroll click view_search_results',
  'order_refunded order_cancelled payment_failed payment_cancelled payment_attempt_failed',
  'deal_lost deal_cancelled deal_deleted deal_amount_changed lifecycle_changed line_unfollow',
].flatMap((names) => names.split(' '))
const most = 50

interface NameRow {
  event: string
  count: number
  sources: string[]
  last: number
}

/**
 * The most frequent events that no point names, most frequent first.
 * @param plan the plan in force, or the newest proposed; undefined while there is none.
 * @param since epoch milliseconds; events before it are not looked at.
 */
export async function unmatchedEvents(facts: Facts, plan: Plan | undefined, since: number): Promise<Suggestion[]> {
  const named = (plan?.points ?? []).flatMap(({ match }) => ('event' in match ? [match.event].flat() : []))
  const rows = await facts.query<NameRow>(
    `SELECT name AS event, count() AS count, arraySort(groupUniqArray(20)(source)) AS sources,
      toUnixTimestamp64Milli(max(events.time)) AS last
    FROM events WHERE events.time >= {since:DateTime64(3, 'UTC')} AND name NOT IN {known:Array(String)}
    GROUP BY name ORDER BY count DESC, event LIMIT {most:UInt32}`,
    { since: (since / 1_000).toFixed(3), known: [...noOutcomes, ...named], most },
  )
  const taken = new Set((plan?.points ?? []).map(({ id }) => id))
  return rows.map(({ event, count, sources, last }) => {
    const found = pointForEvent(event)
    const point = found && { ...found.point, id: freeId(found.point.id, taken) }
    return {
      event,
      count: Number(count),
      sources,
      lastAt: Number(last),
      library: found?.library ?? null,
      point: point ?? null,
    }
  })
}

/** An id that the plan does not have yet. */
function freeId(id: string, taken: ReadonlySet<string>): string {
  if (!taken.has(id)) return id
  let number = 2
  while (taken.has(`${id}_${number}`)) number += 1
  return `${id}_${number}`
}
