// A question and its answer. Every number travels with the definition it was counted by.
import { z } from 'zod'
import { creditingSchema } from './attribution.ts'

export const questionSchema = z.strictObject({
  /** Metric ids of the catalogue, e.g. `cv`, `cvr.session`, `cpa`, `figure.cv`. */
  metrics: z.array(z.string().min(1)).min(1),
  /** Dimensions: channel, campaign, ad, landing_page, cta, day, week, month, point, source, platform, `property.NAME`, `person.NAME`, or an imported attribute. */
  by: z.array(z.string().min(1)).max(4).default([]),
  /** First and last day, inclusive, in the plan's time zone; both absent means all the data. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** Conversion points; absent means the macro point, or every point where the answer is split by point. */
  points: z.array(z.string().min(1)).optional(),
  /** For `transition`: the micro point; absent means the only micro. */
  micro: z.string().optional(),
  /** Plan version to count all history by (as-is); absent means each day by the version then in force (as-was). */
  plan: z.int().min(1).optional(),
  /** Date of the conversion (default) or of the click or visit it is credited to. */
  basis: z.enum(['conversion', 'click']).default('conversion'),
  /** Credit CVs to channels or campaigns by a model; absent: as the ledger credits them. */
  attribution: creditingSchema.optional(),
  /** The answer as it was known then: an ISO instant, or a day, at its end in the plan's time zone; absent means now. */
  known: z
    .union(
      [z.iso.datetime(), z.iso.date()],
      'is neither a day nor an instant: write 2026-04-01 or 2026-04-01T00:00:00Z',
    )
    .optional(),
  filter: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
  /** What the days asked for are held against: those just before them, the same a year before, or days of one's own. */
  compare: z.union([z.enum(['previous', 'year']), z.strictObject({ from: z.iso.date(), to: z.iso.date() })]).optional(),
})
export type Question = z.infer<typeof questionSchema>
/** What a caller may leave out. */
export type QuestionInput = z.input<typeof questionSchema>

/** A figure: with its interval when it is an estimate, or refused with the reason. */
export interface Figure {
  value: number | null
  low?: number
  high?: number
  /** Numerator and denominator where the figure is a ratio of counts. */
  numerator?: number
  denominator?: number
  /** Why no value is given. */
  refused?: string
  /** Of money: its own, where the definition names several; `''` without one. */
  currency?: string
  /** Of a recent period, whose conversions have not all arrived. */
  maturity?: Maturity
  /** The same figure of the days that these are compared with. */
  compared?: Compared
}

/** A figure of the earlier days, and how far the later one is from it. */
export interface Compared extends Omit<Figure, 'maturity' | 'compared'> {
  /** Its day, week or month, where rows are such. */
  period?: string
  /** Later − earlier. */
  difference?: Change
  /** Later ÷ earlier − 1: 0.1 is a tenth more; absent where the earlier one is 0. */
  change?: Change
}

/** With its 95 % interval where both are estimates; an end that nothing bounds is absent. */
export interface Change {
  value: number
  low?: number
  high?: number
}

/** How much of a recent period is there, and what it will grow to. */
export interface Maturity {
  /** Share of its conversions that has arrived, 0 to 1. */
  arrived: number
  /** The figure once all have; null where too few are there to tell (`arrived` below a fifth). */
  corrected: number | null
  /** 95 %, of `corrected`. */
  low?: number
  high?: number
  /** What corrections of periods this old were off by on average, as a share; null where history is too short to test. */
  error: number | null
  /** Conversions later than so many days are not waited for. */
  withinDays: number
}

/** Dimension values are strings (`""` is "not known"); metric values are figures. */
export type AnswerRow = Record<string, string | Figure>

/** By which definition a metric of the answer was counted. */
export interface Definition {
  metric: string
  name: string
  formula: string
  unit: string
  /** What a rate is per: click, session, visitor, person… */
  base?: string
  /** Wilson, exact Poisson, delta method clustered by visitor… with the confidence level. */
  interval?: string
  /** Each rule with the plan versions that had it; a platform's figures have no version. */
  point?: { id: string; name: string; tier: string; rule: string; oncePer: string; planVersions?: number[] }[]
  planVersions?: number[]
  basis: string
  window?: string
  /** By what recent periods are corrected for conversions that have not arrived. */
  maturity?: string
  /** The days that it is compared with, and how the intervals of difference and change are made. */
  comparison?: { from: string; to: string; interval?: string }
  currency?: string
  timezone: string
  from: string
  to: string
  /** Epoch milliseconds up to which data is counted. */
  countedTo: number | null
}

/** First and last day of what can be asked about, in the plan's time zone. */
export interface Extent {
  from: string
  to: string
}

export interface Caveat {
  code: string
  message: string
  count?: number
}

export interface Answer {
  rows: AnswerRow[]
  total: AnswerRow
  definitions: Definition[]
  caveats: Caveat[]
}
