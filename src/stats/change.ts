// Two periods held against each other: the difference and the relative change, each with its interval.
import { betaQuantile, normalReach } from './distributions.ts'
import type { Interval } from './intervals.ts'

/** An estimate with its own interval, at the same level as what is made of it. */
export interface Estimate extends Interval {
  value: number
}

/**
 * `a − b` of independent estimates, from their own limits (MOVER: Zou and Donner 2008). With Wilson's limits it is
 * Newcombe's interval of a difference of proportions (1998, method 10). Either end can be infinite.
 */
export function differenceInterval(a: Estimate, b: Estimate): Interval {
  const difference = a.value - b.value
  return {
    low: difference - Math.hypot(a.value - a.low, b.high - b.value),
    high: difference + Math.hypot(a.high - a.value, b.value - b.low),
  }
}

/**
 * `a ÷ b` of independent positive estimates, from their own limits on the log scale (MOVER: Donner and Zou 2012), which
 * keeps it above 0. `b` must be more than 0. An end that nothing bounds is 0 or infinite.
 */
export function ratioInterval(a: Estimate, b: Estimate): Interval {
  const ratio = a.value / b.value
  if (!(ratio > 0)) return { low: 0, high: b.low > 0 ? a.high / b.low : Infinity }
  const [fall, rise] = [Math.log(a.value / Math.max(0, a.low)), Math.log(a.high / a.value)]
  const [below, above] = [Math.log(b.value / Math.max(0, b.low)), Math.log(b.high / b.value)]
  return { low: ratio * Math.exp(-Math.hypot(fall, above)), high: ratio * Math.exp(Math.hypot(rise, below)) }
}

/**
 * Ratio of two Poisson counts, exact: given their sum, the first is binomial (Przyborowski and Wilenski 1940), with Clopper
 * and Pearson's limits of its share. Fractions of conversions are taken as they are.
 */
export function countRatioInterval(a: number, b: number, level = 0.95): Interval {
  const tail = (1 - level) / 2
  const odds = (share: number): number => share / (1 - share)
  return {
    low: a === 0 ? 0 : odds(betaQuantile(tail, a, b + 1)),
    high: b === 0 ? Infinity : odds(betaQuantile(1 - tail, a + 1, b)),
  }
}

/** Units of which some converted. */
export interface Share {
  converted: number
  units: number
}

/**
 * Ratio of two proportions by the normal approximation of its logarithm (Katz and others 1978). Both must have converted
 * at least once.
 */
export function rateRatioInterval(a: Share, b: Share, level = 0.95): Interval {
  const variance = 1 / a.converted - 1 / a.units + 1 / b.converted - 1 / b.units
  const reach = Math.exp(normalReach(level) * Math.sqrt(Math.max(0, variance)))
  const ratio = a.converted / a.units / (b.converted / b.units)
  return { low: ratio / reach, high: ratio * reach }
}
