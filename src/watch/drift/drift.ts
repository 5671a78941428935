// Drift between two periods: read, measurement checked and reckoned in first, explained, dated.
import type {
  DriftCause,
  DriftFinding,
  DriftMark,
  DriftMetric,
  DriftPeriod,
  DriftPlace,
  DriftQuery,
  DriftReport,
} from '#contract/drift.ts'
import { readExtent } from '#ask/extent.ts'
import type { Gap } from '#contract/gaps.ts'
import type { Plan } from '#contract/plan.ts'
import { falseAlarmEvery, usualDesign } from '#stats/cusum.ts'
import { measured } from '#stats/decompose.ts'
import { poissonExact } from '#stats/intervals.ts'
import { versionAt } from '#plan/effective.ts'
import { listActions } from '#store/actions.ts'
import { agreedTimeline } from '#store/plans.ts'
import type { Store } from '#store/store.ts'
import { targetsInForce } from '#store/targets.ts'
import { Problem } from '#util/problem.ts'
import { localDay } from '#util/zone.ts'
import { dayAt } from '#util/days.ts'
import { sourceBreaks } from '../gaps/gaps.ts'
import { datesOf, lnSeries } from './dates.ts'
import { type Explanation, explain } from './explain.ts'
import { disagreement, findingOf, outagesOf } from './findings.ts'
import { type FlowDay, sideOf, wholeFlow, within } from './flows.ts'
import { type Outage, holds, reckonIn } from './measurement.ts'
import { type ReadFlows, readFigures, readFlows, readOnlyBy, readPages, spanLength } from './read-flows.ts'

const usualDays = 28
/** Days before the period in which changes are looked for. */
const chartDays = 56
/** A period further back is read by itself. */
const longestSpan = 200

interface Periods {
  before: { from: string; to: string }
  after: { from: string; to: string }
}

/** Throws Problem `no_plan`, `no_data`, `empty_range`, `overlapping_periods`, `unknown_point`, and `cannot_split` for costs that do not add up. */
export async function driftReport(store: Store, query: DriftQuery, now: number): Promise<DriftReport> {
  const timeline = await agreedTimeline(store.control, now)
  const plan = versionAt(timeline, now)?.plan
  if (!plan) throw new Problem('no_plan', 'No plan is agreed yet.', { hint: 'Agree on one: onecount plan agree' })
  const point = pointOf(plan, query.point)
  const periods = await periodsOf(store, plan, query, point.id, now)
  const read = await readAll(store, periods, point.id, now)
  if (query.metric === 'cpa' && read.costRefused !== null)
    throw new Problem('cannot_split', `The CPA cannot be split: ${read.costRefused}.`)
  const gaps = await gapsIn(store, periods, plan.timezone)
  const { days, findings, out } = await measuredFirst(store, read.days, gaps, periods, point.id, now)
  const [early, late] = [periods.before, periods.after].map(({ from, to }) => within(days, from, to))
  const explained = findings.blind ? blindly(query.metric, early!, late!) : explain(query.metric, early!, late!)
  const span = { from: chartFrom(periods), to: periods.after.to }
  const chart = within(read.days, span.from, span.to)
  const currency = read.currency || plan.currency
  const target = query.metric === 'cpa' ? await targetOn(store, point.id, periods, currency) : null
  const [before, after] = [
    periodOf(query.metric, periods.before, read.days),
    periodOf(query.metric, periods.after, read.days),
  ]
  return {
    metric: query.metric,
    point,
    currency,
    timezone: plan.timezone,
    before,
    after,
    ...explained,
    measurement: findings.found,
    pages: await readPages(store, { ...periods.before, point: point.id }, { ...periods.after, point: point.id }, now),
    dates: {
      changes: datesIn(query.metric, chart, explained, out, periods),
      falseAlarmEveryDays: Math.floor(falseAlarm),
      ...span,
    },
    marks: await marksIn(store, span, chart, timeline),
    days: chart.map(({ day, flows }) => ({ day, value: measured(query.metric, wholeFlow([{ day, flows }])) })),
    target: target && { ...target, standing: (before.value ?? target.cpa) - target.cpa },
    caveats: read.caveats,
  }
}

const falseAlarm = falseAlarmEvery(usualDesign)

function pointOf({ points }: Plan, asked: string | undefined): { id: string; name: string } {
  const point = points.find(({ id, tier }) => (asked === undefined ? tier === 'macro' : id === asked))
  if (point) return { id: point.id, name: point.name }
  const message = `The plan has no conversion point "${asked}".`
  const hint = `There are ${points.map(({ id }) => id).join(', ')}.`
  throw new Problem('unknown_point', message, { details: [{ field: 'point', message, hint }] })
}

async function periodsOf(
  store: Store,
  { timezone }: Plan,
  query: DriftQuery,
  point: string,
  now: number,
): Promise<Periods> {
  const extent = await readExtent(store, now)
  if (!extent)
    throw new Problem('no_data', 'There is nothing to compare yet.', { hint: 'Import or send something first.' })
  const yesterday = dayAt(localDay(now, timezone), -1)
  const last = extent.to < yesterday ? extent.to : yesterday
  const to = query.to ?? last
  const from = query.from ?? dayAt(to, 1 - usualDays)
  checkRange('from', from, to)
  const length = spanLength({ from, to })
  const beforeTo = query.before_to ?? (query.before_from ? dayAt(query.before_from, length - 1) : dayAt(from, -1))
  const beforeFrom = query.before_from ?? dayAt(beforeTo, 1 - length)
  checkRange('before_from', beforeFrom, beforeTo)
  if (beforeFrom <= to && beforeTo >= from) throw overlapping(from)
  const periods = { before: { from: beforeFrom, to: beforeTo }, after: { from, to } }
  const chosen = query.before_from !== undefined || query.before_to !== undefined
  return query.against === 'target' && !chosen ? lastOnTarget(store, periods, point, extent.from, now) : periods
}

function overlapping(from: string): Problem {
  const message = 'The two periods have days in common.'
  const hint = `End the earlier one before ${from}.`
  return new Problem('overlapping_periods', message, { details: [{ field: 'before_to', message, hint }] })
}

function checkRange(field: string, from: string, to: string): void {
  if (from <= to) return
  const message = `${from} is after ${to}.`
  throw new Problem('empty_range', message, { details: [{ field, message, hint: 'Write an earlier day.' }] })
}

/** The latest period as long in which the CPA was at or below target; the one just before where there is none in a year. */
async function lastOnTarget(
  store: Store,
  { before, after }: Periods,
  point: string,
  first: string,
  now: number,
): Promise<Periods> {
  const target = (await targetsInForce(store.control, after.to)).find((each) => each.point === point)
  if (!target) {
    const message = `No target is in force on ${after.to} for ${point}.`
    throw new Problem('no_target', message, {
      hint: 'Save one on the page Targets, or compare with the period before.',
    })
  }
  const length = spanLength(after)
  const earliest = [dayAt(after.from, -365), first].toSorted().at(-1)!
  const { days, currency, costRefused } = await readFlows(store, { from: earliest, to: before.to, point }, now)
  const refused = costRefused ?? mixedCost(currency, target.currency)
  if (refused !== null) throw new Problem('cannot_split', `The CPA cannot be held against the target: ${refused}.`)
  for (let to = before.to; dayAt(to, 1 - length) >= earliest; to = dayAt(to, -1)) {
    const from = dayAt(to, 1 - length)
    const cpa = measured('cpa', wholeFlow(within(days, from, to)))
    if (cpa !== null && cpa <= target.cpa) return { before: { from, to }, after }
  }
  return { before, after }
}

/** Both periods and the days that changes are looked for in, each day once. */
async function readAll(store: Store, periods: Periods, point: string, now: number): Promise<ReadFlows> {
  const { before, after } = periods
  const start = chartFrom(periods)
  const near = spanLength({ from: before.from, to: after.to }) <= longestSpan
  const first = near && before.from < start ? before.from : start
  const read = await readFlows(store, { from: first, to: after.to, point }, now)
  if (before.from >= first) return read
  const rest = before.to < first ? before.to : dayAt(first, -1)
  const far = await readFlows(store, { from: before.from, to: rest, point }, now)
  const costRefused = read.costRefused ?? far.costRefused ?? mixedCost(far.currency, read.currency)
  return { ...read, days: [...far.days, ...read.days], currency: read.currency || far.currency, costRefused }
}

function mixedCost(one: string, other: string): string | null {
  return one === '' || other === '' || one === other ? null : `money is in ${one} and ${other}; ask by currency`
}

function chartFrom({ after }: Periods): string {
  return dayAt(after.from, -chartDays)
}

async function gapsIn(store: Store, { before, after }: Periods, timezone: string): Promise<Gap[]> {
  const from = spanLength({ from: before.from, to: after.to }) <= longestSpan ? before.from : after.from
  const gaps = await sourceBreaks(store, { from, to: after.to }, timezone)
  return gaps.filter((gap) => touches(gap, before) || touches(gap, after))
}

function touches({ from, to }: Gap, period: { from: string; to: string }): boolean {
  return from <= period.to && (to === null || to >= period.from)
}

interface Measured {
  days: FlowDay[]
  findings: { found: DriftFinding[]; blind: boolean }
  /** What is reckoned in. */
  out: readonly Outage[]
}

async function measuredFirst(
  store: Store,
  days: readonly FlowDay[],
  gaps: readonly Gap[],
  { before, after }: Periods,
  point: string,
  now: number,
): Promise<Measured> {
  const compared = [...within(days, before.from, before.to), ...within(days, after.from, after.to)]
  const outages = outagesOf(gaps)
  const only = new Map<string, Map<string, number>>()
  for (const source of new Set(outages.map((each) => each.source))) {
    only.set(source, await readOnlyBy(store, { from: days[0]!.day, to: after.to, point }, source, now))
  }
  const onlyBy = (source: string, day: string, segment: string): number =>
    only.get(source)?.get(`${day} ${segment}`) ?? 0
  const corrected = reckonIn(compared, outages, onlyBy)
  const figures = disagreement(
    await readFigures(store, { ...before, point }, now),
    await readFigures(store, { ...after, point }, now),
    after,
  )
  const found = [...gaps.map((gap) => findingOf(gap, corrected.confirmed)), ...(figures ? [figures] : [])]
  const blind = wholeFlow(within(days, after.from, after.to)).visits === 0
  return { days: corrected.days, findings: { found, blind }, out: corrected.confirmed }
}

/** Nothing arrived in the whole period. */
function blindly(metric: DriftMetric, before: readonly FlowDay[], after: readonly FlowDay[]): Explanation {
  const was = measured(metric, wholeFlow(before))
  const is = measured(metric, wholeFlow(after))
  const change = was === null || is === null ? null : { value: is - was, reach: 0, chance: 0 }
  return { verdict: 'blind', change, causes: [], first: null, channels: [] }
}

function periodOf(metric: DriftMetric, { from, to }: { from: string; to: string }, days: FlowDay[]): DriftPeriod {
  const side = sideOf(metric, wholeFlow(within(days, from, to)))
  const range = poissonExact(side.cvs)
  const { value } = side
  if (value === null) return { from, to, ...side, low: null, high: null }
  const [low, high] =
    metric === 'cpa'
      ? [side.cost / range.high, range.low > 0 ? side.cost / range.low : null]
      : [(value * range.low) / side.cvs, Math.min(1, (value * range.high) / side.cvs)]
  return { from, to, ...side, low: Number.isFinite(low) ? low : null, high }
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

/** Null too where the target is in another currency: the two cannot be held against each other. */
async function targetOn(store: Store, point: string, { after }: Periods, currency: string) {
  const inForce = await targetsInForce(store.control, after.to)
  const target = inForce.find((each) => each.point === point && each.currency === currency)
  return target ? { id: target.id, name: target.name, cpa: target.cpa } : null
}

/** Days without the campaign before its first one, for it to be a launch. */
const quietDays = 7

async function marksIn(
  store: Store,
  { from, to }: { from: string; to: string },
  chart: readonly FlowDay[],
  timeline: readonly { version: number; effective: string }[],
): Promise<DriftMark[]> {
  const inside = (day: string): boolean => from <= day && day <= to
  const plans = timeline
    .slice(1)
    .map(({ version, effective }): DriftMark => ({ day: effective, what: 'plan', name: String(version) }))
  const actions = (await listActions(store.control)).flatMap(({ started, change }): DriftMark[] =>
    started === null ? [] : [{ day: started, what: 'action', name: change }],
  )
  return [...plans, ...actions, ...launches(chart)]
    .filter(({ day }) => inside(day))
    .toSorted((a, b) => (a.day < b.day ? -1 : 1))
}

function launches(chart: readonly FlowDay[]): DriftMark[] {
  const firsts = new Map<string, number>()
  for (const [index, { flows }] of chart.entries()) {
    for (const [segment, { cost, clicks }] of flows) {
      const campaign = segment.split('\u001f').slice(0, 2).join('\u001f')
      if ((cost > 0 || clicks > 0) && !firsts.has(campaign)) firsts.set(campaign, index)
    }
  }
  return [...firsts]
    .filter(([campaign, index]) => index >= quietDays && campaign.split('\u001f')[1] !== '')
    .map(([campaign, index]) => ({ day: chart[index]!.day, what: 'campaign', name: campaign.split('\u001f')[1]! }))
}
