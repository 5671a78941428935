// The glossary: every word with all its meanings, found by any name it has in either language.
import type { GlossaryEntry, GlossaryTerm } from '#contract/glossary.ts'
import type { Language } from '#contract/library.ts'
import type { Plan, Point } from '#contract/plan.ts'
import { closest } from '#util/closest.ts'
import { type Metric, metrics } from '../catalogue.ts'
import { metricWords } from '../words.ts'
import { conversionTerms } from './conversion.ts'
import { type Meaning, type Term, both, one } from './entry.ts'
import { measuringTerms } from './measuring.ts'
import { moneyTerms } from './money.ts'
import { monitoringTerms } from './monitoring.ts'
import { productTerms } from './product.ts'

const written: readonly Term[] = [
  ...conversionTerms,
  ...moneyTerms,
  ...measuringTerms,
  ...monitoringTerms,
  ...productTerms,
]

const names = ({ term, aliases }: Term): string[] => [...new Set([term.en, term.ja, ...aliases])]
const takenNames = new Set(written.flatMap(names).map(plain))

/** Words that somebody wrote, and metrics that none of them tells of. */
export const terms: readonly Term[] = [...written, ...metrics.filter(({ id }) => !isTold(id)).map(metricTerm)]

/** The plan in force, as far as the glossary tells of it; `describe` says a point in words. */
export interface PlanInForce {
  version: number
  plan: Plan
  describe: (point: Point) => string
}

const byName = new Map(terms.flatMap((term) => names(term).map((name) => [plain(name), term])))

function isTold(metric: string): boolean {
  return written.some(({ meanings }) => meanings.some((meaning) => meaning.metric === metric))
}

/** A metric as a word: its formula, and what it is taken for. */
function metricTerm({ id, name, formula }: Metric): Term {
  const { formulaJa, aliases, notToBeConfusedWith } = metricWords[id]!
  const taken = (language: Language): string => notToBeConfusedWith.map((other) => other[language]).join(' ')
  const definition = both(`${formula}. ${taken('en')}`, `${formulaJa}。${taken('ja')}`)
  const free = aliases.filter((alias) => !takenNames.has(plain(alias)))
  return one(name, [id, ...free], definition, { metric: id })
}

/** Width, case, blanks and hyphens of a name do not matter. */
function plain(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]/g, '')
}

export function findTerm(name: string): Term | undefined {
  return byName.get(plain(name))
}

/** Names near to one that is not known, nearest first; at most five. */
export function nearTerms(name: string, language: Language): string[] {
  const typed = plain(name)
  const nearest = closest(typed, [...byName.keys()])
  const holding = [...byName.keys()].filter(
    (known) => typed.length > 1 && (known.includes(typed) || typed.includes(known)),
  )
  const found = [...(nearest === undefined ? [] : [nearest]), ...holding].map((known) => byName.get(known)!)
  return [...new Set(found)].slice(0, 5).map((term) => term.term[language])
}

/** A word with every meaning; notes stand behind definitions, and what the plan in force says behind its own word. */
export function entryOf(term: Term, language: Language, inForce: PlanInForce | undefined): GlossaryEntry {
  const meanings = term.meanings.map((meaning) => ({
    name: meaning.name[language],
    definition: [meaning.definition[language], planSays(meaning, language, inForce), noteOf(meaning, language)]
      .filter((part) => part !== '')
      .join(language === 'ja' ? '' : ' '),
    source: meaning.source[language],
    metric: meaning.metric,
    ours: isOurs(meaning, inForce?.plan),
  }))
  return {
    term: term.term[language],
    meanings: [...meanings.filter(({ ours }) => ours), ...meanings.filter(({ ours }) => !ours)],
  }
}

/** All words, by name. */
export function listTerms(language: Language, inForce: PlanInForce | undefined): GlossaryTerm[] {
  const collator = new Intl.Collator(language, { sensitivity: 'base' })
  return terms
    .map((term) => ({
      ...entryOf(term, language, inForce),
      aliases: names(term).filter((name) => name !== term.term[language]),
    }))
    .toSorted((a, b) => collator.compare(a.term, b.term))
}

function noteOf({ note }: Meaning, language: Language): string {
  if (!note) return ''
  return language === 'ja' ? `注意：${note.ja}` : `Note: ${note.en}`
}

function isOurs({ ours }: Meaning, plan: Plan | undefined): boolean {
  if (typeof ours === 'boolean') return ours
  const macro = plan?.points.find(({ tier }) => tier === 'macro')
  return macro !== undefined && kindOf(macro) === ours
}

function kindOf({ id, category, match }: Point): Meaning['ours'] {
  if (id === 'opportunity_qualified') return 'macro is an opportunity'
  if ('lead' in match || category === 'lead') return 'macro is a lead'
  return 'order' in match || 'deal' in match || category === 'purchase' ? 'macro is a purchase' : false
}

function planSays({ plan: part }: Meaning, language: Language, inForce: PlanInForce | undefined): string {
  if (part === undefined || inForce === undefined) return ''
  const { version, plan, describe } = inForce
  const which = language === 'ja' ? `有効な定義（第${version}版）では、` : `By the plan in force (version ${version}): `
  if (part === 'version') return language === 'ja' ? `現在は第${version}版が有効。` : `Version ${version} is in force.`
  const tiers = { macro: ['macro'], micros: ['micro'], points: ['macro', 'micro'] }[part]
  const points = plan.points.filter(({ tier }) => tiers.includes(tier))
  if (points.length === 0) return ''
  // rules are told in English alone
  if (language === 'ja') return `${which}${points.map(({ name, id }) => `${name}（${id}）`).join('、')}。`
  return `${which}${points.map((point) => `${point.name} (${point.id}): ${describe(point)}`).join('; ')}.`
}
