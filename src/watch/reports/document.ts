// A report as a document: one page that answers, the details, the definitions in force.
import type { Definition } from '#contract/ask.ts'
import type { Language } from '#contract/library.ts'
import { metricWords } from '#metrics/words.ts'
import { definitionBlocks } from '#plan/document.ts'
import type { Block, PrintDocument } from '#print/blocks.ts'
import { headline, periodName } from './answers.ts'
import { details } from './details.ts'
import { firstPage } from './first-page.ts'
import type { ReportFacts } from './gather.ts'
import { type Writer, makeWriter } from './writer.ts'

export interface WrittenReport {
  /** The answer, in a sentence. */
  headline: string
  document: PrintDocument
}

export function writeReport(facts: ReportFacts, language: Language): WrittenReport {
  const writer = makeWriter(facts, language)
  const { card, plans, made } = facts
  const { words } = writer
  const verdict = card.total.verdict && words.verdicts[card.total.verdict]
  const version = plans.at(-1)?.version
  const document: PrintDocument = {
    language,
    title: words.title[card.period](periodName(card, writer), verdict),
    subtitle: words.subtitle({ ...card, target: card.target?.name ?? null }),
    made: {
      on: made.on,
      ...(made.knownOn !== null && { knownOn: made.knownOn }),
      ...(version !== undefined && { planVersion: version }),
    },
    blocks: [
      ...firstPage(facts, writer),
      { kind: 'page break' },
      ...details(facts, writer),
      ...definitions(facts, writer),
    ],
  }
  return { headline: headline(card, writer), document }
}

function definitions({ card, plans }: ReportFacts, writer: Writer): Block[] {
  const { words, language } = writer
  return [
    { kind: 'heading', level: 1, text: words.definitions },
    ...plans.flatMap(({ version, plan }): Block[] => [
      ...(plans.length > 1 ? [{ kind: 'heading', level: 2, text: words.plan(version) } as const] : []),
      ...definitionBlocks(plan, language),
    ]),
    { kind: 'heading', level: 2, text: words.metrics },
    { kind: 'facts', rows: card.definitions.map((each) => [each.name, formulaOf(each, writer)]) },
  ]
}

function formulaOf({ metric, formula, base }: Definition, { words, language }: Writer): string {
  return words.formula({
    formula: language === 'ja' ? (metricWords[metric]?.formulaJa ?? formula) : formula,
    base: base ?? null,
  })
}
