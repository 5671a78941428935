// The scorecard on a small company: actual against target, one currency, holds, periods of any calendar, and the alerts
// that come of it.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Plan } from '#contract/plan.ts'
import { savedTargetSchema } from '#contract/saved-target.ts'
import type { Scorecard, ScorecardQuery } from '#contract/scorecard.ts'
import { openAlerts } from '#store/alerts.ts'
import { importChanges, recordChange, removeChange, takeChanges } from '#store/campaign-changes.ts'
import { listMessages } from '#store/outbox.ts'
import { saveRates } from '#store/rates.ts'
import { addRecipient } from '#store/recipients.ts'
import type { Store } from '#store/store.ts'
import { listTargets, saveTarget } from '#store/targets.ts'
import { checkAlerts } from '#watch/alerts/check.ts'
import { deliverDue } from '#watch/alerts/deliver.ts'
import { tellRecipients } from '#watch/alerts/tell.ts'
import { scorecard } from '#watch/scorecard/scorecard.ts'
import { dayMs, minuteMs } from '#util/duration.ts'
import { scorecardLines } from '../../src/cli/commands/scorecard.ts'
import { agreeCounted, at, insertLedger, insertSpend } from '../support/counted.ts'
import { event, storeBatch } from '../support/facts.ts'
import { mailTo, openMailServer } from '../support/mail.ts'
import { openTestStore } from '../support/store.ts'

const [first, days] = [at('2026-01-01'), 171]
/** The 171st day is 20 June; it is looked at in the morning of the next. */
const now = first + days * dayMs + dayMs / 4
const dayAt = (number: number): string => new Date(first + number * dayMs).toISOString().slice(0, 10)
let store: Store
let plan: Plan

const card = (query: Partial<ScorecardQuery> = {}): Promise<Scorecard> =>
  scorecard(store, { period: 'month', ...query }, now)

/** Five CVs a day of the campaign brand for 100 EUR, two of a letter for nothing; brand halves on 7 June. */
beforeAll(async () => {
  store = await openTestStore('embedded')
  const match = { deal: { stage: 'won' } }
  const point = { id: 'won', name: 'Deal won', tier: 'macro', match, once_per: 'person' }
  plan = await agreeCounted(store, { points: [point], note: 'the macro alone', currency: 'EUR' }, now)
  const ledger = Array.from({ length: days }, (_, day) => {
    const brand = day < 157 ? 5 : 2
    return Array.from({ length: brand + 2 }, (__, n) => ({
      point: plan.points[0]!,
      id: `c${day}.${n}`,
      time: `${dayAt(day)}T10:00`,
      knownFrom: `${dayAt(day)}T12:00`,
      channel: n < brand ? 'paid_search' : 'email',
      campaign: n < brand ? 'brand' : 'letter',
    }))
  })
  await insertLedger(store, ledger.flat())
  const spend = { channel: 'paid_search', platform: 'google_ads', clicks: 50 }
  await insertSpend(
    store,
    Array.from({ length: days }, (_, day) => ({ ...spend, from: dayAt(day), campaign: 'brand', cost: 100 })),
  )
})
afterAll(() => store.close())

test('without a target it shows the period against the one before, up to the same day', async () => {
  const told = await card()
  expect(told).toMatchObject({ from: '2026-06-01', to: '2026-06-30', asOf: '2026-06-20', target: null })
  // six days of 7 CVs, fourteen of 4
  expect(told.total.cv.value).toBe(6 * 7 + 14 * 4)
  expect(told.total.before).toEqual({ cv: 20 * 7, cost: 2_000, cpa: 2_000 / 140 })
  expect(told.total.cpa).toMatchObject({ value: 2_000 / 98, numerator: 2_000, denominator: 98 })
  expect(told.total.verdict).toBeNull()
  expect(told.days.at(19)).toEqual({ day: '2026-06-20', counted: 98, target: null })
  expect(told.definitions.map(({ metric }) => metric).toSorted()).toEqual(['cost', 'cpa', 'cv', 'cvr.session'])
})

test('of a company that began this month, days before its first one are not days without CVs', async () => {
  const early = await scorecard(store, { period: 'month' }, first + 5 * dayMs + dayMs / 4)
  expect(early).toMatchObject({ from: '2026-01-01', asOf: '2026-01-05' })
  // seven a day on all 31 days; over the four weeks up to now it would be 5 × 7 + 26 × 1.25
  expect(early.total.pacing!.end).toBeCloseTo(31 * 7, 6)
  expect(early.total.pacing!.high).toBeGreaterThan(31 * 7)
  // nor was what is there from the first day with any cost launched on it
  expect(early.channels.flatMap(({ learning }) => learning)).toEqual([])
})

async function setTarget(fiscalStart = '01-01'): Promise<void> {
  const months = ['2026-05', '2026-06'].map((month) => ({ month, cv: 210 }))
  const allocation = months.flatMap(({ month }) => [
    { channel: 'paid_search', month, cv: 150, budget: 3_000 },
    { channel: 'email', month, cv: 60, budget: 0 },
  ])
  const shared = { name: 'Spring', point: 'won', timezone: 'UTC', currency: 'EUR', cpa: 20, fiscal_start: fiscalStart }
  const target = savedTargetSchema.parse({ ...shared, months, allocation })
  await saveTarget(store.control, 'spring', { target, why: 'test', by: 'ann', effective: '2026-01-01' }, now)
}

test('what fell short is off target on both sides, and the rest is on target', async () => {
  await setTarget()
  const { total, channels, caveats } = await card()
  expect(caveats.map(({ code }) => code)).not.toContain('not_shared_out')
  expect(channels.map(({ channel, verdict }) => [channel, verdict])).toEqual([
    ['paid_search', 'off_target'],
    ['email', 'on_target'],
  ])
  expect(channels[0]!.reasons.map(({ code }) => code).toSorted()).toEqual(['cpa_above', 'cv_short'])
  expect(channels[0]!.target).toMatchObject({ cv: 150, cpa: 20, budget: 3_000, budgetDue: 2_000 })
  expect(channels[0]!.outcome).toBe('missed')
  // seven a day were due on every weekday alike: about 140 of 210 on the twentieth of thirty days
  expect(Math.abs(total.target!.due - 140)).toBeLessThan(4)
  expect(total.pacing!.end).toBeGreaterThan(98)
  expect(total.pacing!.low).toBeLessThanOrEqual(total.pacing!.end)
  const lines = scorecardLines(await card())
  expect(lines[0]).toContain('off target')
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80)
  const dear = await card()
  for (const { cost, cpa } of [dear.total, ...dear.channels]) [cost.value, cpa.value] = [112_345_678, 1_234_567]
  expect(Math.max(...scorecardLines(dear).map(({ length }) => length))).toBeLessThanOrEqual(80)
})

test('a recorded change holds the verdict until the platform has what it needs, and taken back it is judged', async () => {
  const change = { campaign: 'brand', day: '2026-06-18', what: 'new bid strategy', by: 'ann' }
  const { id } = await recordChange(store.control, change, now)
  expect((await recordChange(store.control, change, now)).id).toBe(id)
  const held = (await card()).channels.find(({ channel }) => channel === 'paid_search')!
  expect(held.verdict).toBe('too_early')
  // two CVs a day since then, of the fifty that Google's bidding asks for
  expect(held.reasons).toEqual([{ code: 'learning', until: '2026-07-01', toGo: 44 }])
  expect(held.learning).toMatchObject([{ cause: 'recorded', note: 'new bid strategy', reached: 6, needed: 50 }])
  await removeChange(store.control, id, now)
  // a file tells the same, of Google's campaign and of another platform's by that name
  const filed = { campaign: 'brand', cause: 'creative', what: '' } as const
  const changes = [
    { ...filed, platform: 'google_ads', day: '2026-06-17' },
    { ...filed, platform: 'meta', day: '2026-06-19' },
  ]
  await importChanges(store.control, { id: 'i9', name: 'history.csv' }, changes, now)
  const learning = (await card()).channels.flatMap((row) => row.learning)
  expect(learning).toMatchObject([{ cause: 'creative', since: '2026-06-17', reached: 8 }])
  await takeChanges(store.control, 'i9', now)
  expect((await card()).channels[0]!.verdict).toBe('off_target')
})

test('weeks begin as the plan says, and fiscal months on the day that the target names', async () => {
  expect(await card({ period: 'week' })).toMatchObject({ from: '2026-06-15', to: '2026-06-21', asOf: '2026-06-20' })
  expect(await card({ day: '2026-05-31' })).toMatchObject({ from: '2026-05-01', to: '2026-05-31', asOf: '2026-05-31' })
  await setTarget('04-21')
  expect(await card()).toMatchObject({ from: '2026-05-21', to: '2026-06-20', asOf: '2026-06-20' })
  await setTarget()
  await expect(card({ day: '2026-07-03' })).rejects.toMatchObject({ code: 'nothing_yet' })
  await expect(card({ target: 'winter' })).rejects.toMatchObject({ code: 'unknown_target' })
})

test('a target changed within a period judges all of it, whichever day of it is asked for', async () => {
  const [target] = await listTargets(store.control)
  const raised = savedTargetSchema.strip().parse({
    ...target,
    months: target!.months.map(({ month }) => ({ month, cv: 300 })),
    allocation: [{ channel: 'paid_search', month: '2026-05', cv: 150, budget: 3_000 }],
  })
  await saveTarget(store.control, 'spring', { target: raised, why: 'more', by: 'ann', effective: '2026-05-15' }, now)
  for (const day of ['2026-05-01', '2026-05-31']) {
    const { total, caveats } = await card({ day })
    expect(total.target!.cv, day).toBeCloseTo(300, 6)
    expect(caveats.map(({ message }) => message)).toContainEqual(expect.stringContaining('asked for 150: each may'))
  }
  await setTarget()
})

test('cost in another currency is turned by the rate of its day, and refused where none is known', async () => {
  const usd = { channel: 'paid_social', platform: 'meta', campaign: 'video', currency: 'USD', clicks: 10 }
  await insertSpend(store, [
    { ...usd, from: '2026-06-12', cost: 100 },
    { ...usd, from: '2026-06-14', cost: 100 },
  ])
  const without = await card()
  expect(without.total.cost).toEqual({ value: null, refused: expect.stringContaining('no rate from USD to EUR') })
  expect(without.caveats.map(({ code }) => code)).toContain('rates_missing')
  // CVs are judged all the same
  expect(without.total.verdict).toBe('off_target')
  const rate = { currency: 'USD', into: 'EUR' }
  // the fourteenth is a Sunday: the rate of Friday holds
  await saveRates(store.control, [{ ...rate, day: '2026-06-12', rate: 0.9 }], now)
  const social = (await card()).channels.find(({ channel }) => channel === 'paid_social')!
  expect(social.cost.value).toBeCloseTo(180, 9)
  await saveRates(store.control, [{ ...rate, day: '2026-06-14', rate: 0.8 }], now)
  expect((await card()).total.cost.value).toBeCloseTo(2_000 + 90 + 80, 9)
})

test('CVs that come by file are due up to their last import and no further', async () => {
  const row = { id: 'i1', kind: 'deals', file_name: 'crm.csv', options: '{}', state: 'done' as const, result: null }
  const ended = at('2026-06-16') + dayMs / 2
  await store.control
    .insertInto('imports')
    .values({ ...row, started_at: ended, ended_at: ended })
    .execute()
  expect(await card()).toMatchObject({ from: '2026-06-01', asOf: '2026-06-15' })
  await store.control.deleteFrom('imports').where('id', '=', 'i1').execute()
})

async function websiteEvents(from: string, to: string): Promise<void> {
  const tenMinutes = 600_000
  const count = (at(to) - at(from)) / tenMinutes
  const events = Array.from({ length: count }, (_, n) => {
    const time = at(from) + n * tenMinutes
    return event({ id: `${from} ${n}`, source: 'website', time, received_at: time })
  })
  await storeBatch(store, events)
}

test('what goes bad is found, told in one mail in spite of a busy server, not told again, and told when it is over', async () => {
  const subjects: string[] = []
  let isBusy = true
  const { port } = await openMailServer(
    {
      disabledCommands: ['STARTTLS', 'AUTH'],
      onMailFrom: (_address, _session, done) =>
        done(isBusy ? Object.assign(new Error('try later'), { responseCode: 451 }) : null),
    },
    ({ text }, taken) => {
      subjects.push(/^Subject: (.*)$/m.exec(text)![1]!)
      taken()
    },
  )
  const { control, home } = store
  const given = { name: 'team', language: 'en', rules: {}, address: 'shown', target: mailTo(port), by: 'ann' } as const
  await addRecipient({ control, keyFile: home.hookKey }, given, now)
  /** As the server does it, some time after the morning of 21 June. Returns how each attempt so far ended. */
  const round = async (minutes: number): Promise<string[]> => {
    const time = now + minutes * minuteMs
    await checkAlerts(store, ['sources', 'scorecard'], time)
    await tellRecipients(store, 'https://onecount.example', time)
    await deliverDue({ store, clock: () => time, settings: { privateHosts: ['localhost'] } })
    const messages = await listMessages(control, {})
    return messages.toReversed().flatMap(({ attempts }) => attempts.map(({ outcome }) => outcome))
  }

  // the tag falls silent, and the month's budget is gone ten days early
  await websiteEvents('2026-06-01', '2026-06-20T20:00')
  await insertSpend(store, [
    { channel: 'paid_search', platform: 'google_ads', clicks: 50, from: '2026-06-20', campaign: 'brand', cost: 1_200 },
  ])
  expect(await round(0)).toEqual(['failed'])
  isBusy = false
  expect(await round(1)).toEqual(['failed', 'delivered'])
  expect(await round(16)).toEqual(['failed', 'delivered'])
  const kinds = (await openAlerts(control)).map(({ kind, subject }) =>
    [kind, subject.channel || subject.source].join(' '),
  )
  for (const kind of ['silence website', 'overspend paid_search', 'cap paid_search', 'off_target paid_search'])
    expect(kinds).toContain(kind)
  expect(subjects).toEqual([`website is silent (and ${kinds.length - 1} more)`])
  // it sends again, and is over once it has done so for an hour
  await websiteEvents('2026-06-21T06:10', '2026-06-21T08:00')
  expect(await round(110)).toHaveLength(2)
  expect(await round(171)).toEqual(['failed', 'delivered', 'delivered'])
  expect(subjects[1]).toBe('Over: website is silent')
})
