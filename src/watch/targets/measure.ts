// What history says of a funnel: rates with their intervals, lags, season, customer value, price of a click, and the pace.
import type { Answer, Figure } from '#contract/ask.ts'
import { questionSchema, type QuestionInput } from '#contract/ask.ts'
import type { AmountInput, LagInput, MeasureQuery, MeasuredFunnel, RateInput } from '#contract/funnel.ts'
import type { Plan } from '#contract/plan.ts'
import { answer } from '#ask/answer.ts'
import { readExtent } from '#ask/extent.ts'
import { readTransitionLags } from '#ask/transition-lags.ts'
import { type Cohort, conversionCurve, impute } from '#stats/arrival.ts'
import { poissonExact } from '#stats/intervals.ts'
import { seasonShares } from '#stats/season.ts'
import { noPlanAgreed, planInForce } from '#store/plans.ts'
import type { Store } from '#store/store.ts'
import { dayAt, dayName, dayNumber } from '#util/days.ts'
import { daysOfMonth, monthOfDay, monthsFrom } from '#util/fiscal.ts'
import { Problem } from '#util/problem.ts'
import { lagByMonths } from './lag-months.ts'

/** Customers later than this are not waited for. */
const longestHorizon = 120
const shortestHorizon = 14
/** Whole months that the pace is taken from. */
const paceMonths = 3

interface Span {
  from: string
  to: string
}

/** Where history is read, and by which version of the plan. */
interface History {
  store: Store
  now: number
  plan: Plan
  version: number
  /** Whole months that are over, oldest first, and their days. */
  months: string[]
  span: Span
}

/**
 * Measures what can be measured; nothing is stored.
 * @throws Problem `no_plan`, `no_history`, `unknown_point`.
 */
export async function measureFunnel(store: Store, query: MeasureQuery, now: number): Promise<MeasuredFunnel> {
  const history = await historyOf(store, now)
  const { plan, months } = history
  const macro = plan.points.find(({ tier }) => tier === 'macro')!
  const point = query.point ?? (await leadOf(history)) ?? macro.id
  const counted = plan.points.find(({ id }) => id === point)
  if (!counted) throw unknownPoint(point, plan)
  const first = query.first ?? monthsFrom(months.at(-1)!, 2)[1]!
  const notes: string[] = []
  const step = point === macro.id ? undefined : await stepOf(history, point, macro.id, first, notes)
  const stages = step
    ? [
        { name: counted.name, point, ...step },
        { name: macro.name, point: macro.id },
      ]
    : [{ name: macro.name, point: macro.id, rate: certain }, { name: 'Customer' }]
  const season = await seasonOf(history, macro.id, query.months, first)
  const value = await amountOf(history, 'aov', macro.id)
  const cpc = await amountOf(history, 'cpc', point)
  if (!value) notes.push(`No CV carries a value in ${plan.currency}, so what a customer brings in has to be typed.`)
  const pace = await paceOf(history, point)
  if (!pace) notes.push(`Not all cost is in ${plan.currency}, so CVs and cost a month have to be typed.`)
  const others = plan.points.filter(({ id }) => id !== point && id !== macro.id)
  return {
    point,
    timezone: plan.timezone,
    notes,
    funnel: {
      currency: plan.currency,
      first,
      months: query.months,
      stages,
      ...(season && { season }),
      ...(value && { customer_value: value }),
      ...(cpc && { cpc }),
      ...(pace && { pace }),
      micros: await microsOf(history, others, point),
    },
  }
}

const certain: RateInput = { value: '1', note: 'the macro CV is the customer' }

async function historyOf(store: Store, now: number): Promise<History> {
  const current = await planInForce(store.control, now)
  if (!current) throw noPlanAgreed()
  const extent = await readExtent(store, now)
  const start = extent && (extent.from.endsWith('-01') ? extent.from.slice(0, 7) : monthsFrom(extent.from, 2)[1]!)
  const end = extent && monthOfDay(nextDay(extent.to), '01-01')
  const months = start && end ? monthsFrom(start, 120).filter((month) => month < end) : []
  if (months.length === 0) throw noHistory()
  const kept = months.slice(-12)
  const span = { from: `${kept[0]!}-01`, to: daysOfMonth(kept.at(-1)!, '01-01').to }
  return { store, now, plan: current.plan, version: current.version, months: kept, span }
}

const nextDay = (day: string): string => dayAt(day, 1)

async function ask({ store, now }: History, question: QuestionInput) {
  return answer(store, questionSchema.parse(question), now)
}

const measured = ({ version }: History, { from, to }: Span, words: string): NonNullable<RateInput['measured']> => ({
  from,
  to,
  definition: `${words}, plan version ${version}`,
})

/** The micro from which the most persons go on to the macro. */
async function leadOf(history: History): Promise<string | undefined> {
  const micros = history.plan.points.filter(({ tier }) => tier === 'micro')
  if (micros.length <= 1) return micros[0]?.id
  const gone: { id: string; count: number }[] = []
  for (const { id } of micros) gone.push({ id, count: (await transition(history, id, history.span)).numerator ?? 0 })
  return gone.toSorted((a, b) => b.count - a.count)[0]?.id
}

async function transition(history: History, micro: string, span: Span, to?: string): Promise<Figure> {
  const points = [to ?? history.plan.points.find(({ tier }) => tier === 'macro')!.id]
  const { total } = await ask(history, { metrics: ['transition'], micro, points, ...span })
  return total['transition'] as Figure
}

interface Step {
  rate: RateInput
  lag?: LagInput
  opening: number
}

/** Rate by the cohorts that have had their time, how long it takes, and who is still on the way. */
async function stepOf(history: History, micro: string, macro: string, first: string, notes: string[]): Promise<Step> {
  const { cohorts, asOf } = await readTransitionLags(history.store, { micro, macro }, history.now)
  const oldest = cohorts.reduce((day, cohort) => Math.min(day, cohort.day), asOf)
  const horizon = Math.min(longestHorizon, Math.floor((asOf - oldest) / 2))
  const until = Math.min(dayNumber(history.span.to), asOf - horizon)
  const span = { from: history.span.from, to: dayName(Math.max(dayNumber(history.span.from), until)) }
  const { numerator = 0, denominator = 0 } = await transition(history, micro, span, macro)
  const words = `transition ${micro} → ${macro}, persons with the micro ${horizon} days ago or earlier`
  const rate: RateInput = { value: `${numerator}/${denominator}`, measured: measured(history, span, words), note: '' }
  if (numerator === 0 || horizon < shortestHorizon) {
    notes.push(`Too few have gone from ${micro} to ${macro} to say how long it takes.`)
    return { rate, opening: 0 }
  }
  const curve = conversionCurve(cohorts, asOf, horizon)
  const about = measured(
    history,
    { from: dayName(oldest), to: dayName(asOf) },
    `${micro} → ${macro}, Kaplan–Meier by day`,
  )
  const lag = { value: lagByMonths(curve), measured: about, note: '' }
  const start = Math.min(asOf, dayNumber(`${first}-01`) - 1)
  return { rate, lag, opening: Math.round(stillToCome(cohorts, curve, start) / (numerator / denominator)) }
}

/** Customers still to come of those who are on the way when the period begins. */
function stillToCome(cohorts: readonly Cohort[], curve: readonly number[], asOf: number): number {
  const { arrived, corrected } = impute(cohorts, curve, asOf)
  return corrected - arrived
}

/** Twelve whole months make a season; fewer say nothing of it. */
async function seasonOf(history: History, macro: string, months: number, first: string) {
  if (history.months.length < 12 || months !== 12) return undefined
  const counts = await byMonth(history, 'cv', macro)
  const shares = seasonShares(history.months.map((month) => counts.get(month) ?? 0))
  const ofCalendar = new Map(history.months.map((month, index) => [month.slice(5), shares[index]!]))
  const value = monthsFrom(first, 12).map((month) => Math.round(ofCalendar.get(month.slice(5))! * 1e4) / 1e4)
  return { value, measured: measured(history, history.span, `CV of ${macro} by month, held towards even`), note: '' }
}

async function byMonth(history: History, metric: 'cv' | 'cost', point: string): Promise<Map<string, number>> {
  const { rows } = await ask(history, { metrics: [metric], by: ['month'], points: [point], ...history.span })
  return new Map(rows.map((row) => [String(row['month']), (row[metric] as Figure).value ?? 0]))
}

/** Absent where it is not known, or not in the plan's currency. */
async function amountOf(history: History, metric: 'aov' | 'cpc', point: string): Promise<AmountInput | undefined> {
  const told = await ask(history, { metrics: [metric], points: [point], ...history.span })
  const { value, low, high } = told.total[metric] as Figure
  if (value === null || value <= 0 || !isInPlans(history, told, metric)) return undefined
  const ends = low === undefined || high === undefined ? {} : { low: Math.max(0, low), high }
  const words = metric === 'aov' ? `value ÷ CVs of ${point} that carry one` : 'cost ÷ ad clicks'
  return { value: value.toFixed(2), ...ends, measured: measured(history, history.span, words), note: '' }
}

/** Whether money is in the plan's currency, and in no other. */
function isInPlans({ plan }: History, { definitions }: Answer, metric: string): boolean {
  const currency = definitions.find((each) => each.metric === metric)?.currency
  return currency === undefined || currency === plan.currency
}

/** Undefined where cost is in other currencies than the plan's: left out, it would make every CV cheap. */
async function paceOf(history: History, point: string) {
  const recent = history.months.slice(-paceMonths)
  const span = { from: `${recent[0]!}-01`, to: history.span.to }
  if (!isInPlans(history, await ask(history, { metrics: ['cost'], points: [point], ...span }), 'cost')) return undefined
  const [cv, cost] = [await byMonth(history, 'cv', point), await byMonth(history, 'cost', point)]
  const total = (counts: Map<string, number>): number =>
    recent.reduce((sum, month) => sum + (counts.get(month) ?? 0), 0)
  const ends = poissonExact(total(cv))
  const each = (value: number): number => Math.round((value / recent.length) * 100) / 100
  const about = measured(history, span, `CV of ${point} and cost a month`)
  return {
    cv: { value: String(each(total(cv))), low: each(ends.low), high: each(ends.high), measured: about, note: '' },
    cost: { value: String(each(total(cost))), measured: about, note: '' },
  }
}

/** Points beside the funnel, each with the share of its persons that has the target's point. */
async function microsOf(
  history: History,
  points: Plan['points'],
  target: string,
): Promise<MeasuredFunnel['funnel']['micros']> {
  const micros = []
  const { total } = await ask(history, { metrics: ['cv'], points: [target], ...history.span })
  const cvs = (total['cv'] as Figure).value ?? 0
  for (const { id, name } of points) {
    const { numerator = 0, denominator = 0 } = await transition(history, id, history.span, target)
    if (numerator === 0 || numerator > cvs) continue
    const about = measured(history, history.span, `transition ${id} → ${target}`)
    const rate = { value: `${numerator}/${denominator}`, measured: about }
    const share = { value: `${numerator}/${cvs}`, measured: about }
    micros.push({ name, point: id, rate, share })
  }
  return micros
}

function noHistory(): Problem {
  return new Problem('no_history', 'There is no whole month of data to measure from.', {
    status: 404,
    hint: 'Import history, or type the rates with a note.',
  })
}

function unknownPoint(point: string, { points }: Plan): Problem {
  const hint = `The plan has ${points.map(({ id }) => id).join(', ')}.`
  const message = `The plan has no point "${point}".`
  return new Problem('unknown_point', message, { details: [{ field: 'point', message, hint }] })
}
