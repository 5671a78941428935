// The formulas: from a cell's sufficient statistics to a figure with its interval, or to the reason for none.
import type { Figure } from '#contract/ask.ts'
import {
  meanInterval,
  poissonExact,
  quantileRanks,
  ratioOfSumsInterval,
  wilson,
  type Interval,
} from '#stats/intervals.ts'
import { weightedPoisson } from '#stats/weighted.ts'
import { type Cell, type LagQuantile, lagQuantiles } from './measures.ts'

export interface FormulaContext {
  /** No click and no visitor can convert more than once under the definitions asked for. */
  once: { click: boolean; visitor: boolean }
}

type Formula = (cell: Cell, context: FormulaContext) => Figure

export function refused(reason: string): Figure {
  return { value: null, refused: reason }
}

const amount = (value: number): Figure => ({ value })

function estimate(value: number, interval: Interval | null): Figure {
  return interval ? { value, low: interval.low, high: interval.high } : { value }
}

function scale(interval: Interval, factor: number): Interval {
  return { low: interval.low * factor, high: interval.high * factor }
}

const count = (value: number): Figure => estimate(value, poissonExact(value))

function severalCurrencies(currencies: readonly string[]): Figure | undefined {
  if (currencies.length < 2) return undefined
  const names = currencies.map((currency) => currency || 'no currency')
  return refused(`money is in ${names.join(' and ')}; ask by currency`)
}

/** A rate needs units, and at most one CV a unit on average. */
function unusable(cvs: number, units: number, unit: string): Figure | undefined {
  if (units === 0) return refused(cvs === 0 ? `no ${unit}s` : `${cvs} CVs but no ${unit}s`)
  if (cvs > units) return refused(`more CVs (${cvs}) than ${unit}s (${units})`)
  return undefined
}

function rate(numerator: number, denominator: number, interval: Interval | null): Figure {
  return { ...estimate(numerator / denominator, interval && withinOne(interval)), numerator, denominator }
}

function withinOne({ low, high }: Interval): Interval {
  return { low: Math.max(0, low), high: Math.min(1, high) }
}

function perClick({ clicked, spend }: Cell, { once }: FormulaContext): Figure {
  const { cvs, cvSquares, cvMax } = clicked
  const bad = unusable(cvs, spend.clicks, 'click')
  if (bad) return bad
  if (once.click) return rate(cvs, spend.clicks, wilson(cvs, spend.clicks))
  const sums = { sum: cvs, sumOfSquares: cvSquares, min: 1, max: Math.max(1, cvMax) }
  return rate(cvs, spend.clicks, scale(weightedPoisson(sums), 1 / spend.clicks))
}

/**
 * Without any CV the clusters show no spread, so the exact Poisson bound on the units stands in; where all clusters have
 * the same rate (all of three visitors clicked) Wilson's on the clusters.
 */
function clustered(cvs: number, units: number, clusters: number, interval: Interval | null): Figure {
  if (cvs === 0) return rate(cvs, units, scale(poissonExact(0), 1 / units))
  const isAlike = interval !== null && interval.high - interval.low < 1e-6
  return rate(cvs, units, isAlike ? wilson(Math.min(1, cvs / units) * clusters, clusters) : interval)
}

function perSession({ converting }: Cell): Figure {
  const { cvs, sessions, visitors, sessionSquares, sessionCvs, cvSquares } = converting
  const sums = { n: visitors, sumX: sessions, sumY: cvs, sumXX: sessionSquares, sumYY: cvSquares, sumXY: sessionCvs }
  return unusable(cvs, sessions, 'session') ?? clustered(cvs, sessions, visitors, ratioOfSumsInterval(sums))
}

function ctaClickRate({ ctas }: Cell): Figure {
  const { clicked, visits, visitors: n, visitSquares: sumXX, visitClicks: sumXY, clickSquares: sumYY } = ctas
  if (visits === 0) return refused('no visits with a call to action')
  return clustered(clicked, visits, n, ratioOfSumsInterval({ n, sumX: visits, sumY: clicked, sumXX, sumYY, sumXY }))
}

function ctaConversionRate({ ctaConverting }: Cell): Figure {
  const { cvs, clicked, clickers: n, clickSquares: sumXX, clickCvs: sumXY, cvSquares: sumYY } = ctaConverting
  if (clicked === 0) return refused('no visits with a click')
  const interval = ratioOfSumsInterval({ n, sumX: clicked, sumY: cvs, sumXX, sumYY, sumXY })
  return unusable(cvs, clicked, 'visit') ?? clustered(cvs, clicked, n, interval)
}

function perVisitor({ converting }: Cell, { once }: FormulaContext): Figure {
  const { visitors, converted, cvs, cvSquares } = converting
  if (once.visitor)
    return unusable(converted, visitors, 'visitor') ?? rate(converted, visitors, wilson(converted, visitors))
  const bad = unusable(cvs, visitors, 'visitor')
  return bad ?? clustered(cvs, visitors, visitors, meanInterval(visitors, cvs, cvSquares))
}

function transition({ transition: { persons, converted } }: Cell): Figure {
  if (persons === 0) return refused('nobody with the micro CV')
  return rate(converted, persons, wilson(converted, persons))
}

function costPerCv(cost: number, cvs: number, noCv: string): Figure {
  if (cvs === 0) return refused(noCv)
  const { low, high } = poissonExact(cvs)
  return { value: cost / cvs, low: cost / high, high: cost / low, numerator: cost, denominator: cvs }
}

function costPerEach({ spend }: Cell, units: number, none: string): Figure {
  if (spend.rows === 0) return refused('no cost is known here')
  return severalCurrencies(spend.currencies) ?? costPerCv(spend.cost, units, none)
}

function cvPerCost({ spend, conversions: { cv } }: Cell): Figure {
  const bad = returnOn(spend.cost, spend.currencies, [])
  if (bad) return bad
  const interval = scale(poissonExact(cv), 1 / spend.cost)
  return { ...estimate(cv / spend.cost, interval), numerator: cv, denominator: spend.cost }
}

const money = (amountOf: number, currencies: readonly string[]): Figure =>
  severalCurrencies(currencies) ?? amount(amountOf)

function valueInterval({ conversions: { value, valueSquares, valueMin, valueMax } }: Cell): Interval {
  return weightedPoisson({ sum: value, sumOfSquares: valueSquares, min: valueMin, max: valueMax })
}

function worth(cell: Cell): Figure {
  const { cv, valued, value, currencies } = cell.conversions
  if (cv > 0 && valued === 0) return refused('no CV carries a value')
  const mixed = severalCurrencies(currencies)
  if (mixed) return mixed
  return valued === 0 ? amount(0) : estimate(value, valueInterval(cell))
}

function averageOrder({ conversions }: Cell): Figure {
  const { valued, value, valueSquares, currencies } = conversions
  if (valued === 0) return refused('no CV carries a value')
  return (
    severalCurrencies(currencies) ?? {
      ...estimate(value / valued, withinSigns(meanInterval(valued, value, valueSquares), conversions)),
      numerator: value,
      denominator: valued,
    }
  )
}

/** Where no value is negative their mean is not either, and the other way round. */
function withinSigns(
  interval: Interval | null,
  { valueMin, valueMax }: Pick<Cell['conversions'], 'valueMin' | 'valueMax'>,
): Interval | null {
  if (interval === null) return null
  const low = valueMin >= 0 ? Math.max(0, interval.low) : interval.low
  return { low, high: valueMax <= 0 ? Math.min(0, interval.high) : interval.high }
}

/** Money earned over money spent: both must be in one currency. */
function returnOn(
  cost: number,
  costCurrencies: readonly string[],
  valueCurrencies: readonly string[],
): Figure | undefined {
  if (cost === 0) return refused('no cost is known here')
  return severalCurrencies([...new Set([...costCurrencies, ...valueCurrencies])])
}

function roas(cell: Cell): Figure {
  const { spend, conversions } = cell
  const bad = returnOn(spend.cost, spend.currencies, conversions.currencies)
  if (bad) return bad
  const earned = worth(cell)
  if (earned.value === null) return earned
  const interval = conversions.valued === 0 ? null : scale(valueInterval(cell), 1 / spend.cost)
  return { ...estimate(earned.value / spend.cost, interval), numerator: earned.value, denominator: spend.cost }
}

function qualifying({ conversions: { cv, valued, paying } }: Cell): Figure {
  if (cv === 0) return refused('no CV')
  return valued === 0 ? refused('no CV carries a value') : rate(paying, cv, wilson(paying, cv))
}

function repeatRate({ customers: { customers, repeated } }: Cell): Figure {
  return customers === 0 ? refused('no new customer') : rate(repeated, customers, wilson(repeated, customers))
}

function customersWorth({ valued, currencies }: Cell['customers']): Figure | undefined {
  return valued === 0 ? refused('no CV of a new customer carries a value') : severalCurrencies(currencies)
}

function lifetimeValue({ customers: cell }: Cell): Figure {
  const { customers, value, valueSquares } = cell
  const interval = withinSigns(meanInterval(customers, value, valueSquares), cell)
  return customersWorth(cell) ?? { ...estimate(value / customers, interval), numerator: value, denominator: customers }
}

function customerValueRatio({ spend, customers: cell }: Cell): Figure {
  const { value, valueSquares, valueMin, valueMax } = cell
  const bad = returnOn(spend.cost, spend.currencies, cell.currencies) ?? customersWorth(cell)
  if (bad) return bad
  const sums = { sum: value, sumOfSquares: valueSquares, min: valueMin, max: valueMax }
  const interval = scale(weightedPoisson(sums), 1 / spend.cost)
  return { ...estimate(value / spend.cost, interval), numerator: value, denominator: spend.cost }
}

/** Two numbers that nothing ties together: their quotient may exceed 1, and has no interval. */
function perOther(counted: number, units: number, unit: string): Figure {
  return units === 0 ? refused(`no ${unit}s`) : { value: counted / units, numerator: counted, denominator: units }
}

function clickThrough({ spend: { clicks, impressions } }: Cell): Figure {
  if (impressions === 0) return refused(clicks === 0 ? 'no impressions' : `${clicks} clicks but no impressions`)
  if (clicks > impressions) return refused(`more clicks (${clicks}) than impressions (${impressions})`)
  return rate(clicks, impressions, wilson(clicks, impressions))
}

function costPer({ spend }: Cell, units: number, unit: string, factor: number): Figure {
  if (units === 0) return refused(`no ${unit}s`)
  const mixed = severalCurrencies(spend.currencies)
  return mixed ?? { value: (spend.cost / units) * factor, numerator: spend.cost, denominator: units }
}

function lag(q: LagQuantile): Formula {
  const place = lagQuantiles.indexOf(q)
  return ({ conversions: { lagged, lagsNear, lagRanks } }) => {
    if (lagged === 0) return refused('no CV is credited to a visit or lead before it')
    const ofRank = (rank: number): number => lagsNear[place]![rank - lagRanks[place]!]!
    const ranks = quantileRanks(lagged, q)
    // The smallest value that at least the share q does not exceed.
    const value = ofRank(Math.max(1, Math.ceil(q * lagged)))
    return estimate(value, ranks && { low: ofRank(ranks.low), high: ofRank(ranks.high) })
  }
}

function figureCpa({ spend, figures }: Cell): Figure {
  if (spend.reportedRows === 0) return refused('no cost is known here')
  return (
    severalCurrencies(spend.reportedCurrencies) ??
    costPerCv(spend.reportedCost, figures.conversions, 'cost but no reported CV yet')
  )
}

function figureRoas({ spend, figures }: Cell): Figure {
  const bad = returnOn(spend.reportedCost, spend.reportedCurrencies, figures.currencies)
  if (bad) return bad
  return { value: figures.value / spend.reportedCost, numerator: figures.value, denominator: spend.reportedCost }
}

function figurePerClick({ spend, figures }: Cell): Figure {
  const bad = unusable(figures.conversions, spend.reportedClicks, 'click')
  const interval = scale(poissonExact(figures.conversions), 1 / spend.reportedClicks)
  return bad ?? rate(figures.conversions, spend.reportedClicks, interval)
}

/** Metric id → formula; the catalogue and this table hold the same ids. */
export const formulas: Readonly<Record<string, Formula>> = {
  events: ({ events }) => amount(events.events),
  'cta.views': ({ ctas }) => amount(ctas.views),
  'cta.clicks': ({ ctas }) => amount(ctas.clicks),
  'cta.rate': ctaClickRate,
  'cta.cv': ({ ctaConverting }) => count(ctaConverting.cvs),
  'cta.cvr': ctaConversionRate,
  sessions: ({ sessions }) => amount(sessions.sessions),
  visitors: ({ sessions }) => amount(sessions.visitors),
  cv: ({ conversions }) => count(conversions.cv),
  'cvr.click': perClick,
  'cvr.session': perSession,
  'cvr.visitor': perVisitor,
  transition,
  cost: ({ spend }) => money(spend.cost, spend.currencies),
  cpa: (cell) => costPerEach(cell, cell.conversions.cv, 'cost but no CV yet'),
  cv_per_cost: cvPerCost,
  roas,
  impressions: ({ spend }) => amount(spend.impressions),
  clicks: ({ spend }) => amount(spend.clicks),
  ctr: clickThrough,
  'clicks.session': ({ spend, sessions }) => perOther(spend.clicks, sessions.sessions, 'session'),
  'visitors.impression': ({ spend, sessions }) => perOther(sessions.visitors, spend.impressions, 'impression'),
  cpc: (cell) => costPer(cell, cell.spend.clicks, 'click', 1),
  cpm: (cell) => costPer(cell, cell.spend.impressions, 'impression', 1_000),
  value: worth,
  aov: averageOrder,
  qualifying,
  customers: ({ customers }) => count(customers.customers),
  cac: (cell) => costPerEach(cell, cell.customers.customers, 'cost but no new customer yet'),
  repeat: repeatRate,
  ltv: lifetimeValue,
  'ltv.cac': customerValueRatio,
  'lag.p50': lag(0.5),
  'lag.p75': lag(0.75),
  'lag.p90': lag(0.9),
  'figure.cv': ({ figures }) => count(figures.conversions),
  'figure.cpa': figureCpa,
  'figure.value': ({ figures }) => money(figures.value, figures.currencies),
  'figure.roas': figureRoas,
  'figure.cvr.click': figurePerClick,
}
