// The definition document: a version of the plan written out for people, in either language.
import { isDeepStrictEqual } from 'node:util'
import type { Language } from '#contract/library.ts'
import { platformNames } from '#contract/library.ts'
import type { PlanLogEntry } from '#contract/plan-life.ts'
import { type PlanView, type Point, defaultLookback } from '#contract/plan.ts'
import { localDay } from '#util/zone.ts'
import { stringify } from 'yaml'
import { definitionHash } from './definition.ts'
import { describeDuration, describeMatch, describeOncePer } from './describe.ts'
import { describeDurationJa, describeMatchJa, describeOncePerJa } from './describe-ja.ts'
import { type DocumentWords, documentWords } from './document-words.ts'
import { library } from './library/library.ts'

/** A document as blocks; see document-text.ts for what they become. */
export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'facts'; rows: [name: string, value: string][] }
  | { kind: 'code'; text: string }

/** @param log what happened to the version. */
export function planDocument(version: PlanView, log: readonly PlanLogEntry[], language: Language): Block[] {
  const words = documentWords[language]
  const { plan } = version
  const inTier = (tier: Point['tier']): Block[] =>
    plan.points.filter((point) => point.tier === tier).flatMap((point) => pointBlocks(point, language))
  return [
    { kind: 'heading', level: 1, text: words.title(version.version) },
    { kind: 'text', text: holds(version, words) },
    { kind: 'facts', rows: planFacts(version, words) },
    { kind: 'heading', level: 2, text: words.agreement },
    { kind: 'facts', rows: agreementFacts(version, log, words) },
    { kind: 'heading', level: 2, text: words.macro },
    ...inTier('macro'),
    { kind: 'heading', level: 2, text: words.micros },
    ...inTier('micro'),
  ]
}

function holds({ state, inForce }: PlanView, words: DocumentWords): string {
  if (!inForce) return words.states[state]
  return words.inForce(inForce.from, inForce.until)
}

function planFacts({ plan }: PlanView, words: DocumentWords): [string, string][] {
  return [
    [words.timezone, plan.timezone],
    [words.currency, plan.currency],
    [words.weekStart, words.days[plan.week_start]],
    ...optional(words.note, plan.note),
  ]
}

function agreementFacts(
  { plan, agreements, missing, proposedBy, proposedAt }: PlanView,
  log: readonly PlanLogEntry[],
  words: DocumentWords,
): [string, string][] {
  const day = (at: number): string => localDay(at, plan.timezone)
  const why = (what: PlanLogEntry['what'], department: string): string => {
    const text = log.find((entry) => entry.what === what && entry.department === department)?.text ?? ''
    return text === '' ? '' : `${words.because}${text}`
  }
  return [
    [words.proposed, words.byOn(proposedBy, day(proposedAt)) + why('proposed', '')],
    ...agreements.map(({ department, by, at }): [string, string] => [
      department === '' ? words.agreed : words.agreedFor(department),
      words.byOn(by, day(at)) + why('agreed', department),
    ]),
    ...missing.map((department): [string, string] => [words.agreedFor(department), words.notYet]),
  ]
}

function pointBlocks(point: Point, language: Language): Block[] {
  const words = documentWords[language]
  return [
    { kind: 'heading', level: 3, text: `${point.name} (${point.id})` },
    { kind: 'facts', rows: [...ruleFacts(point, language), ...platformFacts(point, words)] },
    { kind: 'text', text: words.rule },
    { kind: 'code', text: ruleText(point) },
    ...snippets(point, words),
  ]
}

function ruleFacts(point: Point, language: Language): [string, string][] {
  const words = documentWords[language]
  const ja = language === 'ja'
  const duration = ja ? describeDurationJa : describeDuration
  const { lookback, value, owner, why, merge_within } = point
  return [
    [words.counts, ja ? describeMatchJa(point.match) : describeMatch(point.match)],
    [words.howOften, ja ? describeOncePerJa(point) : describeOncePer(point)],
    [words.merged, duration(merge_within)],
    [words.value, worth(value, words)],
    [words.lookback, duration(lookback?.click ?? defaultLookback)],
    ...optional(words.owner, owner),
    ...optional(words.why, why),
    [words.definition, definitionHash(point)],
  ]
}

function worth(value: Point['value'], words: DocumentWords): string {
  if (value?.fixed !== undefined) return `${value.fixed} ${value.currency ?? ''}`.trim()
  return words.valueFrom(value?.from ?? 'value')
}

function platformFacts({ platforms = {} }: Point, words: DocumentWords): [string, string][] {
  return Object.entries(platforms).map(([platform, { role, ...settings }]) => {
    const name = platform in platformNames ? platformNames[platform as keyof typeof platformNames] : platform
    const called = Object.values(settings).map(String).join(', ')
    const part = role === 'primary' || role === 'auxiliary' ? ` (${words.roles[role]})` : ''
    return [name, called + part]
  })
}

function ruleText({ match, once_per, merge_within, value, lookback }: Point): string {
  const rule = { match, once_per, merge_within, ...(value && { value }), ...(lookback && { lookback }) }
  return stringify(rule, { lineWidth: 78 }).trimEnd()
}

/** Those of the library's point that matches the same. */
function snippets(point: Point, words: DocumentWords): Block[] {
  const found = library.find((each) => isDeepStrictEqual(each.point.match, point.match))
  if (!found) return []
  const browser: Block[] =
    found.browser === null
      ? []
      : [
          { kind: 'text', text: words.inPages },
          { kind: 'code', text: found.browser },
        ]
  return [...browser, { kind: 'text', text: words.fromServer }, { kind: 'code', text: found.server }]
}

function optional(name: string, value: string | undefined): [string, string][] {
  return value === undefined || value === '' ? [] : [[name, value]]
}
