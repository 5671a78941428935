// What the first page answers, in sentences: on target or not, where not, why, what was done about it, what is too early.
import { effectSentenceEn, effectSentenceJa, noEffectEn, noEffectJa } from '#contract/action-words.ts'
import type { ActionView } from '#contract/actions.ts'
import { driftEn, driftJa } from '#contract/drift-words.ts'
import type { Gap } from '#contract/gaps.ts'
import type { Reason, Scorecard, ScorecardRow } from '#contract/scorecard.ts'
import type { Text } from '#print/blocks.ts'
import type { PlainCard } from '../scorecard/scorecard.ts'
import type { ReportFacts } from './gather.ts'
import type { Standing } from './words.ts'
import type { Writer } from './writer.ts'

/** `9–15 Nov 2026`; a whole month of the calendar by its name. */
export function periodName(
  { period, from, to }: Pick<Scorecard, 'period' | 'from' | 'to'>,
  { format }: Writer,
): string {
  const isCalendarMonth = period === 'month' && from.endsWith('-01')
  return isCalendarMonth ? format.monthName(from.slice(0, 7)) : format.fullDayRange(from, to)
}

/** The answer, in a sentence. */
export function headline(card: Scorecard, writer: Writer): string {
  const { total } = card
  const { words, cvs } = writer
  if (total.target && total.verdict) return words.standing(words.verdicts[total.verdict], standingOf(card, writer))
  const { period, point, counted } = standingOf(card, writer)
  return `${words.withoutTarget({ period, point, counted, before: cvs(total.before.cv) })} ${words.noTarget}`.trim()
}

function standingOf(card: PlainCard, writer: Writer): Standing {
  const { total, asOf, to, point } = card
  return {
    period: periodName(card, writer),
    point: point.name,
    counted: writer.cvs(total.cv.value ?? 0),
    due: writer.cvs(total.target?.due ?? 0),
    target: writer.cvs(total.target?.cv ?? 0),
    asOf: writer.format.day(asOf),
    over: asOf >= to,
  }
}

/** Where the month stands, and where it will end; null without a target for it. */
export function monthAnswer(card: PlainCard, writer: Writer): string | null {
  const { total } = card
  if (!total.target) return null
  const verdict = total.verdict && writer.words.verdicts[total.verdict]
  return writer.words.month({
    ...standingOf(card, writer),
    verdict,
    pace: total.pacing && writer.range(total.pacing),
  })
}

/** What a CV cost, or why nobody can say. */
export function costAnswer({ total, period }: Scorecard, { words, money }: Writer): string {
  const { cpa, cost, target } = total
  if (cost.value === null) return words.noRate
  if (cost.value === 0) return words.noCost
  return words.cpa({
    period,
    cpa: cpa.value === null ? '–' : money(cpa.value),
    target: target?.cpa == null ? null : money(target.cpa),
    cost: money(cost.value),
    budget: target?.budgetDue == null ? null : money(target.budgetDue),
  })
}

const isTroubled = ({ verdict }: ScorecardRow): boolean => verdict === 'off_target' || verdict === 'watch'
const mostNamed = 3
/** Their effects are told at some length. */
const mostDone = 2
const longestChange = 80

/** Channels that are not on target, each with its reasons. */
export function whereAnswer(card: Scorecard, writer: Writer): Text {
  const { total, channels } = card
  const { words } = writer
  if (total.verdict === null) return words.noVerdict
  const troubled = channels.filter(isTroubled)
  if (troubled.length === 0) return isTroubled(total) ? words.together : words.nowhere
  const named = troubled
    .slice(0, mostNamed)
    .flatMap((row, index): Text[] => [
      ...(index === 0 ? [] : [' ']),
      [{ text: writer.row(row), strong: true }],
      ' ',
      [writer.verdict(row.verdict!)],
      `${afterVerdict[writer.language]}${reasonsOf(row, card, writer)}`,
    ])
  const rest = troubled.length - mostNamed
  return [...named.flat(), ...(rest > 0 ? [` ${words.more(rest)}`] : [])]
}

const afterVerdict = { en: '. ', ja: '。' } as const

/** Those that speak against a row, in sentences; the others are told under what is too early. */
export function reasonsOf({ reasons }: ScorecardRow, card: Scorecard, { words, format, language }: Writer): string {
  const against = reasons.filter(({ code }) => spokenAgainst.has(code))
  return against.map((reason) => words.reason(reason, format, card)).join(language === 'ja' ? '' : ' ')
}

const spokenAgainst: ReadonlySet<Reason['code']> = new Set(['cv_short', 'cpa_above', 'pace_short', 'overspend'])

/** The first likely cause, or why it cannot be told. */
export function whyAnswer(facts: ReportFacts, writer: Writer): string {
  const gaps = facts.gaps.found ?? []
  const measurement = gaps[0] ? [writer.words.measurement(gapText(gaps[0], writer), gaps.length - 1)] : []
  return [...measurement, causeAnswer(facts, writer)].join(writer.language === 'ja' ? '' : ' ')
}

/** What is missing from the data, and when. */
export function gapText(gap: Gap, { words, format }: Writer): string {
  return words.gap({ gap, days: words.gapEnd(format.day(gap.from), gap.to && format.day(gap.to)) })
}

export function causeAnswer({ card, drift }: ReportFacts, writer: Writer): string {
  const { words, language } = writer
  if (drift.found === null) return drift.why === 'not_kept' ? words.driftNotKept : words.cannotSplit
  const needed = [card.total, ...card.channels].some(isTroubled) || card.total.verdict === null
  if (!needed && drift.found.verdict === 'cannot_tell') return words.nothingToExplain
  const { sentence } = { en: driftEn, ja: driftJa }[language]
  return words.against[card.period](sentence(drift.found, writer.drift(drift.found.metric)))
}

/** What runs or was done where something is off target, and what is late. */
export function doneAnswer({ card, actions, made }: ReportFacts, writer: Writer): string {
  const { words, format, language } = writer
  const troubled = new Set(card.channels.filter(isTroubled).map(({ channel }) => channel))
  const anywhere = isTroubled(card.total) && troubled.size === 0
  const about = actions.filter(({ channel }) => anywhere || channel === '' || troubled.has(channel))
  const begun = about.filter(({ state }) => state === 'running' || state === 'done').slice(0, mostDone)
  const late = about.filter(({ state, overdue }) => state === 'planned' && overdue).slice(0, mostDone)
  const told = [
    ...begun.map((action) => actionText(action, writer, made.knownOn !== null)),
    ...late.map(({ change, due }) => words.actionLate(change, format.day(due!))),
  ]
  if (told.length > 0) return told.join(language === 'ja' ? '' : ' ')
  return troubled.size > 0 || isTroubled(card.total) ? words.nothingDone : words.nothingNeeded
}

function actionText(action: ActionView, writer: Writer, madeAgain: boolean): string {
  const { words, format } = writer
  const { change, channel, campaign, started } = action
  return words.action({
    change: change.length > longestChange ? `${change.slice(0, longestChange - 1)}…` : change,
    where: campaign || (channel === '' ? '' : writer.channel(channel)),
    since: started && format.day(started),
    effect: effectText(action, writer, madeAgain),
  })
}

export function effectText({ effect, noEffect, metric }: ActionView, writer: Writer, madeAgain: boolean): string {
  if (madeAgain) return writer.words.effectNotKept
  const [sentence, none] = { en: [effectSentenceEn, noEffectEn], ja: [effectSentenceJa, noEffectJa] }[
    writer.language
  ] as [typeof effectSentenceEn, typeof noEffectEn]
  return effect ? sentence(metric, effect) : none[noEffect ?? 'no_data']
}

/** Channels that cannot be judged yet, campaigns that learn, and CVs on their way. */
export function earlyAnswer({ total, channels }: Scorecard, writer: Writer): string {
  const { words, format, cvs, language } = writer
  if (total.verdict === null) return words.noVerdict
  const few = channels.filter(({ verdict, reasons }) => verdict === 'too_early' && reasons.some(isFew))
  const and = language === 'ja' ? '、' : ', '
  const told = [
    ...(few.length > 0 ? [words.few(few.map((row) => writer.row(row)).join(and))] : []),
    ...total.learning.slice(0, mostNamed).map(({ campaign, until, needed, reached }) =>
      words.learning({
        campaign,
        until: format.day(until),
        toGo: needed === null || needed <= reached ? null : cvs(needed - reached),
      }),
    ),
    ...(total.pacing && total.pacing.arriving >= 1 ? [words.arriving(cvs(total.pacing.arriving))] : []),
  ]
  return told.length > 0 ? told.join(language === 'ja' ? '' : ' ') : words.allJudged
}

const isFew = ({ code }: Reason): boolean => code === 'few'
