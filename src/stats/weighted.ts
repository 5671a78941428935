// Interval of a sum of weights over Poisson events: values of conversions, conversions of persons.
import { poissonExact, type Interval } from './intervals.ts'
import { normalReach } from './distributions.ts'

/** Sums over independent events, each with a weight of its own. */
export interface WeightedSums {
  sum: number
  sumOfSquares: number
  min: number
  max: number
}

/**
 * Interval of the expected sum of weights, when events come as Poisson (Fay and Feuer 1997, gamma method).
 * With equal weights w it is w × the exact Poisson interval of the number of events. Where a weight is
 * negative (a refund) it falls back on the normal approximation sum ± z·√Σw².
 */
export function weightedPoisson(sums: WeightedSums, level = 0.95): Interval {
  const { sum, sumOfSquares, min, max } = sums
  if (min < 0 || sum < 0) {
    const reach = normalReach(level) * Math.sqrt(sumOfSquares)
    return { low: sum - reach, high: sum + reach }
  }
  const low = sum === 0 ? 0 : (sumOfSquares / sum) * poissonExact((sum * sum) / sumOfSquares, level).low
  if (max === 0) return { low, high: 0 }
  // One more event with the largest weight: its shape, less one, is the count whose upper end is wanted.
  const shape = (sum + max) ** 2 / (sumOfSquares + max * max)
  const high = ((sum + max) / shape) * poissonExact(Math.max(0, shape - 1), level).high
  return { low, high }
}
