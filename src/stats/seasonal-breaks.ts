// Breaks in many daily series at once: days on which a count leaves its pattern, with so few false alarms as is stated.
import {
  type Expectation,
  type SeasonalBaseline,
  type SeasonalPoint,
  expect,
  meanOf,
  seasonalBaseline,
  tails,
} from './seasonal.ts'

export type Direction = 'fall' | 'rise'

/** One count a day, from the first day on. */
export interface DailySeries {
  counts: readonly number[]
  /** What each count is a part of; absent for a volume. */
  exposures?: readonly number[]
  /** Which way a break would matter. */
  watch: readonly Direction[]
}

/** Numbers of days from the series' first. */
export interface Break {
  direction: Direction
  from: number
  /** Last day; null while it lasts. */
  to: number | null
  observed: number
  expected: Expectation
  /** The chance of the most striking test, had nothing changed. */
  chance: number
}

/** Sums over the last day, three days and week are tested each day: a sudden break, and a slight one that lasts. */
const windows = [1, 3, 7] as const
/** The baseline is made of this many days with no break, and ends before the longest window. */
const historyDays = 56
const leastHistory = 21
/** A baseline serves so many days: with every day another one, the search would take four times as long. */
const baselineDays = 4
/** After so many days a break is the new pattern. */
const longestBreak = 28
const daysPerMonth = 365.25 / 12

/** How many tests are made of these series in a month; each may have this share of the alarms that are allowed. */
export function testsPerMonth(series: readonly DailySeries[]): number {
  return series.reduce((all, { watch }) => all + watch.length, 0) * windows.length * daysPerMonth
}

/**
 * The threshold of a single test. The number of false alarms that is expected of many tests is the sum of their
 * chances, whatever they have to do with each other, so that each gets an equal part (Bonferroni).
 */
export function chanceAllowed(falseAlarmsPerMonth: number, tests: number): number {
  return falseAlarmsPerMonth / Math.max(1, tests)
}

/**
 * Breaks that end in or after `since`, in order of time. Days of a break do not enter the baseline of later days.
 * @param chance threshold of a single test, from `chanceAllowed`.
 */
export function findBreaks(series: DailySeries, since: number, chance: number): Break[] {
  const points = series.counts.map((count, at): SeasonalPoint => {
    return { at, phases: [at % 7], count, exposure: series.exposures?.[at] ?? 1 }
  })
  const broken = new Set<number>()
  const breaks: Break[] = []
  let baseline: { madeOn: number; is: SeasonalBaseline | null } | null = null
  let latest: SeasonalBaseline | null = null
  // one history's length before the days asked for, so that an older break does not look like the pattern
  let day = Math.max(leastHistory, since - historyDays)
  while (day < points.length) {
    if (!baseline || day - baseline.madeOn >= baselineDays) {
      latest = baselineOn(day, points, broken, latest)
      baseline = { madeOn: day, is: latest }
    }
    const alarm = baseline.is && alarmOn(day, baseline.is, points, broken, series.watch, chance)
    if (!alarm) {
      day += 1
      continue
    }
    const found = extent(alarm, points)
    const last = found.to ?? points.length - 1
    breaks.push(found)
    if (last - found.from + 1 < longestBreak) for (let each = found.from; each <= last; each++) broken.add(each)
    else for (let each = 0; each < found.from; each++) broken.add(each)
    day = Math.max(day, last) + 1
    baseline = null
  }
  return breaks.filter(({ to }) => to === null || to >= since)
}

interface Alarm {
  day: number
  direction: Direction
  chance: number
  window: number
  baseline: SeasonalBaseline
  /** Days before this one are in an earlier break. */
  floor: number
}

/** Of the days before the longest window; null where they are too few. */
function baselineOn(
  day: number,
  points: readonly SeasonalPoint[],
  broken: ReadonlySet<number>,
  near: SeasonalBaseline | null,
): SeasonalBaseline | null {
  const history: SeasonalPoint[] = []
  for (let each = day - windows.at(-1)!; each >= 0 && history.length < historyDays; each--) {
    if (!broken.has(each)) history.push(points[each]!)
  }
  return history.length < leastHistory ? null : seasonalBaseline(history, [7], near)
}

/** The most surprising window that ends on the day, where it is surprising enough. */
function alarmOn(
  day: number,
  baseline: SeasonalBaseline,
  points: readonly SeasonalPoint[],
  broken: ReadonlySet<number>,
  watch: readonly Direction[],
  chance: number,
): Alarm | null {
  let floor = 0
  for (const each of broken) if (each <= day) floor = Math.max(floor, each + 1)
  let best: Alarm | null = null
  for (const window of windows) {
    if (day - window + 1 < floor) continue
    const days = points.slice(day - window + 1, day + 1)
    const { low, high } = tails(sum(days), expect(baseline, days))
    for (const direction of watch) {
      const found = direction === 'fall' ? low : high
      if (found <= chance && found < (best?.chance ?? Infinity))
        best = { day, direction, chance: found, window, baseline, floor }
    }
  }
  return best
}

function sum(points: readonly SeasonalPoint[]): number {
  return points.reduce((all, { count }) => all + count, 0)
}

/** How much likelier the count is at `ratio` times its mean, as a log-likelihood. */
function evidence(baseline: SeasonalBaseline, point: SeasonalPoint, ratio: number): number {
  const mean = meanOf(baseline, point)
  return (point.count * Math.log(ratio) - (ratio - 1) * mean) / baseline.dispersion
}

/** Days on the other side of one that looks as ever belong to a break when there is so much evidence for it. */
const gapCosts = 2
/** So much evidence against it (a likelihood ratio of 20) ends a break. */
const enoughToEnd = 3

/** From when to when the break lasts: the days that together are likeliest to be of another level. */
function extent({ day, direction, chance, window, baseline, floor }: Alarm, points: readonly SeasonalPoint[]): Break {
  const seen = points.slice(day - window + 1, day + 1)
  const ratio = ratioOf(direction, sum(seen), expect(baseline, seen).mean)
  let [from, best, all] = [day + 1, -Infinity, 0]
  for (let each = day; each >= Math.max(floor, day - 2 * windows.at(-1)!); each--) {
    all += evidence(baseline, points[each]!, ratio)
    if (all > best + (each === from - 1 ? 0 : gapCosts)) [from, best] = [each, all]
    if (best - all > enoughToEnd) break
  }
  let [to, top, running, ended] = [day, 0, 0, false]
  for (let each = day + 1; each < points.length && each - from < longestBreak; each++) {
    running += evidence(baseline, points[each]!, ratio)
    if (running > top) [to, top] = [each, running]
    if (top - running > enoughToEnd) {
      ended = true
      break
    }
  }
  ended ||= to < Math.min(points.length, from + longestBreak) - 1 && points.length - 1 - to > 2
  const days = points.slice(from, to + 1)
  const striking = Math.min(chance, ...testsWithin(baseline, days, direction))
  const last = ended ? to : null
  return { direction, from, to: last, observed: sum(days), expected: expect(baseline, days), chance: striking }
}

/** The later tests that lie wholly in the break: as it lasts, it becomes surer. */
function testsWithin(baseline: SeasonalBaseline, days: readonly SeasonalPoint[], direction: Direction): number[] {
  return windows.flatMap((window) =>
    days.slice(window - 1).map((_, index) => {
      const tested = days.slice(index, index + window)
      const { low, high } = tails(sum(tested), expect(baseline, tested))
      return direction === 'fall' ? low : high
    }),
  )
}

/** Kept away from 1, where a single day would decide; of a silence a single count is no part. */
function ratioOf(direction: Direction, observed: number, expected: number): number {
  if (observed === 0) return 0.002
  const ratio = (observed + 0.5) / (expected + 0.5)
  return direction === 'fall' ? Math.min(0.9, Math.max(0.02, ratio)) : Math.max(1.1, ratio)
}
