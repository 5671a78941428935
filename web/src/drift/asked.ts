// What the page Drift is asked, as its address says it.
import type { DriftReport } from '#contract/drift.ts'
import { type DriftMetric, driftMetrics } from '#contract/kinds.ts'
import type { Plan } from '#contract/plan.ts'
import { getJson } from '../api.ts'
import { isDay } from '../days.ts'

/** Lengths that are offered; the last day with data that is over ends them. */
export const lengths = [7, 14, 28, 91] as const
const usualLength = 28

export interface Asked {
  metric: DriftMetric
  point: string
  /** What alone is looked at; `''` is all. */
  channel: string
  campaign: string
  /** Null where the days are chosen by hand. */
  length: number | null
  from: string | null
  to: string | null
  against: 'before' | 'target' | 'own'
  beforeFrom: string | null
  beforeTo: string | null
}

const dayOf = (params: URLSearchParams, name: string): string | null => {
  const text = params.get(name)
  return isDay(text) ? text : null
}

export function readAsked(params: URLSearchParams, plan: Plan): Asked {
  const point = plan.points.find(({ id }) => id === params.get('point'))?.id ?? macroOf(plan)
  const [from, to] = [dayOf(params, 'from'), dayOf(params, 'to')]
  const length = lengths.find((each) => String(each) === params.get('days')) ?? usualLength
  const against = params.get('against')
  return {
    metric: driftMetrics.find((each) => each === params.get('metric')) ?? 'cpa',
    point,
    channel: params.get('channel') ?? '',
    campaign: params.get('channel') ? (params.get('campaign') ?? '') : '',
    length: from !== null && to !== null ? null : length,
    from,
    to,
    against: against === 'target' || against === 'own' ? against : 'before',
    beforeFrom: dayOf(params, 'before_from'),
    beforeTo: dayOf(params, 'before_to'),
  }
}

/** What the server takes by itself is left out. */
export function askDrift(asked: Asked, plan: Plan, signal: AbortSignal): Promise<DriftReport> {
  const query = new URLSearchParams()
  if (asked.metric !== 'cpa') query.set('metric', asked.metric)
  if (asked.point !== macroOf(plan)) query.set('point', asked.point)
  if (asked.channel !== '') query.set('channel', asked.channel)
  if (asked.campaign !== '') query.set('campaign', asked.campaign)
  if (asked.length === null) {
    query.set('from', asked.from!)
    query.set('to', asked.to!)
  } else query.set('days', String(asked.length))
  if (asked.against === 'target') query.set('against', 'target')
  if (asked.against === 'own' && asked.beforeFrom !== null && asked.beforeTo !== null) {
    query.set('before_from', asked.beforeFrom)
    query.set('before_to', asked.beforeTo)
  }
  return getJson(`/api/v1/drift?${query}`, signal)
}

const macroOf = ({ points }: Plan): string => points.find(({ tier }) => tier === 'macro')!.id
