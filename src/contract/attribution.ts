// Attribution: the same conversions, dealt out to the channels that led to them by several models side by side.
import { z } from 'zod'
import type { Caveat, Definition, Figure } from './ask.ts'
import { type AttributionModel, attributionModels } from './kinds.ts'

export { type AttributionModel, attributionModels } from './kinds.ts'

const duration = z.string().regex(/^[1-9]\d{0,4}(h|d)$/, 'is not a duration: write 12h or 30d')

/** How a question's CVs are credited, where not as the ledger credits them. */
export const creditingSchema = z.strictObject({
  model: z.enum(attributionModels),
  /** How long before a CV a visit may have begun; absent: the longest lookback of the points. */
  lookback: duration.optional(),
  /** For `time_decay`: after which a touch is worth half. */
  half_life: duration.default('7d'),
})
export type Crediting = z.infer<typeof creditingSchema>

export const attributionSchema = z.strictObject({
  by: z.enum(['channel', 'campaign']).default('channel'),
  models: z
    .array(z.enum(attributionModels))
    .min(1)
    .default([...attributionModels]),
  /** First and last day of the CVs, inclusive, in the plan's time zone; both absent means all the data. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** Conversion points; absent means the macro point. */
  points: z.array(z.string().min(1)).min(1).optional(),
  /** Plan version to count all history by; absent means each day by the version then in force. */
  plan: z.int().min(1).optional(),
  lookback: creditingSchema.shape.lookback,
  half_life: creditingSchema.shape.half_life,
})
export type AttributionQuestion = z.infer<typeof attributionSchema>

/** What models deal out, and what comes of it and the cost. */
export const dealtMetrics = ['cv', 'cpa', 'value', 'roas'] as const
export type DealtMetric = (typeof dealtMetrics)[number]

export interface AttributionRow extends Record<DealtMetric, Partial<Record<AttributionModel, Figure>>> {
  /** Of the channel or campaign; `''` is not known. */
  name: string
  cost: Figure
}

export interface AttributionAnswer {
  by: 'channel' | 'campaign'
  /** What each model does, in words, and the same with the lookback, as the definition of its figures. */
  models: { id: AttributionModel; rule: string; window: string }[]
  lookback: string
  halfLife: string
  /** Those with most CVs by the first model first. */
  rows: AttributionRow[]
  total: AttributionRow
  /** CVs by how many touches led to them, from 1; the last length stands for itself and all longer ones. */
  lengths: { touches: number; conversions: number }[]
  /** The commonest paths, each touch by name, oldest first. */
  paths: { touches: string[]; conversions: number }[]
  /** How many different paths there are. */
  differentPaths: number
  definitions: Definition[]
  caveats: Caveat[]
}
