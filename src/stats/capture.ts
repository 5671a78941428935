// How many there really are, when two lists each hold some of them (Lincoln and Petersen, corrected by Chapman 1951).
import { normalReach } from './distributions.ts'
import type { Interval } from './intervals.ts'

export interface TwoLists {
  /** How many each list holds, those on both included. */
  first: number
  second: number
  both: number
}

export interface Estimate {
  total: number
  interval: Interval
}

const level = 0.95

/**
 * Chapman's estimate, with the interval of the logit of the share that no list holds (Sadinle 2009); lists of 10 and 15
 * with 5 on both give 28.33 (21.94 to 64.67). Null where more links are said to be missed than there can be.
 * @param oddsRatio 1 where being on one list says nothing of being on the other; above 1 it makes that likelier. Two lists
 * cannot tell it, so it is assumed: those on neither list are as many times more.
 * @param missed share of those on both lists that are not linked, and so stand on each as if alone: it is taken out (Ding
 * and Fienberg 1994).
 */
export function chapman(lists: TwoLists, oddsRatio = 1, missed = 0): Estimate | null {
  const { first, second } = lists
  if (!(lists.both >= 0 && lists.both <= Math.min(first, second))) {
    throw new RangeError('More are on both lists than on one.')
  }
  const both = lists.both / (1 - missed)
  if (!(missed < 1) || both > Math.min(first, second)) return null
  const seen = first + second - both
  const unseen = (oddsRatio * (first - both) * (second - both)) / (both + 1)
  const [a, b, m] = [first - both + 0.5, second - both + 0.5, both + 0.5]
  const independent = (a * b) / m
  const onNeither = oddsRatio * independent
  const z = normalReach(level)
  // of the independent lists: the odds ratio multiplies those on neither, and with them how far they are uncertain
  const reach = Math.exp(z * Math.sqrt(1 / a + 1 / b + 1 / m + 1 / independent))
  // links found are a thinning of the real ones; the estimate N = n1·n2/M moves by N/M with each, independent of what the
  // lists happened to hold
  const variance = (both * missed) / (1 - missed)
  const byLinks = (z * Math.sqrt(variance) * (seen + unseen)) / m
  const below = Math.hypot(onNeither - onNeither / reach, byLinks)
  const above = Math.hypot(onNeither * reach - onNeither, byLinks)
  const base = seen - 0.5 + onNeither
  const sure = missed === 0 ? seen : Math.max(first, second)
  return { total: seen + unseen, interval: { low: Math.max(sure, base - below), high: base + above } }
}
