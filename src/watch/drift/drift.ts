// Drift between two periods: read, measurement checked and reckoned in first, explained, dated.
import type { DriftCause, DriftMetric, DriftPeriod, DriftPlace, DriftQuery, DriftReport } from '#contract/drift.ts'
import type { Plan } from '#contract/plan.ts'
import { falseAlarmEvery, usualDesign } from '#stats/cusum.ts'
import { measured } from '#stats/decompose.ts'
import { poissonExact } from '#stats/intervals.ts'
import { versionAt } from '#store/effective.ts'
import { agreedTimeline, noPlanAgreed } from '#store/plans.ts'
import type { Store } from '#store/store.ts'
import { knownNames } from '#util/closest.ts'
import { Problem } from '#util/problem.ts'
import { datesOf, lnSeries } from './dates.ts'
import { type Explanation, explain } from './explain.ts'
import { type FlowDay, type Place, at, sideOf, wholeFlow, within } from './flows.ts'
import { marksIn } from './marks.ts'
import { measuredFirst } from './measured-first.ts'
import { type Outage, holds } from './measurement.ts'
import { type Days, type Periods, periodsOf } from './periods.ts'
import { checkPlace, choicesOf } from './places.ts'
import { chartFrom, costsOf, readAll } from './read-flows.ts'
import { readLandings } from './read-landings.ts'
import { type DriftTarget, comparedWithTarget, targetOn } from './target.ts'

/**
 * Measurement is checked and reckoned in for the whole, also where one channel alone is asked about: an outage shows in all.
 * Throws Problem `no_plan`, `unknown_point`, those of `periodsOf`, `unknown_channel`, `unknown_campaign`, and `cannot_split`
 * for costs that do not add up.
 */
export async function driftReport(store: Store, query: DriftQuery, now: number): Promise<DriftReport> {
  const timeline = await agreedTimeline(store.control, now)
  const plan = versionAt(timeline, now)?.plan
  if (!plan) throw noPlanAgreed()
  const { metric } = query
  const point = pointOf(plan, query.point)
  const of: Place = { channel: query.channel ?? '', campaign: query.campaign ?? '' }
  const aim = { point: point.id, of }
  const asked = await periodsOf(store, query, plan.timezone, now)
  const periods = await comparedWithTarget(store, query, asked, aim, now)
  const all = await readAll(store, periods, point.id, now)
  const choices = choicesOf(all.days, periods)
  checkPlace(of, choices)
  const costs = await costsOf(store, all, { from: periods.before.from, to: periods.after.to }, aim, now)
  if (metric === 'cpa' && costs.costRefused !== null) throw cannotSplit(costs.costRefused)
  const [{ days, found, blind, out }, landings] = await Promise.all([
    measuredFirst(store, all.days, periods, aim, plan.timezone, now),
    readLandings(store, periods, aim, now),
  ])
  const [early, late] = [periods.before, periods.after].map(({ from, to }) => within(at(days, of), from, to))
  const explained = blind ? blindly(metric, early!, late!) : explain(metric, early!, late!, landings)
  const own = at(all.days, of)
  const [before, after] = [periodOf(metric, periods.before, own), periodOf(metric, periods.after, own)]
  const span = { from: chartFrom(periods), to: periods.after.to }
  const chart = within(own, span.from, span.to)
  const currency = costs.currency || plan.currency
  const target = metric === 'cpa' ? await targetOn(store, aim, periods.after) : null
  return {
    metric,
    point,
    of,
    choices,
    currency,
    timezone: plan.timezone,
    before,
    after,
    ...explained,
    measurement: found,
    dates: {
      changes: datesIn(metric, chart, explained, out, periods),
      falseAlarmEveryDays: Math.floor(falseAlarm),
      ...span,
    },
    marks: await marksIn(store, span, chart, timeline),
    days: chart.map(({ day, flows }) => ({ day, value: measured(metric, wholeFlow([{ day, flows }])) })),
    // the two cannot be held against each other in different currencies
    target: target?.currency === currency ? standing(target, before) : null,
    caveats: [...asked.caveats, ...all.caveats],
  }
}

function standing({ id, name, cpa }: DriftTarget, before: DriftPeriod): DriftReport['target'] {
  return { id, name, cpa, standing: (before.value ?? cpa) - cpa }
}

const falseAlarm = falseAlarmEvery(usualDesign)

function pointOf({ points }: Plan, asked: string | undefined): { id: string; name: string } {
  const point = points.find(({ id, tier }) => (asked === undefined ? tier === 'macro' : id === asked))
  if (point) return { id: point.id, name: point.name }
  const message = `The plan has no conversion point "${asked}".`
  const hint = knownNames(
    asked ?? '',
    points.map(({ id }) => id),
  )
  throw new Problem('unknown_point', message, { details: [{ field: 'point', message, hint }] })
}

function cannotSplit(reason: string): Problem {
  const message = `The CPA cannot be split: ${reason}.`
  const hint = 'Look at a channel or campaign that is paid in one currency, or at the CVR.'
  return new Problem('cannot_split', message, { details: [{ field: 'metric', message, hint }] })
}

/** Nothing arrived in the whole period. */
function blindly(metric: DriftMetric, before: readonly FlowDay[], after: readonly FlowDay[]): Explanation {
  const was = measured(metric, wholeFlow(before))
  const is = measured(metric, wholeFlow(after))
  const change = was === null || is === null ? null : { value: is - was, reach: 0, chance: 0 }
  return { verdict: 'blind', change, causes: [], first: null, channels: [], pages: [] }
}

function periodOf(metric: DriftMetric, { from, to }: Days, days: FlowDay[]): DriftPeriod {
  const side = sideOf(metric, wholeFlow(within(days, from, to)))
  const range = poissonExact(side.cvs)
  if (side.value === null) return { from, to, ...side, low: null, high: null }
  const units = metric === 'cvr.click' ? side.clicks : side.visits
  const [low, high] =
    metric === 'cpa'
      ? [side.cost / range.high, range.low > 0 ? side.cost / range.low : null]
      : [range.low / units, Math.min(1, range.high / units)]
  return { from, to, ...side, low, high }
}

/** Since the earlier period began; days of an outage tell nothing. */
function datesIn(
  metric: DriftMetric,
  chart: readonly FlowDay[],
  { first }: Explanation,
  outages: readonly Outage[],
  { before }: Periods,
): DriftReport['dates']['changes'] {
  const names = chart.map(({ day }) => day)
  const dates = (series: DriftMetric | DriftCause, name: 'metric' | DriftCause, place?: DriftPlace) => {
    const values = lnSeries(chart, series, place)
    const told = values.map((value, index) => (outages.some((each) => holds(each, names[index]!)) ? NaN : value))
    return datesOf(names, told, name)
  }
  const changes = [...dates(metric, 'metric'), ...(first ? dates(first.cause, first.cause, first.place) : [])]
  return changes.filter(({ from }) => from >= before.from)
}
