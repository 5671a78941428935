// The once-per rule: of a unit's real actions (an order's, a person's…) only the first counts.
import { durationMs } from '#util/duration.ts'
import type { OncePerUnit, Point } from '#contract/plan.ts'
import type { Action } from './merge.ts'
import type { Sighting } from './sighting.ts'

export interface OncePerRule {
  unit: OncePerUnit
  /** After this long the unit may count again; null: never. Milliseconds. */
  withinMs: number | null
}

export interface UnitFinder {
  personOf(sighting: Sighting): string
  /** Id of the visit that holds the sighting; `''` when there is none. */
  sessionOf(sighting: Sighting): string
}

export interface Counted {
  action: Action
  /** Actions of the same unit that the rule leaves out, in order of time. */
  leftOut: Action[]
}

export function oncePerRule(point: Point): OncePerRule {
  if (typeof point.once_per === 'string') return { unit: point.once_per, withinMs: null }
  return { unit: point.once_per.per, withinMs: durationMs(point.once_per.within) }
}

/** Splits actions (in order of time) into those that count and those left out. Windows start at what counted. */
export function applyOncePer(actions: readonly Action[], rule: OncePerRule, find: UnitFinder): Counted[] {
  const current = new Map<string, Counted>()
  const counted: Counted[] = []
  for (const action of actions) {
    const unit = unitOf(action, rule.unit, find)
    const earlier = current.get(unit)
    const again = earlier && rule.withinMs !== null && timeOf(action) - timeOf(earlier.action) >= rule.withinMs
    if (earlier && !again) {
      earlier.leftOut.push(action)
      continue
    }
    const entry: Counted = { action, leftOut: [] }
    current.set(unit, entry)
    counted.push(entry)
  }
  return counted
}

function timeOf(action: Action): number {
  return action.sightings[0]!.time
}

/** What may count once; an action without a unit of that kind stands for itself. */
function unitOf(action: Action, unit: OncePerUnit, find: UnitFinder): string {
  const first = (read: (sighting: Sighting) => string): string =>
    action.sightings.map(read).find((id) => id !== '') ?? ''
  const itself = `action:${action.sightings[0]!.id}`
  if (unit === 'event') return itself
  if (unit === 'order') {
    const order = first((sighting) => sighting.orderId)
    return order === '' ? itself : `${order} ${action.splitOff}`
  }
  if (unit === 'session') return first(find.sessionOf) || first((sighting) => sighting.visitorId) || itself
  if (unit === 'visitor') return first((sighting) => sighting.visitorId) || first(find.personOf) || itself
  return first(find.personOf) || itself
}
