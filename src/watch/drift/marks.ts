// What else lies in the days of a chart: new versions of the plan, actions, launches of campaigns.
import type { DriftMark } from '#contract/drift.ts'
import { listActions } from '#store/actions.ts'
import type { Store } from '#store/store.ts'
import { type FlowDay, levelsOf, partsOf } from './flows.ts'

/** Days without the campaign before its first one, for it to be a launch. */
const quietDays = 7

export async function marksIn(
  store: Store,
  { from, to }: { from: string; to: string },
  chart: readonly FlowDay[],
  timeline: readonly { version: number; effective: string }[],
): Promise<DriftMark[]> {
  const inside = (day: string): boolean => from <= day && day <= to
  const plans = timeline
    .slice(1)
    .map(({ version, effective }): DriftMark => ({ day: effective, what: 'plan', name: String(version) }))
  const actions = (await listActions(store.control)).flatMap(({ started, change }): DriftMark[] =>
    started === null ? [] : [{ day: started, what: 'action', name: change }],
  )
  return [...plans, ...actions, ...launches(chart)]
    .filter(({ day }) => inside(day))
    .toSorted((a, b) => (a.day < b.day ? -1 : 1))
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
