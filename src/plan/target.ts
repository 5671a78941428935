// Targets backwards from revenue. Decimals are reckoned as fractions, so that 1,000 CVs never become 1,001 by rounding.
import { Fraction } from 'fraction.js'
import type { Target, TargetInput } from '#contract/target.ts'
import { wilson } from '#stats/intervals.ts'
import { Problem, type ProblemDetail } from '#util/problem.ts'

/**
 * Required CVs = revenue ÷ customer value ÷ close rate, rounded up. Target CPA = (price − cost of goods − margin × price)
 * × close rate, rounded down to what the currency can pay. Either may be given instead, and the other side follows.
 * @throws Problem `invalid_target` naming what is missing or cannot be.
 */
export function targetOf(input: TargetInput): Target {
  checkTarget(input)
  const rates = input.close_rate.map(fractionOf)
  const closeRate = rates.length === 0 ? null : product(rates)
  const volume = volumeOf(input, rates)
  const money = moneyOf(input, closeRate)
  const { required } = volume
  const spend = required && money.cpa ? required.mul(money.cpa) : null
  const cvr = input.cpc !== undefined && money.cpa ? new Fraction(input.cpc).div(money.cpa) : null
  return {
    currency: input.currency ?? '',
    close_rate: closeRate && closeRate.valueOf(),
    customers: volume.stages.at(-1) ?? null,
    required_cv: required && required.valueOf(),
    required_cv_range: rangeOf(input),
    stages: volume.stages,
    expected_revenue: volume.revenue && payable(volume.revenue, input.currency),
    allowed_per_customer: money.perCustomer && payable(money.perCustomer, input.currency),
    target_cpa: money.cpa && money.cpa.valueOf(),
    margin: money.margin && money.margin.valueOf(),
    spend: spend && spend.valueOf(),
    target_roas: spend && volume.revenue ? volume.revenue.div(spend).valueOf() : null,
    target_cvr: cvr && cvr.valueOf(),
    clicks: required && cvr ? required.div(cvr).ceil().valueOf() : null,
    micros: required
      ? input.micros.map(({ name, rate }) => ({ name, required: required.div(fractionOf(rate)).ceil().valueOf() }))
      : [],
  }
}

interface Volume {
  required: Fraction | null
  revenue: Fraction | null
  stages: number[]
}

/** CVs from revenue, or revenue from CVs; and how many each stage needs. */
function volumeOf({ revenue, cv, customer_value: value }: TargetInput, rates: readonly Fraction[]): Volume {
  if (value === undefined || rates.length === 0) return { required: null, revenue: null, stages: [] }
  const rate = product(rates)
  const required = revenue === undefined ? new Fraction(cv!) : new Fraction(revenue).div(value).div(rate).ceil()
  const customers = revenue === undefined ? required.mul(rate) : new Fraction(revenue).div(value)
  // from the customers back, so that rounding at one stage does not grow through the others
  const later = rates.map((_, index) => product(rates.slice(index + 1)))
  const stages = later.map((left) => customers.div(left))
  return {
    required,
    revenue: revenue === undefined ? customers.mul(value) : new Fraction(revenue),
    stages: [required, ...stages].map((needed) => needed.ceil().valueOf()),
  }
}

interface Money {
  perCustomer: Fraction | null
  cpa: Fraction | null
  margin: Fraction | null
}

/** The CPA from the margin, or the margin from the CPA. */
function moneyOf(input: TargetInput, closeRate: Fraction | null): Money {
  const { unit_price: price, cost_of_goods: cost, margin, cpa, currency } = input
  const given = cpa === undefined ? null : new Fraction(cpa)
  if (price === undefined || closeRate === null) return { perCustomer: null, cpa: given, margin: null }
  const left = new Fraction(price).sub(cost)
  if (given) {
    const perCustomer = given.div(closeRate)
    return { perCustomer, cpa: given, margin: left.sub(perCustomer).div(price) }
  }
  if (margin === undefined) return { perCustomer: null, cpa: null, margin: null }
  const perCustomer = left.sub(fractionOf(margin).mul(price))
  if (perCustomer.lte(0)) throw nothingLeft(perCustomer)
  return { perCustomer, cpa: perCustomer.mul(closeRate).floor(digitsOf(currency)), margin: fractionOf(margin) }
}

/** By Wilson's interval of each measured rate; with several, all at their ends at once, which is on the safe side. */
function rangeOf({ revenue, customer_value: value, close_rate: rates }: TargetInput): Target['required_cv_range'] {
  if (revenue === undefined || value === undefined || !rates.some((rate) => rate.includes('/'))) return null
  const bounds = rates.map((rate) => {
    const [won, of] = rate.split('/').map(Number)
    return of === undefined ? { low: fractionOf(rate).valueOf(), high: fractionOf(rate).valueOf() } : wilson(won!, of)
  })
  const customers = Number(revenue) / Number(value)
  const needed = (end: 'low' | 'high'): number =>
    Math.ceil(customers / bounds.reduce((all, bound) => all * bound[end], 1))
  return { low: needed('high'), high: needed('low') }
}

function fractionOf(rate: string): Fraction {
  return rate.endsWith('%') ? new Fraction(rate.slice(0, -1)).div(100) : new Fraction(rate)
}

/** `0.2`, `20%` or `194/970` as a number. */
export function shareOf(rate: string): number {
  return fractionOf(rate).valueOf()
}

function product(fractions: readonly Fraction[]): Fraction {
  return fractions.reduce((all, each) => all.mul(each), new Fraction(1))
}

/** Rounded down to the smallest coin: what stays at or below a target. */
function payable(amount: Fraction, currency: string | undefined): number {
  return amount.floor(digitsOf(currency)).valueOf()
}

function digitsOf(currency: string | undefined): number {
  if (currency === undefined) return 2
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
}

function checkTarget(input: TargetInput): void {
  const details: ProblemDetail[] = []
  const refuse = (field: keyof TargetInput, message: string, hint: string): void =>
    void details.push({ field, message, hint })
  for (const rate of [...input.close_rate, input.margin, ...input.micros.map((micro) => micro.rate)]) {
    if (rate === undefined || isShare(rate, rate === input.margin)) continue
    const field = input.close_rate.includes(rate) ? 'close_rate' : rate === input.margin ? 'margin' : 'micros'
    refuse(field, `${rate} is no share.`, 'A rate is above 0 and at most 1: 0.2, 20% or 194/970.')
  }
  const { revenue, cv, margin, cpa, unit_price: price, customer_value: value } = input
  const asksVolume = revenue !== undefined || cv !== undefined
  if (revenue !== undefined && cv !== undefined)
    refuse('cv', 'revenue and cv cannot both be given.', 'One follows from the other: leave one out.')
  if (margin !== undefined && cpa !== undefined)
    refuse('cpa', 'margin and cpa cannot both be given.', 'One follows from the other: leave one out.')
  if (!asksVolume && margin === undefined && cpa === undefined)
    refuse('revenue', 'There is nothing to calculate from.', 'Give revenue, or cv; or margin for the CPA alone.')
  if (asksVolume && (value === undefined || Number(value) === 0))
    refuse('customer_value', 'What a customer brings in is missing.', 'Give customer_value.')
  if (input.close_rate.length === 0)
    refuse('close_rate', 'The share of CVs that become customers is missing.', 'Give close_rate: 0.2, 20% or 194/970.')
  if (margin !== undefined && (price === undefined || Number(price) === 0))
    refuse('unit_price', 'The margin is a share of a price that is missing.', 'Give unit_price.')
  if (cpa !== undefined && Number(cpa) === 0) refuse('cpa', 'A CPA of 0 buys nothing.', 'Give one above 0.')
  if (details.length > 0) throw new Problem('invalid_target', details[0]!.message, { details })
}

function isShare(rate: string, orNone: boolean): boolean {
  if (/\/0+$/.test(rate)) return false
  const share = fractionOf(rate)
  return share.lte(1) && (orNone || share.gt(0))
}

function nothingLeft(perCustomer: Fraction): Problem {
  const message = 'The price leaves nothing for advertising after cost of goods and margin.'
  const hint = `It is short by ${perCustomer.neg().valueOf()} a customer: a higher price, or less margin.`
  return new Problem('invalid_target', message, { details: [{ field: 'margin', message, hint }] })
}
