// Counting from nothing: an empty store that knows a plan's definitions.
import type { Plan } from '#contract/plan.ts'
import { catchUp } from '#count/catch-up.ts'
import { definitionsOf } from '#plan/definition.ts'
import { ensureDefinitions } from '#store/plans.ts'
import type { Store } from '#store/store.ts'
import type { Clock } from '#util/clock.ts'
import { emptyStore } from './facts.ts'

export async function beginCounting(store: Store, plan: Plan, clock: Clock): Promise<void> {
  await emptyStore(store)
  await ensureDefinitions(store.control, definitionsOf(plan))
  await catchUp(store, clock)
}
