// How long persons take from one point to another, by cohort.
import { transitionLagsSql } from '#metrics/arrivals.ts'
import type { Cohort } from '#stats/arrival.ts'
import type { Store } from '#store/store.ts'
import { inquire } from './inquiry.ts'
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
  const { sql, params } = transitionLagsSql(transition!.micro.counting, transition!.macro.counting, scope, now)
  const rows = await store.facts.query<{ day: number; lag: number | null; every: number; asOf: number }>(sql, params)
  return { cohorts: rows.map(({ day, lag, every }) => ({ day, lag, count: every })), asOf: rows[0]?.asOf ?? 0 }
}
