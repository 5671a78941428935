// The definition document: a version of the plan written out for people, in either language.
import { isDeepStrictEqual } from 'node:util'
import type { GlossaryEntry } from '#contract/glossary.ts'
import type { Language } from '#contract/library.ts'
import { platformNames } from '#contract/library.ts'
import type { PlanLogEntry } from '#contract/plan-life.ts'
import { type PlanView, type Point, defaultLookback } from '#contract/plan.ts'
import type { Block, PrintDocument, Text } from '#print/blocks.ts'
import { localDay } from '#util/zone.ts'
import { stringify } from 'yaml'
import { definitionHash } from './definition.ts'
import { describeDuration, describeMatch, describeOncePer } from './describe.ts'
import { describeDurationJa, describeMatchJa, describeOncePerJa } from './describe-ja.ts'
import { type DocumentWords, documentWords } from './document-words.ts'
import { library } from './library/library.ts'

export interface PlanDocumentParts {
  version: PlanView
  /** What happened to the version. */
  log: readonly PlanLogEntry[]
  /** The words that the document uses. */
  glossary: readonly GlossaryEntry[]
  /** When it is made, in epoch milliseconds. */
  now: number
}

export function planDocument({ version, log, glossary, now }: PlanDocumentParts, language: Language): PrintDocument {
  const words = documentWords[language]
  const { plan } = version
  const inTier = (tier: Point['tier']): Block[] =>
    plan.points.filter((point) => point.tier === tier).flatMap((point) => pointBlocks(point, language))
  const blocks: Block[] = [
    { kind: 'paragraph', text: holds(version, words) },
    overview(plan.points, language),
    { kind: 'facts', rows: planFacts(version, words) },
    { kind: 'heading', level: 1, text: words.agreement },
    { kind: 'facts', rows: agreementFacts(version, log, words) },
    { kind: 'heading', level: 1, text: words.macro },
    ...inTier('macro'),
    { kind: 'heading', level: 1, text: words.micros },
    ...inTier('micro'),
    ...glossaryBlocks(glossary, words),
    { kind: 'heading', level: 1, text: words.appendix },
    { kind: 'paragraph', text: words.forWhom },
    ...plan.points.flatMap((point) => measuringBlocks(point, words)),
  ]
  const made = { on: localDay(now, plan.timezone), planVersion: version.version }
  return { language, title: words.title(version.version), made, blocks }
}

/** What counts, for the end of another document: all points at a glance, then each with its rule. */
export function definitionBlocks({ points }: Pick<PlanView['plan'], 'points'>, language: Language): Block[] {
  const rules = points.flatMap((point): Block[] => [
    pointHeading(point),
    { kind: 'facts', rows: ruleFacts(point, language) },
  ])
  return [overview(points, language), ...rules]
}

/** All points at a glance, the macro first. */
function overview(points: readonly Point[], language: Language): Block {
  const words = documentWords[language]
  const { match, oncePer } = describers[language]
  const sorted = [...points.filter(({ tier }) => tier === 'macro'), ...points.filter(({ tier }) => tier === 'micro')]
  return {
    kind: 'table',
    columns: [words.point, words.tier, words.counts, words.howOften].map((name) => ({ name })),
    rows: sorted.map((point) => [
      [{ text: point.name, strong: point.tier === 'macro' }],
      words.tiers[point.tier],
      match(point.match),
      oncePer(point),
    ]),
  }
}

const describers = {
  en: { match: describeMatch, oncePer: describeOncePer, duration: describeDuration },
  ja: { match: describeMatchJa, oncePer: describeOncePerJa, duration: describeDurationJa },
} as const

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
    return text === '' ? '' : `${words.colon}${text}`
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
  const rows = [...ruleFacts(point, language), ...platformFacts(point, documentWords[language])]
  return [pointHeading(point), { kind: 'facts', rows }]
}

function pointHeading({ name, id }: Point): Block {
  return { kind: 'heading', level: 2, text: `${name} (${id})` }
}

function ruleFacts(point: Point, language: Language): [string, string][] {
  const words = documentWords[language]
  const { match, oncePer, duration } = describers[language]
  const { lookback, value, owner, why, merge_within } = point
  return [
    [words.counts, match(point.match)],
    [words.howOften, oncePer(point)],
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

/** The rule as the plan holds it; the snippets of the library's point that matches the same. */
function measuringBlocks(point: Point, words: DocumentWords): Block[] {
  const found = library.find((each) => isDeepStrictEqual(each.point.match, point.match))
  const snippets = [
    { title: words.inPages, text: found?.browser },
    { title: words.fromServer, text: found?.server },
  ]
  return [
    pointHeading(point),
    { kind: 'code', title: words.rule, text: ruleText(point) },
    ...snippets.flatMap(({ title, text }): Block[] => (text == null ? [] : [{ kind: 'code', title, text }])),
  ]
}

/** Each word as it is meant here, and which of its other meanings are not. */
function glossaryBlocks(glossary: readonly GlossaryEntry[], words: DocumentWords): Block[] {
  if (glossary.length === 0) return []
  const rows = glossary.flatMap(({ term, meanings }) => {
    const ours = meanings.filter((meaning) => meaning.ours)
    const others = meanings.filter((meaning) => !meaning.ours).map(({ name }) => name)
    return ours.map(({ name, definition }, index): [string, Text] => {
      const last = index === ours.length - 1 && others.length > 0
      return [
        ours.length === 1 ? term : `${term}${words.colon}${name}`,
        last ? [`${definition} `, { text: words.notMeant(others), light: true }] : definition,
      ]
    })
  })
  return [
    { kind: 'heading', level: 1, text: words.glossary },
    { kind: 'facts', rows },
  ]
}

function optional(name: string, value: string | undefined): [string, string][] {
  return value === undefined || value === '' ? [] : [[name, value]]
}
