// What the page Drift is asked, as its address says it.
import { type DriftMetric, type DriftReport, driftMetrics } from '#contract/drift.ts'
import type { Plan } from '#contract/plan.ts'
import { getJson } from '../api.ts'
import { addDays } from '../days.ts'

/** Lengths that are offered; the data's last day ends them. */
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

const isDay = (text: string | null): text is string => text !== null && /^\d{4}-\d\d-\d\d$/.test(text)
const dayOf = (params: URLSearchParams, name: string): string | null => {
  const text = params.get(name)
  return isDay(text) ? text : null
}

export function readAsked(params: URLSearchParams, plan: Plan): Asked {
  const macro = plan.points.find(({ tier }) => tier === 'macro')!.id
  const point = plan.points.find(({ id }) => id === params.get('point'))?.id ?? macro
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

/** @param last the data's last day that is over. */
export function askDrift(asked: Asked, last: string, signal: AbortSignal): Promise<DriftReport> {
  const query = new URLSearchParams({ metric: asked.metric, point: asked.point })
  if (asked.channel !== '') query.set('channel', asked.channel)
  if (asked.campaign !== '') query.set('campaign', asked.campaign)
  const to = asked.length === null ? asked.to! : last
  const start = addDays(to, 1 - (asked.length ?? 1))
  query.set('from', asked.length === null ? asked.from! : start)
  query.set('to', to)
  if (asked.against === 'target') query.set('against', 'target')
  if (asked.against === 'own' && asked.beforeFrom !== null && asked.beforeTo !== null) {
    query.set('before_from', asked.beforeFrom)
    query.set('before_to', asked.beforeTo)
  }
  return getJson(`/api/v1/drift?${query}`, signal)
}
