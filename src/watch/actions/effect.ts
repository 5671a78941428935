// What an action did: the days since, against what level, trend, weekdays and untouched segments let expect. Pure.
import type { ActionMetric, MeasuredAction } from '#contract/actions.ts'
import { type OutcomeDay, actionEffect } from '#stats/counterfactual.ts'
import { type Flow, noFlow } from '#stats/decompose.ts'
import { daysBetween } from '#util/days.ts'
import { type FlowDay, type Place, isAt } from '../drift/flows.ts'

/** A metric as counts per exposure; a price is the other way round. */
const counted: Record<ActionMetric, { count: keyof Flow; exposure: keyof Flow | null; price: boolean }> = {
  cv: { count: 'cvs', exposure: null, price: false },
  'cvr.session': { count: 'cvs', exposure: 'visits', price: false },
  cpa: { count: 'cvs', exposure: 'cost', price: true },
  ctr: { count: 'clicks', exposure: 'impressions', price: false },
  landing: { count: 'visits', exposure: 'clicks', price: false },
  cpc: { count: 'clicks', exposure: 'cost', price: true },
}

/** Whether a rise of the metric is good. */
function isBetter(metric: ActionMetric, change: number): boolean {
  return counted[metric].price ? change < 0 : change > 0
}

/** Null where history is too short or holds nothing. @param days before and since the action, in order. */
export function measureAction(
  metric: ActionMetric,
  days: readonly FlowDay[],
  started: string,
  where: Place,
): MeasuredAction | null {
  const since = days.filter(({ day }) => day >= started)
  const first = days[0]
  if (!first || since.length === 0) return null
  const outcomes = days.map((day) => outcomeOf(metric, day, daysBetween(first.day, day.day), where))
  const start = days.length - since.length
  const found = actionEffect(outcomes.slice(0, start), outcomes.slice(start))
  if (!found || found.observed === 0) return null
  const { price } = counted[metric]
  const changed = (ratio: number): number => (price ? 1 / ratio : ratio) - 1
  const [low, high] = [changed(found.low), changed(found.high)].toSorted((a, b) => a - b)
  const exposure = outcomes.slice(start).reduce((sum, each) => sum + each.exposure, 0)
  const metricOf = (count: number): number =>
    counted[metric].exposure === null ? count : price ? exposure / count : count / exposure
  const certain = low! > 0 || high! < 0
  return {
    from: since[0]!.day,
    to: since.at(-1)!.day,
    observed: metricOf(found.observed),
    expected: metricOf(found.expected),
    change: { value: changed(found.ratio), low: low!, high: high! },
    more: found.observed - found.expected,
    controlled: found.controlled,
    verdict: !certain ? 'cannot_tell' : isBetter(metric, changed(found.ratio)) ? 'helped' : 'harmed',
  }
}

/** CVs that have happened and are not known yet are reckoned in: without them every action would seem to do harm at first. */
function amountOf(flow: Flow, field: keyof Flow): number {
  return field === 'cvs' ? flow.cvs + flow.lateCvs : flow[field]
}

function outcomeOf(metric: ActionMetric, { flows }: FlowDay, at: number, where: Place): OutcomeDay {
  const { count, exposure } = counted[metric]
  const [own, rest] = [{ ...noFlow }, { ...noFlow }]
  for (const [segment, flow] of flows) {
    const to = isAt(segment, where) ? own : rest
    to[count] += amountOf(flow, count)
    if (exposure !== null) to[exposure] += flow[exposure]
  }
  const of = (flow: Flow) => ({ count: flow[count], exposure: exposure === null ? 1 : flow[exposure] })
  const everywhere = where.channel === '' && where.campaign === ''
  return { at, ...of(own), ...(!everywhere && { control: of(rest) }) }
}
