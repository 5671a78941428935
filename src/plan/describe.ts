// A point's rule in plain words, for answers, lists and documents.
import type { RuleWords } from '#contract/plan-life.ts'
import type { Condition, Conditions, Match, Point, Scalar } from '#contract/plan.ts'

/** What counts, in words: `deal reaches stage won`, `page view of /thanks*`. */
export function describeMatch(match: Match): string {
  if ('event' in match) return withConditions(`event ${anyOf(match.event)}`, match.where)
  if ('page' in match) return withConditions(`page view of ${anyOf(match.page)}`, match.where)
  if ('session' in match) return describeSession(match.session)
  if ('lead' in match) return withConditions('lead', match.lead)
  if ('order' in match) return withConditions('order', match.order)
  const { stage, ...others } = match.deal
  const isStage = typeof stage === 'string' || Array.isArray(stage)
  return isStage ? withConditions(`deal reaches stage ${anyOf(stage)}`, others) : withConditions('deal', match.deal)
}

/** What a point counts and how often, in words. */
export function ruleWords(point: Point): RuleWords {
  return { counts: describeMatch(point.match), oncePer: describeOncePer(point) }
}

function describeSession({ pages, seconds }: { pages?: number | undefined; seconds?: number | undefined }): string {
  const bounds = [
    ...(pages === undefined ? [] : [`at least ${many(pages, 'page view')}`]),
    ...(seconds === undefined ? [] : [`at least ${many(seconds, 'second')}`]),
  ]
  return `visit of ${bounds.join(' and ')}`
}

/** How often it counts, in words: `once per person`, `once per person within 90 days`, `every time`. */
export function describeOncePer(point: Pick<Point, 'once_per'>): string {
  const { once_per: rule } = point
  if (rule === 'event') return 'every time'
  return typeof rule === 'string' ? `once per ${rule}` : `once per ${rule.per} within ${describeDuration(rule.within)}`
}

const units = { s: 'second', m: 'minute', h: 'hour', d: 'day' } as const

/** `90d` in words: `90 days`. */
export function describeDuration(duration: string): string {
  return many(Number(duration.slice(0, -1)), units[duration.slice(-1) as keyof typeof units])
}

function many(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`
}

function withConditions(what: string, conditions: Conditions = {}): string {
  const words = describeConditions(conditions)
  return words === '' ? what : `${what} where ${words}`
}

/** Conditions in words: `utm_medium is affiliate and utm_campaign starts with brand`. */
export function describeConditions(conditions: Conditions): string {
  return Object.entries(conditions)
    .map(([field, condition]) => describeCondition(field, condition))
    .join(' and ')
}

function describeCondition(field: string, condition: Condition): string {
  if (typeof condition !== 'object' || Array.isArray(condition)) return `${field} is ${anyOf(condition)}`
  const { is, not, gt, gte, lt, lte, contains, starts_with, exists } = condition
  const parts = [
    is !== undefined && `is ${anyOf(is)}`,
    not !== undefined && `is not ${anyOf(not)}`,
    gt !== undefined && `is more than ${gt}`,
    gte !== undefined && `is at least ${gte}`,
    lt !== undefined && `is less than ${lt}`,
    lte !== undefined && `is at most ${lte}`,
    contains !== undefined && `contains ${text(contains)}`,
    starts_with !== undefined && `starts with ${text(starts_with)}`,
    exists !== undefined && (exists ? 'is there' : 'is not there'),
  ]
  return `${field} ${parts.filter((part) => part !== false).join(' and ')}`
}

function anyOf(values: Scalar | readonly Scalar[]): string {
  const list = Array.isArray(values) ? (values as readonly Scalar[]) : [values as Scalar]
  return list.map(text).join(' or ')
}

/** Quoted where the words around it could be taken for part of it. */
function text(value: Scalar): string {
  return typeof value === 'string' && (value === '' || /\s/.test(value)) ? `"${value}"` : String(value)
}
