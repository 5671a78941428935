// What decides counting, as one hash. Ledger rows are kept under it, so a point that is renamed keeps its rows.
import type { Condition, Conditions, Match, Plan, Point, Scalar } from '#contract/plan.ts'
import { durationMs } from '#util/duration.ts'
import { hashParts } from '#util/ids.ts'

/**
 * Hash (32 hex digits) of a point's match, once-per rule, merge window, value and lookback. Two ways of
 * writing one rule (`x`, `[x]`, `{ is: x }`; `24h`, `1d`; any order of keys) have one hash.
 */
export function definitionHash(point: Point): string {
  const { match, once_per, merge_within, value, lookback } = point
  const rule = {
    match: plainMatch(match),
    once_per: typeof once_per === 'string' ? once_per : { per: once_per.per, within: durationMs(once_per.within) },
    merge_within: durationMs(merge_within),
    value,
    lookback: lookback && {
      click: lookback.click && durationMs(lookback.click),
      view: lookback.view && durationMs(lookback.view),
    },
  }
  return hashParts('point', JSON.stringify(sortKeys(rule)))
}

/** A plan's definitions as counting keeps them: the hash, and the point as JSON. */
export function definitionsOf({ points }: Plan): { hash: string; point: string }[] {
  return points.map((point) => ({ hash: definitionHash(point), point: JSON.stringify(point) }))
}

function plainMatch(match: Match): unknown {
  if ('event' in match) return { event: oneOf(match.event), where: plainConditions(match.where) }
  if ('page' in match) return { page: oneOf(match.page), where: plainConditions(match.where) }
  if ('lead' in match) return { lead: plainConditions(match.lead) }
  if ('deal' in match) return { deal: plainConditions(match.deal) }
  if ('order' in match) return { order: plainConditions(match.order) }
  return match
}

function plainConditions(conditions: Conditions = {}): Record<string, unknown> {
  return Object.fromEntries(Object.entries(conditions).map(([field, condition]) => [field, plainCondition(condition)]))
}

function plainCondition(condition: Condition): unknown {
  if (typeof condition !== 'object' || Array.isArray(condition)) return { is: oneOf(condition) }
  const { is, not, ...rest } = condition
  return {
    ...rest,
    ...(is !== undefined && { is: oneOf(is) }),
    ...(not !== undefined && { not: oneOf(not) }),
  }
}

/** Alternatives as a sorted list without repeats; 1 and "1" stay apart. */
function oneOf(values: Scalar | readonly Scalar[]): Scalar[] {
  const list = Array.isArray(values) ? (values as readonly Scalar[]) : [values as Scalar]
  const byText = new Map(list.map((value) => [JSON.stringify(value), value]))
  return [...byText.keys()].toSorted().map((text) => byText.get(text)!)
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  return Object.fromEntries(
    entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, sortKeys(item)]),
  )
}
