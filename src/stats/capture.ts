// How many there really are, when two lists each hold some of them (Lincoln and Petersen, corrected by Chapman 1951).
import { normalReach } from './distributions.ts'
import type { Interval } from './intervals.ts'

export interface TwoLists {
  /** How many each list holds, those on both included. */
  first: number
  second: number
  both: number
}

/** What linking the lists gets wrong: pairs of one thing that stay apart, things of one list tied to a stranger. */
export interface LinkageErrors {
  missed: number
  wrong: number
}

export interface Estimate {
  total: number
  interval: Interval
}

/**
 * Chapman's estimate for two lists that hold things independently of each other, with the interval of the logit of
 * the share that no list holds (Sadinle 2009); 10, 15 and 5 on both give 28.33 (21.94 to 64.67).
 */
export function chapman(lists: TwoLists, level = 0.95): Estimate {
  return estimate(lists, 1, 0, level)
}

/**
 * The same where being on one list makes being on the other likelier, by an odds ratio above 1. Two lists cannot
 * tell it, so it is assumed: those on neither list are as many times more.
 */
export function chapmanByOddsRatio(lists: TwoLists, oddsRatio: number, level = 0.95): Estimate {
  return estimate(lists, oddsRatio, 0, level)
}

/**
 * Both corrected for linkage errors whose rates are known (Ding and Fienberg 1994): of M on both lists, a share
 * `missed` is not linked; of those on the second list alone, a share `wrong` is linked to a stranger. Null where more
 * errors are stated than there are links.
 */
export function chapmanLinked(
  { first, second, both }: TwoLists,
  { missed, wrong }: LinkageErrors,
  oddsRatio = 1,
  level = 0.95,
): Estimate | null {
  const found = 1 - missed - wrong
  const real = (both - wrong * second) / found
  if (!(found > 0) || real < 0 || real > Math.min(first, second)) return null
  // links observed are a thinning of the real ones; the estimate N = n1·n2/M moves by N/M with each
  const variance = (real * missed * (1 - missed) + Math.max(0, second - real) * wrong * (1 - wrong)) / found ** 2
  return estimate({ first, second, both: real }, oddsRatio, variance, level)
}

/** @param variance of the number on both lists, where it is itself an estimate. */
function estimate({ first, second, both }: TwoLists, oddsRatio: number, variance: number, level: number): Estimate {
  if (!(both >= 0 && both <= Math.min(first, second))) throw new RangeError('More are on both lists than on one.')
  const seen = first + second - both
  const unseen = (oddsRatio * (first - both) * (second - both)) / (both + 1)
  const [a, b, m] = [first - both + 0.5, second - both + 0.5, both + 0.5]
  const independent = (a * b) / m
  const missed = oddsRatio * independent
  const z = normalReach(level)
  // of the independent lists: the odds ratio multiplies those on neither, and with them how far they are uncertain
  const reach = Math.exp(z * Math.sqrt(1 / a + 1 / b + 1 / m + 1 / independent))
  // errors of linking move the whole estimate, and are independent of what the lists happened to hold
  const byLinks = (z * Math.sqrt(variance) * (seen + unseen)) / m
  const below = Math.hypot(missed - missed / reach, byLinks)
  const above = Math.hypot(missed * reach - missed, byLinks)
  const base = seen - 0.5 + missed
  const sure = variance === 0 ? seen : Math.max(first, second)
  return { total: seen + unseen, interval: { low: Math.max(sure, base - below), high: base + above } }
}
