// What really happened, by point: each real action once, whoever saw it, as the sample plan's once-per rules say.
import { actions, type ActionName, type Channel } from '../setting/company.ts'
import type { Deal } from '../people/outcomes.ts'
import type { Act } from '../people/acts.ts'

export const pointIds = ['deal_won', 'whitepaper', 'webinar', 'trial', 'pilot'] as const
export type PointId = (typeof pointIds)[number]

/** A count for each point, at its beginning. */
export function noneOfEach(): Record<PointId, number> {
  return { deal_won: 0, whitepaper: 0, webinar: 0, trial: 0, pilot: 0 }
}

export const pointOf: Record<ActionName, PointId> = {
  whitepaper_downloaded: 'whitepaper',
  webinar_registered: 'webinar',
  trial_started: 'trial',
  demo_requested: 'trial',
  order_completed: 'pilot',
}

/** Something that really happened. */
export interface RealAction {
  point: PointId
  /** Its own id. */
  action: string
  at: number
  /** Channel and campaign of the visit in which it, or what led to it, was done. */
  channel: Channel
  campaign: string
  value: number | null
  /** Left out by the once-per rule: the same person has done it before. */
  again: boolean
  /** When it was taken back: a refund, a cancellation. */
  undoneAt: number | null
}

/** What one person did, and what became of it. */
export function realActions(acts: readonly Act[], deals: readonly Deal[]): RealAction[] {
  return [...actsOf(acts), ...deals.filter(({ won }) => won).map(dealWon)]
}

function actsOf(acts: readonly Act[]): RealAction[] {
  const done = new Set<PointId>()
  return acts.map((act) => {
    const point = pointOf[act.name]
    const again = point !== 'pilot' && done.has(point)
    done.add(point)
    const { channel, utm } = act.visit.way
    return {
      point,
      action: act.key,
      at: act.at,
      channel,
      campaign: utm?.campaign ?? '',
      value: act.order?.amount ?? null,
      again,
      undoneAt: act.order?.refundedAt ?? null,
    }
  })
}

function dealWon({ id, at, amount, cancelledAt, act }: Deal): RealAction {
  const way = act?.visit.way
  return {
    point: 'deal_won',
    action: id,
    at,
    channel: way?.channel ?? 'trade_show',
    campaign: way?.utm?.campaign ?? '',
    value: amount,
    again: false,
    undoneAt: cancelledAt,
  }
}

/** Event names of each point that events are counted for. */
export function eventsOf(point: PointId): ActionName[] {
  return actions.map(({ name }) => name).filter((name) => pointOf[name] === point)
}
