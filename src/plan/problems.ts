// What is wrong with a plan: where (as the user wrote it), what, and what to write instead.
import type { z } from 'zod'
import { channelRuleSchema, planSchema, pointSchema, sessionSettingsSchema } from '#contract/plan.ts'
import { closest } from '#util/closest.ts'
import type { ProblemDetail } from '#util/problem.ts'

export type Path = readonly PropertyKey[]

/** `path` leads to the value; `field` shows it as in `points[1].once_per`. */
export interface PlanProblem extends ProblemDetail {
  path: Path
  /** Line of the file, from 1, where the text has lines. */
  line?: number
}

export const matchKinds = ['event', 'page', 'session', 'lead', 'deal', 'order'] as const
const operators = ['is', 'not', 'gt', 'gte', 'lt', 'lte', 'contains', 'starts_with', 'exists']
/** What people write who know other tools. */
const synonyms: Record<string, string> = {
  equals: 'is',
  eq: 'is',
  ne: 'not',
  neq: 'not',
  is_not: 'not',
  min: 'gte',
  max: 'lte',
}

export function problem(path: Path, message: string, hint?: string): PlanProblem {
  return { path, field: fieldName(path), message, ...(hint !== undefined && { hint }) }
}

function fieldName(path: Path): string {
  return path.reduce<string>((name, key) => {
    if (typeof key === 'number') return `${name}[${key}]`
    return name === '' ? String(key) : `${name}.${String(key)}`
  }, '')
}

const remedies: Record<string, string> = {
  points: 'List at least the macro point under points:',
  id: 'Give the point a short id such as deal_won.',
  name: 'Give the point a name that people know it by.',
  tier: 'Write tier: macro for the one final outcome, tier: micro for a step before it.',
  match: `Name one of ${matchKinds.join(', ')}: match: { event: sale }.`,
  within: 'Write { per: person, within: 90d }, or once_per: person for ever.',
  lead: 'For every lead write lead: {}.',
  deal: 'For every deal write deal: {}, for won ones deal: { stage: won }.',
  order: 'For every order write order: {}.',
  effective: 'Write a day of the calendar as year-month-day: 2026-04-01.',
  currency: 'Write the code of the currency in capitals: JPY, USD, EUR.',
  event: 'Write the name of the event, or a list of names: event: order_completed.',
  page: 'Write the path of the page, or a list of paths: page: /thanks*.',
  where: 'Say which visits: where: { utm_medium: affiliate }.',
  timeout: 'Write 1m to 24h; 30m is the default.',
  new_campaign: 'Write true: another campaign begins another visit; or false.',
  merge_within: 'Two sightings this close count as one; 30m is the default.',
}
const inLists: Record<string, string> = {
  points: 'A point has id, name, tier and match.',
  channels: 'A rule has id and where.',
}
const channelRemedies: Record<string, string> = {
  id: 'Give the channel a short id such as brand_search, or that of a built-in one.',
}
const wholeRemedy = 'It has points:, each with id, name, tier and match; one is the macro.'

function remedy(path: Path, otherwise?: string): string | undefined {
  const key = path.at(-1)
  if (key === undefined) return wholeRemedy
  if (typeof key === 'number') return (path.length === 2 && inLists[String(path[0])]) || otherwise
  const inChannels = path[0] === 'channels' && path.length === 3 && channelRemedies[String(key)]
  if (inChannels) return inChannels
  return remedies[String(key)] ?? otherwise
}

/** Field names a place knows, by the place's name. */
const knownFields: [place: RegExp, fields: readonly string[]][] = [
  [/^$/, Object.keys(planSchema.shape)],
  [/^points\[\d+\]$/, Object.keys(pointSchema.shape)],
  [/^points\[\d+\]\.value$/, Object.keys(pointSchema.shape.value.unwrap().shape)],
  [/^points\[\d+\]\.lookback$/, Object.keys(pointSchema.shape.lookback.unwrap().shape)],
  [/^points\[\d+\]\.once_per$/, ['per', 'within']],
  [/^points\[\d+\]\.match\.session$/, ['pages', 'seconds']],
  [/^points\[\d+\]\.match$/, [...matchKinds, 'where']],
  [/^channels\[\d+\]$/, Object.keys(channelRuleSchema.shape)],
  [/^channels\[\d+\]\.label$/, ['en', 'ja']],
  [/^sessions$/, Object.keys(sessionSettingsSchema.shape)],
]

type Issue = z.core.$ZodIssue

/** Everything the schema has against a value, in words. */
export function shapeProblems(error: z.ZodError, whole: unknown): PlanProblem[] {
  return error.issues.flatMap((issue) => explain(issue, [], whole))
}

function explain(issue: Issue, base: Path, whole: unknown): PlanProblem[] {
  const path = [...base, ...issue.path]
  const value = valueAt(whole, path)
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownField(path, key))
  if (value === undefined) return [problem(path, 'is missing', remedy(path))]
  if (value === null) return [problem(path, 'is empty', remedy(path, 'Give it a value, or take it out.'))]
  if (issue.code === 'invalid_union') return explainUnion(issue, path, whole)
  return [explainValue(issue, path, value)]
}

function explainValue(issue: Issue, path: Path, value: unknown): PlanProblem {
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(path, issue.expected, value)
    case 'invalid_value': {
      const choices = issue.values.map(String)
      const meant = closest(String(value), choices)
      return problem(
        path,
        `cannot be ${show(value)}`,
        `${meant ? `Did you mean ${meant}? ` : ''}It is one of ${choices.join(', ')}.`,
      )
    }
    case 'invalid_format':
      return problem(
        path,
        issue.format === 'date' ? `${show(value)} is not a day` : `${show(value)} ${issue.message}`,
        remedy(path),
      )
    case 'too_small':
      if (issue.origin === 'string') return problem(path, 'is empty', remedy(path, 'Give it a value, or take it out.'))
      if (issue.origin === 'array') return problem(path, 'is an empty list', remedy(path, 'Name at least one.'))
      return problem(path, `must be at least ${issue.minimum}`, `Write ${issue.minimum} or more.`)
    default:
      return problem(path, issue.message, remedy(path))
  }
}

function wrongType(path: Path, expected: string, value: unknown): PlanProblem {
  const words = typeWords[expected] ?? expected
  if (path.length === 0) return problem(path, `A plan is ${words}, not ${kindWords(value)}`, wholeRemedy)
  const isQuotedNumber = typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))
  let hint = remedy(path)
  const isBare = typeof value === 'number' || typeof value === 'boolean'
  if (expected === 'string' && isBare) hint = `Put it in quotes: "${value}".`
  if ((expected === 'number' || expected === 'int') && isQuotedNumber) hint = `Take the quotes away: ${Number(value)}.`
  return problem(path, `must be ${words}, not ${kindWords(value)}`, hint ?? `Write ${words}.`)
}

/** Of the ways a value may be written, explains the one that was tried. */
function explainUnion(issue: Issue & { code: 'invalid_union' }, path: Path, whole: unknown): PlanProblem[] {
  const value = valueAt(whole, path)
  const isObject = typeof value === 'object' && !Array.isArray(value)
  if (/^points\[\d+\]\.match$/.test(fieldName(path)) && isObject) {
    const kinds = matchKinds.filter((kind) => kind in value!)
    if (kinds.length !== 1) return [wrongKinds(path, Object.keys(value!), kinds)]
    return issue.errors[matchKinds.indexOf(kinds[0]!)]!.flatMap((inner) => explain(inner, path, whole))
  }
  const tried = issue.errors.find((errors) => errors.every((inner) => !isOtherType(inner, isObject)))
  if (tried) return tried.flatMap((inner) => explain(inner, path, whole))
  const ways = 'Write a value, a list of values, or a comparison such as { gte: 100 }.'
  return [problem(path, `cannot be ${kindWords(value)}`, typeof path.at(-1) === 'number' ? ways : remedy(path, ways))]
}

function isOtherType(issue: Issue, isObject: boolean): boolean {
  if (issue.path.length > 0) return false
  if (issue.code === 'invalid_union')
    return issue.errors.every((errors) => errors.some((inner) => isOtherType(inner, isObject)))
  return issue.code === 'invalid_type' || (issue.code === 'invalid_value' && isObject)
}

function wrongKinds(path: Path, keys: readonly string[], kinds: readonly string[]): PlanProblem {
  if (kinds.length > 1) {
    const hint = `Keep one; count the other with a point of its own.`
    return problem(path, `names ${kinds.join(' and ')}, but a point counts one kind of thing`, hint)
  }
  const meant = keys.map((key) => closest(key, matchKinds)).find((kind) => kind !== undefined)
  return problem(path, 'does not say what counts', meant ? `Did you mean ${meant}?` : remedies['match'])
}

function unknownField(path: Path, key: string): PlanProblem {
  const place = fieldName(path)
  const here = [...path, key]
  const known = knownFields.find(([pattern]) => pattern.test(place))?.[1]
  if (!known) {
    const meant = synonyms[key] ?? closest(key, operators)
    const hint = `It is one of ${operators.join(', ')}; a field within a field is written properties.plan.`
    return problem(here, 'is not a comparison', meant ? `Did you mean ${meant}?` : hint)
  }
  if (place.endsWith('.match') && key === 'where') {
    return problem(here, 'belongs to event and page only', 'Write conditions directly: deal: { stage: won }.')
  }
  const meant = closest(key, known)
  return problem(here, 'is not a known field', meant ? `Did you mean ${meant}?` : `Known here: ${known.join(', ')}.`)
}

const typeWords: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a set of fields',
  record: 'a set of fields',
}

function kindWords(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a set of fields'
  return show(value)
}

function show(value: unknown): string {
  return typeof value === 'string' ? `"${value}"` : String(value)
}

function valueAt(whole: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key], whole)
}
