// The scorecard: actual figures against target and budget by channel and initiative, where the period will end, and a
// verdict on each, or why there is none yet.
import { z } from 'zod'
import type { Caveat, Definition, Figure, QuestionInput } from './ask.ts'
import type { DualOutcome } from './saved-target.ts'

const day = z.iso.date()

export const scorecardQuerySchema = z.strictObject({
  period: z
    .enum(['week', 'month'])
    .default('month')
    .describe("Weeks begin as the plan says, months as the target's fiscal year does."),
  day: day.optional().describe('Any day of the period; by default the last day with data.'),
  target: z.string().min(1).optional().describe('Which target, where several are in force.'),
})
export type ScorecardQuery = z.infer<typeof scorecardQuerySchema>

export const verdicts = ['on_target', 'watch', 'off_target', 'too_early'] as const
export type Verdict = (typeof verdicts)[number]

type ChangeCause = 'launch' | 'budget' | 'bid' | 'targeting' | 'creative' | 'recorded'

/**
 * Why a campaign is not judged yet. It ends after `until`, or sooner: once a week has passed and `needed` CVs have come.
 */
export interface LearningState {
  channel: string
  campaign: string
  /** `''` where the platform is not known. */
  platform: string
  /** What opened it: found in what was spent (launch, budget, bid), told by a file, or recorded by hand. */
  cause: ChangeCause
  /** In the words of who recorded it, or of the file. */
  note: string
  /** First and last day of the hold at the longest, inclusive. */
  since: string
  until: string
  /** CVs since then, and those that the platform needs; null: it has no number, and the days alone count. */
  reached: number
  needed: number | null
}

/** A launch or major change of a campaign that somebody recorded. */
export const campaignChangeSchema = z.strictObject({
  campaign: z.string().min(1, 'is empty; name a campaign').max(400),
  day,
  what: z.string().trim().min(1, 'is empty; say what changed').max(400),
  by: z.string().trim().min(1).max(64).optional(),
})
export interface CampaignChange {
  id: string
  campaign: string
  /** `''`: on any. */
  platform: string
  day: string
  cause: ChangeCause
  /** `''` where a file says no more than the cause. */
  what: string
  /** Who recorded it, or the file that it came with. */
  by: string
  at: number
  /** Null where somebody recorded it by hand. */
  importId: string | null
}

/** Where a period will end: 90 % of such periods end between low and high. */
export interface Pacing {
  method: 'run_rate' | 'weekday' | 'recent' | 'season'
  /** CVs at the end of the period; those not yet arrived are reckoned in. */
  end: number
  low: number
  high: number
  /** Of `end`, CVs of the days so far that have happened and are not known yet. */
  arriving: number
  /** What each method was off by, on average, at such a stage of earlier periods; null: it could not be tried. */
  errors: { method: Pacing['method']; error: number | null }[]
}

/** One thing that speaks for a verdict, with its numbers. */
export type Reason =
  | { code: 'no_target' }
  | { code: 'learning'; until: string; toGo: number | null }
  | { code: 'few'; due: number; needed: number }
  /** Fewer CVs than were due by then; chance alone would bring so few with `chance`. */
  | { code: 'cv_short'; from: string; to: string; counted: number; due: number; chance: number }
  /** More for each CV than the target; `cpa` null: money went out and no CV came. */
  | { code: 'cpa_above'; from: string; to: string; cpa: number | null; target: number; chance: number }
  /** At this pace the period ends below its target; or it has, where it is over. */
  | { code: 'pace_short'; end: number; target: number; over: boolean }
  | { code: 'overspend'; spent: number; due: number }
  | { code: 'within' }

export interface ScorecardRow {
  /** `''` is not known, and of the total; `initiative` is `''` for a channel as a whole. */
  channel: string
  initiative: string
  cv: Figure
  cvr: Figure
  cpa: Figure
  cost: Figure
  /** The period before, up to the same day of it. */
  before: { cv: number; cost: number | null; cpa: number | null }
  /** Of the whole period, and as much of it as is due by now; null without target. */
  target: { cv: number; due: number; cpa: number | null; budget: number | null; budgetDue: number | null } | null
  pacing: Pacing | null
  /** Both sides of the target together, at this pace; null where a side is not known. */
  outcome: DualOutcome | null
  verdict: Verdict | null
  /** What gave the verdict, the weightiest first. */
  reasons: Reason[]
  /** Holds of the campaign, or of the channel's campaigns. */
  learning: LearningState[]
}

/** A day of the period: running totals. */
export interface PacingDay {
  day: string
  /** Null for days to come. */
  counted: number | null
  /** Null without target. */
  target: number | null
}

export interface Scorecard {
  period: ScorecardQuery['period']
  from: string
  to: string
  /** Last day that is counted in it; days after it are still to come. */
  asOf: string
  timezone: string
  currency: string
  point: { id: string; name: string }
  target: { id: string; name: string; version: number } | null
  total: ScorecardRow
  /** Channels, those first that need something done. */
  channels: ScorecardRow[]
  initiatives: ScorecardRow[]
  days: PacingDay[]
  definitions: Definition[]
  /** What the definitions belong to. */
  question: QuestionInput
  caveats: Caveat[]
}
