// Thirty questions as people explore: ten sets of metrics, each asked in three ways; five of them also as SQL by hand.
import type { QuestionInput } from '#contract/ask.ts'

const days = { from: '2026-03-01', to: '2026-04-30' }
const filter = { channel: ['paid_search', 'email'] }

const sets: readonly { metrics: string[]; splits: readonly [string[], string[], string[]] }[] = [
  { metrics: ['cv'], splits: [['channel'], ['week'], ['landing_page']] },
  { metrics: ['sessions', 'visitors'], splits: [['month'], ['channel'], ['device']] },
  { metrics: ['cv', 'cvr.session'], splits: [['channel'], ['week'], ['day']] },
  { metrics: ['cvr.visitor'], splits: [['month'], ['channel'], ['channel', 'week']] },
  { metrics: ['cost', 'cpa'], splits: [['channel'], ['channel', 'month'], ['week']] },
  { metrics: ['cv', 'cpa', 'roas'], splits: [['channel', 'week'], ['month'], ['channel']] },
  { metrics: ['value', 'aov'], splits: [['week'], ['channel'], ['day']] },
  { metrics: ['lag.p50', 'lag.p90'], splits: [['channel'], ['month'], ['week']] },
  { metrics: ['customers', 'ltv'], splits: [['month'], ['channel', 'month'], ['channel']] },
  { metrics: ['cvr.click', 'cpc'], splits: [['channel'], ['week'], ['channel', 'day']] },
]

/** Each set over all the data, of two channels, and of two months. */
export const questions: readonly QuestionInput[] = sets.flatMap(({ metrics, splits: [whole, filtered, dated] }) => [
  { metrics, by: whole },
  { metrics, by: filtered, filter },
  { metrics, by: dated, ...days },
])

const standing = `definition = {definition:String} AND known_to = toDateTime64('2299-12-31 00:00:00', 3, 'UTC')`
const byMonth = ' SETTINGS do_not_merge_across_partitions_select_final = 1'

/** The shortest statement with the same rows, by the place of the question above. */
export const byHand: ReadonlyMap<number, string> = new Map([
  [0, `SELECT channel, count() AS cv FROM ledger FINAL WHERE ${standing} GROUP BY channel`],
  [
    3,
    `SELECT toStartOfMonth(start) AS month, count() AS sessions, uniqExact(visitor_key) AS visitors
     FROM sessions FINAL GROUP BY month${byMonth}`,
  ],
  [
    6,
    `SELECT channel, sum(cvs) AS cv, sum(cvs) / count() AS cvr FROM sessions FINAL LEFT JOIN (
       SELECT visit_key, count() AS cvs FROM ledger FINAL WHERE ${standing} GROUP BY visit_key
     ) AS credited ON sessions.visit_key = credited.visit_key GROUP BY channel${byMonth}`,
  ],
  [
    18,
    `SELECT toMonday(time) AS week, sum(value) AS total, avg(value) AS mean
     FROM ledger FINAL WHERE ${standing} GROUP BY week`,
  ],
  [
    21,
    `SELECT channel, quantilesExact(0.5, 0.9)(time - credited_at) AS lags
     FROM ledger FINAL WHERE ${standing} AND isNotNull(credited_at) GROUP BY channel`,
  ],
])
