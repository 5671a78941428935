// The target CPA of what is looked at, and the days that were on it.
import type { DriftQuery } from '#contract/drift.ts'
import { measured } from '#stats/decompose.ts'
import type { Store } from '#store/store.ts'
import { targetsInForce } from '#store/targets.ts'
import { dayAt, dayNumber } from '#util/days.ts'
import { Problem } from '#util/problem.ts'
import { dueOf } from '../scorecard/due.ts'
import { at, wholeFlow, within } from './flows.ts'
import { type Compared, type Days, type Periods, lengthOf } from './periods.ts'
import { type Aim, costsOf, mixedCost, readFlows } from './read-flows.ts'

/** Where the target is asked about, and no days are, the last ones on target. Throws Problem `no_target`, `cannot_split`. */
export function comparedWithTarget(
  store: Store,
  { against, before_from, before_to }: DriftQuery,
  compared: Compared,
  aim: Aim,
  now: number,
): Promise<Periods> | Periods {
  const isChosen = before_from !== undefined || before_to !== undefined
  return against === 'target' && !isChosen ? lastOnTarget(store, compared, aim, now) : compared
}

/** The latest period as long in which the CPA was at or below target; the one just before where there is none in a year. */
async function lastOnTarget(
  store: Store,
  { before, after, extent }: Compared,
  aim: Aim,
  now: number,
): Promise<Periods> {
  const target = await targetOn(store, aim, after)
  if (!target) throw noTarget(aim, after)
  const length = lengthOf(after)
  const earliest = [dayAt(after.from, -365), extent.from].toSorted().at(-1)!
  const span = { from: earliest, to: before.to, point: aim.point }
  const read = await readFlows(store, span, now)
  const { currency, costRefused } = await costsOf(store, read, span, aim, now)
  const refused = costRefused ?? mixedCost(currency, target.currency)
  if (refused !== null) throw new Problem('cannot_split', `The CPA cannot be held against the target: ${refused}.`)
  const days = at(read.days, aim.of)
  for (let to = before.to; dayAt(to, 1 - length) >= earliest; to = dayAt(to, -1)) {
    const from = dayAt(to, 1 - length)
    const cpa = measured('cpa', wholeFlow(within(days, from, to)))
    if (cpa !== null && cpa <= target.cpa) return { before: { from, to }, after }
  }
  return { before, after }
}

function noTarget({ point, of }: Aim, { to }: Days): Problem {
  const message = `No target is in force on ${to} for ${[point, of.channel, of.campaign].filter(Boolean).join(', ')}.`
  const hint = 'Save one on the page Targets, or compare with the period before.'
  return new Problem('no_target', message, { details: [{ field: 'against', message, hint }] })
}

export interface DriftTarget {
  id: string
  name: string
  cpa: number
  currency: string
}

/** Null where there is none: of a channel or campaign its share of the budget by its share of the CVs. */
export async function targetOn(store: Store, { point, of }: Aim, span: Days): Promise<DriftTarget | null> {
  const target = (await targetsInForce(store.control, span.to)).find((each) => each.point === point)
  if (!target) return null
  const { id, name, currency } = target
  if (of.channel === '' && of.campaign === '') return { id, name, cpa: target.cpa, currency }
  const place = { channel: of.channel, ...(of.campaign !== '' && { initiative: of.campaign }) }
  const cpa = dueOf(target, place, [])?.cpa({ from: dayNumber(span.from), to: dayNumber(span.to) }) ?? null
  return cpa === null ? null : { id, name, cpa, currency }
}
