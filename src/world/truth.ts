// What really happened, by point: each real action once, as the sample plan's once-per rules say.
import type { ActionName } from './company.ts'
import type { Outcome } from './outcomes.ts'
import type { Visitor } from './visitors.ts'

export const pointIds = ['deal_won', 'whitepaper', 'webinar', 'trial'] as const
export type PointId = (typeof pointIds)[number]

export const pointOf: Record<ActionName, PointId> = {
  whitepaper_downloaded: 'whitepaper',
  webinar_registered: 'webinar',
  trial_started: 'trial',
  demo_requested: 'trial',
}

/** A conversion that really happened. */
export interface Reached {
  point: PointId
  at: number
}

export interface Truth {
  /** Conversions in all and by day (`2026-04-01`). */
  total: Record<PointId, number>
  byDay: Record<string, Partial<Record<PointId, number>>>
  visitors: number
  /** Events as sent, the doubles included. */
  events: number
  /** Events sent a second time under one id. */
  sentTwice: number
  /** Second events of one action: its thank-you page was loaded again. */
  reloaded: number
  /** Actions that a once-per-person rule leaves out. */
  repeated: number
}

/** A visitor's conversions: each point once a person, and the deal. */
export function reachedBy(visitor: Visitor, outcome: Outcome | null): Reached[] {
  const reached = new Map<PointId, Reached>()
  for (const { name, at } of visitor.actions) {
    const point = pointOf[name]
    if (!reached.has(point)) reached.set(point, { point, at })
  }
  if (outcome?.deal?.stage === 'won') reached.set('deal_won', { point: 'deal_won', at: outcome.deal.at })
  return [...reached.values()]
}

/** A truth that nothing has been added to. */
export function emptyTruth(): Truth {
  const total = { deal_won: 0, whitepaper: 0, webinar: 0, trial: 0 }
  return { total, byDay: {}, visitors: 0, events: 0, sentTwice: 0, reloaded: 0, repeated: 0 }
}

export function addReached(truth: Truth, reached: Reached, day: string): void {
  truth.total[reached.point] += 1
  const today = (truth.byDay[day] ??= {})
  today[reached.point] = (today[reached.point] ?? 0) + 1
}
