import { afterAll, beforeAll, expect, test } from 'vitest'
import { questionSchema, type Answer, type Figure, type QuestionInput } from '#contract/ask.ts'
import { definitionHash } from '#plan/definition.ts'
import { wilson } from '#stats/intervals.ts'
import type { Store } from '#store/store.ts'
import { agreeCounted, at, insertLedger, insertSpend, insertVisits } from '../../test/support/counted.ts'
import { openTestStore } from '../../test/support/store.ts'
import { answer } from './answer.ts'

const now = at('2026-06-01')
let store: Store
let definition: string

const ask = (question: QuestionInput): Promise<Answer> => answer(store, questionSchema.parse(question), now)
const figure = (given: Answer, metric: string, channel?: string): Figure =>
  (channel === undefined ? given.total : given.rows.find((row) => row['channel'] === channel)!)[metric] as Figure
const checked = async (sql: string): Promise<number> =>
  (await store.facts.query<{ n: number }>(sql, { d: definition }))[0]!.n

beforeAll(async () => {
  store = await openTestStore()
  const plan = await agreeCounted(
    store,
    {
      note: 'one is enough here',
      currency: 'EUR',
      points: [{ id: 'buy', name: 'Purchase', tier: 'macro', match: { event: 'order' }, once_per: 'order' }],
    },
    now,
  )
  const point = plan.points[0]!
  definition = definitionHash(point)
  const buy = (id: string, person: string, time: string, channel: string, value?: number) => ({
    point,
    id,
    person,
    time,
    channel,
    ...(value !== undefined && { value }),
  })
  await insertLedger(store, [
    // won by search in April, comes back by mail in May
    buy('a1', 'ann', '2026-04-02', 'search', 100),
    buy('a2', 'ann', '2026-05-09', 'mail', 40),
    // bought before April: no new customer of April, though the order of April is one of April's CVs
    buy('b1', 'bob', '2026-03-01', 'social', 10),
    buy('b2', 'bob', '2026-04-10', 'search', 20),
    // new in April; everything was refunded
    buy('c1', 'cid', '2026-04-11', 'search', 0),
    buy('d1', 'dan', '2026-04-12', 'social', 60),
    buy('d2', 'dan', '2026-04-13', 'social'),
    // nobody knows who
    buy('e1', '', '2026-04-20', 'social', 30),
  ])
  await insertSpend(store, [
    { from: '2026-04-01', channel: 'search', cost: 60, clicks: 9, impressions: 300 },
    { from: '2026-04-01', channel: 'social', cost: 40, clicks: 3, impressions: 200 },
  ])
  await insertVisits(store, [
    { id: 's1', visitor: 'v1', start: '2026-04-01T08:00', channel: 'search' },
    { id: 's2', visitor: 'v1', start: '2026-04-02T08:00', channel: 'search' },
    { id: 's3', visitor: 'v2', start: '2026-04-02T08:00', channel: 'social' },
  ])
})
afterAll(() => store.close())

const april = { from: '2026-04-01', to: '2026-04-30' } as const
/** Each person's first order, written without the compiler. */
const firsts = `
  SELECT who, min(time) AS won, count() AS orders, sum(ifNull(value, 0)) AS worth, argMin(channel, time) AS channel
  FROM (SELECT *, if(person = '', conversion_id, person) AS who FROM ledger FINAL WHERE definition = {d:String})
  GROUP BY who HAVING won >= '2026-04-01' AND won < '2026-05-01'`

test('a customer is new once, by the first CV of all, and brings all CVs to date', async () => {
  const metrics = ['customers', 'cac', 'repeat', 'ltv', 'ltv.cac']
  const given = await ask({ metrics, by: ['channel'], ...april })
  expect(figure(given, 'customers').value).toBe(await checked(`SELECT count() AS n FROM (${firsts})`))
  expect(figure(given, 'customers').value).toBe(4)
  const repeated = await checked(`SELECT countIf(orders > 1) AS n FROM (${firsts})`)
  expect(figure(given, 'repeat')).toMatchObject({ numerator: repeated, denominator: 4, ...wilson(repeated, 4) })
  const worth = await checked(`SELECT toFloat64(sum(worth)) AS n FROM (${firsts})`)
  expect(figure(given, 'ltv')).toMatchObject({ value: worth / 4, numerator: 230, denominator: 4 })
  expect(figure(given, 'cac')).toMatchObject({ value: 100 / 4, numerator: 100, denominator: 4 })
  expect(figure(given, 'ltv.cac')).toMatchObject({ value: worth / 100, numerator: 230, denominator: 100 })
  // by the channel that won them
  expect(figure(given, 'customers', 'search').value).toBe(2)
  expect(figure(given, 'ltv', 'search').value).toBe(
    await checked(`SELECT toFloat64(avg(worth)) AS n FROM (${firsts}) WHERE channel = 'search'`),
  )
  expect(figure(given, 'cac', 'social').value).toBe(20)
  expect(given.definitions.map(({ basis, currency }) => [basis, currency])).toEqual([
    ['date of the first CV', undefined],
    ['date of the first CV', 'EUR'],
    ['date of the first CV', undefined],
    ['date of the first CV', 'EUR'],
    ['date of the first CV', 'EUR'],
  ])
})

test('the days of new customers add up to the period, and a filter looks at how they were won', async () => {
  const byDay = await ask({ metrics: ['customers'], by: ['day'], ...april })
  expect(byDay.rows.map((row) => row['day'])).toEqual(['2026-04-02', '2026-04-11', '2026-04-12', '2026-04-20'])
  const mail = await ask({ metrics: ['customers', 'repeat', 'ltv'], filter: { channel: 'mail' } })
  expect(figure(mail, 'customers').value).toBe(0)
  expect(figure(mail, 'repeat').refused).toBe('no new customer')
  const search = await ask({ metrics: ['customers', 'ltv'], filter: { channel: 'search' }, ...april })
  expect(figure(search, 'ltv')).toMatchObject({ value: 70, numerator: 140 })
  const byPoint = await ask({ metrics: ['customers'], by: ['point'], ...april })
  expect(figure(byPoint, 'customers').value).toBe(4)
})

test('CVs per cost, the share that brought money, and quotients with visits are their plain quotients', async () => {
  const metrics = ['cv_per_cost', 'qualifying', 'clicks.session', 'visitors.impression']
  const given = await ask({ metrics, by: ['channel'], ...april })
  const inApril = `FROM ledger FINAL WHERE definition = {d:String} AND toYYYYMM(time) = 202604`
  const cvs = await checked(`SELECT count() AS n ${inApril}`)
  expect(figure(given, 'cv_per_cost')).toMatchObject({ value: cvs / 100, numerator: 6, denominator: 100 })
  // Garwood 1936 for 6: 2.20189, 13.05947
  expect(figure(given, 'cv_per_cost').high).toBeCloseTo(0.1305947, 6)
  const paying = await checked(`SELECT countIf(value > 0) AS n ${inApril}`)
  expect(figure(given, 'qualifying')).toMatchObject({ numerator: paying, denominator: 6, ...wilson(paying, 6) })
  expect(figure(given, 'clicks.session').value).toBe(
    await checked('SELECT sum(clicks) / (SELECT count() FROM sessions FINAL) AS n FROM spend FINAL'),
  )
  expect(figure(given, 'visitors.impression').value).toBe(2 / 500)
  expect(figure(given, 'visitors.impression', 'search').value).toBe(1 / 300)
  expect(given.definitions[0]).toMatchObject({ unit: 'CV per money', currency: 'EUR' })
})
