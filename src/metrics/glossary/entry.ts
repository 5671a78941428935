// What the glossary keeps of a word, and how its tables are written.
import type { Bilingual } from '#contract/library.ts'

/** A meaning is ours always, never, or where the plan's macro is of that kind. */
type Ours = boolean | 'macro is a lead' | 'macro is an opportunity' | 'macro is a purchase'

export interface Meaning {
  name: Bilingual
  definition: Bilingual
  /** Said behind the definition: where its own source contradicts itself, or it is easily misread. */
  note?: Bilingual
  source: Bilingual
  metric: string | null
  ours: Ours
  /** Followed by what the plan in force says of it. */
  plan?: 'macro' | 'micros' | 'points' | 'version'
}

export interface Term {
  term: Bilingual
  aliases: readonly string[]
  meanings: readonly Meaning[]
}

export const both = (en: string, ja: string): Bilingual => ({ en, ja })

export const sources = {
  common: both('common use', '一般的な用法'),
  here: both('Onecount', 'Onecount'),
  cv: both(
    '“What is CV? Meaning in Marketing, Types, and How to Design KPIs”',
    '「What is CV? Meaning in Marketing, Types, and How to Design KPIs」',
  ),
  cvr: both(
    '“What Is CVR In Digital Marketing, And Why Should Every Business Owner Care?”',
    '「What Is CVR In Digital Marketing, And Why Should Every Business Owner Care?」',
  ),
  platforms: both('reports of ad platforms', '広告媒体の管理画面'),
} as const

/** A word with one meaning, which is ours unless it says otherwise. */
export function one(
  term: Bilingual,
  aliases: readonly string[],
  definition: Bilingual,
  more: Partial<Pick<Meaning, 'source' | 'metric' | 'ours' | 'plan' | 'note'>> = {},
): Term {
  return {
    term,
    aliases,
    meanings: [{ name: term, definition, source: sources.here, metric: null, ours: true, ...more }],
  }
}
