// A funnel read backwards, month by month: what each stage needs so that the revenue comes within the period.
import type { Funnel, Reckoned, ReckonedStage, Stage } from '#contract/funnel.ts'
import { monthsFrom } from '#util/fiscal.ts'
import { Problem, type ProblemDetail } from '#util/problem.ts'
import { arrivals, asShares, dealOut, inTurn } from './lags.ts'
import { shareOf, targetOf } from './target.ts'

/** A funnel as numbers: what a simulation changes and reckons again. */
export interface Numbers {
  revenue: number
  renewals: number
  value: number
  /** Revenue by month, adding up to 1. */
  season: number[]
  /** From each stage to the next. */
  rates: number[]
  lags: number[][]
  opening: number[]
  /** The stage that the target counts. */
  at: number
}

/**
 * Required CVs by month and stage, and what a CV may cost. CVs follow the season of the revenue, earlier by the lag, as
 * if the next year were like this one; so many that with the opening pipeline enough close before the end.
 * @param point the point that the target counts; one of the stages.
 * @throws Problem `invalid_target` naming what is missing or cannot be.
 */
export function reckon(funnel: Funnel, point: string): Reckoned {
  const numbers = numbersOf(funnel, point)
  const { at } = numbers
  const plan = requiredOf(numbers)
  const required = wholeUp(sum(plan.stages[at]!.slice(0, funnel.months)))
  const months = monthsFrom(funnel.first, funnel.months)
  const cv = dealOut(required, required === 0 ? numbers.season : plan.stages[at]!.slice(0, funnel.months))
  return {
    currency: funnel.currency,
    months,
    at,
    required_cv: required,
    cv,
    stages: funnel.stages.map((stage, index) => reckonedStage(stage, plan.stages[index]!.slice(0, funnel.months))),
    customers: plan.customers,
    from_opening: plan.fromOpening,
    ...moneyOf(funnel, numbers, required),
    after: afterOf(numbers, plan.stages[at]!.slice(0, funnel.months)),
    close_rate: product(numbers.rates.slice(at)),
    micros: funnel.micros.map(({ name, point: micro, rate, share }) => {
      const by = shareOf(rate.value) / shareOf(share?.value ?? '1')
      return { name, point: micro, total: wholeUp(required / by), months: cv.map((count) => count / by) }
    }),
  }
}

function reckonedStage({ name, point }: Stage, months: number[]): ReckonedStage {
  return { name, point: point ?? null, total: wholeUp(sum(months)), months }
}

/** Throws Problem `invalid_target`. */
export function numbersOf(funnel: Funnel, point: string): Numbers {
  checkFunnel(funnel, point)
  const steps = funnel.stages.slice(0, -1)
  return {
    revenue: Number(funnel.revenue),
    renewals: Number(funnel.renewals),
    value: Number(funnel.customer_value.value),
    season: asShares(funnel.season?.value ?? Array<number>(funnel.months).fill(1)),
    rates: steps.map(({ rate }) => shareOf(rate!.value)),
    lags: steps.map(({ lag }) => asShares(lag?.value ?? [1])),
    opening: funnel.stages.map(({ opening }) => opening),
    at: funnel.stages.findIndex((stage) => stage.point === point),
  }
}

interface Required {
  /** Who comes to each stage by month, the opening pipeline's included where it moves on. */
  stages: number[][]
  customers: number
  fromOpening: number
}

/** Linear: what one CV a profile brings, and how many it takes. */
export function requiredOf(numbers: Numbers): Required {
  const { season, rates, lags, opening } = numbers
  const months = season.length
  const customers = Math.max(0, numbers.revenue - numbers.renewals) / numbers.value
  const whole = lags.reduce(inTurn, [1])
  const profile = asShares(
    season.map((_, month) => sum(whole.map((share, wait) => share * season[(month + wait) % months]!))),
  )
  const fromNew = sum(through(profile, rates, lags).at(-1)!)
  const waiting = pipeline(numbers)
  const fromOpening = Math.min(customers, sum(waiting.at(-1)!) + (opening.at(-1) ?? 0))
  if (fromNew === 0 && customers > fromOpening) throw tooSlow()
  const first = customers > fromOpening ? (customers - fromOpening) / fromNew : 0
  const fresh = through(
    profile.map((share) => share * first),
    rates,
    lags,
  )
  return {
    stages: fresh.map((row, stage) => row.map((count, month) => count + waiting[stage]![month]!)),
    customers,
    fromOpening,
  }
}

/** Who comes to each stage, of those who come to the first. */
function through(first: number[], rates: readonly number[], lags: readonly number[][]): number[][] {
  return rates.reduce(
    (stages, rate, step) => [...stages, arrivals(stages[step]!, rate, lags[step]!, first.length)],
    [first],
  )
}

/** Who comes to each stage of those who stand before it when the period begins: as if they had come on its first day. */
function pipeline({ season, rates, lags, opening }: Numbers): number[][] {
  const none = season.map(() => 0)
  return rates.reduce(
    (stages, rate, step) => {
      const standing = stages[step]!.map((count, month) => count + (month === 0 ? opening[step]! : 0))
      return [...stages, arrivals(standing, rate, lags[step]!, none.length)]
    },
    [none],
  )
}

/** Share of the period's CVs' customers that come before its end. */
export function inTime({ lags, at }: Numbers, cv: readonly number[]): number {
  const wait = lags.slice(at).reduce(inTurn, [1])
  const all = sum(cv)
  return all === 0 ? 1 : sum(arrivals(cv, 1, wait, cv.length)) / all
}

function afterOf(numbers: Numbers, cv: readonly number[]): Reckoned['after'] {
  const late = (1 - inTime(numbers, cv)) * sum(cv)
  const customers = late * product(numbers.rates.slice(numbers.at))
  return { cv: late, customers, revenue: customers * numbers.value }
}

type Money = Pick<Reckoned, 'allowed_per_customer' | 'target_cpa' | 'target_cvr' | 'target_roas' | 'spend'>

/** What a CV may cost, by the calculator's own rules; of the LTV in the price's proportions, where one is given. */
function moneyOf(funnel: Funnel, { rates, at, value }: Numbers, required: number): Money {
  const { margin, unit_price: price, cost_of_goods: cost, ltv, currency, cpc } = funnel
  const none = { allowed_per_customer: null, target_cpa: null, target_cvr: null, target_roas: null, spend: null }
  if (margin === undefined || price === undefined) return none
  const worth = ltv?.value ?? price
  const goods = ltv ? ((Number(cost) / Number(price)) * Number(worth)).toFixed(6) : cost
  const close_rate = at === rates.length ? ['1'] : funnel.stages.slice(at, -1).map(({ rate }) => rate!.value)
  const money = { unit_price: worth, cost_of_goods: goods, margin, currency, ...(cpc && { cpc: cpc.value }) }
  const { target_cpa, target_cvr, allowed_per_customer } = targetOf({ ...money, close_rate, micros: [] })
  return {
    allowed_per_customer,
    target_cpa,
    target_cvr,
    target_roas: (product(rates.slice(at)) * value) / target_cpa!,
    spend: required * target_cpa!,
  }
}

function checkFunnel(funnel: Funnel, point: string): void {
  const { stages, months, season, customer_value: value, unit_price: price, margin, micros } = funnel
  const details: ProblemDetail[] = []
  const refuse = (field: string, message: string, hint: string): void => void details.push({ field, message, hint })
  stages.slice(0, -1).forEach(({ rate, name }, index) => {
    if (rate === undefined)
      refuse(`stages.${index}.rate`, `How many of ${name} go on is missing.`, 'Give a rate: 20% or 194/970.')
    else if (!isRate(rate.value))
      refuse(`stages.${index}.rate`, `${rate.value} is no share.`, 'It is above 0 and at most 1.')
  })
  stages.forEach(({ lag }, index) => {
    if (lag && sum(lag.value) <= 0)
      refuse(`stages.${index}.lag`, 'The lag has no month with a share.', 'Write 0.5, 0.3, 0.2.')
  })
  micros.forEach(({ rate, share }, index) => {
    for (const given of [rate.value, share?.value ?? '1'])
      if (!isRate(given)) refuse(`micros.${index}`, `${given} is no share.`, 'It is above 0 and at most 1.')
  })
  if (!stages.some((stage) => stage.point === point))
    refuse('stages', `No stage is the point "${point}".`, 'The target counts one of the stages: give it the point.')
  if (season && (season.value.length !== months || sum(season.value) <= 0))
    refuse('season', `The season has ${season.value.length} shares for ${months} months.`, 'Give one for each month.')
  if (Number(value.value) <= 0)
    refuse('customer_value', 'A customer that brings in nothing reaches no revenue.', 'Give one above 0.')
  if (margin !== undefined && !(Number(price ?? 0) > 0))
    refuse('unit_price', 'The margin is a share of a price that is missing.', 'Give unit_price.')
  if (details.length > 0) throw new Problem('invalid_target', details[0]!.message, { details })
}

function isRate(rate: string): boolean {
  if (/\/0+$/.test(rate)) return false
  const share = shareOf(rate)
  return share > 0 && share <= 1
}

function tooSlow(): Problem {
  const message = 'Nobody who comes within the period becomes a customer before its end: the lag is too long.'
  const hint = 'Take a longer period, or a target for a later stage.'
  return new Problem('invalid_target', message, { details: [{ field: 'stages', message, hint }] })
}

export function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0)
}

export function product(values: readonly number[]): number {
  return values.reduce((all, value) => all * value, 1)
}

/** A sum of products is off by some 1e-15: 1,000 CVs never become 1,001 by it. */
export function wholeUp(value: number): number {
  return Math.max(0, Math.ceil(value - 1e-9 * Math.max(1, value)))
}
