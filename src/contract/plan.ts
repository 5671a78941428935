// The plan file: which actions are conversions, in which tier, and how each is counted once.
import { z } from 'zod'

const scalar = z.union([z.string(), z.number(), z.boolean()])

/** What a field must be: a value, one of several, or a comparison. */
const conditionSchema = z.union([
  scalar,
  z.array(scalar).min(1),
  z.strictObject({
    is: scalar.optional(),
    not: z.union([scalar, z.array(scalar)]).optional(),
    gt: z.number().optional(),
    gte: z.number().optional(),
    lt: z.number().optional(),
    lte: z.number().optional(),
    contains: z.string().optional(),
    starts_with: z.string().optional(),
    exists: z.boolean().optional(),
  }),
])
/** Field name (a column, or a dotted path into properties or attributes) → condition; all must hold. */
const conditionsSchema = z.record(z.string().min(1), conditionSchema)

/** Durations are written `30m`, `12h`, `30d`. */
const duration = z.string().regex(/^\d+(s|m|h|d)$/, 'is not a duration: write 30m, 12h or 30d')

/** Exactly one of: event, page, session, lead, deal, order. */
export const matchSchema = z.union([
  z.strictObject({
    event: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]),
    where: conditionsSchema.optional(),
  }),
  /** A page view whose path matches; `*` stands for any run of characters. */
  z.strictObject({
    page: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]),
    where: conditionsSchema.optional(),
  }),
  /** A visit with at least this many page views (and seconds). */
  z.strictObject({
    session: z.strictObject({ pages: z.int().min(1).optional(), seconds: z.int().min(1).optional() }),
  }),
  z.strictObject({ lead: conditionsSchema }),
  z.strictObject({ deal: conditionsSchema }),
  z.strictObject({ order: conditionsSchema }),
])

const oncePerUnits = ['order', 'event', 'session', 'visitor', 'person'] as const
const oncePer = z.enum(oncePerUnits)

const categories = ['purchase', 'lead', 'member', 'engagement'] as const

/** How far back a conversion looks for the click or visit it is credited to, where the point does not say. */
export const defaultLookback = '30d'

export const pointSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]*$/, 'must start with a letter and hold only a-z, 0-9 and _'),
  name: z.string().min(1),
  tier: z.enum(['macro', 'micro']),
  category: z.enum(categories).optional(),
  match: matchSchema,
  /** `person`, or `{ per: person, within: 90d }`: then the same person can count again after 90 days. */
  once_per: z.union([oncePer, z.strictObject({ per: oncePer, within: duration })]).default('event'),
  /** Two sightings without order, payment or deal id, of one person, this close, are one action. */
  merge_within: duration.default('30m'),
  value: z
    .strictObject({
      /** A field of the record, or a fixed amount. */
      from: z.string().optional(),
      fixed: z.number().optional(),
      currency: z.string().optional(),
      tax: z.enum(['included', 'excluded']).optional(),
    })
    .optional(),
  lookback: z.strictObject({ click: duration.optional(), view: duration.optional() }).optional(),
  platforms: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
  owner: z.string().optional(),
  why: z.string().optional(),
})

const name = z.string().min(1)

/** Visits that fit `where` get this channel, unless a rule before it holds. */
export const channelRuleSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]*$/, 'must start with a letter and hold only a-z, 0-9 and _'),
  /** What people call it; one text, or one in each language. */
  label: z.union([name, z.strictObject({ en: name.optional(), ja: name.optional() })]).optional(),
  where: conditionsSchema,
})

export const sessionSettingsSchema = z.strictObject({
  /** Silence that ends a visit. */
  timeout: duration.optional(),
  /** Another campaign or click begins another visit. */
  new_campaign: z.boolean().optional(),
})

export const planSchema = z.strictObject({
  timezone: z.string().default('UTC'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be a three-letter code such as JPY')
    .default('USD'),
  week_start: z.enum(['monday', 'sunday', 'saturday']).default('monday'),
  /** First day (in the plan's time zone) on which this version is in force. */
  effective: z.iso.date().optional(),
  departments: z.array(z.string().min(1)).default([]),
  note: z.string().optional(),
  points: z.array(pointSchema).min(1),
  /** Tried in order, ahead of the built-in rules. Absent stays absent, so that older plans keep their text. */
  channels: z.array(channelRuleSchema).optional(),
  sessions: sessionSettingsSchema.optional(),
})

export type Scalar = z.infer<typeof scalar>
export type Condition = z.infer<typeof conditionSchema>
export type Conditions = z.infer<typeof conditionsSchema>
export type Match = z.infer<typeof matchSchema>
export type OncePerUnit = (typeof oncePerUnits)[number]
export type Point = z.infer<typeof pointSchema>
export type ChannelRule = z.infer<typeof channelRuleSchema>
export type Plan = z.infer<typeof planSchema>
export type Tier = Point['tier']

export type PlanState = 'proposed' | 'agreed' | 'superseded' | 'withdrawn'

/** One stored version of the plan. What was agreed never changes. */
export interface PlanVersion {
  version: number
  state: PlanState
  plan: Plan
  /** ISO date in the plan's time zone; the first agreed version also covers all earlier time. */
  effective: string
  proposedAt: number
  proposedBy: string
  agreedAt: number | null
  agreements: { department: string; by: string; at: number }[]
}

/** A version as the API shows it. */
export interface PlanView extends PlanVersion {
  /** Departments that have yet to agree. */
  missing: string[]
  /**
   * First day in force (null: all earlier time too) and first day no longer in force (null: open), ISO dates
   * in business time. Null where it is not agreed, or displaced before its day came.
   */
  inForce: { from: string | null; until: string | null } | null
  /** What each point counts and how often, in words, by id. */
  rules: Record<string, { counts: string; oncePer: string }>
}

/** The answer to a check: what each point counts, in words, or everything that is wrong. */
export type PlanCheck =
  | {
      ok: true
      plan: Plan
      points: { id: string; name: string; tier: Tier; rule: string; oncePer: string }[]
      /** What the plan may say and probably does not mean. */
      doubts: { field: string; message: string; hint?: string; line?: number }[]
    }
  | { ok: false; problems: { field: string; message: string; hint?: string; line?: number }[] }
