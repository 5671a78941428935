// What there is to be alerted of in a report on sources, gaps, scorecard or drift. Pure.
import { type AlertFacts, type AlertKind, type AlertSubject, alertRules } from '#contract/alerts.ts'
import type { DriftReport } from '#contract/drift.ts'
import type { Gap } from '#contract/gaps.ts'
import type { LearningState, Reason } from '#contract/scorecard.ts'
import type { SourceReport } from '#contract/sources.ts'
import { dayAt } from '#util/days.ts'
import type { PlainCard, PlainRow } from '../scorecard/scorecard.ts'

export interface Finding {
  subject: AlertSubject
  facts: AlertFacts
  /** How far beyond, as a share; 0 where that is no question. */
  size: number
}

/** From which size on a kind is found at all. */
export type Bars = Readonly<Record<AlertKind, number>>

const nowhere: AlertSubject = { channel: '', initiative: '', source: '', point: '' }

export function silentSources({ sources }: SourceReport): Finding[] {
  return sources
    .filter(({ health }) => health === 'silent')
    .map(({ name, lastAt, silence }) => ({
      subject: { ...nowhere, source: name },
      facts: { kind: 'silence', lastAt: lastAt!, expected: silence?.expected ?? null },
      size: 0,
    }))
}

/** Those that last. A source without any event is told of as silent. */
export function lastingGaps(gaps: readonly Gap[]): Finding[] {
  return gaps
    .filter(({ kind, to, point }) => to === null && (kind !== 'silent' || point !== ''))
    .map(({ kind, source, point, from, observed, expected, byChanceEveryMonths }) => ({
      subject: { ...nowhere, source, point },
      facts: { kind: 'gap', gap: kind, from, observed, expected: expected?.mean ?? null, byChanceEveryMonths },
      size: 0,
    }))
}

/** What the rows of a scorecard say; what is about performance waits for a learning phase to end. */
export function scorecardFindings(card: PlainCard, bars: Bars): Finding[] {
  const rows = [
    { row: card.total, channel: '' },
    ...[...card.channels, ...card.initiatives].map((row) => ({ row, channel: row.channel || 'unknown' })),
  ]
  return rows.flatMap(({ row, channel }) => {
    const subject = { ...nowhere, channel, initiative: row.initiative }
    const found = [...shortfalls(row, card), ...slowPace(row, card), ...spending(row, card)]
    return found.map((each) => ({ subject, ...each })).filter(({ facts, size }) => size >= bars[facts.kind])
  })
}

/**
 * What a further target adds: how its point does as a whole and by channel. Money is the same whichever point is
 * counted, so that it is told without one, and once.
 */
export function furtherFindings(card: PlainCard, bars: Bars): Finding[] {
  return scorecardFindings({ ...card, initiatives: [] }, bars).map((finding) =>
    alertRules[finding.facts.kind].performance
      ? { ...finding, subject: { ...finding.subject, point: card.point.id } }
      : finding,
  )
}

type RowFinding = Omit<Finding, 'subject'>

const reasonOf = <Code extends Reason['code']>({ reasons }: PlainRow, code: Code) =>
  reasons.find((reason): reason is Extract<Reason, { code: Code }> => reason.code === code)

function shortfalls(row: PlainRow, { currency }: PlainCard): RowFinding[] {
  if (row.verdict !== 'off_target') return []
  const [short, dear] = [reasonOf(row, 'cv_short'), reasonOf(row, 'cpa_above')]
  const found: RowFinding[] = []
  if (short) {
    const { from, to, counted, due, chance } = short
    found.push({ facts: { kind: 'off_target', from, to, counted, due, chance }, size: 1 - counted / due })
  }
  if (dear) {
    const { from, to, cpa, target, chance } = dear
    const size = cpa === null ? alertRules.cpa.threshold!.most : cpa / target - 1
    found.push({ facts: { kind: 'cpa', from, to, cpa, target, chance, currency }, size })
  }
  return found
}

/** Certain only where the whole interval lies below the target; a shortfall that is told already says it better. */
function slowPace(row: PlainRow, { from, to, asOf }: PlainCard): RowFinding[] {
  const { verdict, target, pacing } = row
  if (!target || !pacing || asOf >= to || verdict === null || verdict === 'too_early') return []
  if (pacing.high >= target.cv || (verdict === 'off_target' && reasonOf(row, 'cv_short'))) return []
  const { end, low, high } = pacing
  return [{ facts: { kind: 'pacing', from, to, end, low, high, target: target.cv }, size: 1 - end / target.cv }]
}

/** In the first days a small amount is a large share: this much of the budget has to be beyond what is due. */
const leastBeyond = 0.02

function spending({ cost, target }: PlainRow, { from, to, asOf, currency }: PlainCard): RowFinding[] {
  const spent = cost.value
  if (spent === null || !target?.budget || target.budgetDue === null) return []
  const { budget, budgetDue: due } = target
  const found: RowFinding[] = []
  if (due > 0 && spent - due >= leastBeyond * budget)
    found.push({ facts: { kind: 'overspend', from, to: asOf, spent, due, currency }, size: spent / due - 1 })
  if (asOf < to && spent > due)
    found.push({ facts: { kind: 'cap', from, to, spent, budget, currency }, size: spent / budget })
  return found
}

/** For the worse, with a cause that is certain, and not where a campaign is learning. */
export function driftFinding(report: DriftReport, learning: readonly LearningState[], bars: Bars): Finding[] {
  const { metric, verdict, before, after, change, causes, first, currency } = report
  if (verdict !== 'cause' || !first || !change || !before.value) return []
  const worse = metric === 'cpa' ? change.value > 0 : change.value < 0
  const size = Math.abs(change.value / before.value)
  const { channel, campaign } = first.place
  const held = learning.some((own) => own.channel === channel && (campaign === null || own.campaign === campaign))
  if (!worse || size < bars.drift || (held && first.cause !== 'measurement')) return []
  const facts = { kind: 'drift', metric, verdict, before, after, change, causes, first, currency } as const
  return [{ subject: { ...nowhere, channel, initiative: campaign ?? '' }, facts, size }]
}

/** Campaigns that were learning when it was last looked, and those whose learning has ended since. */
export interface LearningMemory {
  learning: LearningState[]
  ended: (LearningState & { endedOn: string })[]
}

const endedDays = 3

/** @param today of the scorecard: its last whole day. */
export function rememberLearning(
  before: LearningMemory,
  current: readonly LearningState[],
  today: string,
): LearningMemory {
  const isNow = (one: LearningState): boolean =>
    current.some(({ channel, campaign }) => channel === one.channel && campaign === one.campaign)
  const ended = before.learning.filter((one) => !isNow(one)).map((one) => ({ ...one, endedOn: today }))
  const oldest = dayAt(today, -endedDays)
  const still = before.ended.filter((one) => one.endedOn > oldest && !isNow(one))
  return { learning: [...current], ended: [...still, ...ended] }
}

export function learningEnded({ ended }: LearningMemory): Finding[] {
  return ended.map(({ channel, campaign, endedOn, reached, needed }) => ({
    subject: { ...nowhere, channel: channel || 'unknown', initiative: campaign },
    facts: { kind: 'learning_ended', ended: endedOn, reached, needed },
    size: 0,
  }))
}
