// What fires, when alerts open and close, and who is told of what at which hour.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type AlertFacts,
  type AlertKind,
  type AlertSettings,
  alertKinds,
  alertRules,
  rulesSchema,
} from '#contract/alerts.ts'
import { tellAlert } from '#contract/alert-words.ts'
import type { DriftReport } from '#contract/drift.ts'
import type { LearningState, Pacing, Scorecard, ScorecardRow } from '#contract/scorecard.ts'
import { applyChanges, listAlerts, openAlerts, readAlert, saveAlertSettings, settleAlert } from '#store/alerts.ts'
import { type Control, openControl } from '#store/control.ts'
import { listMessages } from '#store/outbox.ts'
import { addRecipient } from '#store/recipients.ts'
import { hourMs, minuteMs } from '#util/duration.ts'
import { changesOf } from './check.ts'
import {
  type Bars,
  type Finding,
  driftFinding,
  furtherFindings,
  learningEnded,
  rememberLearning,
  scorecardFindings,
} from './findings.ts'
import { isQuiet } from './quiet.ts'
import { tellRecipients } from './tell.ts'
import { isTimeToLook } from './when.ts'

const dayMs = 24 * hourMs
let folder: string
let control: Control

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onecount-test-'))
  control = await openControl(join(folder, 'control.sqlite'))
})
afterAll(async () => {
  await control.destroy()
  rmSync(folder, { recursive: true, force: true })
})

const bars = Object.fromEntries(alertKinds.map((kind) => [kind, alertRules[kind].threshold?.usual ?? 0])) as Bars

const row = (rest: Partial<ScorecardRow>): ScorecardRow => ({
  channel: '',
  initiative: '',
  cv: { value: 50 },
  cvr: { value: 0.02 },
  cpa: { value: 100 },
  cost: { value: 5000 },
  before: { cv: 50, cost: 5000, cpa: 100 },
  target: { cv: 100, due: 50, cpa: 100, budget: 10_000, budgetDue: 5000 },
  pacing: null,
  outcome: null,
  verdict: 'on_target',
  reasons: [],
  learning: [],
  ...rest,
})
const card = (...channels: ScorecardRow[]): Scorecard =>
  ({
    from: '2026-06-01',
    to: '2026-06-30',
    asOf: '2026-06-15',
    currency: 'JPY',
    total: row({}),
    channels,
    initiatives: [],
  }) as unknown as Scorecard
const kinds = (found: readonly Finding[]): string[] =>
  found.map(({ facts, subject }) => `${facts.kind} ${subject.channel}`)

const span = { from: '2026-06-01', to: '2026-06-15' }
const short = { code: 'cv_short', ...span, counted: 30, due: 50, chance: 0.001 } as const
const dear = { code: 'cpa_above', ...span, cpa: 160, target: 100, chance: 0.002 } as const
const slow: Pacing = { method: 'weekday', end: 80, low: 70, high: 90, arriving: 0, errors: [] }
const overspent = { value: 6500 }

test('each kind fires on its own evidence, and a shortfall is not told twice as a pace', () => {
  const found = scorecardFindings(
    card(
      row({ channel: 'paid_search', verdict: 'off_target', reasons: [short, dear], pacing: slow }),
      row({ channel: 'paid_social', verdict: 'watch', pacing: slow }),
      row({ channel: 'display', cost: overspent }),
      row({ channel: 'line', cost: { value: 9_600 } }),
      row({ channel: 'email' }),
    ),
    bars,
  )
  expect(kinds(found)).toEqual([
    'off_target paid_search',
    'cpa paid_search',
    'pacing paid_social',
    'overspend display',
    'overspend line',
    'cap line',
  ])
  expect(found.map(({ size }) => Math.round(size * 100))).toEqual([40, 60, 20, 30, 92, 96])
})

test('while it learns nothing is said of performance, and overspend still is', () => {
  const learning = row({ channel: 'paid_search', verdict: 'too_early', pacing: slow, cost: overspent })
  expect(kinds(scorecardFindings(card(learning), bars))).toEqual(['overspend paid_search'])
})

test('what is below the bar, or not sure, does not fire', () => {
  const calm = [
    row({ channel: 'a', cost: { value: 5700 } }),
    row({ channel: 'b', verdict: 'watch', pacing: { ...slow, high: 101 } }),
    // twice what is due on the first day, and hardly anything of the budget
    row({ channel: 'c', cost: { value: 20 }, target: { cv: 100, due: 1, cpa: 100, budget: 10_000, budgetDue: 10 } }),
    row({ channel: 'd', target: null, cost: overspent }),
  ]
  expect(kinds(scorecardFindings(card(...calm), bars))).toEqual([])
})

const holds = (campaign: string, until = '2026-06-20'): LearningState => {
  const about = { channel: 'paid_search', campaign, platform: 'meta', cause: 'launch', note: '' } as const
  return { ...about, since: '2026-06-07', until, reached: 20, needed: 50 }
}

test('a further target adds how its own point does, by channel, and says nothing of the same money twice', () => {
  const short30 = row({ channel: 'line', verdict: 'off_target', reasons: [short], cost: { value: 9_600 } })
  const macro = scorecardFindings(card(short30), bars)
  const micro = furtherFindings(
    { ...card(short30), initiatives: [short30], point: { id: 'trial', name: 'Trial' } },
    bars,
  )
  expect(kinds(micro)).toEqual(['off_target line', 'overspend line', 'cap line'])
  const { opened } = changesOf([], [...macro, ...micro], everything, 0)
  expect(opened.map(({ facts, subject: { point } }) => `${facts.kind} ${point}`).toSorted()).toEqual([
    'cap ',
    'off_target ',
    'off_target trial',
    'overspend ',
  ])
  const { what } = tellAlert({ ...micro[0]!, openedAt: 0 }, { language: 'en', timezone: 'UTC', channels: {} })
  expect(what).toBe('LINE › trial: 30 CVs where 50 were due')
})

test('a learning phase that has ended is told for three days, unless it begins again', () => {
  const first = rememberLearning({ learning: [], ended: [] }, [holds('spring'), holds('brand')], '2026-06-15')
  expect(learningEnded(first)).toEqual([])
  const second = rememberLearning(first, [holds('brand')], '2026-06-16')
  expect(learningEnded(second).map(({ subject }) => subject.initiative)).toEqual(['spring'])
  expect(learningEnded(rememberLearning(second, [holds('brand')], '2026-06-18'))).toHaveLength(1)
  expect(learningEnded(rememberLearning(second, [holds('brand')], '2026-06-19'))).toEqual([])
  expect(learningEnded(rememberLearning(second, [holds('spring')], '2026-06-17'))).toHaveLength(1)
})

const side = {
  from: '2026-05-01',
  to: '2026-05-28',
  cost: 1,
  impressions: 1,
  clicks: 1,
  visits: 1,
  cvs: 1,
  low: 1,
  high: 1,
}
const effect = { value: 30, reach: 10, chance: 0.001 }
const drifted = {
  metric: 'cpa',
  verdict: 'cause',
  before: { ...side, value: 100 },
  after: { ...side, value: 130 },
  currency: 'JPY',
  change: effect,
  causes: [{ ...effect, cause: 'page', certain: true }],
  first: { cause: 'page', place: { channel: 'paid_search', campaign: 'spring', ad: null, share: 1, rate: null } },
} as unknown as DriftReport

test('drift is told for the worse only, from its bar on, and not of a campaign that learns', () => {
  expect(driftFinding(drifted, [], bars)[0]).toMatchObject({ size: 0.3, subject: { initiative: 'spring' } })
  expect(driftFinding(drifted, [holds('brand')], bars)).toHaveLength(1)
  expect(driftFinding(drifted, [holds('spring')], bars)).toEqual([])
  expect(driftFinding({ ...drifted, change: { ...effect, value: -30 } }, [], bars)).toEqual([])
  expect(driftFinding({ ...drifted, change: { ...effect, value: 14 } }, [], bars)).toEqual([])
  expect(driftFinding({ ...drifted, verdict: 'cannot_tell' }, [], bars)).toEqual([])
})

const subject = { channel: '', initiative: '', source: 'website', point: '' }
const silence = (lastAt = 0): Finding => ({ subject, facts: { kind: 'silence', lastAt, expected: 42 }, size: 0 })
const overspend = (size: number, channel = 'display'): Finding => {
  const facts: AlertFacts = { kind: 'overspend', ...span, spent: 100 * (1 + size), due: 100, currency: 'JPY' }
  return { subject: { ...subject, source: '', channel }, facts, size }
}
const everything = new Set<AlertKind>(alertKinds)

async function look(now: number, findings: readonly Finding[], seen = everything): Promise<void> {
  await applyChanges(control, changesOf(await openAlerts(control), findings, seen, now), now)
}

test('an alert opens once, is carried on, waits before it closes, and opens anew after that', async () => {
  const start = Date.UTC(2026, 5, 1)
  await look(start, [overspend(0.2)])
  await look(start + hourMs, [overspend(0.3)])
  expect((await listAlerts(control)).map(({ size }) => size)).toEqual([0.3])
  await look(start + 2 * hourMs, [])
  await look(start + 20 * hourMs, [overspend(0.2)])
  await look(start + 2 * dayMs, [])
  // a part that could not be looked at leaves its alerts as they are
  await look(start + 4 * dayMs, [], new Set(['silence']))
  expect(await openAlerts(control)).toHaveLength(1)
  await look(start + 4 * dayMs, [])
  expect(await openAlerts(control)).toEqual([])
  await look(start + 5 * dayMs, [overspend(0.2)])
  const alerts = await listAlerts(control)
  expect(alerts.map(({ closedAt }) => closedAt)).toEqual([null, start + 4 * dayMs])
  expect((await readAlert(control, alerts[1]!.id)).events.map(({ what }) => what)).toEqual(['opened', 'closed'])
  await look(start + 6 * dayMs, [])
  await look(start + 8 * dayMs, [])
})

const places = (): { control: Control; keyFile: string } => ({ control, keyFile: join(folder, 'hook-key') })

async function addHook(name: string, language: 'en' | 'ja', rules: object): Promise<void> {
  const target = { kind: 'webhook', url: 'https://example.com/', secret: 'a secret of theirs' } as const
  const given = { name, language, rules: rulesSchema.parse(rules), address: 'example.com', target, by: 'ann' }
  await addRecipient(places(), given, 0)
}

interface Posted {
  alerts: { words: { what: string } }[]
  over: object[]
}

/** What has been handed over since the last look, by recipient. */
async function told(now: number): Promise<[string, number, number][]> {
  await tellRecipients({ control }, 'https://onecount.example', now)
  const rows = await control.selectFrom('messages').selectAll().orderBy('id').execute()
  const names = new Map((await listMessages(control, {})).map(({ id, recipient }) => [id, recipient.name]))
  return rows
    .filter(({ created_at }) => created_at === now)
    .map(({ id, body }) => {
      const { alerts, over } = (JSON.parse(body) as { webhook: { data: Posted } }).webhook.data
      return [names.get(id)!, alerts.length, over.length] as [string, number, number]
    })
    .toSorted(([a], [b]) => a.localeCompare(b))
}

test('an alert that was absent under a clock that ran ahead closes in its time once the clock is right', async () => {
  const [ahead, start] = [Date.UTC(2030, 0, 1), Date.UTC(2026, 5, 20)]
  await look(ahead, [overspend(0.2, 'ahead')])
  await look(ahead + hourMs, [])
  await look(start, [])
  expect(await openAlerts(control)).toHaveLength(1)
  await look(start + dayMs, [])
  expect(await openAlerts(control)).toEqual([])
  const times = { now: start, startedAt: ahead, countedAt: 0, lastAt: ahead }
  expect(isTimeToLook(times)).toBe(true)
  expect(isTimeToLook({ ...times, lastAt: start - minuteMs })).toBe(false)
})

test('what fires together is one message, each recipient hears of what it wants, and of nothing twice', async () => {
  await addHook('all', 'en', {})
  await addHook('calm', 'ja', { overspend: { on: true, threshold: 0.5 }, silence: { on: false } })
  const start = Date.UTC(2026, 6, 1, 12)
  await look(start, [silence(), overspend(0.3), overspend(0.6, 'line')])
  expect(await told(start)).toEqual([
    ['all', 3, 0],
    ['calm', 1, 0],
  ])
  const sent = await control.selectFrom('messages').select('body').where('created_at', '=', start).execute()
  expect(sent.map(({ body }) => body).join(' ')).toContain('1 Jan 1970, 00:00 (UTC)')
  expect(await told(start + hourMs)).toEqual([])
  await look(start + 2 * hourMs, [silence(), overspend(0.55), overspend(0.7, 'line')])
  expect(await told(start + 2 * hourMs)).toEqual([['calm', 1, 0]])
  // away and back within the hour: nothing is said
  await look(start + 3 * hourMs, [overspend(0.55), overspend(0.7, 'line')])
  await look(start + 3 * hourMs + 1, [silence(), overspend(0.55), overspend(0.7, 'line')])
  expect(await told(start + 3 * hourMs + 1)).toEqual([])
  await look(start + 5 * hourMs, [overspend(0.55), overspend(0.7, 'line')])
  await look(start + 7 * hourMs, [overspend(0.55), overspend(0.7, 'line')])
  expect(await told(start + 7 * hourMs)).toEqual([['all', 0, 1]])
})

const night: AlertSettings = { quiet: { from: '22:00', to: '07:00' }, urgent: ['silence'], remind_days: 2 }

test('in quiet hours only what is urgent passes; the rest is told when they end, and again after some days', async () => {
  await saveAlertSettings(control, night)
  const late = Date.UTC(2026, 6, 10, 23)
  const open = [overspend(0.55), overspend(0.7, 'line')]
  // of the two that are open since before: more than two days ago
  await look(late, [...open, silence(), overspend(0.9, 'email')])
  expect(await told(late)).toEqual([['all', 1, 0]])
  const morning = Date.UTC(2026, 6, 11, 7)
  expect(await told(morning)).toEqual([
    ['all', 3, 0],
    ['calm', 3, 0],
  ])
  const [line, display] = (await openAlerts(control)).filter(({ kind }) => kind === 'overspend')
  await settleAlert(control, line!.id, { what: 'acknowledged', by: 'ann', note: 'on it' }, morning)
  const until = morning + 9 * dayMs
  await settleAlert(control, display!.id, { what: 'muted', until, by: 'bob', note: '' }, morning)
  expect(await told(morning + 3 * dayMs)).toEqual([
    ['all', 2, 0],
    ['calm', 1, 0],
  ])
  const { events, acknowledgedBy } = await readAlert(control, line!.id)
  expect([acknowledgedBy, events.at(-1)]).toEqual([
    'ann',
    { what: 'acknowledged', by: 'ann', at: morning, note: 'on it' },
  ])
})

test('quiet hours run over midnight in business time, and daylight saving moves them along', () => {
  expect(isQuiet(night.quiet, Date.UTC(2026, 0, 1, 13), 'Asia/Tokyo')).toBe(true)
  expect(isQuiet(night.quiet, Date.UTC(2026, 0, 1, 22), 'Asia/Tokyo')).toBe(false)
  // 07:30 in Berlin: half past six in UTC in winter, half past five in summer
  expect(isQuiet(night.quiet, Date.UTC(2026, 0, 15, 6, 30), 'Europe/Berlin')).toBe(false)
  expect(isQuiet(night.quiet, Date.UTC(2026, 6, 15, 5, 30), 'Europe/Berlin')).toBe(false)
  expect(isQuiet(night.quiet, Date.UTC(2026, 0, 15, 5, 30), 'Europe/Berlin')).toBe(true)
  expect(isQuiet(null, 0, 'UTC')).toBe(false)
})

test('an alert is told in the reader’s language: what, since when, how sure, what to do', () => {
  const about = { ...overspend(0.3), openedAt: 0 }
  const reader = { timezone: 'Asia/Tokyo', channels: { display: 'Banner' } }
  expect(tellAlert(about, { ...reader, language: 'en' })).toEqual({
    what: 'Banner: ¥130 spent where ¥100 were due',
    since: '1–15 Jun 2026',
    sure: 'Counted, not estimated.',
    todo: 'Lower the daily budget; if it is wanted, change the allocation.',
  })
  expect(tellAlert(about, { ...reader, language: 'ja' }).what).toBe('Banner：費用 ￥130（予定は￥100）')
  const silent = { ...silence(Date.UTC(2026, 5, 15, 16)), openedAt: 0 }
  expect(tellAlert(silent, { ...reader, language: 'en' }).since).toBe('16 Jun 2026, 01:00')
  expect(tellAlert(silent, { ...reader, language: 'en', zoned: true }).since).toBe('16 Jun 2026, 01:00 (Asia/Tokyo)')
})

test('a threshold out of its bounds is refused with them, and so is one where there is none', () => {
  expect(rulesSchema.safeParse({ overspend: { on: true, threshold: 0.001 } }).error?.issues[0]?.message).toContain(
    '2 %',
  )
  expect(rulesSchema.safeParse({ silence: { on: true, threshold: 0.5 } }).success).toBe(false)
})
