// Drift and actions over the API, on a small company whose form breaks in its last two weeks. Oracle: written by hand.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Action, ActionView } from '#contract/actions.ts'
import { type DriftReport, driftCauses } from '#contract/drift.ts'
import { driftEn } from '#contract/drift-words.ts'
import { createApi } from '#http/api.ts'
import { draws } from '#stats/test-draws.ts'
import { saveTarget } from '#store/targets.ts'
import type { Store } from '#store/store.ts'
import { dayMs } from '#util/duration.ts'
import {
  type TestConversion,
  type TestSpend,
  type TestVisit,
  agreeCounted,
  at,
  insertLedger,
  insertSpend,
  insertVisits,
} from '../support/counted.ts'
import { openTestServices } from '../support/services.ts'

const now = at('2026-06-01T12:00')
const [firstDay, days, brokenSince] = ['2026-03-01', 91, '2026-05-18']
let close: () => Promise<void>
let store: Store
let call: <T>(path: string, init?: { method: string; body: object }) => Promise<{ status: number; body: T }>

beforeAll(async () => {
  const opened = await openTestServices()
  close = opened.close
  store = opened.services.store
  const services = { ...opened.services, clock: () => now }
  const api = createApi(services)
  const headers = { authorization: `Bearer ${services.adminToken}`, host: '127.0.0.1' }
  call = async <T>(path: string, init?: { method: string; body: object }) => {
    const request = init && { method: init.method, body: JSON.stringify(init.body) }
    const answer = await api.fetch(new Request(`http://127.0.0.1/api/v1${path}`, { headers, ...request }))
    return { status: answer.status, body: (await answer.json()) as T }
  }
  await fill(store)
}, 60_000)
afterAll(() => close())

/** Forty paid and forty free visits a day, of which one in five converts; of the paid ones, most of which land on the form, one in twenty since the break. */
async function fill(to: Store): Promise<void> {
  const plan = await agreeCounted(to, { currency: 'EUR', points: [buy], note: 'one point is enough' }, now)
  const random = draws(5)
  const [visits, cvs, spend]: [TestVisit[], TestConversion[], TestSpend[]] = [[], [], []]
  for (let number = 0; number < days; number++) {
    const day = new Date(at(firstDay) + number * dayMs).toISOString().slice(0, 10)
    const clicks = random.poisson(42)
    spend.push({ from: day, channel: 'paid_search', cost: 2 * clicks, clicks, impressions: random.poisson(1_000) })
    for (const channel of ['paid_search', 'direct']) {
      const chance = channel === 'paid_search' && day >= brokenSince ? 0.05 : 0.2
      for (let visit = random.poisson(40); visit > 0; visit--) {
        const id = `${day}-${channel}-${visit}`
        const start = `${day}T10:00`
        const landing_page = channel === 'paid_search' && visit % 4 > 0 ? '/form' : '/home'
        const credit = { visitor: id, session: id, channel, landing_page, credited: start }
        visits.push({ id, visitor: id, start, channel, landing_page })
        if (random.chance(chance)) cvs.push({ point: plan.points[0]!, id, time: start, ...credit })
      }
    }
  }
  await insertVisits(to, visits)
  await insertLedger(to, cvs)
  await insertSpend(to, spend)
}

interface Refused {
  error: { code: string; details: { field: string; hint?: string }[] }
}

const buy = { id: 'buy', name: 'Orders', tier: 'macro', match: { event: 'buy' }, once_per: 'event' }
const lastWeeks = 'from=2026-05-18&to=2026-05-30'
const format = { value: String, money: String, rate: String, channel: String }

test('the broken form is named, with its place, its rate and its day, and the parts add up', async () => {
  const { body: report } = await call<DriftReport>(`/drift?${lastWeeks}`)
  expect(report.verdict).toBe('cause')
  expect(report.first).toMatchObject({
    cause: 'page',
    place: { channel: 'paid_search', page: '/form', rate: { name: 'cvr' } },
  })
  const { before, after } = report.first!.place.rate!
  expect([before, after].map((rate) => Math.round(rate * 20))).toEqual([4, 1])
  const sum = report.causes.reduce((all, { value }) => all + value, 0)
  expect(sum).toBeCloseTo(report.after.value! - report.before.value!, 9)
  const ofChannels = report.channels.reduce((all, { change }) => all + change, 0)
  expect(ofChannels).toBeCloseTo(report.change!.value, 9)
  const { pages, causes } = report.channels.find(({ channel }) => channel === 'paid_search')!
  const ofPages = pages.reduce((all, { part }) => all + part!.value, 0)
  expect(ofPages).toBeCloseTo(causes.page.value, 9)
  const dates = report.dates.changes.filter(({ series }) => series === 'page').map(({ from }) => from)
  expect(dates.some((day) => Math.abs(at(day) - at(brokenSince)) <= 4 * dayMs)).toBe(true)
  expect(report.measurement).toEqual([])
  expect(driftEn.sentence(report, format)).toMatch(
    /^CPA rose .+The first likely cause is landing page \(paid_search › \/form\)/,
  )
})

test('where nothing happened, nothing is named', async () => {
  const { body: report } = await call<DriftReport>('/drift?from=2026-05-04&to=2026-05-17&metric=cvr.session')
  expect(report).toMatchObject({ verdict: 'cannot_tell', first: null })
  expect(report.causes.map(({ cause }) => cause).toSorted()).toEqual(driftCauses.toSorted())
})

test('against target, the period is compared with the last one that was on target', async () => {
  expect((await call<Refused>(`/drift?${lastWeeks}&against=target`)).body.error.code).toBe('no_target')
  const months = [{ month: '2026-05', cv: 400 }]
  const target = { name: 'May', point: 'buy', timezone: 'UTC', fiscal_start: '01-01', currency: 'EUR', months, cpa: 6 }
  const rest = { cvr: null, roas: null, micros: [], allocation: [] }
  const save = { target: { ...target, ...rest }, why: 'a try', by: 'test', effective: '2026-05-01' }
  const dollars = { ...save, target: { ...save.target, currency: 'USD' } }
  await saveTarget(store.control, 'may', dollars, now)
  expect((await call<Refused>(`/drift?${lastWeeks}&against=target`)).body.error.code).toBe('cannot_split')
  expect((await call<DriftReport>(`/drift?${lastWeeks}`)).body.target).toBeNull()
  await saveTarget(store.control, 'may', save, now)
  const { body: report } = await call<DriftReport>(`/drift?${lastWeeks}&against=target`)
  expect(report.target).toMatchObject({ id: 'may', cpa: 6 })
  expect(report.before.value).toBeLessThanOrEqual(6)
  expect(report.before.to < brokenSince).toBe(true)
})

test('one channel alone has its own figures, parts that add up to its own change, and no others in them', async () => {
  const { body: all } = await call<DriftReport>(`/drift?${lastWeeks}`)
  const { body: report } = await call<DriftReport>(`/drift?${lastWeeks}&channel=paid_search`)
  const own = all.channels.find(({ channel }) => channel === 'paid_search')!
  expect(report).toMatchObject({ verdict: 'cause', of: { channel: 'paid_search', campaign: '' } })
  expect([report.before.value, report.after.value]).toEqual([own.before.value, own.after.value])
  expect(report.channels.map(({ channel }) => channel)).toEqual(['paid_search'])
  const sum = report.causes.reduce((parts, { value }) => parts + value, 0)
  expect(sum).toBeCloseTo(own.after.value! - own.before.value!, 9)
  expect(report.choices.map(({ channel }) => channel)).toEqual(['direct', 'paid_search'])
  const free = await call<DriftReport>(`/drift?${lastWeeks}&channel=direct`)
  expect(free.body.verdict).toBe('no_cost')
  const cvr = await call<DriftReport>(`/drift?${lastWeeks}&channel=direct&metric=cvr.session`)
  expect(cvr.body).toMatchObject({ verdict: 'cannot_tell', first: null })
})

test('so many days are the last ones up to a day, and stand in the place of a first day', async () => {
  const { body: report } = await call<DriftReport>('/drift?days=14&to=2026-05-17&metric=cvr.session')
  expect(report.after).toMatchObject({ from: '2026-05-04', to: '2026-05-17' })
  expect((await call<Refused>('/drift?days=14&from=2026-05-04')).body.error.code).toBe('invalid_query')
})

test('days without data are left out or said, and too few of them are no comparison', async () => {
  const told = async (query: string) => {
    const { body } = await call<DriftReport>(`/drift?${query}`)
    return [body.before.from, body.before.to, body.verdict, body.caveats[0]?.code ?? '']
  }
  expect(await told('from=2026-03-11&to=2026-03-30')).toEqual([
    '2026-03-01',
    '2026-03-10',
    'cannot_tell',
    'before_data',
  ])
  expect(await told('from=2026-03-01&to=2026-03-30')).toEqual(['2026-01-30', '2026-02-28', 'no_visits', 'before_data'])
  expect(await told('from=2026-05-30&to=2026-05-30')).toEqual(['2026-05-29', '2026-05-29', 'few_days', ''])
  expect((await told('from=2026-05-18&to=2026-05-31'))[3]).toBe('empty_days')
})

test.each([
  ['from=2026-05-01&to=2026-05-20&before_from=2026-04-20&before_to=2026-05-01', 'before_to'],
  ['from=2026-05-20&to=2026-05-01', 'from'],
  ['to=2026-06-01', 'to'],
  ['from=2025-01-01&to=2025-02-01', 'to'],
  ['channel=nowhere', 'channel'],
  ['campaign=nothing', 'campaign'],
  ['point=nothing', 'point'],
  ['metric=roas', 'metric'],
  ['from=yesterday', 'from'],
])('what cannot be compared is refused with the field: %s', async (query, field) => {
  const { status, body } = await call<Refused>(`/drift?${query}`)
  expect([status, body.error.details.map((detail) => detail.field)]).toEqual([400, [field]])
})

test('an action goes through its states, and its effect is told in words with its interval', async () => {
  const given = { hypothesis: 'a new form', change: 'form of nine fields', channel: 'paid_search', due: '2026-05-10' }
  const { status, body: added } = await call<Action>('/actions', { method: 'POST', body: given })
  expect(status).toBe(201)
  const path = `/actions/${added.id}`
  expect((await call<ActionView>(path)).body).toMatchObject({ noEffect: 'not_started', overdue: true })
  const refused = await call<Refused>(path, { method: 'PUT', body: { state: 'running' } })
  expect(refused.body.error.code).toBe('no_start')
  const running = { state: 'running', started: brokenSince, note: 'went live' }
  await call(path, { method: 'PUT', body: running })
  const { body: view } = await call<ActionView>(path)
  expect(view.history.map(({ state, note }) => [state, note])).toEqual([
    ['planned', ''],
    ['running', 'went live'],
  ])
  expect(view.effect).toMatchObject({ verdict: 'harmed', controlled: true })
  expect(view.effect!.change.value).toBeCloseTo(-0.75, 0)
  expect(view.effect!.change.high).toBeLessThan(-0.5)
  const { body: report } = await call<DriftReport>(`/drift?${lastWeeks}`)
  expect(report.marks).toContainEqual({ day: brokenSince, what: 'action', name: 'form of nine fields' })
})

test('an action of a channel that there is not is refused, with the one that was meant', async () => {
  const given = { hypothesis: 'a typing error', change: 'none', channel: 'Paid search' }
  const { status, body } = await call<Refused>('/actions', { method: 'POST', body: given })
  expect([status, body.error.code]).toEqual([400, 'unknown_channel'])
  expect(body.error.details).toMatchObject([{ field: 'channel', hint: expect.stringContaining('mean paid_search?') }])
})

test('a change that says what stands changes nothing', async () => {
  const { body } = await call<{ actions: Action[] }>('/actions')
  const [action] = body.actions
  const { body: same } = await call<Action>(`/actions/${action!.id}`, { method: 'PUT', body: { state: 'running' } })
  expect(same).toMatchObject({ changedAt: action!.changedAt, history: action!.history })
})
