// Which collected events no point of the plan matches.
import type { Suggestions } from '#contract/library.ts'
import { unmatchedEvents } from '#collect/unmatched.ts'
import { listPlans, planInForce } from '#store/plans.ts'
import { dayMs } from '#util/duration.ts'
import type { Services } from './services.ts'

const lookedAtMs = 90 * dayMs

/** Held against the newest proposed version, else the plan in force. */
export async function suggestions({ store, clock }: Services): Promise<Suggestions> {
  const now = clock()
  const proposed = (await listPlans(store.control, now)).findLast(({ state }) => state === 'proposed')
  const plan = (proposed ?? (await planInForce(store.control, now)))?.plan
  const since = now - lookedAtMs
  return { suggestions: await unmatchedEvents(store.facts, plan, since), since }
}
