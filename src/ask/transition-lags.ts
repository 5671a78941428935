// How long persons take from one point to another, by cohort.
import { type CohortRow, transitionLagsSql } from '#metrics/arrivals.ts'
import type { Cohort } from '#stats/arrival.ts'
import type { Store } from '#store/store.ts'
import { inquire } from './inquiry.ts'
import { lastSeenDay } from './last-seen.ts'
import { questionSchema } from '#contract/ask.ts'

/**
 * Persons of all history by the day of their micro and how many days later they had the macro; days from 1970.
 * @param now epoch milliseconds.
 */
export async function readTransitionLags(
  store: Store,
  { micro, macro }: { micro: string; macro: string },
  now: number,
): Promise<{ cohorts: Cohort[]; asOf: number }> {
  const question = questionSchema.parse({ metrics: ['transition'], micro, points: [macro] })
  const { transition, scope } = await inquire(store, question, now)
  const { sql, params } = transitionLagsSql(transition!.micro.counting, transition!.macro.counting, scope)
  const [rows, asOf] = await Promise.all([
    store.facts.query<CohortRow>(sql, params),
    lastSeenDay(store.facts, scope.timezone, now),
  ])
  return { cohorts: rows.map(({ day, lag, every }) => ({ day, lag, count: every })), asOf }
}
