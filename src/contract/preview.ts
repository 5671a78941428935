// A plan counted before anybody agrees to it, beside the one in force.
import { z } from 'zod'
import type { Figure } from './ask.ts'
import type { LedgerConversion } from './ledger.ts'
import type { Tier } from './plan.ts'

const day = z.iso.date('is no day: write 2026-04-01').optional()

/** Which days are counted: up to today, and the last 90 of them, unless it is said. */
export const previewQuery = { from: day, to: day }

export interface PreviewDays {
  from?: string | undefined
  to?: string | undefined
}

/** CVs under the plan in force and under the other; null where a plan has no such point. */
export interface BeforeAfter {
  before: number | null
  after: number | null
}

/** Conversions that only one of the two counts: how many, and the newest of them. */
export interface Moved {
  count: number
  conversions: Pick<LedgerConversion, 'id' | 'time' | 'channel' | 'value' | 'currency'>[]
}

export interface PreviewPoint extends BeforeAfter {
  id: string
  name: string
  tier: Tier
  /** Whether both count by the same rule; then all figures are equal. */
  same: boolean
  channels: ({ channel: string } & BeforeAfter)[]
  /** `week` is its first day. */
  weeks: ({ week: string } & BeforeAfter)[]
  entering: Moved
  leaving: Moved
}

export interface PlanPreview {
  /** First and last day that was counted. */
  from: string
  to: string
  timezone: string
  /** The version in force; null while there is none. */
  against: number | null
  points: PreviewPoint[]
  /** Of the macro under either; null where there is no plan. */
  rates: {
    metric: 'cvr.session' | 'cpa'
    name: string
    currency: string
    before: Figure | null
    after: Figure | null
  }[]
}
