// Points that are counted by another rule since a day: figures before it and after it are not of the same thing.
import type { Caveat } from '#contract/ask.ts'
import type { Segment } from '#metrics/scope.ts'
import { localDay } from '#util/zone.ts'
import type { CountedPoints, Inquiry } from './inquiry.ts'

/** Epoch milliseconds, the end excluded; absent is without end. */
interface Span {
  fromMs?: number | undefined
  toMs?: number | undefined
}

/** Changes of a point's own rule within the days; that another point became the macro is `macro_changed`. */
export function ruleCaveats({ conversions, transition, scope }: Inquiry, days: Span = scope): Caveat[] {
  const counted = [conversions, transition?.micro, transition?.macro]
  const told = counted.flatMap((points) => (points ? changesOf(points, days, scope.timezone) : []))
  return [...new Set(told)].map((message) => ({ code: 'rule_changed', message }))
}

function changesOf(points: CountedPoints, days: Span, timezone: string): string[] {
  const shown = within(points, days)
  return shown.flatMap(({ point, definition, from }, index) => {
    const before = shown[index - 1]
    if (before?.point !== point || before.definition === definition) return []
    const { name } = points.uses.findLast((use) => use.point.id === point)!.point
    const since = `${name} is counted by another rule since ${localDay(from, timezone)}`
    return [`${since}: figures before and after are not of the same thing; one version of the plan counts all alike.`]
  })
}

function within({ counting }: CountedPoints, { fromMs, toMs }: Span): Segment[] {
  return counting.segments.filter(({ from, to }) => from < (toMs ?? Infinity) && to > (fromMs ?? -Infinity))
}

/** Where no point was named, the macro is meant, and another version of the plan may have another one. */
export function macroCaveats({ question, conversions, scope }: Inquiry, days: Span = scope): Caveat[] {
  if (!conversions || question.points !== undefined || scope.by.includes('point')) return []
  const shown = within(conversions, days)
  const named = (id: string): string => conversions.uses.findLast(({ point }) => point.id === id)!.point.name
  return shown.flatMap(({ point, from }, index) => {
    const before = shown[index - 1]
    if (!before || before.point === point) return []
    const change = `The macro CV was ${named(before.point)} before ${localDay(from, scope.timezone)} and is ${named(point)} since`
    return [{ code: 'macro_changed', message: `${change}: these are different actions; name the point that is meant.` }]
  })
}

/** What the days of both periods, and those between them, add to the later one's own. */
export function comparedRules(later: Inquiry, earlier: Inquiry): Caveat[] {
  const [own, then] = [later.scope, earlier.scope]
  const span = {
    fromMs: Math.min(own.fromMs ?? -Infinity, then.fromMs ?? -Infinity),
    toMs: Math.max(own.toMs ?? Infinity, then.toMs ?? Infinity),
  }
  const all = (days: Span): Caveat[] => [...macroCaveats(later, days), ...ruleCaveats(later, days)]
  const told = new Set(all(own).map(({ message }) => message))
  return all(span).filter(({ message }) => !told.has(message))
}
