// Thirty questions as people explore: ten sets of metrics, each asked in three ways.
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
