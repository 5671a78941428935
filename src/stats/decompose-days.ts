// The change of a CPA or CVR split by cause, of all and of groups of segments and landing pages, each part with its noise.
import {
  type Decomposition,
  type DriftCause,
  type DriftMetric,
  type Effects,
  type Flow,
  type Flows,
  accumulate,
  addEffects,
  decompose,
  driftCauses,
  noEffects,
} from './decompose.ts'
import { betaCdf, studentReach } from './distributions.ts'
import { type PageCounts, pageParts, sumPages, withoutPages } from './page-parts.ts'

/** One entry a day of each period. */
export interface PageDays {
  before: readonly PageCounts[]
  after: readonly PageCounts[]
  /** Names of the groups that a page of a segment belongs to. */
  groupsOf: (segment: string, page: string) => readonly string[]
}

interface Landed {
  was: PageCounts
  is: PageCounts
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
  /** Name of a group of landing pages → its part of the cause `page`. */
  pages: Map<string, NoisyEffect>
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
 * @param pages of the same days.
 */
export function decomposeDays(
  metric: DriftMetric,
  before: readonly Flows[],
  after: readonly Flows[],
  groupsOf: (segment: string) => readonly string[] = () => [],
  pages?: PageDays,
): NoisyDecomposition | null {
  if (before.length < leastDays || after.length < leastDays) return null
  const [was, is] = [sumDays(before), sumDays(after)]
  const all = decompose(metric, was, is)
  if (!all) return null
  const names: Names = {
    segments: new Map([...all.segments.keys()].map((segment) => [segment, groupsOf(segment)])),
    pages: pages ? namesOfPages(pages) : new Map(),
  }
  const landed = pages && { was: sumPages(pages.before), is: sumPages(pages.after) }
  const groupedOf = (found: Decomposition | null, own: Landed | undefined): Grouped | null =>
    found && group(found, names, own)
  const early = varying(before).map((day) =>
    groupedOf(
      decompose(metric, without(was, before[day]!), is),
      landed && { ...landed, was: withoutPages(landed.was, pages.before[day]!) },
    ),
  )
  const late = varying(after).map((day) =>
    groupedOf(
      decompose(metric, was, without(is, after[day]!)),
      landed && { ...landed, is: withoutPages(landed.is, pages.after[day]!) },
    ),
  )
  if (!early.every((one) => one !== null) || !late.every((one) => one !== null)) return null
  const noisy = (value: number, read: (one: Grouped) => number): NoisyEffect =>
    noiseOf(value, early.map(read), late.map(read))
  const told = (effects: Effects, read: (one: Grouped) => Effects | undefined): Record<DriftCause, NoisyEffect> =>
    Object.fromEntries(
      driftCauses.map((cause) => [cause, noisy(effects[cause], (one) => read(one)?.[cause] ?? 0)]),
    ) as Record<DriftCause, NoisyEffect>
  const { groups, pages: parts } = group(all, names, landed)
  return {
    ...all,
    change: noisy(all.after - all.before, ({ effects }) => total(effects)),
    causes: told(all.effects, ({ effects }) => effects),
    groups: new Map([...groups].map(([name, effects]) => [name, told(effects, (one) => one.groups.get(name))])),
    pages: new Map([...parts].map(([name, part]) => [name, noisy(part, (one) => one.pages.get(name) ?? 0)])),
  }
}

/** Indices of days. Those on which something was lost are known to be others than the rest, and no chance, unless they are most of them. */
function varying(days: readonly Flows[]): number[] {
  const every = days.map((_, index) => index)
  const whole = every.filter((day) =>
    [...days[day]!.values()].every(({ lostVisits, lostCvs }) => lostVisits + lostCvs === 0),
  )
  return whole.length >= leastDays && whole.length > days.length / 2 ? whole : every
}

/** Of groups, written once: they are asked for with every day that is left out. */
interface Names {
  segments: ReadonlyMap<string, readonly string[]>
  /** Segment → page. */
  pages: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>
}

function namesOfPages({ before, after, groupsOf }: PageDays): Names['pages'] {
  const names = new Map<string, Map<string, readonly string[]>>()
  for (const day of [...before, ...after]) {
    for (const [segment, pages] of day) {
      const own = names.get(segment) ?? new Map<string, readonly string[]>()
      names.set(segment, own)
      for (const page of pages.keys()) if (!own.has(page)) own.set(page, groupsOf(segment, page))
    }
  }
  return names
}

/** One reckoning: of all, of groups of segments, and of groups of pages. */
interface Grouped {
  effects: Effects
  groups: Map<string, Effects>
  pages: Map<string, number>
}

const total = (effects: Effects): number => driftCauses.reduce((sum, cause) => sum + effects[cause], 0)

function group({ effects, segments, cvrs }: Decomposition, names: Names, landed: Landed | undefined): Grouped {
  const groups = new Map<string, Effects>()
  const pages = new Map<string, number>()
  for (const [segment, own] of segments) {
    for (const name of names.segments.get(segment)!) {
      const sum = groups.get(name) ?? noEffects()
      addEffects(sum, own)
      groups.set(name, sum)
    }
    if (!landed || own.page === 0) continue
    const [was, is] = cvrs.get(segment)!
    const parts = pageParts(landed.was.get(segment) ?? new Map(), landed.is.get(segment) ?? new Map(), was, is)
    for (const [page, part] of parts) {
      const effect = (own.page * part) / (is - was)
      for (const name of names.pages.get(segment)!.get(page)!) pages.set(name, (pages.get(name) ?? 0) + effect)
    }
  }
  return { effects, groups, pages }
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
