// What a daily or hourly count is expected to be: level, trend and season by Poisson regression with a spread of its own,
// and how surprising it would be to see something else.
import { betaCdf, gammaCdf, normalReach } from './distributions.ts'
import { dot } from './matrices.ts'
import { type PoissonFit, fitPoisson } from './poisson-regression.ts'

/** A count at a place in time: day or hour by number, with its season's phases. */
export interface SeasonalPoint {
  /** Number of the day or hour, for the trend. */
  at: number
  /** Phase of each season, from 0: weekday, or hour of the day and weekday. */
  phases: readonly number[]
  count: number
  /** What the count is a part of (all visits, of those without click id); 1 where it is a volume. */
  exposure: number
}

export interface SeasonalBaseline {
  /** Periods of each season: [7] for days, [24, 7] for hours. */
  seasons: readonly number[]
  fit: PoissonFit
  /** Variance ÷ mean of the counts about their expectation; at least 1. */
  dispersion: number
  /** Degrees of freedom that the dispersion was estimated with. */
  freedom: number
  middle: number
  span: number
}

type Frame = Pick<SeasonalBaseline, 'seasons' | 'middle' | 'span'>

/** Season effects are held towards none, and the trend towards flat, by normal priors with these deviations (of ln). */
const priorOfSeason = 1
const priorOfTrend = 0.5

/** Points further from expectation than this many deviations do not form the baseline: they are what it is to find. */
const outlying = 4
/** Median of the square of a standard normal. */
const medianSquare = 0.454936

/**
 * Fits level, trend and season. The trend is robust: points that stand out are left out and the fit repeated.
 * Null where there is too little: less than two periods of the longest season.
 * @param near a baseline of nearly the same points: the fit begins with it, and ends sooner at the same place.
 */
export function seasonalBaseline(
  points: readonly SeasonalPoint[],
  seasons: readonly number[],
  near?: SeasonalBaseline | null,
): SeasonalBaseline | null {
  if (points.length < 2 * Math.max(...seasons)) return null
  const times = points.map(({ at }) => at)
  const [first, last] = [Math.min(...times), Math.max(...times)]
  const frame = { seasons, middle: (first + last) / 2, span: Math.max(1, last - first) }
  let kept = points.filter(({ exposure }) => exposure > 0)
  let before: readonly number[] | undefined = near?.fit.coefficients
  for (let round = 0; ; round++) {
    const baseline: SeasonalBaseline | null = fitOnce(kept, frame, before)
    if (!baseline || round === 2) return baseline
    before = baseline.fit.coefficients
    const usual = usualDispersion(baseline, kept)
    const steady = points.filter((point) => point.exposure > 0 && outliesBy(baseline, point, usual) <= outlying)
    if (steady.length === kept.length || steady.length < 0.7 * points.length) return baseline
    kept = steady
  }
}

function fitOnce(
  points: readonly SeasonalPoint[],
  frame: Frame,
  start: readonly number[] | undefined,
): SeasonalBaseline | null {
  const x = points.map((point) => predictors(frame, point))
  const prior = x[0]?.map((_, k) => (k === 0 ? 0 : k === 1 ? priorOfTrend ** -2 : priorOfSeason ** -2))
  if (!prior) return null
  const exposure = points.map((point) => point.exposure)
  // one count more over all points: a history of nothing is no proof that nothing can happen
  const y = points.map(({ count }) => count + 1 / points.length)
  const fit = fitPoisson({ y, x, exposure, prior, ...(start && { start }) })
  if (!fit) return null
  // what the priors hold back frees degrees: trace of the hat matrix (Hastie and Tibshirani 1990, §6.8)
  const used = fit.means.reduce((sum, mean, i) => sum + mean * quadratic(fit.covariance, x[i]!), 0)
  const freedom = Math.max(1, points.length - used)
  const pearson = y.reduce((sum, count, i) => sum + (count - fit.means[i]!) ** 2 / Math.max(fit.means[i]!, 1e-6), 0)
  return { ...frame, fit, dispersion: Math.max(1, pearson / freedom), freedom }
}

/** Level, trend (−½ to ½ over the points of the fit), and for each season its phases with a sum of nothing. */
function predictors({ seasons, middle, span }: Frame, point: SeasonalPoint): number[] {
  const x = [1, (point.at - middle) / span]
  for (const [s, period] of seasons.entries()) {
    for (let phase = 0; phase < period; phase++) x.push((phase === point.phases[s] ? 1 : 0) - 1 / period)
  }
  return x
}

function quadratic(matrix: readonly (readonly number[])[], x: readonly number[]): number {
  let sum = 0
  for (let k = 0; k < x.length; k++) sum += x[k]! * dot(matrix[k]!, x)
  return sum
}

export interface Expectation {
  mean: number
  /** Of a new count about the mean, what is not known of the mean included. */
  variance: number
  freedom: number
}

/** What points together are expected to count (their own counts are not looked at). */
export function expect(baseline: SeasonalBaseline, points: readonly SeasonalPoint[]): Expectation {
  const { fit, dispersion, freedom } = baseline
  let mean = 0
  const gradient = fit.coefficients.map(() => 0)
  for (const point of points) {
    const x = predictors(baseline, point)
    const each = meanOf(baseline, point, x)
    mean += each
    for (let k = 0; k < x.length; k++) gradient[k]! += each * x[k]!
  }
  return { mean, variance: dispersion * (mean + quadratic(fit.covariance, gradient)), freedom }
}

/** What one point is expected to count, without how sure that is: a tenth of the reckoning. */
export function meanOf(baseline: SeasonalBaseline, point: SeasonalPoint, x = predictors(baseline, point)): number {
  return point.exposure * Math.exp(dot(x, baseline.fit.coefficients))
}

/** The dispersion of the better half of the points: what stands out does not hide itself by widening it. */
function usualDispersion(baseline: SeasonalBaseline, points: readonly SeasonalPoint[]): number {
  const squares = points.map((point) => outliesBy(baseline, point, 1) ** 2).toSorted((a, b) => a - b)
  return Math.max(1, squares[Math.floor(squares.length / 2)]! / medianSquare)
}

function outliesBy(baseline: SeasonalBaseline, point: SeasonalPoint, dispersion: number): number {
  const mean = meanOf(baseline, point)
  return Math.abs(point.count - mean) / Math.sqrt(dispersion * Math.max(mean, 0.25))
}

/**
 * Chances of a count as low as this, and as high as this; each includes the count itself. Within two deviations the
 * exact chance is of no use to anybody, and ½ is said.
 */
export function tails(count: number, { mean, variance, freedom }: Expectation): { low: number; high: number } {
  if (Math.abs(count - mean) < 2 * Math.sqrt(variance)) return { low: 0.5, high: 0.5 }
  return {
    low: withUnknownSpread(countCdf(count, mean, variance), freedom),
    high: withUnknownSpread(1 - countCdf(count - 1, mean, variance), freedom),
  }
}

/** The chance of at most k: negative binomial of that mean and variance, Poisson where it has no more spread. */
export function countCdf(count: number, mean: number, variance: number): number {
  const k = Math.floor(count)
  if (k < 0) return 0
  if (mean <= 0) return 1
  if (variance <= mean * (1 + 1e-9)) return 1 - gammaCdf(mean, k + 1)
  const size = mean ** 2 / (variance - mean)
  return betaCdf(size / (size + mean), size, k + 1)
}

/** The spread is estimated: what is z deviations out by a known spread has the chance of Student's t at z. */
export function withUnknownSpread(chance: number, freedom: number): number {
  if (chance >= 0.5) return chance
  const z = normalReach(1 - 2 * Math.max(chance, 1e-13))
  return 0.5 * betaCdf(freedom / (freedom + z * z), freedom / 2, 0.5)
}
