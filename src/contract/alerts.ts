// Alerts: what fires and what it is about, who is told of what, and what became of each message.
import { z } from 'zod'
import type { DriftTold } from './drift.ts'
import type { GapKind } from './gaps.ts'
import { type Language, languages } from './library.ts'
import { type AlertKind, alertKinds, alertRules, type RecipientKind, smtpSecurities } from './kinds.ts'

export { type AlertKind, alertKinds, alertRules, type RecipientKind, recipientKinds, smtpSecurities } from './kinds.ts'

/** What an alert says, in numbers; days are `2026-11-16`. */
export type AlertFacts =
  /** `expected` events in these hours; null for what comes in files or seldom. */
  | { kind: 'silence'; lastAt: number; expected: number | null }
  | {
      kind: 'gap'
      gap: GapKind
      from: string
      observed: number
      expected: number | null
      byChanceEveryMonths: number | null
    }
  /** Chance alone would bring so few CVs with `chance`. */
  | { kind: 'off_target'; from: string; to: string; counted: number; due: number; chance: number }
  /** `cpa` null: money went out and no CV came. */
  | { kind: 'cpa'; from: string; to: string; cpa: number | null; target: number; chance: number; currency: string }
  /** 90 % of such periods end between low and high. */
  | { kind: 'pacing'; from: string; to: string; end: number; low: number; high: number; target: number }
  | ({ kind: 'drift' } & DriftTold)
  | { kind: 'overspend'; from: string; to: string; spent: number; due: number; currency: string }
  | { kind: 'cap'; from: string; to: string; spent: number; budget: number; currency: string }
  | { kind: 'learning_ended'; ended: string; reached: number; needed: number | null }

/** What it is about; `''` where it is about none. */
export interface AlertSubject {
  channel: string
  initiative: string
  source: string
  point: string
}

export interface AlertEvent {
  what: 'opened' | 'closed' | 'acknowledged' | 'muted' | 'unmuted'
  /** `''`: by itself. */
  by: string
  at: number
  note: string
}

/** Times are epoch milliseconds. */
export interface Alert {
  id: string
  kind: AlertKind
  subject: AlertSubject
  facts: AlertFacts
  /** How far beyond, as a share; recipients with a higher threshold are told when it gets there. */
  size: number
  openedAt: number
  updatedAt: number
  closedAt: number | null
  /** Who has taken it on; it is not told of again. */
  acknowledgedBy: string
  mutedUntil: number | null
}

/** What is wrong with the measurement first, as everything else rests on it; of a kind, the largest. */
export function byWeight(a: Pick<Alert, 'kind' | 'size'>, b: Pick<Alert, 'kind' | 'size'>): number {
  return alertKinds.indexOf(a.kind) - alertKinds.indexOf(b.kind) || b.size - a.size
}

export interface AlertView extends Alert {
  events: AlertEvent[]
  messages: MessageView[]
}

export interface AlertReport {
  /** Open ones first, by weight; then what is over, the latest first. */
  alerts: Alert[]
  /** When it was last looked, and why a part could not be looked at; `checkedAt` null: not yet. */
  checkedAt: number | null
  notChecked: { what: 'sources' | 'gaps' | 'scorecard' | 'drift'; why: string }[]
  timezone: string
  currency: string
}

const by = z.string().trim().min(1).max(64).optional()

const ruleSchema = z.strictObject({ on: z.boolean(), threshold: z.number().optional() })

export const rulesSchema = z.partialRecord(z.enum(alertKinds), ruleSchema).superRefine((rules, context) => {
  for (const [kind, { threshold }] of Object.entries(rules)) {
    if (threshold === undefined) continue
    const bounds = alertRules[kind as AlertKind].threshold
    if (bounds && threshold >= bounds.least && threshold <= bounds.most) continue
    const message = bounds
      ? `must be from ${bounds.least * 100} % to ${bounds.most * 100} %`
      : 'has none: it fires when it is certain'
    context.addIssue({ code: 'custom', path: [kind, 'threshold'], message })
  }
})
export type Rules = z.infer<typeof rulesSchema>

const common = {
  /** Reports and alerts name it. */
  name: z
    .string()
    .trim()
    .regex(/^[\p{L}\p{N}][\p{L}\p{N}._ -]{0,63}$/u, 'must be up to 64 letters, digits, blanks, . _ or -'),
  language: z.enum(languages).default('en'),
  rules: rulesSchema.default({}),
  by,
}

const address = z.email('is no e-mail address').max(254)
const webAddress = z.url({ protocol: /^https?$/, error: 'must be an address such as https://example.com/alerts' })

export const newRecipientSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('email'),
    ...common,
    host: z.string().trim().min(1, 'is empty; name the mail server').max(253),
    port: z.int().min(1).max(65_535).default(587),
    security: z.enum(smtpSecurities).default('starttls').describe('none sends readable text, for servers within.'),
    user: z.string().max(254).default(''),
    password: z.string().max(512).default(''),
    from: address,
    to: z.array(address).min(1, 'is empty; name an address').max(50),
  }),
  z.strictObject({
    kind: z.literal('slack'),
    ...common,
    url: webAddress.describe('The incoming webhook that Slack shows; whoever has it can post.'),
  }),
  z.strictObject({
    kind: z.literal('webhook'),
    ...common,
    url: webAddress,
    secret: z
      .string()
      .min(16, 'is shorter than 16 characters')
      .max(512)
      .optional()
      .describe('Made where none is given.'),
  }),
])
export type NewRecipient = z.infer<typeof newRecipientSchema>
export type RecipientInput = z.input<typeof newRecipientSchema>

export const recipientChangeSchema = z.strictObject({
  language: z.enum(languages).optional(),
  rules: rulesSchema.optional().describe('Those that are named; others stay.'),
  by,
})

/** A recipient as it is shown; what gives access to it never is. */
export interface Recipient {
  id: string
  name: string
  kind: RecipientKind
  language: Language
  /** `team@example.com via mail.example.com`, `hooks.slack.com`. */
  address: string
  rules: Record<AlertKind, { on: boolean; threshold: number | null }>
  by: string
  createdAt: number
}

/** The answer to adding one: a secret of ours is shown this once. */
export type AddedRecipient = Recipient & { secret?: string }

export const messageStates = ['waiting', 'delivered', 'refused', 'given_up'] as const

/** failed: certainly not taken, tried again · unknown: perhaps taken; sent again, and the message says so. */
export interface DeliveryAttempt {
  at: number
  endedAt: number | null
  outcome: 'delivered' | 'failed' | 'refused' | 'unknown' | 'under_way'
  /** What the other side said. */
  detail: string
}

export interface MessageView {
  id: string
  recipient: { name: string; kind: RecipientKind }
  purpose: 'alert' | 'report' | 'test'
  title: string
  state: (typeof messageStates)[number]
  createdAt: number
  /** When it is tried next; null where it is done. */
  nextAt: number | null
  attempts: DeliveryAttempt[]
}

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 22:00')

export const alertSettingsSchema = z.strictObject({
  quiet: z
    .strictObject({ from: clock, to: clock })
    .nullable()
    .default(null)
    .describe("In the plan's time zone; what fires then is told when they end."),
  urgent: z.array(z.enum(alertKinds)).default(['silence', 'cap']).describe('These pass in quiet hours, too.'),
  remind_days: z.int().min(0).max(90).default(0).describe('Tell again of what is still open; 0: never.'),
})
export type AlertSettings = z.infer<typeof alertSettingsSchema>

export const acknowledgeSchema = z.strictObject({ note: z.string().trim().max(500).default(''), by })
export const muteSchema = z.strictObject({
  days: z.number().min(0).max(365),
  note: z.string().trim().max(500).default(''),
  by,
})
