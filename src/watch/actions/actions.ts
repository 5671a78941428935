// Actions with what they did.
import { readExtent } from '#ask/extent.ts'
import type { Action, ActionView } from '#contract/actions.ts'
import type { Plan } from '#contract/plan.ts'
import { leastWeeks } from '#stats/counterfactual.ts'
import { listActions, readAction } from '#store/actions.ts'
import { businessZone, planInForce } from '#store/plans.ts'
import type { Store } from '#store/store.ts'
import { localDay } from '#util/zone.ts'
import { dayAt, daysBetween } from '#util/days.ts'
import { readFlows } from '../drift/read-flows.ts'
import { measureAction } from './effect.ts'

const historyDays = 56
/** Days that an action is given before its effect is told, and after which nothing more is credited to it. */
const leastDays = 7
const longest = 56

type Told = Pick<ActionView, 'effect' | 'noEffect'>

/** All actions; effects are told of one at a time. */
export async function actionList(store: Store, now: number): Promise<Omit<ActionView, 'effect' | 'noEffect'>[]> {
  const today = localDay(now, await businessZone(store.control, now))
  return (await listActions(store.control)).map((action) => ({ ...action, overdue: isOverdue(action, today) }))
}

/** Throws Problem `unknown_action`. */
export async function actionView(store: Store, id: string, now: number): Promise<ActionView> {
  const action = await readAction(store.control, id)
  const plan = (await planInForce(store.control, now))?.plan
  const today = localDay(now, plan?.timezone ?? 'UTC')
  return { ...action, overdue: isOverdue(action, today), ...(await effectOf(store, action, plan, today, now)) }
}

function isOverdue({ state, due }: Action, today: string): boolean {
  return due !== null && due < today && (state === 'planned' || state === 'running')
}

async function effectOf(
  store: Store,
  action: Action,
  plan: Plan | undefined,
  today: string,
  now: number,
): Promise<Told> {
  const { started, metric, channel, campaign } = action
  const nothing = (noEffect: ActionView['noEffect']): Told => ({ effect: null, noEffect })
  if (started === null || action.state === 'planned') return nothing('not_started')
  const extent = plan ? await readExtent(store, now) : null
  if (!plan || !extent) return nothing('no_data')
  const last = [dayAt(today, -1), extent.to, dayAt(started, longest - 1)].toSorted()[0]!
  if (daysBetween(started, last) + 1 < leastDays) return nothing('too_young')
  const from = [dayAt(started, -historyDays), extent.from].toSorted()[1]!
  if (daysBetween(from, started) < leastWeeks * 7) return nothing('no_history')
  const point = action.point || plan.points.find(({ tier }) => tier === 'macro')!.id
  const { days } = await readFlows(store, { from, to: last, point }, now)
  const effect = measureAction(metric, days, started, { channel, campaign })
  return effect ? { effect, noEffect: null } : nothing('no_history')
}
