// A funnel read backwards: what a target is reckoned from, and what follows.
import { z } from 'zod'
import { amount, rate } from './target.ts'
import type { DualOutcome } from './kinds.ts'
import { currency, month, name, pointId } from './target-fields.ts'

/** Where a measured input comes from. */
const measuredSchema = z.strictObject({
  /** First and last day that was measured. */
  from: z.iso.date(),
  to: z.iso.date(),
  /** Metric and points in words, with the plan version: by which definition it was counted. */
  definition: z.string().min(1),
})

/**
 * An input with how sure it is: measured, or typed with a note that says where it comes from. `low` and `high` are its
 * 95 % interval; a rate written as it was measured (`194/970`) brings its own.
 */
function inputOf<T extends z.ZodType>(value: T) {
  return z
    .strictObject({
      value,
      low: z.number().nonnegative().optional(),
      high: z.number().nonnegative().optional(),
      measured: measuredSchema.optional(),
      note: z.string().trim().max(400).default(''),
    })
    .refine(({ measured, note }) => measured !== undefined || note !== '', {
      message: 'is typed without a note; say where it comes from',
      path: ['note'],
    })
}
const rateInput = inputOf(rate)
const amountInput = inputOf(amount)
export type RateInput = z.infer<typeof rateInput>
export type AmountInput = z.infer<typeof amountInput>

/** Shares by months passed: `[0.5, 0.3, 0.2]` is half in the same month, a fifth two months later; taken to add up to 1. */
const lagInput = inputOf(z.array(z.number().nonnegative()).min(1).max(37))
export type LagInput = z.infer<typeof lagInput>

/** A step of the funnel, and how it goes on to the next one; the last is the customer and goes nowhere. */
const stageSchema = z.strictObject({
  name,
  /** The conversion point that it is; absent for what is not counted, such as an opportunity in somebody's head. */
  point: pointId.optional(),
  /** Share that goes on to the next stage. */
  rate: rateInput.optional(),
  /** How long that takes; absent: within the month. */
  lag: lagInput.optional(),
  /** Those who stand here when the period begins. */
  opening: z.int().nonnegative().default(0),
})
export type Stage = z.infer<typeof stageSchema>

/** What comes in without anybody doing more than today: CVs and cost of a month. */
const paceSchema = z.strictObject({ cv: amountInput, cost: amountInput })

export const funnelSchema = z.strictObject({
  currency,
  /** The first month, and how many. */
  first: month,
  months: z.int().min(1).max(36).default(12),
  /** Revenue of the whole period … */
  revenue: amount,
  /** … and the part of it that comes by itself. */
  renewals: amount.default('0'),
  customer_value: amountInput,
  /** Shares of the period's revenue by month; absent: even. */
  season: inputOf(z.array(z.number().nonnegative()).min(1).max(36)).optional(),
  stages: z.array(stageSchema).min(2).max(12),
  unit_price: amount.optional(),
  cost_of_goods: amount.default('0'),
  /** Share of the price that is to be left. */
  margin: rate.optional(),
  /** Revenue of a customer over the years: cost of goods and margin are then taken of it, in the price's proportions. */
  ltv: amountInput.optional(),
  /** Cost of a click; the CVR follows. */
  cpc: amountInput.optional(),
  /**
   * Points beside the funnel: the share of each that goes on to the target's point, and the share of the target's CVs that
   * come by it (absent: all of them).
   */
  micros: z.array(z.strictObject({ name, point: pointId, rate: rateInput, share: rateInput.optional() })).default([]),
  pace: paceSchema.optional(),
})
export type Funnel = z.infer<typeof funnelSchema>
export type FunnelInput = z.input<typeof funnelSchema>

/** What a stage needs; by month, with decimals. */
export interface ReckonedStage {
  name: string
  point: string | null
  /** Of the whole period, rounded up. */
  total: number
  months: number[]
}

/** Backwards from revenue. Money is in the currency's major unit. */
export interface Reckoned {
  currency: string
  months: string[]
  /** The stage whose CVs the target requires: its place among `stages`. */
  at: number
  required_cv: number
  /** Required CVs by month, whole numbers that add up. */
  cv: number[]
  stages: ReckonedStage[]
  /** Customers that the revenue needs after renewals, and those of them that stand in the funnel already. */
  customers: number
  from_opening: number
  /** Of the period's CVs: those who become customers only after its end, and what they bring then. */
  after: { cv: number; customers: number; revenue: number }
  close_rate: number
  /** Null where no margin is given. */
  allowed_per_customer: number | null
  target_cpa: number | null
  target_cvr: number | null
  target_roas: number | null
  /** Required CVs × target CPA. */
  spend: number | null
  micros: { name: string; point: string; total: number; months: number[] }[]
}

/** One input at both ends of its interval, everything else as it is. */
export interface TornadoBar {
  /** `stages.0.rate`, `customer_value`, `pace.cv`, … */
  input: string
  name: string
  /** The input, what it would take, and the revenue to expect. */
  low: TornadoEnd
  high: TornadoEnd
}

interface TornadoEnd {
  value: number
  required_cv: number
  target_cpa: number | null
  revenue: number
}

/** How likely the target is, by simulation. */
export interface Outlook {
  draws: number
  seed: number
  /** Chance of the revenue if the required CVs come. */
  if_cv_come: number
  /** 80 % of the simulated years that bring the required CVs lie between. */
  revenue: { low: number; middle: number; high: number }
  /** At the present pace; null where none is given. */
  at_pace: {
    cv: { low: number; middle: number; high: number }
    /** Chance of enough CVs, of a CPA at or below the target, of both, and of the revenue. */
    chance: { cv: number; cpa: number | null; both: number | null; revenue: number }
    outcomes: Record<DualOutcome, number> | null
  } | null
  /** What moves the revenue to expect most comes first. */
  tornado: TornadoBar[]
}

/** What is to be measured for a funnel, from the stage that the target counts to the customer. */
export const measureQuerySchema = z.strictObject({
  /** The point that the target counts; absent: the micro that brings the most customers, else the macro. */
  point: pointId.optional(),
  /** First month of the target; absent: the month after the last whole one. */
  first: month.optional(),
  months: z.coerce.number().int().min(1).max(36).default(12),
})
export type MeasureQuery = z.infer<typeof measureQuerySchema>

/** A funnel with all that can be measured, to go on with; what is missing has to be typed. */
export interface MeasuredFunnel {
  point: string
  timezone: string
  funnel: Omit<FunnelInput, 'revenue' | 'customer_value' | 'unit_price' | 'margin'> & { customer_value?: AmountInput }
  /** Why something could not be measured. */
  notes: string[]
}
