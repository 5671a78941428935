// Looks whether there is something to be alerted of, and opens, carries on and closes alerts.
import { type AlertKind, type AlertReport, type Recipient, alertKinds, alertRules } from '#contract/alerts.ts'
import {
  type AlertChanges,
  type StoredAlert,
  applyChanges,
  openAlerts,
  readSetting,
  saveSetting,
} from '#store/alerts.ts'
import { listRecipients } from '#store/recipients.ts'
import type { Store } from '#store/store.ts'
import { targetsInForce } from '#store/targets.ts'
import { Problem } from '#util/problem.ts'
import { hourMs } from '#util/duration.ts'
import { driftReport } from '../drift/drift.ts'
import { gapsIn } from '../gaps/gaps.ts'
import { type PlainCard, plainCard } from '../scorecard/scorecard.ts'
import { sourceReport } from '../sources/sources.ts'
import {
  type Bars,
  type Finding,
  type LearningMemory,
  driftFinding,
  furtherFindings,
  lastingGaps,
  learningEnded,
  rememberLearning,
  scorecardFindings,
  silentSources,
} from './findings.ts'

export type Part = AlertReport['notChecked'][number]['what']

/** Gaps and drift are told by whole days and take longer: once a day. */
export const quickParts: readonly Part[] = ['sources', 'scorecard']
export const allParts: readonly Part[] = ['sources', 'gaps', 'scorecard', 'drift']

const kindsOf: Readonly<Record<Part, readonly AlertKind[]>> = {
  sources: ['silence'],
  gaps: ['gap'],
  scorecard: ['off_target', 'cpa', 'pacing', 'overspend', 'cap', 'learning_ended'],
  drift: ['drift'],
}

/** What is remembered from one look to the next. */
export interface Checked {
  at: number
  /** When everything was looked at. */
  fullAt: number | null
  notChecked: AlertReport['notChecked']
  learning: LearningMemory
}

export async function lastCheck(store: Store): Promise<Checked | null> {
  return (await readSetting(store.control, 'alerts_checked')) as Checked | null
}

/** A part that cannot be looked at (no plan yet, no data) leaves its alerts as they are, and is told of. */
export async function checkAlerts(store: Store, parts: readonly Part[], now: number): Promise<void> {
  const { control } = store
  const before = await lastCheck(store)
  const looked = {
    store,
    now,
    bars: barsOf(await listRecipients(control)),
    learning: before?.learning ?? nothingLearnt,
  }
  const findings: Finding[] = []
  const notChecked = (before?.notChecked ?? []).filter(({ what }) => !parts.includes(what))
  for (const part of parts) {
    try {
      findings.push(...(await lookers[part](looked)))
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      notChecked.push({ what: part, why: error.message })
    }
  }
  const seen = parts.filter((part) => notChecked.every(({ what }) => what !== part)).flatMap((part) => kindsOf[part])
  await applyChanges(control, changesOf(await openAlerts(control), findings, new Set(seen), now), now)
  const fullAt = parts.includes('gaps') ? now : (before?.fullAt ?? null)
  const checked: Checked = { at: now, fullAt, notChecked, learning: looked.learning }
  await saveSetting(control, 'alerts_checked', checked)
}

const nothingLearnt: LearningMemory = { learning: [], ended: [] }

interface Look {
  store: Store
  now: number
  bars: Bars
  /** Written by the look at the scorecard, read by that at drift. */
  learning: LearningMemory
}

const lookers: Readonly<Record<Part, (look: Look) => Promise<Finding[]>>> = {
  sources: async ({ store, now }) => silentSources(await sourceReport(store, now)),
  gaps: async ({ store, now }) => lastingGaps(await gapsIn(store, {}, now)),
  async scorecard(look) {
    const card = await plainCard(look.store, { period: 'month' }, look.now)
    look.learning = rememberLearning(look.learning, card.total.learning, card.asOf)
    return [
      ...scorecardFindings(card, look.bars),
      ...(await ofOtherTargets(look, card)),
      ...learningEnded(look.learning),
    ]
  },
  drift: async ({ store, now, bars, learning }) => driftFinding(await driftNow(store, now), learning.learning, bars),
}

/** Each target in force besides the one that the first card is about. */
async function ofOtherTargets({ store, now, bars }: Look, { asOf, target: first }: PlainCard): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const { id, point } of await targetsInForce(store.control, asOf)) {
    if (id === first?.id) continue
    const card = await plainCard(store, { period: 'month', target: id }, now)
    // a point that the plan has no more is not judged by another one's CVs
    if (card.point.id === point) findings.push(...furtherFindings(card, bars))
  }
  return findings
}

/** By CPA; by CVR where the costs do not add up. */
async function driftNow(store: Store, now: number) {
  try {
    return await driftReport(store, { metric: 'cpa', against: 'before' }, now)
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'cannot_split') throw error
    return driftReport(store, { metric: 'cvr.session', against: 'before' }, now)
  }
}

/** As soon as one recipient wants to know; by the usual bar where nobody is named. */
function barsOf(recipients: readonly Recipient[]): Bars {
  const bar = (kind: AlertKind): number => {
    const asked = recipients.map(({ rules }) => rules[kind]).filter(({ on }) => on)
    const usual = alertRules[kind].threshold?.usual ?? 0
    return asked.length === 0 ? usual : Math.min(...asked.map(({ threshold }) => threshold ?? 0))
  }
  return Object.fromEntries(alertKinds.map((kind) => [kind, bar(kind)])) as Record<AlertKind, number>
}

/** One alert of a kind about a subject is open at a time. */
function keyOf({ subject, facts }: Pick<Finding, 'subject' | 'facts'>): string {
  const { channel, initiative, source, point } = subject
  return JSON.stringify([facts.kind, facts.kind === 'gap' ? facts.gap : '', channel, initiative, source, point])
}

/** Alerts of kinds that were not looked at stay as they are. Pure. */
export function changesOf(
  open: readonly StoredAlert[],
  findings: readonly Finding[],
  seen: ReadonlySet<AlertKind>,
  now: number,
): AlertChanges {
  const found = new Map<string, Finding>()
  // of what several targets say of the same money, the first
  for (const finding of findings) if (!found.has(keyOf(finding))) found.set(keyOf(finding), finding)
  const known = new Set(open.map(({ key }) => key))
  const gone = open.filter(({ kind, key }) => seen.has(kind) && !found.has(key))
  const isOver = ({ kind, absentSince }: StoredAlert): boolean =>
    now - (absentSince ?? now) >= alertRules[kind].clearHours * hourMs
  return {
    opened: [...found].filter(([key]) => !known.has(key)).map(([key, finding]) => ({ key, ...finding })),
    found: open.flatMap(({ id, key }) => {
      const again = found.get(key)
      return again ? [{ id, facts: again.facts, size: again.size }] : []
    }),
    // a time that lies ahead was noted under a clock that has been set back
    absent: gone.filter((alert) => (alert.absentSince ?? Infinity) > now && !isOver(alert)).map(({ id }) => id),
    closed: gone.filter(isOver).map(({ id }) => id),
  }
}
