// Drift: why a CPA or CVR differs between two periods, cause by cause, measurement first.
import { z } from 'zod'
import type { Caveat } from './ask.ts'
import { type DriftCause, type DriftMetric, driftMetrics } from './kinds.ts'

export { type DriftCause, driftCauses, type DriftMetric, driftMetrics } from './kinds.ts'

const day = z.iso.date()

export const driftQuerySchema = z
  .strictObject({
    metric: z.enum(driftMetrics).default('cpa').describe('CPA, or CVs per visit or per click.'),
    point: z.string().min(1).optional().describe('Conversion point; the macro by default.'),
    from: day.optional().describe('First day of the period; by default the last 28 days that are over.'),
    to: day.optional().describe('Last day, inclusive.'),
    days: z.coerce
      .number()
      .int()
      .min(1)
      .max(366)
      .optional()
      .describe('In place of `from`: so many days up to the last.'),
    before_from: day.optional().describe('First day of what it is compared with; by default as many days just before.'),
    before_to: day.optional().describe('Last day of it.'),
    against: z.enum(['before', 'target']).default('before').describe('Also how far it is from the target CPA.'),
    channel: z.string().min(1).optional().describe('Of one channel alone.'),
    campaign: z.string().min(1).optional().describe('Of one campaign alone.'),
  })
  .refine(({ from, days }) => !from || !days, { message: 'cannot stand beside from', path: ['days'] })
export type DriftQuery = z.infer<typeof driftQuerySchema>

export interface DriftEffect {
  /** In the metric's own unit. */
  value: number
  /** Half the width of its 95 % interval. */
  reach: number
  /** Chance of a part as large as this, had nothing changed. */
  chance: number
}

/** A period, or a segment in it. */
export interface DriftSide {
  /** The metric; null where it is a division by nothing. */
  value: number | null
  cost: number
  impressions: number
  clicks: number
  visits: number
  cvs: number
}

export interface DriftPeriod extends DriftSide {
  from: string
  to: string
  /** 95 % of the metric: of a CPA by the exact Poisson interval of its CVs. */
  low: number | null
  high: number | null
}

/** A landing page: only visits and CVs know it, so it has a part of the cause `page` alone. */
export interface DriftPage {
  page: string
  before: { visits: number; cvs: number }
  after: { visits: number; cvs: number }
  /** CVR after ÷ before with its 95 % interval; null where it cannot be told. */
  ratio: { value: number; low: number; high: number } | null
  /** Its part of the change; null where nothing is split. */
  part: DriftEffect | null
}

/** A segment and those in it; `campaign` and `ad` are null on the levels above. */
export interface DriftNode {
  channel: string
  campaign: string | null
  ad: string | null
  before: DriftSide
  after: DriftSide
  /** What it had to do with the change of the whole; those of all channels add up to it. */
  change: number
  causes: Record<DriftCause, DriftEffect>
  children: DriftNode[]
  /** Of a campaign, or of a channel without any: the landing pages that have most to do with its cause `page`. */
  pages: DriftPage[]
}

/** Where most of a cause lies, and the rate that it is. */
export interface DriftPlace {
  channel: string
  campaign: string | null
  ad: string | null
  /** The landing page that most of it lies on; absent where none stands out. */
  page?: string
  /** Of the whole effect, 0 to 1. */
  share: number
  /** CPM, CPC, CTR, share of clicks that arrive, CVR; null for what is no single rate. */
  rate: { name: 'cpm' | 'cpc' | 'ctr' | 'landing' | 'cvr'; before: number; after: number } | null
}

/** One thing that was checked of the measurement, and was not well. */
export interface DriftFinding {
  kind:
    | 'silent'
    | 'fewer_events'
    | 'consent'
    | 'identifiers'
    | 'click_ids'
    | 'rejects'
    | 'figures'
    | 'uncredited'
    | 'other'
  what: string
  from: string
  to: string | null
  cause: string
  todo: string
  /** Whether it is reckoned in, under measurement. */
  reckoned: boolean
}

export interface DriftDate {
  series: 'metric' | DriftCause
  direction: 'rise' | 'fall'
  /** First day of the new level, and the day on which it was certain. */
  from: string
  alarm: string
}

/** What else lies in these days: rules in charts. */
export interface DriftMark {
  day: string
  what: 'plan' | 'campaign' | 'action'
  name: string
}

/**
 * cause: one is named · several: the change is certain and none of its causes is · cannot_tell: noise is as large as
 * what is seen · blind: nothing was measured. The others say why nothing can be compared: fewer than four days in a
 * period, nothing paid in one of them, too few CVs, no visits.
 */
export type DriftVerdict =
  | 'cause'
  | 'several'
  | 'cannot_tell'
  | 'few_days'
  | 'no_cost'
  | 'no_cvs'
  | 'no_visits'
  | 'blind'

/** Channels and their campaigns that did anything in these days. */
export interface DriftChoice {
  channel: string
  campaigns: string[]
}

export interface DriftReport {
  metric: DriftMetric
  point: { id: string; name: string }
  /** What alone is looked at; `''` is all. */
  of: { channel: string; campaign: string }
  /** What could be. */
  choices: DriftChoice[]
  currency: string
  timezone: string
  before: DriftPeriod
  after: DriftPeriod
  verdict: DriftVerdict
  /** After − before; null without either. */
  change: DriftEffect | null
  /** They add up to the change, the largest first; empty where it cannot be split. */
  causes: (DriftEffect & { cause: DriftCause; certain: boolean })[]
  first: { cause: DriftCause; place: DriftPlace } | null
  measurement: DriftFinding[]
  channels: DriftNode[]
  pages: DriftPage[]
  /** Days of change, with one false alarm in so many days. */
  dates: { changes: DriftDate[]; falseAlarmEveryDays: number; from: string; to: string }
  marks: DriftMark[]
  /** The metric day by day, over the days in which changes were looked for; null on days without. */
  days: { day: string; value: number | null }[]
  /** Target CPA, of a channel or campaign its own, and how far from it the period before was already. */
  target: { id: string; name: string; cpa: number; standing: number } | null
  caveats: Caveat[]
}

/** What its answer in a sentence is made of. */
export type DriftTold = Pick<
  DriftReport,
  'metric' | 'verdict' | 'before' | 'after' | 'change' | 'causes' | 'first' | 'currency'
>
