// Reports over the API, on a small company: made, kept, sent, scheduled, and made again as known on a day.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { KeptReport, MadeReport, ReportScheduleView } from '#contract/reports.ts'
import type { Point } from '#contract/plan.ts'
import { createApi } from '#http/api.ts'
import type { Services } from '#http/services.ts'
import { sqlTime } from '#store/facts.ts'
import { saveTarget } from '#store/targets.ts'
import { sendDueReports } from '#watch/reports/send.ts'
import { dayMs } from '#util/duration.ts'
import { agreeCounted, at, insertLedger, insertSpend, insertVisits } from '../support/counted.ts'
import { openTestServices } from '../support/services.ts'

let now = at('2026-06-01T12:00')
let services: Services
let close: () => Promise<void>
let buyPoint: Point
let call: (path: string, body?: object) => Promise<Response>

beforeAll(async () => {
  const opened = await openTestServices()
  close = opened.close
  services = { ...opened.services, clock: () => now }
  const api = createApi(services)
  const headers = { authorization: `Bearer ${services.adminToken}`, host: '127.0.0.1' }
  call = async (path, body) => {
    const request = body && { method: 'POST', body: JSON.stringify(body) }
    return api.fetch(new Request(`http://127.0.0.1/api/v1/reports${path}`, { headers, ...request }))
  }
  await fill()
}, 60_000)
afterAll(() => close())

const buy = { id: 'buy', name: 'Orders', tier: 'macro', match: { event: 'buy' }, once_per: 'event' }

/** Four orders a day; of the last week two a day, of which one was known a week later only. */
async function fill(): Promise<void> {
  const { store } = services
  const plan = await agreeCounted(store, { currency: 'EUR', points: [buy], note: 'one point is enough' }, now)
  const days = Array.from({ length: 63 }, (_, number) =>
    new Date(at('2026-03-30') + number * dayMs).toISOString().slice(0, 10),
  )
  buyPoint = plan.points[0]!
  const cvs = days.flatMap((day) => {
    const late = day >= '2026-05-18' && day <= '2026-05-24'
    return Array.from({ length: late ? 2 : 4 }, (_, index) => {
      const id = `${day}-${index}`
      const known = late && index === 1 ? { knownFrom: '2026-05-28' } : {}
      const credit = { visitor: id, session: id, channel: 'paid_search', credited: `${day}T10:00` }
      return { point: plan.points[0]!, id, time: `${day}T10:00`, ...credit, ...known }
    })
  })
  await insertVisits(
    store,
    cvs.map(({ id, time, channel }) => ({ id, visitor: id, start: time, channel })),
  )
  await insertLedger(store, cvs)
  await insertSpend(
    store,
    days.map((from) => ({ from, channel: 'paid_search', cost: 20, clicks: 10, impressions: 100 })),
  )
  await saveSpring(124)
}

async function saveSpring(cv: number, effective?: string): Promise<void> {
  const months = ['2026-04', '2026-05'].map((month) => ({ month, cv }))
  const target = {
    name: 'Spring',
    point: 'buy',
    timezone: 'UTC',
    fiscal_start: '01-01',
    currency: 'EUR',
    months,
    cpa: 6,
  }
  const rest = { cvr: null, roas: null, micros: [], allocation: [] }
  const save = { target: { ...target, ...rest }, why: 'a try', by: 'test', effective }
  await saveTarget(services.store.control, 'spring', save, effective === undefined ? at('2026-04-01') : now)
}

const made = async (query: string): Promise<MadeReport> =>
  (await (await call(`/made?${query}&format=json`)).json()) as MadeReport

test('the report of a week answers first, and can be had in each format', async () => {
  const report = await made('period=week&day=2026-05-20')
  expect(report).toMatchObject({ from: '2026-05-18', to: '2026-05-24', asOf: '2026-05-24', knownOn: null })
  expect(report.headline).toBe('Off target: 14 CVs (Orders) in 18–24 May 2026, where the target was 28.')
  expect(report.html).toContain('Weekly report, 18–24 May 2026: off target')
  const kept = (await (
    await call('', { day: '2026-05-20', language: 'ja', recipients: ['nobody'] })
  ).json()) as KeptReport
  const markdown = await (await call(`/${kept.id}`)).text()
  for (const part of ['50%', '目標未達', '変動の要因', '有効なCV定義', '計測の欠け']) expect(markdown).toContain(part)
  const mail = await (await call(`/${kept.id}?format=mail`)).text()
  expect(mail.slice(0, 2_000)).toMatch(/^Content-Type: multipart/im)
  expect(/^content-id: <chart-1>/im.test(mail)).toBe(true)
})

test('made again as known on a day, it counts what was known then and says what it leaves out', async () => {
  const then = await made('period=week&day=2026-05-20&known_on=2026-05-25')
  expect(then.headline).toContain('7 CVs (Orders)')
  expect(then.html).not.toContain('CVR per visit')
  expect(then.knownOn).toBe('2026-05-25')
  expect(then.html).toContain('visits are not kept as they were known on a day')
  // at the end of the Sunday its week is over
  const onSunday = await made('period=week&known_on=2026-05-31')
  expect(onSunday).toMatchObject({ from: '2026-05-25', to: '2026-05-31', asOf: '2026-05-31' })
  const ahead = await call('/made?period=week&known_on=2026-06-02')
  expect(ahead.status).toBe(400)
  expect(((await ahead.json()) as { error: { code: string } }).error.code).toBe('not_over')
})

test('a kept report stays as it was, whatever becomes known; who could not be sent to is told', async () => {
  const [kept] = ((await (await call('')).json()) as { reports: KeptReport[] }).reports
  expect(kept!.sent).toMatchObject([{ recipient: 'nobody', state: 'refused' }])
  const before = await (await call(`/${kept!.id}`)).text()
  expect(before).toContain('目標は28件')
  await saveSpring(248, '2026-05-01')
  expect((await made('period=week&day=2026-05-20')).headline).toContain('where the target was 56')
  expect(await (await call(`/${kept!.id}`)).text()).toBe(before)
  expect((await call('/nothing')).status).toBe(404)
})

test('a schedule makes the report of the last week that is over, once for each hour, also when it is looked at twice', async () => {
  const given = { period: 'week', on: 1, hour: 8, language: 'ja' }
  const schedule = (await (await call('/schedules', given)).json()) as ReportScheduleView
  expect(schedule.next).toBe(at('2026-06-08T08:00'))
  const listed = async (): Promise<KeptReport[]> =>
    ((await (await call('')).json()) as { reports: KeptReport[] }).reports.filter(({ to }) => to === '2026-05-31')
  await sendDueReports(services)
  expect(await listed()).toEqual([])
  now = at('2026-06-08T08:00')
  await sendDueReports(services)
  await sendDueReports(services)
  expect(await listed()).toMatchObject([{ period: 'week', language: 'ja', by: 'admin' }])
  expect((await call('/schedules', { period: 'week', on: 8 })).status).toBe(400)
})

test('hours missed while nothing ran are made up for once, with the week that was over then, however many look at once', async () => {
  const friday = (await (await call('/schedules', { period: 'week', on: 5, hour: 8 })).json()) as ReportScheduleView
  const own = async (): Promise<KeptReport[]> =>
    ((await (await call('')).json()) as { reports: KeptReport[] }).reports.filter(({ at: keptAt }) => keptAt === now)
  // the next Friday but one is the 19th: the week before it ended on the 14th, and on this Monday another one is over
  await insertLedger(services.store, [{ point: buyPoint, id: 'late', time: '2026-06-21T10:00', channel: 'direct' }])
  now = at('2026-06-22T07:00')
  await Promise.all([sendDueReports(services), sendDueReports(services)])
  await sendDueReports(services)
  const caughtUp = await own()
  expect(caughtUp.filter(({ language }) => language === friday.language)).toMatchObject([
    { from: '2026-06-08', to: '2026-06-14' },
  ])
  expect(caughtUp.filter(({ language }) => language === 'ja')).toMatchObject([{ from: '2026-06-08', to: '2026-06-14' }])
})

test('as known on a day, days without a CV are counted as far as events had come', async () => {
  const [time, received] = [at('2026-06-12T10:00'), at('2026-06-12T10:01')].map(sqlTime)
  const event = { source: 'tag', id: 'e', name: 'view', time, received_at: received, batch: 1 }
  await services.store.facts.insert('events', [event])
  expect(await made('period=week&day=2026-06-09&known_on=2026-06-12')).toMatchObject({ asOf: '2026-06-12' })
})
