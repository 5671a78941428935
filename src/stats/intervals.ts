// Confidence intervals. Each takes sufficient statistics (n, sums, sums of squares) and touches no data.
import { betaQuantile, binomialCdf, gammaQuantile, normalReach, studentReach } from './distributions.ts'

/** Both ends belong to the interval, in the unit of the estimate. */
export interface Interval {
  low: number
  high: number
}

/**
 * Wilson score interval of a proportion: x of n independent units, each at most once (Wilson 1927).
 * Without units nothing is known: 0 to 1.
 */
export function wilson(x: number, n: number, level = 0.95): Interval {
  checkProportion(x, n)
  if (n === 0) return { low: 0, high: 1 }
  const z = normalReach(level)
  const p = x / n
  const centre = p + (z * z) / (2 * n)
  const reach = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
  const scale = 1 + (z * z) / n
  return {
    low: x === 0 ? 0 : Math.max(0, (centre - reach) / scale),
    high: x === n ? 1 : Math.min(1, (centre + reach) / scale),
  }
}

/** Exact interval of a proportion (Clopper and Pearson 1934); wider than Wilson's. */
export function clopperPearson(x: number, n: number, level = 0.95): Interval {
  checkProportion(x, n)
  const tail = (1 - level) / 2
  return {
    low: x === 0 ? 0 : betaQuantile(tail, x, n - x + 1),
    high: x === n ? 1 : betaQuantile(1 - tail, x + 1, n - x),
  }
}

/**
 * Exact interval of the mean of a Poisson count (Garwood 1936). Fractions of conversions, as platforms
 * report them, are taken as they are. A CPA's interval is cost ÷ high to cost ÷ low.
 */
export function poissonExact(count: number, level = 0.95): Interval {
  if (!(count >= 0)) throw new RangeError(`A count cannot be ${count}.`)
  const tail = (1 - level) / 2
  return { low: count === 0 ? 0 : gammaQuantile(tail, count), high: gammaQuantile(1 - tail, count + 1) }
}

/** Interval of a mean by Student's t. Null for fewer than two values: their spread is not known. */
export function meanInterval(n: number, sum: number, sumOfSquares: number, level = 0.95): Interval | null {
  if (n < 2) return null
  const mean = sum / n
  const variance = Math.max(0, (sumOfSquares - sum * mean) / (n - 1))
  const reach = studentReach(level, n - 1) * Math.sqrt(variance / n)
  return { low: mean - reach, high: mean + reach }
}

/** Sums over n independent clusters (visitors, days) of their x (units) and y (outcomes). */
export interface RatioSums {
  n: number
  sumX: number
  sumY: number
  sumXX: number
  sumYY: number
  sumXY: number
}

/**
 * Interval of Σy/Σx, where units come in clusters, by the delta method (Cochran 1977, §6.3 and §6.4;
 * Deng, Knoblich and Lu 2018) with Student's t on n − 1 degrees of freedom. With x = 1 it is the
 * interval of a mean. Ends may pass what is possible (below 0); the caller knows the bounds.
 * Null for fewer than two clusters or without units.
 */
export function ratioOfSumsInterval(sums: RatioSums, level = 0.95): Interval | null {
  const { n, sumX, sumY, sumXX, sumYY, sumXY } = sums
  if (n < 2 || sumX === 0) return null
  const ratio = sumY / sumX
  const residual = Math.max(0, sumYY - 2 * ratio * sumXY + ratio * ratio * sumXX)
  const error = Math.sqrt((residual * n) / (n - 1)) / Math.abs(sumX)
  const reach = studentReach(level, n - 1) * error
  return { low: ratio - reach, high: ratio + reach }
}

/** Ranks count from 1 (the smallest value); coverage is at least the level asked for. */
export interface QuantileRanks {
  low: number
  high: number
  coverage: number
}

/**
 * Which two of n sorted values hold the q-quantile between them, whatever the distribution
 * (David and Nagaraja 2003, §7.1). Null where n is too small for an end: six values for a median.
 */
export function quantileRanks(n: number, q: number, level = 0.95): QuantileRanks | null {
  const tail = (1 - level) / 2
  const low = firstWhere(n + 1, (k) => binomialCdf(k, n, q) > tail)
  const high = firstWhere(n + 1, (k) => binomialCdf(k, n, q) >= 1 - tail) + 1
  if (low < 1 || high > n) return null
  return { low, high, coverage: binomialCdf(high - 1, n, q) - binomialCdf(low - 1, n, q) }
}

/** The first k in 0 … n − 1 for which a condition that stays true once true holds; n where none does. */
function firstWhere(n: number, holds: (k: number) => boolean): number {
  let low = 0
  let high = n
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

function checkProportion(x: number, n: number): void {
  if (!(x >= 0 && x <= n)) throw new RangeError(`${x} of ${n} is not a proportion.`)
}
