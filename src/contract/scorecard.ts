// The scorecard: actual figures against target and budget by channel and initiative, where the period will end, and a
// verdict on each, or why there is none yet.
import { z } from 'zod'
import type { Caveat, Definition, Figure } from './ask.ts'

const day = z.iso.date()

export const scorecardQuerySchema = z.strictObject({
  /** Weeks start as the plan says, months as the target's fiscal year does. */
  period: z.enum(['week', 'month']).default('month').describe('Which period; a month by default.'),
  day: day.optional().describe('Any day of the period; by default the last day with data.'),
})
export type ScorecardQuery = z.infer<typeof scorecardQuerySchema>

export const verdicts = ['on_target', 'watch', 'off_target', 'too_early'] as const
export type Verdict = (typeof verdicts)[number]

/**
 * Why a campaign is not judged yet. It ends with the day after `until`, or sooner, once `needed` CVs have come and a week
 * has passed.
 */
export interface LearningState {
  channel: string
  campaign: string
  /** `''` where the platform is not known. */
  platform: string
  /** What opened it: a launch, a jump of the budget or of the bid, or what somebody recorded. */
  cause: 'launch' | 'budget' | 'bid' | 'recorded'
  /** Its own words, where somebody recorded it. */
  note: string
  /** First and last day of the hold at the longest, inclusive. */
  since: string
  until: string
  /** CVs since then, and those that the platform needs; null: it has no number, and the days alone count. */
  reached: number
  needed: number | null
}

/** Where a period will end: 90 % of such periods end between low and high. */
export interface Pacing {
  method: 'run_rate' | 'weekday' | 'recent' | 'season'
  /** CVs at the end of the period; in those not yet arrived are reckoned. */
  end: number
  low: number
  high: number
  /** Of `end`, CVs of the days so far that have happened and are not known yet. */
  arriving: number
  /** What each method was off by, on average, at such a stage of earlier periods; null: it could not be tried. */
  errors: { method: Pacing['method']; error: number | null }[]
}

/** Counts after the first days of the period, and the range that the rest of it is expected in. */
export interface PacingDay {
  day: string
  /** Running total; null for days that are not known yet. */
  counted: number | null
  /** Of days to come. */
  low: number | null
  end: number | null
  high: number | null
  /** Running total of the target; null without one. */
  target: number | null
}

export interface ScorecardRow {
  /** `''` is the total, or not known; `initiative` is `''` for a channel as a whole. */
  channel: string
  initiative: string
  cv: Figure
  cvr: Figure
  cpa: Figure
  cost: Figure
  /** The period before, up to the same day of it. */
  before: { cv: number; cost: number | null; cpa: number | null }
  /** Of the whole period, and as much of it as is due by now; null without target. */
  target: { cv: number; due: number; cpa: number; budget: number | null } | null
  pacing: Pacing | null
  verdict: Verdict | null
  /** The rule that gave the verdict, with its numbers. */
  rule: string
  /** Holds of the channel or campaign itself. */
  learning: LearningState[]
}

export interface Scorecard {
  period: 'week' | 'month'
  from: string
  to: string
  /** Last day that is counted in it; days after it are still to come. */
  asOf: string
  timezone: string
  currency: string
  point: { id: string; name: string }
  target: { id: string; name: string; version: number } | null
  total: ScorecardRow
  /** Channels, those first that need something done; their initiatives stand in `initiatives`. */
  channels: ScorecardRow[]
  initiatives: ScorecardRow[]
  days: PacingDay[]
  definitions: Definition[]
  caveats: Caveat[]
}
