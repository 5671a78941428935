// Why a CPA or CVR changed: its change split without rest over price, creative, landing, page, mix and measurement, each
// part with its noise. Segments are compared by their share of visits: what holds within each of them is told apart from
// who came.
import { betaCdf, studentReach } from './distributions.ts'
import { logMean, productEffects } from './lmdi.ts'

/**
 * bidding: CPM, or CPC where impressions are not known · creative: CTR · landing: clicks that become a visit ·
 * page: visits that become a CV · mix: shares of the segments · measurement: what was not seen or not credited ·
 * arrival: CVs of a young period that are still to come.
 */
export const driftCauses = ['bidding', 'creative', 'landing', 'page', 'mix', 'measurement', 'arrival'] as const
export type DriftCause = (typeof driftCauses)[number]
export type Effects = Record<DriftCause, number>

/** CPA: cost ÷ CVs; CVR: CVs ÷ visits, or ÷ clicks. */
export const driftMetrics = ['cpa', 'cvr.session', 'cvr.click'] as const
export type DriftMetric = (typeof driftMetrics)[number]

/** What a segment did in some days. */
export interface Flow {
  cost: number
  impressions: number
  clicks: number
  /** As they were counted. */
  visits: number
  cvs: number
  /** Estimated to have happened unseen. */
  lostVisits: number
  lostCvs: number
  /** Expected to be known later. */
  lateCvs: number
}

/** Segment → its flow. CVs credited to nothing stand under `uncredited`. */
export type Flows = ReadonlyMap<string, Flow>
export const uncredited = ''

export const noFlow: Readonly<Flow> = {
  cost: 0,
  impressions: 0,
  clicks: 0,
  visits: 0,
  cvs: 0,
  lostVisits: 0,
  lostCvs: 0,
  lateCvs: 0,
}

export interface Decomposition {
  before: number
  after: number
  /** They add up to after − before. */
  effects: Effects
  /** What each segment had to do with it; they add up to the effects. */
  segments: Map<string, Effects>
}

export const noEffects = (): Effects => ({
  bidding: 0,
  creative: 0,
  landing: 0,
  page: 0,
  mix: 0,
  measurement: 0,
  arrival: 0,
})

/** Adds to the first, in place. */
function accumulate(to: Flow, from: Flow, times = 1): void {
  to.cost += times * from.cost
  to.impressions += times * from.impressions
  to.clicks += times * from.clicks
  to.visits += times * from.visits
  to.cvs += times * from.cvs
  to.lostVisits += times * from.lostVisits
  to.lostCvs += times * from.lostCvs
  to.lateCvs += times * from.lateCvs
}

export function sumFlows(flows: Iterable<Flow>): Flow {
  const all: Flow = { ...noFlow }
  for (const flow of flows) accumulate(all, flow)
  return all
}

/** The metric as it was measured; null where it is a division by nothing, or nothing was paid, or more was paid back. */
export function measured(metric: DriftMetric, { cost, cvs, visits, clicks }: Flow): number | null {
  if (metric === 'cpa' && cost <= 0) return null
  const [above, below] = metric === 'cpa' ? [cost, cvs] : [cvs, metric === 'cvr.click' ? clicks : visits]
  return below > 0 ? above / below : null
}

/**
 * Splits the change of a metric from one period to another. Null where it is nothing, or cannot be told, in either.
 * With V visits in all, CPA is Σ cost/V ÷ Σ CVs/V: both sums are split over the factors of each segment, and their
 * logarithms subtracted.
 */
export function decompose(metric: DriftMetric, before: Flows, after: Flows): Decomposition | null {
  const [was, is] = [sumFlows(before.values()), sumFlows(after.values())]
  const [from, to] = [measured(metric, was), measured(metric, is)]
  const [visitsWere, visitsAre] = [visitsOf(was), visitsOf(is)]
  if (!from || !to || visitsWere <= 0 || visitsAre <= 0) return null
  const keys = new Set([...before.keys(), ...after.keys()])
  const scale = logMean(to, from)
  const sign = metric === 'cpa' ? 1 : -1
  // ln of the sums: money or clicks above, CVs below (upside down for a CVR)
  const money = metric === 'cpa' ? logMean(is.cost / visitsAre, was.cost / visitsWere) : clicksMean(metric, was, is)
  const outcome = logMean(is.cvs / visitsAre, was.cvs / visitsWere)
  const segments = new Map<string, Effects>()
  for (const key of keys) {
    const [early, late] = [before.get(key) ?? noFlow, after.get(key) ?? noFlow]
    const pair = { was: early, is: late, visitsWere, visitsAre, whole: wholeCause(key, early, late) }
    const effects = noEffects()
    if (money > 0) (metric === 'cpa' ? addCost : addClicks)(effects, pair, (sign * scale) / money)
    addCvs(effects, pair, (-sign * scale) / outcome)
    segments.set(key, effects)
  }
  if (metric === 'cvr.session') seenVisits(segments, was, is, scale)
  const effects = noEffects()
  for (const each of segments.values()) add(effects, each)
  return { before: from, after: to, effects, segments }
}

const visitsOf = ({ visits, lostVisits }: Flow): number => visits + lostVisits

function clicksMean(metric: DriftMetric, was: Flow, is: Flow): number {
  return metric === 'cvr.click' ? logMean(is.clicks / visitsOf(is), was.clicks / visitsOf(was)) : 0
}

/** Visits that were not seen make a CVR look better: of all segments alike. */
function seenVisits(segments: Map<string, Effects>, was: Flow, is: Flow, scale: number): void {
  const change = -scale * Math.log(is.visits / visitsOf(is) / (was.visits / visitsOf(was)))
  if (change === 0) return
  for (const effects of segments.values()) effects.measurement += change / segments.size
}

/** A segment in both periods, with all visits of each. */
interface Pair {
  was: Flow
  is: Flow
  visitsWere: number
  visitsAre: number
  /** The one cause of a segment that cannot be compared factor by factor. */
  whole: DriftCause | null
}

/** With visits in one period at most: clicks that led nowhere are a landing page's; else it is new, over, or never on the site. */
function wholeCause(key: string, was: Flow, is: Flow): DriftCause | null {
  if (key === uncredited) return 'measurement'
  if (visitsOf(was) > 0 && visitsOf(is) > 0) return null
  const some = visitsOf(was) > 0 || visitsOf(is) > 0
  return some && was.clicks > 0 && is.clicks > 0 ? 'landing' : 'mix'
}

/** Adds what each factor did to a segment's part of a sum over all visits. */
function addSplit(
  effects: Effects,
  causes: readonly DriftCause[],
  before: readonly number[],
  after: readonly number[],
  times: number,
): void {
  const parts = productEffects(before, after)
  for (let k = 0; k < parts.length; k++) effects[causes[k]!] += times * parts[k]!
}

function addWhole(effects: Effects, { whole, visitsWere, visitsAre }: Pair, was: number, is: number, times: number) {
  effects[whole!] += times * (is / visitsAre - was / visitsWere)
}

const shareBefore = ({ was, visitsWere }: Pair): number => visitsOf(was) / visitsWere
const shareAfter = ({ is, visitsAre }: Pair): number => visitsOf(is) / visitsAre

/** Cost of a visit, as far as both periods know what it is made of. */
function addCost(effects: Effects, pair: Pair, times: number): void {
  const { was, is } = pair
  if (pair.whole) return addWhole(effects, pair, was.cost, is.cost, times)
  // what is paid back has no factors
  if (was.cost < 0 || is.cost < 0) return addWhole(effects, { ...pair, whole: 'bidding' }, was.cost, is.cost, times)
  const clicked = was.clicks > 0 && is.clicks > 0
  const shown = clicked && was.impressions > 0 && is.impressions > 0
  const factors = (flow: Flow, share: number): number[] => {
    if (!clicked) return [share, flow.cost / visitsOf(flow)]
    const landing = flow.clicks / visitsOf(flow)
    if (!shown) return [share, flow.cost / flow.clicks, landing]
    return [share, flow.cost / flow.impressions, landing, flow.impressions / flow.clicks]
  }
  addSplit(effects, priceCauses, factors(was, shareBefore(pair)), factors(is, shareAfter(pair)), times)
}

function addClicks(effects: Effects, pair: Pair, times: number): void {
  const { was, is } = pair
  if (pair.whole) return addWhole(effects, pair, was.clicks, is.clicks, times)
  const factors = (flow: Flow, share: number): number[] => [share, flow.clicks / visitsOf(flow)]
  addSplit(effects, clickCauses, factors(was, shareBefore(pair)), factors(is, shareAfter(pair)), times)
}

function addCvs(effects: Effects, pair: Pair, times: number): void {
  const { was, is } = pair
  if (pair.whole) return addWhole(effects, pair, was.cvs, is.cvs, times)
  const factors = (flow: Flow, share: number): number[] => {
    const all = allCvs(flow)
    const arrived = all - flow.lateCvs
    return [share, all / visitsOf(flow), part(arrived, all), part(flow.cvs, arrived)]
  }
  addSplit(effects, outcomeCauses, factors(was, shareBefore(pair)), factors(is, shareAfter(pair)), times)
}

const priceCauses = ['mix', 'bidding', 'landing', 'creative'] as const
const clickCauses = ['mix', 'landing'] as const
const outcomeCauses = ['mix', 'page', 'arrival', 'measurement'] as const

const allCvs = ({ cvs, lostCvs, lateCvs }: Flow): number => cvs + lostCvs + lateCvs
const part = (some: number, all: number): number => (all > 0 ? some / all : 1)

function add(to: Effects, from: Effects): void {
  for (const cause of driftCauses) to[cause] += from[cause]
}

/** A part of a change. */
export interface NoisyEffect {
  value: number
  /** Standard error, and half the width of the 95 % interval. */
  error: number
  reach: number
  /** Chance of a part as large as this, had nothing changed. */
  chance: number
}

export interface NoisyDecomposition extends Decomposition {
  /** Of the change as a whole. */
  change: NoisyEffect
  causes: Record<DriftCause, NoisyEffect>
  /** Name of a group of segments → its effects. */
  groups: Map<string, Record<DriftCause, NoisyEffect>>
}

/** Fewer days than this tell nothing of how much days differ. */
export const leastDays = 4

/**
 * The same with noise: by leaving out one day after another (jackknife of Quenouille and Tukey; Efron and Stein 1981), so
 * that whatever varies from day to day counts, be it chance or not. Intervals by Student's t with the degrees of
 * freedom of Welch and Satterthwaite. Null as for `decompose`, also where all of it hangs on one day, and for fewer than
 * four days a period.
 * @param before,after one entry a day.
 * @param groupsOf names of the groups that a segment belongs to.
 */
export function decomposeDays(
  metric: DriftMetric,
  before: readonly Flows[],
  after: readonly Flows[],
  groupsOf: (segment: string) => readonly string[] = () => [],
): NoisyDecomposition | null {
  if (before.length < leastDays || after.length < leastDays) return null
  const [was, is] = [sumDays(before), sumDays(after)]
  const all = decompose(metric, was, is)
  if (!all) return null
  const namesOf = new Map([...all.segments.keys()].map((segment) => [segment, groupsOf(segment)]))
  const early = varying(before).map((day) => decompose(metric, without(was, day), is))
  const late = varying(after).map((day) => decompose(metric, was, without(is, day)))
  if (!early.every((one) => one !== null) || !late.every((one) => one !== null)) return null
  const [withoutEarly, withoutLate] = [early, late].map((days) => days.map((one) => group(one, namesOf)))
  const noisy = (value: number, read: (one: Grouped) => number): NoisyEffect =>
    noiseOf(value, withoutEarly!.map(read), withoutLate!.map(read))
  const told = (name: string, effects: Effects): Record<DriftCause, NoisyEffect> =>
    Object.fromEntries(
      driftCauses.map((cause) => [cause, noisy(effects[cause], (one) => one.get(name)?.[cause] ?? 0)]),
    ) as Record<DriftCause, NoisyEffect>
  const groups = group(all, namesOf)
  return {
    ...all,
    change: noisy(all.after - all.before, (one) => total(one.get(everything)!)),
    causes: told(everything, all.effects),
    groups: new Map(
      [...groups].filter(([name]) => name !== everything).map(([name, effects]) => [name, told(name, effects)]),
    ),
  }
}

/** Days on which something was lost are known to be others than the rest, and no chance, unless they are most of them. */
function varying(days: readonly Flows[]): readonly Flows[] {
  const whole = days.filter((day) => [...day.values()].every(({ lostVisits, lostCvs }) => lostVisits + lostCvs === 0))
  return whole.length >= leastDays && whole.length > days.length / 2 ? whole : days
}

type Grouped = Map<string, Effects>
const everything = '*'
const total = (effects: Effects): number => driftCauses.reduce((sum, cause) => sum + effects[cause], 0)

function group({ effects, segments }: Decomposition, namesOf: ReadonlyMap<string, readonly string[]>): Grouped {
  const groups: Grouped = new Map([[everything, effects]])
  for (const [segment, own] of segments) {
    for (const name of namesOf.get(segment)!) {
      const sum = groups.get(name) ?? noEffects()
      add(sum, own)
      groups.set(name, sum)
    }
  }
  return groups
}

export function sumDays(days: readonly Flows[]): Map<string, Flow> {
  const sums = new Map<string, Flow>()
  for (const day of days) {
    for (const [key, flow] of day) {
      const sum = sums.get(key)
      if (sum) accumulate(sum, flow)
      else sums.set(key, { ...flow })
    }
  }
  return sums
}

function without(all: Flows, day: Flows): Flows {
  const rest = new Map(all)
  for (const [key, flow] of day) {
    const left = { ...all.get(key)! }
    accumulate(left, flow, -1)
    rest.set(key, left)
  }
  return rest
}

function noiseOf(value: number, early: readonly number[], late: readonly number[]): NoisyEffect {
  const parts = [early, late].map((values) => {
    const n = values.length
    const mean = values.reduce((sum, each) => sum + each, 0) / n
    const variance = ((n - 1) / n) * values.reduce((sum, each) => sum + (each - mean) ** 2, 0)
    return { variance, freedom: n - 1 }
  })
  const variance = parts.reduce((sum, each) => sum + each.variance, 0)
  const error = Math.sqrt(variance)
  if (error <= 1e-12 * Math.abs(value) || variance === 0)
    return { value, error: 0, reach: 0, chance: value === 0 ? 1 : 0 }
  const freedom = variance ** 2 / parts.reduce((sum, each) => sum + each.variance ** 2 / each.freedom, 0)
  const t = value / error
  const chance = betaCdf(freedom / (freedom + t * t), freedom / 2, 0.5)
  return { value, error, reach: studentReach(0.95, freedom) * error, chance }
}
