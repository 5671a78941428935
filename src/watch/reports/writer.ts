// How a report writes figures, days and names in its language.
import { channelNames } from '#contract/channel-names.ts'
import { labelOf } from '#contract/channel-label.ts'
import type { Figure } from '#contract/ask.ts'
import type { DriftFormat } from '#contract/drift-words.ts'
import type { DriftMetric } from '#contract/drift.ts'
import { type Format, makeFormat } from '#contract/format.ts'
import type { Language } from '#contract/library.ts'
import type { Verdict as RowVerdict, ScorecardRow } from '#contract/scorecard.ts'
import type { Span, Verdict } from '#print/blocks.ts'
import type { ReportFacts } from './gather.ts'
import { type ReportWords, reportEn } from './words.ts'
import { reportJa } from './words-ja.ts'

export interface Writer {
  language: Language
  words: ReportWords
  format: Format
  /** CVs: few of them keep a decimal. */
  cvs(value: number): string
  money(value: number): string
  /** A dash where there is none. */
  figure(figure: Figure, write: (value: number) => string): string
  channel(channel: string): string
  row(row: Pick<ScorecardRow, 'channel' | 'initiative'>): string
  range(pacing: { end: number; low: number; high: number }): string
  verdict(verdict: RowVerdict): Span
  drift(metric: DriftMetric): DriftFormat
}

const verdictMarks: Record<RowVerdict, Verdict> = {
  on_target: 'good',
  watch: 'watch',
  off_target: 'bad',
  too_early: 'early',
}

export function makeWriter({ card, plans }: Pick<ReportFacts, 'card' | 'plans'>, language: Language): Writer {
  const words = { en: reportEn, ja: reportJa }[language]
  const format = makeFormat(language)
  // the first rule of a channel that gives it a name
  const rules = (plans.at(-1)?.plan.channels ?? []).toReversed()
  const own = new Map(rules.map((rule) => [rule.id, labelOf(rule)?.[language]]))
  const cvs = (value: number): string => format.reckoned(value)
  const money = (value: number): string => format.money(value, card.currency)
  const channel = (id: string): string =>
    id === '' ? words.unknownChannel : (own.get(id) ?? channelNames[language][id] ?? id.replaceAll('_', ' '))
  return {
    language,
    words,
    format,
    cvs,
    money,
    figure: ({ value }, write) => (value === null ? '–' : write(value)),
    channel,
    row: (row) => row.initiative || channel(row.channel),
    range: ({ end, low, high }) => words.range(cvs(end), cvs(low), cvs(high)),
    verdict: (verdict) => ({ text: words.verdicts[verdict], verdict: verdictMarks[verdict] }),
    drift: (metric) => ({
      value: metric === 'cpa' ? money : (value) => format.rate(value),
      money,
      rate: (value) => format.rate(value),
      channel,
    }),
  }
}
