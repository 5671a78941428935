// The first page of a report: the answer, the pace as a chart, the channels with their verdicts, those in need first: where they
// are more than a page of A4 has room for, they go on on the next.
import type { PacingDay, Scorecard, ScorecardRow } from '#contract/scorecard.ts'
import type { Block, Chart, Column, Table, Text } from '#print/blocks.ts'
import {
  costAnswer,
  doneAnswer,
  earlyAnswer,
  headline,
  monthAnswer,
  periodName,
  whereAnswer,
  whyAnswer,
} from './answers.ts'
import type { PlainCard } from '../scorecard/scorecard.ts'
import type { ReportFacts } from './gather.ts'
import type { Writer } from './writer.ts'

export function firstPage(facts: ReportFacts, writer: Writer): Block[] {
  const { card, month } = facts
  const { channels, total } = card
  return [
    keyFigure(card, writer),
    { kind: 'facts', rows: answers(facts, writer) },
    { kind: 'chart', chart: pacingChart(month ?? card, writer) },
    ...(channels.length > 0 ? [rowTable(channels, writer, writer.words.columns.channel, total)] : []),
  ]
}

function answers(facts: ReportFacts, writer: Writer): [question: string, answer: Text][] {
  const { card, month } = facts
  const { questions } = writer.words
  const standing = [month && monthAnswer(month, writer), pacedAnswer(facts, writer), costAnswer(card, writer)]
  return [
    [questions.on, standing.filter(Boolean).join(writer.language === 'ja' ? '' : ' ')],
    [questions.where, whereAnswer(card, writer)],
    [questions.why, whyAnswer(facts, writer)],
    [questions.done, doneAnswer(facts, writer)],
    [questions.early, earlyAnswer(card, writer)],
  ]
}

/** Of a month that is not over: where it will end. */
function pacedAnswer({ card }: ReportFacts, { words, range, cvs }: Writer): string | null {
  const { target, pacing } = card.total
  if (card.period === 'week' || card.asOf >= card.to || !target || !pacing) return null
  return words.paced(range(pacing), cvs(target.cv))
}

/** The share of what was due; without a target, the CVs. */
function keyFigure(card: Scorecard, writer: Writer): Block {
  const { total } = card
  const { words, cvs } = writer
  const told = headline(card, writer)
  const counted = total.cv.value ?? 0
  const due = total.target?.due ?? 0
  if (!total.verdict || due === 0) return { kind: 'figure', value: `${cvs(counted)} CV`, text: told }
  const percent = (value: number): string => `${Math.round((100 * value) / due)}`
  const unit = writer.language === 'ja' ? '%' : ' %'
  const { low = counted, high = counted } = total.cv
  return {
    kind: 'figure',
    value: percent(counted) + unit,
    interval: `${percent(low)}–${percent(high)}${unit} ${words.ofDue}`,
    text: [writer.verdict(total.verdict), ` ${withoutVerdict(told)}`],
  }
}

/** The mark before it says the verdict already. */
function withoutVerdict(told: string): string {
  return told.replace(/^[^:：]*[:：]\s?/, '')
}

/** Running total up to now, from there the pace with its range, and the target. */
function pacingChart(card: PlainCard, writer: Writer): Chart {
  const { words, format } = writer
  const { days, total } = card
  const last = days.findLastIndex(({ counted }) => counted !== null)
  const open = card.asOf < card.to && total.pacing !== null
  const pace = open ? paceLine(days, last, total.pacing!) : null
  return {
    kind: 'lines',
    title: words.chart(periodName(card, writer)),
    format: { maximumFractionDigits: 0 },
    labels: days.map(({ day }) => format.day(day)),
    lines: [
      { name: words.counted, values: days.map(({ counted }) => counted) },
      ...(pace ? [{ name: words.pace, ...pace }] : []),
    ],
    ...(total.target && { target: { name: words.target, values: days.map(({ target }) => target) } }),
  }
}

function paceLine(
  days: readonly PacingDay[],
  last: number,
  { end, low, high }: { end: number; low: number; high: number },
): { values: (number | null)[]; low: (number | null)[]; high: (number | null)[] } {
  const from = days[last]?.counted ?? 0
  const towards = (goal: number): (number | null)[] =>
    days.map((_, at) => (at < last ? null : from + ((goal - from) * (at - last)) / Math.max(1, days.length - 1 - last)))
  return { values: towards(end), low: towards(low), high: towards(high) }
}

/** Rows of a card as a table; its total beneath them, where all channels are meant. */
export function rowTable(rows: readonly ScorecardRow[], writer: Writer, first: string, total?: ScorecardRow): Table {
  const columns = columnsOf([...rows, ...(total ? [total] : [])], writer)
  const cells = (row: ScorecardRow, name: string): Text[] => [name, ...columns.map(({ cell }) => cell(row))]
  return {
    kind: 'table',
    columns: [{ name: first }, ...columns.map(({ column }) => column)],
    rows: rows.map((row) => cells(row, writer.row(row))),
    ...(total && { total: cells(total, writer.words.total) }),
  }
}

function columnsOf(
  rows: readonly ScorecardRow[],
  { words, cvs, money, figure, format, verdict }: Writer,
): { column: Column; cell: (row: ScorecardRow) => Text }[] {
  const figures = (name: string, cell: (row: ScorecardRow) => Text) => ({ column: { name, figures: true }, cell })
  const { columns } = words
  const hasTarget = rows.some(({ target }) => target !== null)
  const hasRates = rows.some(({ cvr }) => cvr.value !== null)
  return [
    // first: in an e-mail on a phone what stands at the right is cut off
    ...(hasTarget
      ? [
          {
            column: { name: columns.verdict },
            cell: (row: ScorecardRow) => (row.verdict ? [verdict(row.verdict)] : '–'),
          },
        ]
      : []),
    figures(columns.cv, ({ cv }) => cvs(cv.value ?? 0)),
    hasTarget
      ? figures(columns.due, ({ target }) => (target ? cvs(target.due) : '–'))
      : figures(columns.before, ({ before }) => cvs(before.cv)),
    ...(hasRates ? [figures(columns.cvr, ({ cvr }) => figure(cvr, (value) => format.rate(value)))] : []),
    figures(columns.cpa, ({ cpa }) => figure(cpa, money)),
    ...(hasTarget ? [figures(columns.aim, ({ target }) => (target?.cpa == null ? '–' : money(target.cpa)))] : []),
    figures(columns.cost, ({ cost }) => (cost.value === 0 ? '–' : figure(cost, money))),
  ]
}
