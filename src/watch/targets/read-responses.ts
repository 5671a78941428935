// What each channel's weeks tell of its response to money.
import { answer } from '#ask/answer.ts'
import { readExtent } from '#ask/extent.ts'
import type { Allocation, AllocationQuery, ResponseCurve } from '#contract/allocation.ts'
import { type Answer, type AnswerRow, type Figure, questionSchema } from '#contract/ask.ts'
import { type Source, allocateMonths } from '#plan/allocation.ts'
import { poissonExact } from '#stats/intervals.ts'
import { type FittedResponse, fitResponse, responseAt } from '#stats/response.ts'
import { noPlanAgreed, planInForce } from '#store/plans.ts'
import type { Store } from '#store/store.ts'
import { dayAt } from '#util/days.ts'
import { Problem } from '#util/problem.ts'

/** Half a year: older weeks had other ads. */
const historyWeeks = 26
/** The newest days are left out: their costs are still imported, and corrected by the platforms. */
const settlingDays = 7
/** A week of which less than this has come says more of chance than of money. */
const leastArrived = 0.5
const leastWeeks = 4
/** Standard deviation of ln(spend) below which nothing tells what more or less money would bring. */
const leastChange = 0.05
const reach95 = 1.959964

type Week = ResponseCurve['weeks'][number]

interface Series {
  channel: string
  initiative: string
  weeks: Week[]
}

/**
 * The allocation that history suggests.
 * @throws Problem `no_plan`, `no_history`, `invalid_allocation`, `mixed_currencies`.
 */
export async function allocateTarget(store: Store, query: AllocationQuery, now: number): Promise<Allocation> {
  const { series, from, to, young, currency, unknown } = await readWeeks(store, query, now)
  const isOccasional = ({ weeks }: Series): boolean =>
    weeks.filter(({ spend, cv }) => spend > 0 || cv > 0).length < leastWeeks
  const known = series.filter((one) => !isOccasional(one)).map(responseOf)
  const occasional = [...new Set(series.filter(isOccasional).map(({ channel, initiative }) => initiative || channel))]
  const { rows, months } = allocateMonths(
    query,
    known.map(({ source }) => source),
  )
  return {
    point: query.point,
    currency,
    from,
    to,
    young,
    rows,
    months,
    curves: known.map(({ curve }) => curve),
    occasional,
    unknown,
  }
}

async function readWeeks(store: Store, { point, by, currency: wanted }: AllocationQuery, now: number) {
  const plan = (await planInForce(store.control, now))?.plan
  if (!plan) throw noPlanAgreed()
  const extent = await readExtent(store, now)
  const whole = extent && wholeWeeks(extent.from, dayAt(extent.to, -settlingDays), plan.week_start)
  if (!whole || whole.length < leastWeeks) throw noHistory()
  const asked = whole.slice(-historyWeeks)
  const [from, to] = [asked[0]!, dayAt(asked.at(-1)!, 6)]
  const dimensions = by === 'channel' ? ['channel', 'week'] : ['channel', 'campaign', 'week']
  // money works on the day of the click; a lead that came without a visit has no such day, and comes soon anyhow
  const basis = plan.points.find(({ id }) => id === point)?.tier === 'macro' ? 'click' : 'conversion'
  const question = questionSchema.parse({ metrics: ['cv', 'cost'], by: dimensions, points: [point], from, to, basis })
  const told = await answer(store, question, now)
  const arrived = arrivedOf(told.rows, asked)
  const weeks = arrived.filter(({ share }) => share >= leastArrived)
  if (weeks.length < leastWeeks) throw noHistory()
  const currency = currencyOf(told) || wanted || plan.currency
  if (wanted !== undefined && wanted !== currency)
    throw mixed(`money was spent in ${currency}, the budget is in ${wanted}`)
  const series = seriesOf(told.rows, weeks)
  const nowhere = series.filter(({ channel }) => channel === '').reduce((sum, each) => sum + averageOf(each), 0)
  return {
    series: series.filter(({ channel }) => channel !== ''),
    from,
    to: dayAt(weeks.at(-1)!.week, 6),
    young: {
      corrected: weeks.filter(({ share }) => share < 1).length,
      leftOut: arrived.length - weeks.length,
    },
    currency,
    unknown: Math.round(nowhere * 100) / 100,
  }
}

interface Arrived {
  week: string
  /** Of its CVs, what is there by now; the same on all channels. */
  share: number
}

/** Weeks with the share that has arrived, as the answer tells it: 1 where nothing speaks for a delay. */
function arrivedOf(rows: readonly AnswerRow[], weeks: readonly string[]): Arrived[] {
  const shares = new Map<string, number>()
  for (const row of rows) {
    const { maturity } = row['cv'] as Figure
    if (maturity) shares.set(String(row['week']), maturity.arrived)
  }
  return weeks.map((week) => ({ week, share: shares.get(week) ?? 1 }))
}

/** `''` where nothing was spent. */
function currencyOf({ total, definitions }: Answer): string {
  const { refused } = total['cost'] as Figure
  if (refused !== undefined) throw mixed(refused)
  return definitions.find(({ metric }) => metric === 'cost')?.currency ?? ''
}

const weekdays = { sunday: 0, monday: 1, saturday: 6 } as const

/** First days of the weeks that lie wholly between two days. */
function wholeWeeks(from: string, to: string, start: keyof typeof weekdays): string[] {
  const away = (weekdays[start] - new Date(from).getUTCDay() + 7) % 7
  const weeks = []
  for (let day = dayAt(from, away); dayAt(day, 6) <= to; day = dayAt(day, 7)) weeks.push(day)
  return weeks
}

/** Every channel with all of the weeks, nothing where nothing was told. */
function seriesOf(rows: readonly AnswerRow[], weeks: readonly Arrived[]): Series[] {
  const found = new Map<string, Series>()
  for (const row of rows) {
    const [channel, initiative] = [String(row['channel']), String(row['campaign'] ?? '')]
    const id = `${channel}\n${initiative}`
    const series = found.get(id) ?? { channel, initiative, weeks: weeks.map(emptyWeek) }
    found.set(id, series)
    const week = series.weeks.find((each) => each.week === row['week'])
    if (!week) continue
    week.spend = (row['cost'] as Figure).value ?? 0
    week.cv = (row['cv'] as Figure).value ?? 0
  }
  return [...found.values()]
}

function emptyWeek({ week, share }: Arrived): Week {
  return { week, spend: 0, cv: 0, arrived: share }
}

/** CVs a week: of young weeks a part counts for a part of a week. */
function averageOf({ weeks }: Series): number {
  return sumOf(weeks, 'cv') / sumOf(weeks, 'arrived')
}

function sumOf(weeks: readonly Week[], field: 'spend' | 'cv' | 'arrived'): number {
  return weeks.reduce((sum, week) => sum + week[field], 0)
}

function responseOf(series: Series): { source: Source; curve: ResponseCurve } {
  const spent = series.weeks.filter(({ spend }) => spend > 0)
  const fit = variation(spent) < leastChange ? null : fitResponse(series.weeks)
  return fit ? fitted(series, fit) : averaged(series)
}

function variation(weeks: readonly Week[]): number {
  const logs = weeks.map(({ spend }) => Math.log(spend))
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length
  return Math.sqrt(logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / Math.max(1, logs.length - 1))
}

function fitted({ channel, initiative, weeks }: Series, fit: FittedResponse): { source: Source; curve: ResponseCurve } {
  const cvAt = (spend: number): ReturnType<Source['cvAt']> => {
    const cv = responseAt(fit.curve, spend)
    const factor = Math.exp(reach95 * Math.sqrt(fit.varianceAt(spend)))
    return { cv, low: cv / factor, high: cv * factor }
  }
  const { observed, rule, curve } = fit
  const usual = sumOf(weeks, 'spend') / weeks.length
  const points = Array.from({ length: 21 }, (_, step) => (observed.high * step) / 20).map((spend) => ({
    spend,
    ...cvAt(spend),
  }))
  return {
    source: { channel, initiative, rule, cvAt, observed, usual },
    curve: { channel, initiative, rule, scale: curve.scale, elasticity: curve.elasticity, weeks, observed, points },
  }
}

function averaged(series: Series): { source: Source; curve: ResponseCurve } {
  const { channel, initiative, weeks } = series
  const { low, high } = poissonExact(sumOf(weeks, 'cv'))
  const whole = sumOf(weeks, 'arrived')
  const mean = { cv: averageOf(series), low: low / whole, high: high / whole }
  const usual = sumOf(weeks, 'spend') / weeks.length
  const observed = { low: usual, high: usual }
  return {
    source: { channel, initiative, rule: 'average', cvAt: () => mean, observed, usual },
    curve: { channel, initiative, rule: 'average', scale: null, elasticity: null, weeks, observed, points: [] },
  }
}

function mixed(why: string): Problem {
  return new Problem('mixed_currencies', `What money brings cannot be told: ${why}.`, {
    hint: 'Import the cost in the currency of the target.',
  })
}

function noHistory(): Problem {
  return new Problem('no_history', 'There are fewer than four whole weeks of data to learn from.', {
    status: 404,
    hint: 'Import the ad reports, or type the allocation.',
  })
}
