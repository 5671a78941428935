// Counting again after the rules for visits changed: all visits some batches at a time, then one definition after the
// other. Each step can be repeated, and how far it came is written down after it; new events are counted in between.
import { nextKnownAt } from '#store/known.ts'
import type { Store } from '#store/store.ts'
import { type VisitRulesState, writeVisitRules } from '#store/visit-rules.ts'
import type { Clock } from '#util/clock.ts'
import { type ReportProgress, countDefinition, nextRound } from './catch-up.ts'
import { countedDefinitions } from './definitions.ts'
import { updateSessions } from './sessions.ts'
import { adoptRules } from './visit-rules.ts'

/**
 * Takes the next step. Never beside `catchUp`.
 * @returns whether there is more to do.
 */
export async function countAgainStep(
  store: Store,
  clock: Clock,
  progress: ReportProgress = () => undefined,
): Promise<boolean> {
  const { rules, state } = await adoptRules(store.control, clock())
  if (state.done) return false
  if (state.batch < state.target) {
    const { to, events } = await nextRound(store, state.batch, state.target)
    const revision = (await nextKnownAt(store.control, clock())) * 2
    if (events) await updateSessions(store, events, { rules, settled: false }, revision)
    await writeVisitRules(store.control, { ...state, batch: to })
    progress({ what: 'visits', done: to, total: state.target })
    return true
  }
  return countDefinitionAgain(store, clock, state, progress)
}

async function countDefinitionAgain(
  store: Store,
  clock: Clock,
  state: VisitRulesState,
  progress: ReportProgress,
): Promise<boolean> {
  const { control } = store
  const next = (await countedDefinitions(control)).find(({ hash }) => !state.definitions.includes(hash))
  if (!next) {
    await writeVisitRules(control, { ...state, done: true })
    return false
  }
  await countDefinition(store, clock, next, next.counted_batch, progress)
  await writeVisitRules(control, { ...state, definitions: [...state.definitions, next.hash] })
  return true
}
