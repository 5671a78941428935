// Why a CPA or CVR changed: its change split without rest over price, creative, landing, page, mix and measurement, each
// part with its noise. Segments are compared by their share of visits: what holds within each of them is told apart from
// who came.
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
  /** CVs per visit of each segment in both periods, seen or not. */
  cvrs: Map<string, readonly [number, number]>
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
export function accumulate(to: Flow, from: Flow, times = 1): void {
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
  const cvrs = new Map<string, readonly [number, number]>()
  for (const key of keys) {
    const [early, late] = [before.get(key) ?? noFlow, after.get(key) ?? noFlow]
    const pair = { was: early, is: late, visitsWere, visitsAre, whole: wholeCause(key, early, late) }
    const effects = noEffects()
    if (money > 0) (metric === 'cpa' ? addCost : addClicks)(effects, pair, (sign * scale) / money)
    addCvs(effects, pair, (-sign * scale) / outcome)
    segments.set(key, effects)
    cvrs.set(key, [cvrOf(early), cvrOf(late)])
  }
  if (metric === 'cvr.session') seenVisits(segments, was, is, scale)
  const effects = noEffects()
  for (const each of segments.values()) addEffects(effects, each)
  return { before: from, after: to, effects, segments, cvrs }
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
const cvrOf = (flow: Flow): number => (visitsOf(flow) > 0 ? allCvs(flow) / visitsOf(flow) : 0)
const part = (some: number, all: number): number => (all > 0 ? some / all : 1)

export function addEffects(to: Effects, from: Effects): void {
  for (const cause of driftCauses) to[cause] += from[cause]
}
