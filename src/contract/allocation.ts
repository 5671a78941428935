// A target split over channels and initiatives: what is asked for, what is suggested, and the curves behind it.
import { z } from 'zod'
import { allocationRowSchema, type AllocationRow } from './saved-target.ts'
import { currency, fiscalStart, month, pointId } from './target-fields.ts'

/** What may be spent in a month, and the CVs that it is to bring; `cv` is told beside what is suggested. */
const monthPlanSchema = z.strictObject({
  month,
  cv: z.number().nonnegative().default(0),
  budget: z.number().nonnegative(),
})

export const allocationSchema = z.strictObject({
  point: pointId,
  months: z.array(monthPlanSchema).min(1).max(36),
  fiscal_start: fiscalStart,
  /** Of the budgets: money that was spent in another one is no measure for them. */
  currency: currency.optional(),
  /** By channel, or by initiative (campaign) within it. */
  by: z.enum(['channel', 'initiative']).default('channel'),
  /**
   * What is fixed already: locked rows keep their budget, `min` and `max` bound it, and rows that no curve is known for
   * (a trade show) keep their CVs too. With `suggest: false` every row keeps its budget.
   */
  rows: z.array(allocationRowSchema).max(5_000).default([]),
  suggest: z.boolean().default(true),
  /** How far beyond the most that was ever spent in a week a suggestion may go: 1 is not at all. */
  beyond: z.number().min(1).max(5).default(1),
})
export type AllocationQuery = z.infer<typeof allocationSchema>
export type AllocationInput = z.input<typeof allocationSchema>

/**
 * Where a row's CVs come from. `measured`: a curve whose shape its own weeks tell · `usual`: a curve of the usual shape at
 * its own level · `average`: its weekly average, as its spend never varied or it costs nothing · `typed`: what somebody wrote.
 */
export type AllocationRule = 'measured' | 'usual' | 'average' | 'typed'

export interface SuggestedRow extends AllocationRow {
  rule: AllocationRule
  /** 95 %, of the mean; absent for what was typed. */
  low?: number
  high?: number
  /** Spends more, or less, a week than was ever observed: the curve is no evidence there. */
  beyond: 'more' | 'less' | null
}

/** Weekly conversions by weekly spend of a channel or initiative, as history tells. */
export interface ResponseCurve {
  channel: string
  initiative: string
  rule: Exclude<AllocationRule, 'typed'>
  /** `scale · spend^elasticity` a week; null for an average. */
  scale: number | null
  elasticity: number | null
  /** What was seen: weeks with their spend, their CVs, and which share of all their CVs these are by now. */
  weeks: { week: string; spend: number; cv: number; arrived: number }[]
  observed: { low: number; high: number }
  /** The curve with its 95 % interval, from nothing to the most observed; empty for an average. */
  points: { spend: number; cv: number; low: number; high: number }[]
}

export interface AllocatedMonth {
  month: string
  required: number
  cv: number
  low: number
  high: number
  budget: number
  spent: number
  /** Not spent: nobody may take it, or would bring anything for it. */
  left: number
}

export interface Allocation {
  point: string
  currency: string
  /** Days that the curves are taken from. */
  from: string
  to: string
  /** Of the newest weeks: how many are corrected for CVs that are still to come, and how many left out as too young. */
  young: { corrected: number; leftOut: number }
  rows: SuggestedRow[]
  months: AllocatedMonth[]
  curves: ResponseCurve[]
  /** Channels that are no part of it, as they came up once (a trade show): plan them by hand. */
  occasional: string[]
  /** CVs a week whose channel nobody knows: they count towards the target, and no money can be planned for them. */
  unknown: number
}
