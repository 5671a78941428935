// Targets backwards from revenue: what is given, and what follows from it.
import { z } from 'zod'

const decimal = /^\d+(\.\d+)?$/
const notAmount = 'is not an amount: write 600000 or 12.50'
const notRate = 'is not a rate: write 0.2, 20% or 194/970'
/** Money as `600000` or `12.50`; text stays text, so that no digit is lost. */
export const amount = z
  .union([z.number().nonnegative(), z.string()], notAmount)
  .transform(String)
  .refine((text) => decimal.test(text), notAmount)
const whole = z.int('is not a number of CVs: write 500').positive('is not a number of CVs: write 500')

/** A share as `0.2`, `20%`, or as it was measured: `194/970`, which also says how sure it is. */
export const rate = z
  .union([z.number(), z.string()], notRate)
  .transform(String)
  .refine((text) => /^(\d+(\.\d+)?%?|\d+\/\d+)$/.test(text), notRate)

export const targetSchema = z.strictObject({
  revenue: amount.optional().describe('Revenue to reach; the required CVs follow.'),
  cv: whole.optional().describe('CVs instead of revenue; the revenue to expect follows.'),
  customer_value: amount.optional().describe('What a customer brings in on average.'),
  close_rate: z
    .array(rate)
    .default([])
    .describe('Share of CVs that become customers; several are stages that follow one another.'),
  unit_price: amount.optional().describe('Price of what is sold.'),
  cost_of_goods: amount.default('0').describe('What it costs to provide.'),
  margin: rate.optional().describe('Share of the price that is to be left; the target CPA follows.'),
  cpa: amount.optional().describe('A CPA instead of the margin; the margin that it leaves follows.'),
  cpc: amount.optional().describe('Cost per click; the CVR that is needed follows.'),
  micros: z
    .array(z.strictObject({ name: z.string().min(1), rate }))
    .default([])
    .describe('Micro CVs, each with the share that goes on to the CV.'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'is not a currency: write a three-letter code such as JPY')
    .optional(),
})
export type TargetInput = z.infer<typeof targetSchema>

/** What is not asked for, or cannot be told from what is given, is null. Money is in the currency's major unit. */
export interface Target {
  /** `''` where none is known. */
  currency: string
  close_rate: number | null
  customers: number | null
  required_cv: number | null
  /** Where rates were given as they were measured: how many it may take, by their 95 % intervals. */
  required_cv_range: { low: number; high: number } | null
  /** Needed at each stage, the CVs first and the customers last. */
  stages: number[]
  expected_revenue: number | null
  /** What a customer may cost in advertising: price − cost of goods − margin. */
  allowed_per_customer: number | null
  target_cpa: number | null
  margin: number | null
  /** Required CVs × target CPA, and the revenue for it. */
  spend: number | null
  target_roas: number | null
  target_cvr: number | null
  clicks: number | null
  micros: { name: string; required: number }[]
}
