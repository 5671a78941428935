// What to know beside a scorecard: cost that is missing or behind, days that are too young, targets that do not add up. Pure.
import type { Caveat } from '#contract/ask.ts'
import type { Plan } from '#contract/plan.ts'
import type { StoredTarget } from '#contract/saved-target.ts'
import type { ScorecardRow } from '#contract/scorecard.ts'
import { dayName } from '#util/days.ts'
import type { DaysRead } from './read-days.ts'
import type { Ground } from './rows.ts'

interface DrawnUp {
  days: DaysRead
  ground: Ground
  rows: { total: WithTarget; channels: readonly WithTarget[] }
  plan: Plan
  target: StoredTarget | null
}

type WithTarget = Pick<ScorecardRow, 'target'>

export function caveatsOf({ days, ground, rows, plan, target }: DrawnUp): Caveat[] {
  const currency = target?.currency ?? plan.currency
  return [
    ...ratesMissing(days, currency),
    ...costBehind(days, ground),
    ...zonesDiffer(plan, target),
    ...tooYoung(ground),
    ...notSharedOut(rows),
  ]
}

function ratesMissing({ withoutRate }: DaysRead, currency: string): Caveat[] {
  return [...withoutRate].map(([lacking, day]) => {
    const message = `Cost in ${lacking} cannot be turned into ${currency}: no rate is known for ${day}. Import rates.`
    return { code: 'rates_missing', message }
  })
}

function costBehind({ lastCost }: DaysRead, { now }: Ground): Caveat[] {
  if (lastCost === -Infinity || lastCost >= now) return []
  const message = `Cost is known up to ${dayName(lastCost)}, CVs up to ${dayName(now)}: CPA looks better than it is.`
  return [{ code: 'cost_behind', message }]
}

function zonesDiffer(plan: Plan, target: StoredTarget | null): Caveat[] {
  if (!target || target.timezone === plan.timezone) return []
  const message = `The target's days are those of ${target.timezone}; CVR is by days of ${plan.timezone}.`
  return [{ code: 'zones_differ', message }]
}

function tooYoung({ now, arrivedTo }: Ground): Caveat[] {
  if (arrivedTo >= now) return []
  const message = `Less than a fifth of the CVs since ${dayName(arrivedTo + 1)} is known: verdicts and pace go up to the day before.`
  return [{ code: 'days_too_young', message }]
}

/** The part of the target that is said where channels are asked for less than all of it. */
const mostUnshared = 0.03

function notSharedOut({ total, channels }: DrawnUp['rows']): Caveat[] {
  const asked = total.target?.cv ?? 0
  const shared = channels.reduce((sum, { target }) => sum + (target?.cv ?? 0), 0)
  if (shared === 0 || asked - shared <= mostUnshared * asked) return []
  const message = `Of ${Math.round(asked)} CVs that the target asks for, channels are asked for ${Math.round(shared)}: each may be on target while all of them together are not.`
  return [{ code: 'not_shared_out', message }]
}
