// A plan to start with as a plan file: its points from the library, its comments beside them.
import { stringify } from 'yaml'
import type { Bilingual, Language, Template, TemplatePlan } from '#contract/library.ts'
import type { Point } from '#contract/plan.ts'
import { parsePlan } from '../parse.ts'
import { planPoint } from './library.ts'
import { type TemplateEntry, templateEntries } from './templates.ts'

const said: Record<'adapt' | 'once' | 'macro' | 'words' | 'note', Bilingual> = {
  adapt: {
    en: 'A plan to start with. Change what does not fit, then: onecount plan propose plan.yaml',
    ja: 'はじめの定義案です。合わない所を直し、onecount plan propose plan.yaml で提案してください。',
  },
  once: {
    en: 'onecount plan library ID prints the snippets that measure each point.',
    ja: '各ポイントを計測するスニペット：onecount plan library ID',
  },
  macro: { en: 'Why this macro', ja: 'このマクロCVにする理由' },
  words: { en: 'Words', ja: '用語' },
  note: { en: 'Started from the plan for ', ja: 'はじめの定義案：' },
}

export const templates: readonly Template[] = templateEntries.map(({ name, title, forWhom, macro, micros }) => ({
  name,
  title,
  forWhom,
  macro,
  micros,
}))

/** The plan of that name, in words of a language; undefined where there is none. */
export function templatePlan(name: string, language: Language): TemplatePlan | undefined {
  const entry = templateEntries.find((each) => each.name === name)
  const about = templates.find((each) => each.name === name)
  if (!entry || !about) return undefined
  const yaml = planFile(entry, language)
  const parsed = parsePlan(yaml)
  if (!parsed.ok) throw new Error(`The template ${name} is not a good plan: ${parsed.problems[0]!.message}`)
  return { ...about, yaml, plan: parsed.plan }
}

function planFile(entry: TemplateEntry, language: Language): string {
  const { title, forWhom, macro, micros, why, words, remarks } = entry
  const say = (both: Bilingual): string => both[language]
  const points = [planPoint(macro, 'macro', language), ...micros.map((id) => planPoint(id, 'micro', language))]
  return [
    ...comment(`${say(title)}: ${say(forWhom)}`),
    ...comment(say(said.adapt)),
    ...comment(say(said.once)),
    '#',
    ...comment(`${say(said.macro)}: ${say(why)}`),
    ...words.flatMap((word) => comment(`${say(said.words)}: ${say(word)}`)),
    language === 'ja' ? 'timezone: Asia/Tokyo' : 'timezone: UTC',
    language === 'ja' ? 'currency: JPY' : 'currency: USD',
    `note: ${say(said.note)}${say(title)}`,
    'points:',
    ...points.flatMap((point) => [
      ...(remarks[point.id] ? comment(say(remarks[point.id]!), '  # ') : []),
      pointText(point),
    ]),
    '',
  ].join('\n')
}

/** Widest line of a plan file; a comment in Japanese has letters of two columns. */
const width = 78

function comment(text: string, opening = '# '): string[] {
  const lines: string[] = []
  let line = ''
  for (const part of text.split(/(?<= )|(?<=[。、（）：])/)) {
    if (line !== '' && columns(opening + line + part.trimEnd()) > width) {
      lines.push(line.trimEnd())
      line = ''
    }
    line += part
  }
  return [...lines, line].map((each, index) => (index === 0 ? opening : `${opening}  `) + each)
}

function columns(text: string): number {
  return Array.from(text).reduce((sum, letter) => sum + (letter > '⺀' ? 2 : 1), 0)
}

/**
 * A point as it stands in a plan file. Defaults are left out, and what belongs together stands on one line.
 * @param withPlatforms whether what ad platforms call it stands there too.
 */
export function pointText({ merge_within: _default, platforms, ...point }: Point, withPlatforms = true): string {
  const [first, ...others] = Object.entries(point).map(([field, value]) => `${field}: ${inline(value)}`)
  const called = Object.entries(platforms ?? {}).map(([platform, names]) => `  ${platform}: ${inline(names)}`)
  const lines = [...others, ...(withPlatforms ? ['platforms:', ...called] : [])]
  return [`  - ${first}`, ...lines.map((line) => `    ${line}`)].join('\n')
}

/** On one line, or on several that belong to the point. */
function inline(value: unknown): string {
  const lines = stringify(value, { collectionStyle: 'flow', lineWidth: width - 10 })
  return lines.trimEnd().replaceAll('\n', '\n      ')
}
