// Conversions that have not arrived yet: how many of those to come are there after so many days, and what a recent
// figure will grow to. Days are whole numbers on one calendar.
import { firstNot } from '#util/sorted.ts'

/** What became of units (leads, clicks, visits) of one day: converted so many days later, or not yet (`null`). */
export interface Cohort {
  day: number
  lag: number | null
  count: number
}

/**
 * Kaplan and Meier's (1958) share of units that convert within 0, 1, … `horizon` days, units that are open counting
 * until `asOf`. One whose conversion precedes it stays in, as open.
 */
export function conversionCurve(cohorts: readonly Cohort[], asOf: number, horizon: number): number[] {
  const ends = Array.from({ length: horizon + 1 }, () => ({ converted: 0, open: 0 }))
  let atRisk = 0
  for (const { day, lag, count } of cohorts) {
    const end = endOf(day, lag, asOf)
    if (end < 0) continue
    atRisk += count
    if (end > horizon) continue
    if (isArrived(day, lag, asOf)) ends[end]!.converted += count
    else ends[end]!.open += count
  }
  let staying = 1
  return ends.map(({ converted, open }) => {
    if (atRisk > 0) staying *= 1 - converted / atRisk
    atRisk -= converted + open
    return 1 - staying
  })
}

function isArrived(day: number, lag: number | null, asOf: number): lag is number {
  return lag !== null && lag >= 0 && day + lag <= asOf
}

function endOf(day: number, lag: number | null, asOf: number): number {
  return isArrived(day, lag, asOf) ? lag : asOf - day
}

export interface Grown {
  units: number
  /** Converted within the horizon up to now. */
  arrived: number
  /** With what is still to come of the units that are open: [F(H) − F(age)] ÷ [1 − F(age)] of each. */
  corrected: number
}

/** What cohorts will have converted once all of them are as old as the curve is long. */
export function impute(cohorts: readonly Cohort[], curve: readonly number[], asOf: number): Grown {
  const horizon = curve.length - 1
  const grown = { units: 0, arrived: 0, corrected: 0 }
  for (const { day, lag, count } of cohorts) {
    if (day > asOf) continue
    grown.units += count
    if (isArrived(day, lag, asOf) && lag <= horizon) {
      grown.arrived += count
      grown.corrected += count
      continue
    }
    const soFar = curve[Math.min(asOf - day, horizon)]!
    if (soFar < 1) grown.corrected += (count * (curve[horizon]! - soFar)) / (1 - soFar)
  }
  return grown
}

/** History that begins later for conversions than for the units they come from. */
export interface Truncation {
  /** Day of the first conversion. */
  since: number
  /** Conversions of earlier cohorts that the later ones lead to expect before that day; none is there. */
  expected: number
}

/** So many conversions are not missing by chance: e^−10 is 1 in 22,000. */
const notByChance = 10

/** Finds where conversions of early cohorts cannot have been recorded; null where history is whole. */
export function findTruncation(cohorts: readonly Cohort[], asOf: number, horizon: number): Truncation | null {
  const since = firstArrival(cohorts, asOf)
  if (since === Infinity) return null
  const later = conversionCurve(sinceDay(cohorts, since), asOf, horizon)
  let expected = 0
  for (const { day, count } of cohorts) {
    if (day < since) expected += count * later[Math.min(since - 1 - day, horizon)]!
  }
  return expected >= notByChance ? { since, expected } : null
}

function firstArrival(cohorts: readonly Cohort[], asOf: number): number {
  return cohorts.reduce(
    (first, { day, lag }) => (isArrived(day, lag, asOf) ? Math.min(first, day + lag) : first),
    Infinity,
  )
}

export function sinceDay(cohorts: readonly Cohort[], since: number): Cohort[] {
  return cohorts.filter(({ day }) => day >= since)
}

/** Fewer arrivals than this tell nothing about when others arrive. */
const fewestArrivals = 30

/**
 * Where only what arrived is known and not what is open: the share of arrivals within `horizon` days that are there
 * after 0, 1, … days, by the reverse hazard (Lagakos, Barraj and De Gruttola 1988), which takes account of what cannot
 * have arrived yet. Cohorts before the first arrival are left out: their quick ones were not recorded. Null for fewer
 * than 30 arrivals.
 */
export function arrivalCurve(cohorts: readonly Cohort[], asOf: number, horizon: number): number[] | null {
  const arrived = sinceDay(cohorts, firstArrival(cohorts, asOf)).filter(
    ({ day, lag }) => isArrived(day, lag, asOf) && lag <= horizon,
  )
  if (arrived.reduce((sum, { count }) => sum + count, 0) < fewestArrivals) return null
  const at = Array.from({ length: horizon + 1 }, () => 0)
  /** Of cohorts that are exactly so old, by lag: they leave the comparison at longer lags. */
  const young = Array.from({ length: horizon + 1 }, () => 0)
  for (const { day, lag, count } of arrived) {
    at[lag!]! += count
    if (asOf - day <= horizon) young[asOf - day]! += count
  }
  const all = at.reduce((sum, count) => sum + count, 0)
  const curve = Array.from({ length: horizon + 1 }, () => 1)
  // among cohorts at least t days old, and lags of at most t days: how many are exactly t
  let old = all
  let longer = 0
  const compared = at.map((_, t) => {
    const there = old
    old -= young[t]!
    return there
  })
  for (let t = horizon; t > 0; t--) {
    const upTo = compared[t]! - longer
    curve[t - 1] = upTo > 0 ? curve[t]! * (1 - at[t]! / upTo) : curve[t]!
    longer += at[t]!
  }
  return curve
}

/** The share of a period's conversions that is there, its days counting evenly; days after `asOf` are left out. */
export function arrivedShare(curve: readonly number[], from: number, to: number, asOf: number): number | null {
  const last = Math.min(to, asOf)
  if (last < from) return null
  let sum = 0
  for (let day = from; day <= last; day++) sum += curve[Math.min(asOf - day, curve.length - 1)]!
  return sum / (last - from + 1)
}

/** Less than a fifth there: dividing by it would multiply chance. */
export const leastShare = 0.2
const daysBetweenTests = 7
const fewestTests = 4

/** What would have been said on day `then` of a period that began and ended on these days; null where nothing would have been. */
export type Prediction = (from: number, to: number) => number | null

/** Corrections as they were made on any day, with what was known then. Cohorts come in the order of their days. */
export type Method = (cohorts: readonly Cohort[], then: number, horizon: number) => Prediction | null

/** Arrivals ÷ the share that is there (`arrivalCurve`). */
export const byArrivals: Method = (cohorts, then, horizon) => {
  const curve = arrivalCurve(cohorts, then, horizon)
  if (curve === null) return null
  return (from, to) => {
    const share = arrivedShare(curve, from, to, then)
    if (share === null || share < leastShare) return null
    return arrivals(within(cohorts, from, to), then, horizon) / share
  }
}

/** Conversions and what is still to come of the open units (`impute`). */
export const byUnits: Method = (cohorts, then, horizon) => {
  const known = cohorts.filter(({ day }) => day <= then)
  const curve = conversionCurve(known, then, horizon)
  return (from, to) => impute(within(known, from, to), curve, then).corrected
}

/**
 * What a correction would have been off by in the past: for periods that ended 0, 1, … periods before some day,
 * Σ |corrected − in the end| ÷ Σ in the end, over days a week apart whose periods are whole now. Null where fewer than
 * four such days are.
 * @param days length of a period.
 */
export function backTest(
  method: Method,
  cohorts: readonly Cohort[],
  { asOf, horizon, days }: { asOf: number; horizon: number; days: number },
): (number | null)[] {
  const sums = Array.from({ length: Math.ceil(horizon / days) }, () => ({ off: 0, truth: 0, tests: 0 }))
  const inOrder = cohorts.toSorted((a, b) => a.day - b.day)
  const since = firstArrival(cohorts, asOf)
  for (let then = asOf - horizon; then - since >= horizon; then -= daysBetweenTests) {
    const predict = method(inOrder, then, horizon)
    if (predict === null) break
    for (const [age, sum] of sums.entries()) {
      const to = then - age * days
      const from = to - days + 1
      const predicted = predict(from, to)
      if (predicted === null) continue
      const truth = arrivals(within(inOrder, from, to), asOf, horizon)
      sum.off += Math.abs(predicted - truth)
      sum.truth += truth
      sum.tests += 1
    }
  }
  return sums.map(({ off, truth, tests }) => (tests < fewestTests || truth === 0 ? null : off / truth))
}

/** Of cohorts in the order of their days; a back-test of years by day looks thousands of times. */
function within(cohorts: readonly Cohort[], from: number, to: number): Cohort[] {
  return cohorts.slice(begunBefore(cohorts, from), begunBefore(cohorts, to + 1))
}

function begunBefore(cohorts: readonly Cohort[], before: number): number {
  return firstNot(cohorts, ({ day }) => day < before)
}

/** How many had converted within the horizon by a day. */
function arrivals(cohorts: readonly Cohort[], asOf: number, horizon: number): number {
  return cohorts.reduce(
    (sum, { day, lag, count }) => (isArrived(day, lag, asOf) && lag <= horizon ? sum + count : sum),
    0,
  )
}
