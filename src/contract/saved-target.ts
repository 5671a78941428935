// A target that is kept: the required CVs at or below a target CPA, by month, with what it was reckoned from.
import { z } from 'zod'
import { type Outlook, type Reckoned, funnelSchema } from './funnel.ts'
import { currency, fiscalStart, month, name, pointId, share } from './target-fields.ts'

export { type DualOutcome, dualOutcomes } from './kinds.ts'

/** Required CVs of a month; a month is named by the calendar month in which it begins. */
const monthlyCvSchema = z.strictObject({ month, cv: z.number().nonnegative() })

/**
 * What a channel, or one of its initiatives, is to bring in a month, and for how much. CVs may have decimals: a tenth
 * of a contract is a plan. `initiative` is a campaign, a trade show, a newsletter; `''` is the channel as a whole.
 */
export const allocationRowSchema = z
  .strictObject({
    channel: z.string().min(1, 'is empty; name a channel'),
    initiative: z.string().default(''),
    month,
    cv: z.number().nonnegative(),
    budget: z.number().nonnegative(),
    /** What somebody fixed: no suggestion changes it. */
    locked: z.boolean().default(false),
    /** Least and most that may be spent. */
    min: z.number().nonnegative().optional(),
    max: z.number().nonnegative().optional(),
  })
  .refine(({ min = 0, max = Infinity }) => min <= max, { message: 'min is above max', path: ['min'] })
export type AllocationRow = z.infer<typeof allocationRowSchema>

const microTargetSchema = z.strictObject({ point: pointId, months: z.array(monthlyCvSchema).min(1) })

export const savedTargetSchema = z.strictObject({
  name,
  /** The point whose CVs are required: the macro, or the lead point that the funnel begins with. */
  point: pointId,
  /** Business time: days of the target begin and end in it. */
  timezone: z.string().min(1),
  fiscal_start: fiscalStart,
  currency,
  /** The dual target: these CVs … */
  months: z.array(monthlyCvSchema).min(1).max(36),
  /** … at or below this cost a CV. */
  cpa: z.number().positive(),
  /** CVs per ad click, and revenue per money spent, that follow from the same inputs. */
  cvr: share.nullable().default(null),
  roas: z.number().positive().nullable().default(null),
  micros: z.array(microTargetSchema).default([]),
  /** What it was reckoned from; absent where the numbers were typed. */
  funnel: funnelSchema.optional(),
  allocation: z.array(allocationRowSchema).max(5_000).default([]),
})
export type SavedTarget = z.infer<typeof savedTargetSchema>
export type SavedTargetInput = z.input<typeof savedTargetSchema>

/** One version as it is stored; what was saved never changes. */
export interface StoredTarget extends SavedTarget {
  /** Names the target through all its versions: `fy2026`. */
  id: string
  version: number
  /** First and last day, inclusive, in business time. */
  from: string
  to: string
  /** First day on which this version is what is judged by; the first version also covers all earlier days. */
  effective: string
  by: string
  /** Epoch milliseconds. */
  at: number
  why: string
  /** Set by the version that took the target back. */
  withdrawn: boolean
}

const why = z.string().trim().min(1, 'is empty; say why').max(2_000, 'is longer than 2,000 characters; shorten it')
/** In whose name, where the admin token's holder acts for somebody. */
const by = z.string().trim().min(1).max(64).optional()

export const targetId = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, 'is not a name for a target: write fy2026')

export const targetSaveSchema = z.strictObject({
  target: savedTargetSchema,
  why,
  /** Absent: today. */
  effective: z.iso.date().optional(),
  /** The version that was read; who saves over a newer one is told. Absent: whatever stands. */
  revision: z.int().nonnegative().optional(),
  by,
})
/** A target that is reckoned and not saved. */
export const reckonSchema = z.strictObject({
  funnel: funnelSchema,
  point: pointId,
  /** The same seed gives the same simulation. */
  seed: z.int().positive().default(1),
})
/** The numbers, and how likely they are. */
export interface ReckonedTarget {
  reckoned: Reckoned
  outlook: Outlook
  /** What of it a target keeps; `cpa` is null where no margin is given. */
  target: Pick<SavedTarget, 'point' | 'currency' | 'months' | 'cvr' | 'roas' | 'micros' | 'funnel'> & {
    cpa: number | null
  }
}

export const targetWithdrawalSchema = z.strictObject({ why, by })
