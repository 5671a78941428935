// What money brings: conversions by spend, with diminishing returns, fitted to an account's own weeks.
import { type PoissonFit, fitPoisson } from './poisson-regression.ts'

/** Conversions of a week for a week's spend. Power: `scale · s^elasticity`; Hill: an S-curve where `shape` is above 1. */
export type Curve =
  | { kind: 'power'; scale: number; elasticity: number }
  | { kind: 'hill'; top: number; half: number; shape: number }

export function responseAt(curve: Curve, spend: number): number {
  if (spend <= 0) return 0
  if (curve.kind === 'power') return curve.scale * spend ** curve.elasticity
  const { top, half, shape } = curve
  return top / (1 + (half / spend) ** shape)
}

export interface SpendWeek {
  spend: number
  /** Those that are there by now. */
  cv: number
  /** Share of all its conversions that these are, above 0; 1 by default. */
  arrived?: number
}

export interface FittedResponse {
  curve: Extract<Curve, { kind: 'power' }>
  /** `measured`: the account's own weeks tell how returns diminish; `usual`: they tell the level, and the usual elasticity is taken. */
  rule: 'measured' | 'usual'
  /** Of ln(mean conversions) at a spend: its variance. */
  varianceAt(spend: number): number
  /** Least and most that was spent in a week. */
  observed: { low: number; high: number }
  weeks: number
  cv: number
}

/** Before any data: a tenth more money brings 7 % more. An assumption; wide enough that half a year of changing budgets replaces it. */
const usualElasticity = 0.7
const usualDeviation = 0.15
const leastWeeks = 4
const leastCv = 5
const flattest = 0.05

/**
 * Poisson regression of conversions on ln(spend) with a normal prior on the elasticity, which is kept concave; where weeks
 * vary more than Poisson's law, by that much less sure. Weeks without spend say nothing; of a young week only a share is
 * expected to be there. Null where there is too little to tell even the level.
 */
export function fitResponse(weeks: readonly SpendWeek[]): FittedResponse | null {
  const spent = weeks.filter(({ spend }) => spend > 0)
  const cv = spent.reduce((sum, week) => sum + week.cv, 0)
  if (spent.length < leastWeeks || cv < leastCv) return null
  const middle = Math.exp(spent.reduce((sum, { spend }) => sum + Math.log(spend), 0) / spent.length)
  const precision = 1 / usualDeviation ** 2
  const first = fitAround(spent, middle, precision)
  const spread = first && dispersionOf(spent, first)
  const fit = spread && fitAround(spent, middle, precision * spread)
  if (!fit) return null
  const [level, change] = fit.coefficients as [number, number]
  const elasticity = Math.min(1, Math.max(flattest, usualElasticity + change))
  const [[v00, v01], [, v11]] = fit.covariance.map((row) => row.map((value) => value * spread)) as [
    [number, number],
    [number, number],
  ]
  return {
    curve: { kind: 'power', scale: Math.exp(level) / middle ** elasticity, elasticity },
    rule: Math.sqrt(v11) < 0.75 * usualDeviation ? 'measured' : 'usual',
    varianceAt: (spend) => {
      const away = Math.log(Math.max(spend, 1e-9) / middle)
      return v00 + 2 * away * v01 + away * away * v11
    },
    observed: { low: Math.min(...spent.map(({ spend }) => spend)), high: Math.max(...spent.map(({ spend }) => spend)) },
    weeks: spent.length,
    cv,
  }
}

/** ln mean = level + (usual + change) · ln(spend ÷ middle); the prior holds the change towards none. */
function fitAround(weeks: readonly SpendWeek[], middle: number, precision: number): PoissonFit | null {
  return fitPoisson({
    y: weeks.map(({ cv }) => cv),
    x: weeks.map(({ spend }) => [1, Math.log(spend / middle)]),
    exposure: weeks.map(({ spend, arrived = 1 }) => arrived * (spend / middle) ** usualElasticity),
    prior: [0, precision],
  })
}

/** Pearson's; at least Poisson's own. */
function dispersionOf(weeks: readonly SpendWeek[], { means }: PoissonFit): number {
  const chi = weeks.reduce((sum, { cv }, index) => sum + (cv - means[index]!) ** 2 / Math.max(means[index]!, 1e-9), 0)
  return Math.max(1, chi / Math.max(1, weeks.length - 2))
}
