// Breaks become findings: named, dated, what belongs together told once. Reads nothing: series in, findings out.
import { setImmediate } from 'node:timers/promises'
import type { Gap, GapKind } from '#contract/gaps.ts'
import { gammaQuantile } from '#stats/distributions.ts'
import {
  type Break,
  type DailySeries,
  type Direction,
  chanceAllowed,
  findBreaks,
  testsPerMonth,
} from '#stats/seasonal-breaks.ts'
import { dayAt, daysBetween } from '#util/days.ts'
import { causeOf, whatHappened } from './words.ts'

export type SeriesKind = 'source' | 'point' | 'sightings' | 'click_ids' | 'consent' | 'identifiers'

/** A series with what it is about; shares count those that lack something, out of `exposures`. */
export interface WatchedSeries extends DailySeries {
  kind: SeriesKind
  source: string
  point: string
  /** `utm_source` of the ads, where it is about ads. */
  campaigns?: string
  /** Day of the first count. */
  firstDay: string
}

/** Of the false alarms that are allowed, daily series and the hours of silence have each their part. */
export const falseAlarmsPerMonth = { daily: 0.2, silence: 0.05 } as const
export const allFalseAlarmsPerMonth = falseAlarmsPerMonth.daily + falseAlarmsPerMonth.silence

/** A drop to nothing cannot be told from chance below so many a week. */
const leastPerWeek = 5
const leastDays = 28

export function isWatchable({ counts, exposures }: DailySeries): boolean {
  if (counts.length < leastDays) return false
  const units = exposures ?? counts
  return (units.reduce((sum, each) => sum + each, 0) / units.length) * 7 >= leastPerWeek
}

/** What broke in one of the series that are watched, of which there are so many tests a month together. */
type Search = (series: WatchedSeries, since: string, tests: number) => Found[]

/**
 * What broke on or after the day `since`, the earliest first. Others' requests are answered between one series and the next.
 * @param series that are watchable; each adds to the tests among which the false alarms are shared out.
 */
export async function findGaps(
  series: readonly WatchedSeries[],
  since: string,
  search: Search = breaksOf,
): Promise<Gap[]> {
  const tests = testsPerMonth(series)
  const found: Found[] = []
  for (const each of series) {
    found.push(...search(each, since, tests))
    await setImmediate()
  }
  return fold(found).toSorted((a, b) => (a.from < b.from ? -1 : 1))
}

export const breaksOf: Search = (series, since, tests) => {
  const chance = chanceAllowed(falseAlarmsPerMonth.daily, tests)
  return findBreaks(series, Math.max(0, daysBetween(series.firstDay, since)), chance).map((found) => ({
    series,
    direction: found.direction,
    gap: toGap(series, found, tests),
  }))
}

export interface Found {
  series: WatchedSeries
  direction: Direction
  gap: Gap
}

function toGap(series: WatchedSeries, found: Break, tests: number): Gap {
  const { from, to, observed, expected, direction, chance } = found
  const silent = series.kind === 'source' && direction === 'fall' && observed <= 0.02 * expected.mean
  const kind = silent ? 'silent' : kinds[series.kind]
  const days = (to ?? series.counts.length - 1) - from + 1
  const exposure = series.exposures?.slice(from, from + days).reduce((sum, each) => sum + each, 0)
  const about = { kind, series, direction, observed, expected: expected.mean, exposure, days }
  return {
    kind,
    what: whatHappened(about),
    source: series.source,
    point: series.point,
    from: dayAt(series.firstDay, from),
    to: to === null ? null : dayAt(series.firstDay, to),
    observed,
    expected: { mean: expected.mean, ...usualRange(expected.mean, expected.variance) },
    byChanceEveryMonths: 1 / Math.max(chance * tests, 1e-12),
    ...causeOf(about),
    also: [],
  }
}

const kinds: Record<SeriesKind, GapKind> = {
  source: 'volume',
  point: 'volume',
  sightings: 'volume',
  click_ids: 'click_ids',
  consent: 'consent',
  identifiers: 'identifiers',
}

/** 95 of 100 keep within it: quantiles of the gamma distribution of that mean and variance. */
function usualRange(mean: number, variance: number): { low: number; high: number } {
  const [shape, scale] = [mean ** 2 / variance, variance / mean]
  return { low: gammaQuantile(0.025, shape) * scale, high: gammaQuantile(0.975, shape) * scale }
}

/** Causes before their consequences: consent and sources, then points, then what one source tells of a point. */
const ranks: Record<SeriesKind, number> = {
  consent: 1,
  source: 2,
  click_ids: 3,
  identifiers: 3,
  point: 4,
  sightings: 5,
}

/** A finding that another one explains is told with that one. */
function fold(found: readonly Found[]): Gap[] {
  // what several sources say of one point alike has happened, and is nobody's failure to see it
  const rankOf = (each: Found): number =>
    each.series.kind === 'point' && agreeing(each, found) ? 0 : ranks[each.series.kind]
  const told: Found[] = []
  const inOrder = found.toSorted(
    (a, b) =>
      rankOf(a) - rankOf(b) || exposureOf(b) - exposureOf(a) || b.gap.byChanceEveryMonths! - a.gap.byChanceEveryMonths!,
  )
  for (const each of inOrder) {
    const reason = told.find((other) => together(other, each) && explains(other, each, found))
    if (reason) reason.gap.also.push(each.gap.what)
    else told.push({ ...each, gap: { ...each.gap, also: [] } })
  }
  return told.map(({ gap }) => gap)
}

/** Of what a share is a share: where it is more, the days are told more exactly. */
function exposureOf({ series }: Found): number {
  return series.exposures?.reduce((sum, each) => sum + each, 0) ?? 0
}

/** Whether two sources or more saw the same happen to a point. */
function agreeing(point: Found, found: readonly Found[]): boolean {
  return found.filter((other) => isSightingOf(other, point) && together(point, other)).length > 1
}

function isSightingOf({ series, direction }: Found, point: Found): boolean {
  return series.kind === 'sightings' && series.point === point.series.point && direction === point.direction
}

/** Days by which the beginnings of what belongs together may be found apart. */
const apart = 3

function together(cause: Found, effect: Found): boolean {
  const { from, to } = cause.gap
  const begins = daysBetween(from, effect.gap.from) >= -apart
  return begins && (to === null || daysBetween(effect.gap.from, to) >= -apart)
}

function explains(cause: Found, effect: Found, found: readonly Found[]): boolean {
  const [a, b] = [cause.series, effect.series]
  const alike = cause.direction === effect.direction
  if (a.kind === 'consent') return b.source === a.source && (b.kind === 'identifiers' || effect.direction === 'fall')
  if (a.kind === 'source') return alike && (b.source === a.source || (b.kind === 'point' && !agreeing(effect, found)))
  if (a.kind === 'identifiers') return b.kind === 'identifiers' && b.source === a.source
  if (a.kind !== 'point' || !alike) return false
  if (b.kind === 'sightings') return b.point === a.point
  // a source that tells of hardly anything else falls with the point
  return b.kind === 'source' && found.some((other) => isSightingOf(other, cause) && other.series.source === b.source)
}
