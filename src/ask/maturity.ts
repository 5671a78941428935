// Recent periods of an answer: how much of each has arrived, and the figure corrected for what has not.
import type { AnswerRow, Caveat, Definition, Figure, Maturity } from '#contract/ask.ts'
import { type CohortRow, type ReportRow, creditLagsSql, reportLagsSql, transitionLagsSql } from '#metrics/arrivals.ts'
import { timeDimensions } from '#metrics/dimensions.ts'
import type { Scope, Statement } from '#metrics/scope.ts'
import {
  type Cohort,
  arrivalCurve,
  arrivedShare,
  backTest,
  byArrivals,
  byUnits,
  conversionCurve,
  findTruncation,
  impute,
  leastShare,
  sinceDay,
} from '#stats/arrival.ts'
import type { Facts } from '#store/facts.ts'
import { dayName, dayNumber } from '#util/days.ts'
import { dayMs } from '#util/duration.ts'
import type { Inquiry } from './inquiry.ts'
import { lastSeenDay } from './last-seen.ts'

/** Conversions later than this are not waited for. */
const longestHorizon = 90
const shortestHorizon = 7
/** From here on a period is called whole. */
const whole = 0.995

/** Metric → which CVs of a cohort are its own. */
const counted = { cv: 'every', 'cvr.click': 'paid', 'cvr.session': 'visited', 'cvr.visitor': 'visited' } as const
type Counted = keyof typeof counted

interface Period {
  dimension: string
  /** Length in days. */
  days: number
  /** First and last day of a row, numbered from 1970. */
  of(row: AnswerRow): { from: number; to: number }
}

export interface Matured {
  rows: AnswerRow[]
  definitions: Definition[]
  caveats: Caveat[]
}

/** What is learnt of late conversions, a part for each metric; none where an answer has no periods to correct. */
export async function readMaturity(facts: Facts, inquiry: Inquiry, now: number): Promise<MaturityPart[]> {
  const period = periodOf(inquiry.scope)
  if (!period || inquiry.scope.known !== undefined || inquiry.question.attribution) return []
  const parts = await Promise.all(
    inquiry.metrics.map(async ({ id }) => {
      if (id === 'transition') return transitionMaturity(facts, inquiry, period, now)
      return id in counted ? countMaturity(facts, inquiry, period, id as Counted, now) : undefined
    }),
  )
  return parts.filter((part) => part !== undefined)
}

/** Rows of an answer by day, week or month, with `maturity` where a period is recent. */
export function matured(parts: readonly MaturityPart[], answer: Pick<Matured, 'rows' | 'definitions'>): Matured {
  return parts.reduce<Matured>(applied, { ...answer, caveats: [] })
}

export interface MaturityPart {
  metric: string
  /** Null where the period is whole or nothing can be said. */
  maturityOf(row: AnswerRow, figure: Figure): Maturity | null
  /** How it is done, for the definition. */
  words: string
  caveats: Caveat[]
}

function applied(
  { rows, definitions, caveats }: Matured,
  { metric, maturityOf, words, caveats: more }: MaturityPart,
): Matured {
  let some = false
  const grown = rows.map((row) => {
    const figure = row[metric]
    if (typeof figure !== 'object' || figure.value === null) return row
    const maturity = maturityOf(row, figure)
    if (maturity === null) return row
    some = true
    return { ...row, [metric]: { ...figure, maturity } }
  })
  if (!some) return { rows, definitions, caveats }
  const told = definitions.map((each) => (each.metric === metric ? { ...each, maturity: words } : each))
  return { rows: grown, definitions: told, caveats: [...caveats, ...more] }
}

function periodOf({ by, from, to }: Scope): Period | undefined {
  const times = by.filter((dimension) => timeDimensions.includes(dimension))
  const dimension = times[0]
  if (times.length !== 1 || dimension === undefined) return undefined
  const days = { day: 1, week: 7, month: 30 }[dimension]!
  const bound = {
    from: from === undefined ? -Infinity : dayNumber(from),
    to: to === undefined ? Infinity : dayNumber(to),
  }
  return {
    dimension,
    days,
    of(row) {
      const text = String(row[dimension])
      const first = dayNumber(dimension === 'month' ? `${text}-01` : text)
      const last = dimension === 'month' ? lastOfMonth(text) : first + days - 1
      return { from: Math.max(first, bound.from), to: Math.min(last, bound.to) }
    },
  }
}

/** @param month `2026-02` */
function lastOfMonth(month: string): number {
  const [year, number] = month.split('-').map(Number)
  return Date.UTC(year!, number, 0) / dayMs
}

/** Half of the history at most, so that there are cohorts old enough to learn from. */
function horizonOf(cohorts: readonly Cohort[], asOf: number): number {
  const first = cohorts.reduce((day, cohort) => Math.min(day, cohort.day), Infinity)
  return Math.min(longestHorizon, Math.floor((asOf - first) / 2))
}

interface Cohorts {
  rows: CohortRow[]
  /** The last day that is known. */
  asOf: number
}

async function readReported(facts: Facts, { sql, params }: Statement): Promise<Cohorts> {
  const rows = await facts.query<ReportRow>(sql, params)
  return { rows, asOf: rows[0]?.asOf ?? 0 }
}

async function readSeen(facts: Facts, { sql, params }: Statement, { timezone }: Scope, now: number): Promise<Cohorts> {
  const [rows, asOf] = await Promise.all([facts.query<CohortRow>(sql, params), lastSeenDay(facts, timezone, now)])
  return { rows, asOf }
}

/** CVs, and rates of CVs: what is there ÷ the share that is there, learnt from the CVs of each point on all channels. */
async function countMaturity(
  facts: Facts,
  { conversions, scope, question }: Inquiry,
  period: Period,
  metric: Counted,
  now: number,
): Promise<MaturityPart | undefined> {
  const { counting } = conversions!
  const reported = metric === 'cv' && question.basis === 'conversion'
  const { rows, asOf } = reported
    ? await readReported(facts, reportLagsSql(counting, scope))
    : await readSeen(facts, creditLagsSql(counting, scope), scope, now)
  const learn = (point: string | undefined) => {
    const own = rows.filter((row) => point === undefined || row.point === point)
    const cohorts = own.map((row): Cohort => ({ day: row.day, lag: row.lag, count: row[counted[metric]] }))
    const horizon = horizonOf(cohorts, asOf)
    if (horizon < shortestHorizon) return null
    const curve = arrivalCurve(cohorts, asOf, horizon)
    return curve && { curve, horizon, errors: backTest(byArrivals, cohorts, { asOf, horizon, days: period.days }) }
  }
  const learnt = new Map<string | undefined, ReturnType<typeof learn>>()
  return {
    metric,
    maturityOf(row, figure) {
      const point = scope.by.includes('point') ? String(row['point']) : undefined
      if (!learnt.has(point)) learnt.set(point, learn(point))
      const known = learnt.get(point)
      const { from, to } = period.of(row)
      const arrived = known && arrivedShare(known.curve, from, to, asOf)
      if (!known || arrived === null || arrived === undefined || arrived >= whole) return null
      const error = errorOf(known.errors, to, asOf, period.days)
      return { arrived, ...divided(metric, figure, arrived), error, withinDays: known.horizon }
    },
    words: reported
      ? 'CVs ÷ share known so soon after the day (reverse hazard of the delays until a CV was known)'
      : 'divided by the share that has come so soon after the click or visit (reverse hazard of the times to convert)',
    caveats: [],
  }
}

function divided(
  metric: Counted,
  { value, low, high }: Figure,
  share: number,
): Pick<Maturity, 'corrected' | 'low' | 'high'> {
  if (share < leastShare) return { corrected: null }
  const grown = (part: number): number => (metric === 'cv' ? part / share : Math.min(1, part / share))
  return {
    corrected: grown(value!),
    ...(low !== undefined && { low: grown(low) }),
    ...(high !== undefined && { high: grown(high) }),
  }
}

/** Transitions: of the persons who have not converted, how many still will (Kaplan and Meier over all cohorts). */
async function transitionMaturity(
  facts: Facts,
  { transition, scope }: Inquiry,
  period: Period,
  now: number,
): Promise<MaturityPart | undefined> {
  if (scope.by.length > 1 || Object.keys(scope.filter).length > 0) return undefined
  const { micro, macro } = transition!
  const { rows, asOf } = await readSeen(facts, transitionLagsSql(micro.counting, macro.counting, scope), scope, now)
  const all = rows.map((row): Cohort => ({ day: row.day, lag: row.lag, count: row.every }))
  const horizon = horizonOf(all, asOf)
  if (horizon < shortestHorizon) return undefined
  const truncated = findTruncation(all, asOf, horizon)
  const cohorts = truncated ? sinceDay(all, truncated.since) : all
  const curve = conversionCurve(cohorts, asOf, horizon)
  const errors = backTest(byUnits, cohorts, { asOf, horizon, days: period.days })
  return {
    metric: 'transition',
    maturityOf(row, { numerator = 0, denominator = 0, low, high }) {
      const { from, to } = period.of(row)
      // who had the macro before is in the numerator, and nobody to wait for
      const own = all.filter(({ day, lag }) => day >= from && day <= to && (lag === null || lag >= 0))
      const { arrived, corrected } = impute(own, curve, asOf)
      const grown = numerator + corrected - arrived
      const share = grown === 0 ? 1 : numerator / grown
      if (share >= whole || asOf - to > horizon) return null
      const stretch = (part: number): number => Math.min(1, part + (grown - numerator) / denominator)
      return {
        arrived: share,
        corrected: grown / denominator,
        ...(low !== undefined && { low: stretch(low) }),
        ...(high !== undefined && { high: stretch(high) }),
        error: errorOf(errors, to, asOf, period.days),
        withinDays: horizon,
      }
    },
    words: `with those still expected within ${horizon} days (Kaplan–Meier over whole days, all cohorts)`,
    caveats: truncated ? [truncation(truncated.since, truncated.expected)] : [],
  }
}

function truncation(since: number, expected: number): Caveat {
  const count = Math.round(expected)
  const message = `No macro CV is known before ${dayName(since)}, though about ${count} would be expected: older history is cut off, early cohorts look bad and are not. Corrections learn from ${dayName(since)} on.`
  return { code: 'history_cut_off', message, count }
}

function errorOf(errors: readonly (number | null)[], to: number, asOf: number, days: number): number | null {
  return errors[Math.max(0, Math.floor((asOf - to) / days))] ?? null
}
