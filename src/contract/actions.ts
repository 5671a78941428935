// The log of actions: what was changed and why, what it was to bring, and what it did.
import { z } from 'zod'
import { type ActionMetric, actionMetrics } from './kinds.ts'

export { type ActionMetric, actionMetrics } from './kinds.ts'

const day = z.iso.date()
const text = (most: number) =>
  z.string().trim().min(1, 'is empty').max(most, `is longer than ${most} characters; shorten it`)

export const actionStates = ['planned', 'running', 'done', 'dropped'] as const
export type ActionState = (typeof actionStates)[number]

const fields = {
  hypothesis: text(500).describe('What is thought to be the cause.'),
  change: text(500).describe('What is changed.'),
  /** Where; `''` is everywhere, or not said. */
  channel: z.string().trim().max(200).default(''),
  campaign: z.string().trim().max(200).default(''),
  page: z.string().trim().max(500).default(''),
  metric: z.enum(actionMetrics).default('cvr.session').describe('What it is to move.'),
  point: z.string().trim().min(1).optional().describe('Conversion point; the macro by default.'),
  expected: z.number().min(-0.99).max(10).optional().describe('Expected change as a share: 0.2 for 20 % more.'),
  due: day.optional().describe('By when it is to be done.'),
  owner: z.string().trim().max(100).default(''),
  started: day.optional().describe('First day on which it worked; its effect is measured from here.'),
  state: z.enum(actionStates).default('planned'),
}

/** In whose name, where the admin token's holder acts for somebody. */
const by = z.string().trim().min(1).max(64).optional()

export const newActionSchema = z.strictObject({ ...fields, by })
export type NewAction = z.input<typeof newActionSchema>

/** What changes; what is left out stays. */
export const actionChangeSchema = z.strictObject({
  hypothesis: fields.hypothesis.optional(),
  change: fields.change.optional(),
  channel: fields.channel.unwrap().optional(),
  campaign: fields.campaign.unwrap().optional(),
  page: fields.page.unwrap().optional(),
  metric: fields.metric.unwrap().optional(),
  point: fields.point,
  expected: z.number().min(-0.99).max(10).nullable().optional(),
  due: day.nullable().optional(),
  owner: fields.owner.unwrap().optional(),
  started: day.nullable().optional(),
  state: z.enum(actionStates).optional(),
  note: z.string().trim().max(500).optional().describe('Why; kept in its history.'),
  by,
})
export type ActionChange = z.input<typeof actionChangeSchema>

export interface Action {
  id: string
  hypothesis: string
  change: string
  channel: string
  campaign: string
  page: string
  metric: ActionMetric
  /** `''`: the macro. */
  point: string
  expected: number | null
  due: string | null
  owner: string
  /** Days; `ended` is the first one after it was done or dropped. */
  started: string | null
  state: ActionState
  createdBy: string
  createdAt: number
  changedBy: string
  changedAt: number
  history: { state: ActionState; note: string; by: string; at: number }[]
}

/** What an action did, against what would have come without it. */
export interface MeasuredAction {
  /** Days looked at, both included. */
  from: string
  to: string
  /** The metric in those days, and without the action. */
  observed: number
  expected: number
  /** Change as a share, with its 95 % interval. */
  change: { value: number; low: number; high: number }
  /** CVs (clicks, visits) more than would have come. */
  more: number
  controlled: boolean
  verdict: 'helped' | 'harmed' | 'cannot_tell'
}

export interface ActionView extends Action {
  overdue: boolean
  effect: MeasuredAction | null
  /** Why there is no effect to tell yet: a sentence. */
  noEffect: 'not_started' | 'too_young' | 'no_history' | 'no_data' | null
}
