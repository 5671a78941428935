// Which version of the plan is in force when. Days are business days: midnight in the version's own time zone.
import type { PlanVersion } from '#contract/plan.ts'
import { localMidnight } from '#util/zone.ts'

/** Bounds of what the facts engine can hold as a time. */
export const earliestTime = Date.UTC(1900, 0, 1)
export const latestTime = Date.UTC(2299, 11, 31)

/** Epoch milliseconds; `from` belongs to the range, `to` does not. */
export interface EffectiveRange {
  version: number
  from: number
  to: number
}

/**
 * When each agreed version is in force, by time, without gap or overlap. The first version also covers
 * all earlier time. A later version displaces the earlier ones from its effective date on, so a version
 * that is displaced before it came into force has no range.
 * @param timeline agreed versions, in any order.
 */
export function effectiveRanges(timeline: readonly PlanVersion[]): EffectiveRange[] {
  const newestFirst = timeline.toSorted((a, b) => b.version - a.version)
  const ranges: EffectiveRange[] = []
  let to = latestTime
  newestFirst.forEach(({ version, effective, plan }, index) => {
    const isFirst = index === newestFirst.length - 1
    const from = isFirst ? earliestTime : localMidnight(effective, plan.timezone)
    if (from >= to) return
    ranges.unshift({ version, from, to })
    to = from
  })
  return ranges
}

/** The version in force at an instant; undefined when none is agreed. */
export function versionAt(timeline: readonly PlanVersion[], ms: number): PlanVersion | undefined {
  const range = effectiveRanges(timeline).find(({ from, to }) => from <= ms && ms < to)
  return range && timeline.find(({ version }) => version === range.version)
}
