// What a plan's own rules for channels and visits must keep to beyond their shape, read from the raw plan.
import { clickIdNames } from '#contract/address.ts'
import { closest } from '#util/closest.ts'
import { dayMs, durationMs, minuteMs } from '#util/duration.ts'
import { type Fields, fields } from './fields.ts'
import { type PlanProblem, problem } from './problems.ts'

/** What a rule's `where` may ask of a visit; a click id is asked for as `click_ids.gclid`. */
const channelFields = [
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'utm_content',
  'utm_term',
  'referrer',
  'referrer_host',
  'landing_page',
  'source',
] as const

/** Senders may have click ids of their own. */
const clickIdField = /^click_ids\.\w+$/

/** Everything wrong with `channels` and `sessions`, whatever their shape. */
export function brokenVisitRules(plan: Fields): PlanProblem[] {
  const rules = Array.isArray(plan['channels']) ? plan['channels'].map(fields) : []
  return [
    ...rules.flatMap((rule, index) => ownProblems(rule, index)),
    ...rules.flatMap((rule, index) => unreachable(rule, index, rules)),
    ...badTimeout(fields(plan['sessions'])['timeout']),
  ]
}

function ownProblems(rule: Fields, index: number): PlanProblem[] {
  const at = ['channels', index]
  const where = rule['where']
  const isSet = typeof where === 'object' && where !== null && !Array.isArray(where)
  const label = rule['label']
  const hasNoName = typeof label === 'object' && label !== null && Object.keys(label).length === 0
  return [
    ...(isSet ? Object.keys(where).flatMap((field) => unknownField(field, [...at, 'where', field])) : []),
    ...(isSet && Object.keys(where).length === 0
      ? [problem([...at, 'where'], 'has no condition, so every visit would fit', 'Name one: utm_medium: affiliate.')]
      : []),
    ...(hasNoName
      ? [problem([...at, 'label'], 'names nothing', 'Write label: { en: Fair, ja: 展示会 }, or one text.')]
      : []),
  ]
}

function unknownField(field: string, path: (string | number)[]): PlanProblem[] {
  const known: readonly string[] = channelFields
  if (known.includes(field) || clickIdField.test(field)) return []
  const names: readonly string[] = clickIdNames
  const meant = names.includes(field) ? `click_ids.${field}` : closest(field, known)
  const hint = meant
    ? `Did you mean ${meant}?`
    : `It is one of ${channelFields.join(', ')}, or click_ids.gclid and such.`
  return [problem(path, 'is nothing that a visit has', hint)]
}

/** A rule before it takes every visit that would fit. */
function unreachable(rule: Fields, index: number, rules: readonly Fields[]): PlanProblem[] {
  const where = fields(rule['where'])
  const first = rules.slice(0, index).findIndex((earlier) => takesAll(fields(earlier['where']), where))
  if (first < 0 || Object.keys(where).length === 0) return []
  const message = `is never reached: channels[${first}] (${String(rules[first]!['id'])}) takes every visit that fits it`
  return [problem(['channels', index], message, 'Put it before that one, or take it out.')]
}

/** Whether whatever fits `where` fits `earlier` too; only what is plain to see counts. */
function takesAll(earlier: Fields, where: Fields): boolean {
  const asked = Object.keys(earlier)
  return asked.length > 0 && asked.every((field) => field in where && implies(where[field], earlier[field]))
}

/** Whether a value that keeps to `narrow` always keeps to `wide`. */
function implies(narrow: unknown, wide: unknown): boolean {
  if (same(narrow, wide)) return true
  const values = textsOf(narrow)
  if (values === undefined || values.length === 0) return false
  const allowed = textsOf(wide)
  if (allowed !== undefined) return values.every((value) => allowed.includes(value))
  const { contains, starts_with: start, exists, ...rest } = fields(wide)
  if (Object.keys(rest).length > 0) return false
  return values.every(
    (value) =>
      (typeof contains !== 'string' || value.includes(contains.toLowerCase())) &&
      (typeof start !== 'string' || value.startsWith(start.toLowerCase())) &&
      (exists === undefined || exists === (value !== '')),
  )
}

/** The values of `x`, `[x, y]` and `{ is: x }`, in lower case as they are compared; undefined for other conditions. */
function textsOf(condition: unknown): string[] | undefined {
  if (Array.isArray(condition)) return condition.map((value) => String(value).toLowerCase())
  if (typeof condition !== 'object' || condition === null) return [String(condition).toLowerCase()]
  const { is, ...rest } = condition as Fields
  return is === undefined || Object.keys(rest).length > 0 ? undefined : [String(is).toLowerCase()]
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

const longestTimeoutMs = dayMs

function badTimeout(timeout: unknown): PlanProblem[] {
  if (typeof timeout !== 'string' || !/^\d+(s|m|h|d)$/.test(timeout)) return []
  const ms = durationMs(timeout)
  if (ms >= minuteMs && ms <= longestTimeoutMs) return []
  return [problem(['sessions', 'timeout'], `cannot be ${timeout}`, 'Write 1m to 24h; 30m is the default.')]
}
