// What follows the first page: initiatives, learning phases, drift, actions, measurement, and what to know beside it.
import { driftEn, driftJa } from '#contract/drift-words.ts'
import type { DriftReport } from '#contract/drift.ts'
import type { ActionView } from '#contract/actions.ts'
import type { Block, Text } from '#print/blocks.ts'
import { causeAnswer, effectText, gapText, reasonsOf } from './answers.ts'
import { rowTable } from './first-page.ts'
import type { ReportFacts } from './gather.ts'
import type { Writer } from './writer.ts'

/** Initiatives told of; the page Scorecard has them all. */
const mostInitiatives = 25

export function details(facts: ReportFacts, writer: Writer): Block[] {
  return [
    ...initiatives(facts, writer),
    ...learning(facts, writer),
    ...drift(facts, writer),
    ...actions(facts, writer),
    ...gaps(facts, writer),
    ...notes(facts, writer),
  ]
}

const heading = (text: string): Block => ({ kind: 'heading', level: 1, text })
const paragraph = (text: Text): Block => ({ kind: 'paragraph', text })

function initiatives({ card }: ReportFacts, writer: Writer): Block[] {
  const { words } = writer
  const rows = card.initiatives.slice(0, mostInitiatives)
  if (rows.length === 0) return []
  const reasons = rows.flatMap((row): Text[] => {
    const told = row.verdict === 'on_target' ? '' : reasonsOf(row, card, writer)
    return told === '' ? [] : [[{ text: writer.row(row), strong: true }, ` (${writer.channel(row.channel)}): ${told}`]]
  })
  const more = card.initiatives.length - rows.length
  return [
    heading(words.initiatives),
    rowTable(rows, writer, words.columns.initiative),
    ...(more > 0 ? [paragraph(words.moreInitiatives(more))] : []),
    ...(reasons.length > 0 ? [{ kind: 'list', items: reasons } as const] : []),
  ]
}

function learning({ card }: ReportFacts, { words, format, cvs }: Writer): Block[] {
  const states = card.total.learning
  const items = states.map(({ campaign, cause, note, since, until, reached, needed }): Text => [
    { text: campaign, strong: true },
    ' ',
    words.learns({
      cause: note || words.causes[cause],
      since: format.day(since),
      until: format.day(until),
      reached: cvs(reached),
      needed: needed === null ? null : cvs(needed),
    }),
  ])
  return [heading(words.learningTitle), items.length > 0 ? { kind: 'list', items } : paragraph(words.nobodyLearns)]
}

function drift(facts: ReportFacts, writer: Writer): Block[] {
  const { words, language } = writer
  const report = facts.drift.found
  const why = paragraph(causeAnswer(facts, writer))
  if (report === null) return [heading(words.drift), why]
  const { causes, measurement, first, verdict } = report
  const { measurementClean, advice } = { en: driftEn, ja: driftJa }[language]
  const clean = measurement.length === 0 && verdict !== 'blind'
  return [
    heading(words.drift),
    why,
    ...(clean ? [paragraph([{ text: measurementClean, light: true }])] : []),
    ...(causes.length > 0 ? [waterfall(report, writer), causeTable(report, writer)] : []),
    ...(first ? [paragraph(words.whatFits), { kind: 'list', items: advice[first.cause] } as const] : []),
  ]
}

function waterfall({ metric, before, after, causes }: DriftReport, { words, language }: Writer): Block {
  const names = { en: driftEn, ja: driftJa }[language].causes
  const share = { style: 'percent', maximumFractionDigits: 2 } as const
  return {
    kind: 'chart',
    chart: {
      kind: 'waterfall',
      title: words.waterfall[metric],
      format: metric === 'cpa' ? { maximumFractionDigits: 0 } : share,
      better: metric === 'cpa' ? 'lower' : 'higher',
      from: { name: words.periodBefore, value: before.value ?? 0 },
      steps: causes.map(({ cause, value }) => ({ name: names[cause], change: value })),
      to: { name: words.thisPeriod, value: after.value ?? 0 },
    },
  }
}

function causeTable({ metric, causes }: DriftReport, writer: Writer): Block {
  const { words, language } = writer
  const { value: write } = writer.drift(metric)
  const names = { en: driftEn, ja: driftJa }[language].causes
  return {
    kind: 'table',
    columns: [
      { name: words.driftColumns.cause },
      { name: words.driftColumns.effect, figures: true },
      { name: words.driftColumns.reach, figures: true },
      { name: '' },
    ],
    rows: causes.map(({ cause, value, reach, certain }) => [
      names[cause],
      `${value < 0 ? '−' : '+'}${write(Math.abs(value))}`,
      `± ${write(reach)}`,
      certain ? [{ text: words.certain, strong: true }] : [{ text: words.uncertain, light: true }],
    ]),
  }
}

function actions({ actions: all, moreActions, made }: ReportFacts, writer: Writer): Block[] {
  const { words } = writer
  const { actionColumns: names } = words
  if (all.length === 0) return [heading(words.actions), paragraph(words.noActions)]
  const states = (['running', 'done', 'planned'] as const).filter((each) => all.some(({ state }) => state === each))
  const table = (own: readonly ActionView[]): Block => ({
    kind: 'table',
    columns: [names.change, names.where, names.who, names.effect].map((name) => ({ name })),
    rows: own.map((action) => [
      action.change,
      action.campaign || (action.channel === '' ? '' : writer.channel(action.channel)),
      whoAndWhen(action, writer),
      effectText(action, writer, made.knownOn !== null),
    ]),
  })
  return [
    heading(words.actions),
    ...states.flatMap((state): Block[] => [
      { kind: 'heading', level: 2, text: words.states[state] },
      table(all.filter((action) => action.state === state)),
    ]),
    ...(moreActions > 0 ? [paragraph(words.moreActions(moreActions))] : []),
  ]
}

function whoAndWhen({ owner, due, started, state, overdue }: ActionView, { words, format, language }: Writer): string {
  const when = state === 'planned' ? due && words.due(format.day(due)) : started && format.day(started)
  return [owner, when, overdue ? words.overdue : ''].filter(Boolean).join(language === 'ja' ? '、' : ', ')
}

function gaps({ gaps: read }: ReportFacts, writer: Writer): Block[] {
  const { words } = writer
  if (read.found === null) return [heading(words.gaps), paragraph(words.gapsNotKept)]
  if (read.found.length === 0) return [heading(words.gaps), paragraph(words.noGaps)]
  const items = read.found.map((gap): Text => gapText(gap, writer) + words.gapCause(gap))
  return [heading(words.gaps), { kind: 'list', items }]
}

function notes({ card, month, made }: ReportFacts, { words, format }: Writer): Block[] {
  const { pacing } = (month ?? card).total
  const error = pacing?.errors.find(({ method }) => method === pacing.method)?.error ?? null
  const items = [
    ...(made.knownOn === null ? [] : [words.knownOn(format.fullDay(made.knownOn)), ...words.notAgain]),
    ...(card.target ? [words.rule] : []),
    ...(pacing ? [words.how(words.methods[pacing.method], error === null ? null : format.rate(error))] : []),
    ...card.caveats.map((caveat) => words.caveat(caveat)),
  ]
  return items.length === 0 ? [] : [heading(words.notes), { kind: 'list', items: [...new Set(items)] }]
}
