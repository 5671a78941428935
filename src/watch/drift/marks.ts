// What else lies in the days of a chart: new versions of the plan, actions, launches of campaigns.
import type { DriftMark } from '#contract/drift.ts'
import type { PlanVersion } from '#contract/plan.ts'
import { listActions } from '#store/actions.ts'
import { effectiveRanges } from '#store/effective.ts'
import type { Store } from '#store/store.ts'
import { type FlowDay, levelsOf, partsOf } from './flows.ts'

/** Days without the campaign before its first one, for it to be a launch. */
const quietDays = 7

export async function marksIn(
  store: Store,
  { from, to }: { from: string; to: string },
  chart: readonly FlowDay[],
  timeline: readonly PlanVersion[],
): Promise<DriftMark[]> {
  const inside = (day: string): boolean => from <= day && day <= to
  const actions = (await listActions(store.control)).flatMap(({ started, change }): DriftMark[] =>
    started === null ? [] : [{ day: started, what: 'action', name: change }],
  )
  return [...newPlans(timeline), ...actions, ...launches(chart)]
    .filter(({ day }) => inside(day))
    .toSorted((a, b) => (a.day < b.day ? -1 : 1))
}

/** When each came in force; the first one also holds for all earlier days, whatever day it was agreed on. */
export function newPlans(timeline: readonly PlanVersion[]): DriftMark[] {
  return effectiveRanges(timeline)
    .slice(1)
    .map(({ version }) => {
      const { effective } = timeline.find((each) => each.version === version)!
      return { day: effective, what: 'plan', name: String(version) }
    })
}

function launches(chart: readonly FlowDay[]): DriftMark[] {
  const firsts = new Map<string, number>()
  for (const [index, { flows }] of chart.entries()) {
    for (const [segment, { cost, clicks }] of flows) {
      const campaign = levelsOf(segment)[1]!
      if ((cost > 0 || clicks > 0) && !firsts.has(campaign)) firsts.set(campaign, index)
    }
  }
  return [...firsts]
    .filter(([campaign, index]) => index >= quietDays && partsOf(campaign).campaign !== '')
    .map(([campaign, index]) => ({ day: chart[index]!.day, what: 'campaign', name: partsOf(campaign).campaign }))
}
