// Points that are counted by another rule since a day: figures before it and after it are not of the same thing.
import type { Caveat } from '#contract/ask.ts'
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

function changesOf({ counting, uses }: CountedPoints, { fromMs, toMs }: Span, timezone: string): string[] {
  const shown = counting.segments.filter(({ from, to }) => from < (toMs ?? Infinity) && to > (fromMs ?? -Infinity))
  return shown.flatMap(({ point, definition, from }, index) => {
    const before = shown[index - 1]
    if (before?.point !== point || before.definition === definition) return []
    const { name } = uses.findLast((use) => use.point.id === point)!.point
    const since = `${name} is counted by another rule since ${localDay(from, timezone)}`
    return [`${since}: figures before and after are not of the same thing; one version of the plan counts all alike.`]
  })
}

/** What the days of both periods, and those between them, add to the later one's own. */
export function comparedRules(later: Inquiry, earlier: Inquiry): Caveat[] {
  const [own, then] = [later.scope, earlier.scope]
  const least = (a: number | undefined, b: number | undefined) => Math.min(a ?? -Infinity, b ?? -Infinity)
  const most = (a: number | undefined, b: number | undefined) => Math.max(a ?? Infinity, b ?? Infinity)
  const told = new Set(ruleCaveats(later).map(({ message }) => message))
  const span = { fromMs: least(own.fromMs, then.fromMs), toMs: most(own.toMs, then.toMs) }
  return ruleCaveats(later, span).filter(({ message }) => !told.has(message))
}
