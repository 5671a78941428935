import { afterAll, beforeAll, expect, test } from 'vitest'
import { questionSchema, type Answer, type Figure, type QuestionInput } from '#contract/ask.ts'
import { type PlanVersion, planSchema } from '#contract/plan.ts'

import type { Store } from '#store/store.ts'
import { Problem } from '#util/problem.ts'
import { at, insertFigures, insertSpend, insertVisits } from '../../test/support/counted.ts'
import { event, storeBatch } from '../../test/support/facts.ts'
import { openTestStore } from '../../test/support/store.ts'
import { answer } from './answer.ts'

const now = at('2026-06-01')
let store: Store

const ask = (question: QuestionInput): Promise<Answer> => answer(store, questionSchema.parse(question), now)
const row = (given: Answer, values: Record<string, string>): Record<string, string | Figure> | undefined =>
  given.rows.find((candidate) => Object.entries(values).every(([key, value]) => candidate[key] === value))
const figure = (given: Answer, metric: string, values?: Record<string, string>): Figure =>
  (values ? row(given, values) : given.total)![metric] as Figure
const value = (given: Answer, metric: string, values?: Record<string, string>): number | null =>
  figure(given, metric, values).value
async function problem(question: QuestionInput): Promise<Problem> {
  const error = await ask(question).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(Problem)
  return error as Problem
}
const check = async <Row>(sql: string): Promise<Row[]> => store.facts.query<Row>(sql)

/** A single number that a hand-written statement gives. */
const checked = async (sql: string): Promise<number> => (await check<{ n: number }>(sql))[0]!.n

beforeAll(async () => {
  store = await openTestStore()
  // without a plan: what needs none
  await insertSpend(store, [
    { from: '2026-04-01', campaign: 'a', channel: 'search', cost: 100, clicks: 10, impressions: 1_000 },
    { from: '2026-04-02', campaign: 'a', channel: 'search', cost: 50.5, clicks: 20, impressions: 3_000 },
    { from: '2026-04-01', to: '2026-04-04', campaign: 'b', channel: 'social', cost: 40, clicks: 4, impressions: 400 },
    { from: '2026-05-01', campaign: 'show', channel: 'trade', platform: '', cost: 1_000 },
  ])
  await insertFigures(store, [
    { from: '2026-04-01', campaign: 'a', point: 'buy', conversions: 3, value: 300 },
    { from: '2026-04-01', to: '2026-04-04', campaign: 'b', point: 'buy', conversions: 2, value: 50 },
    { from: '2026-04-01', campaign: 'a', point: 'signup', conversions: 7 },
  ])
  await insertVisits(store, [
    { id: 's1', visitor: 'v1', start: '2026-04-01T10:00', channel: 'search', device: 'phone' },
    { id: 's2', visitor: 'v1', start: '2026-04-02T10:00', channel: 'search', device: 'phone' },
    { id: 's3', visitor: 'v2', start: '2026-04-02T11:00', channel: 'search', device: 'desktop' },
    { id: 's4', visitor: 'v3', start: '2026-04-02T12:00', channel: 'social', device: 'phone' },
    { id: 's5', visitor: 'v1', start: '2026-04-09T12:00', channel: 'social', device: 'phone' },
    { id: 's6', visitor: 'v2', start: '2026-04-09T13:00', channel: 'social', device: '' },
  ])
  await storeBatch(store, [
    event({ id: 'e1', time: at('2026-04-01T23:30'), country: 'JP' }),
    event({ id: 'e2', time: at('2026-04-02T01:00'), country: 'JP', name: 'order' }),
    event({ id: 'e3', time: at('2026-04-02T02:00'), suspect: 'no_id' }),
  ])
})
afterAll(() => store.close())

test('conversions without an agreed plan are refused with the remedy', async () => {
  const { code, details } = await problem({ metrics: ['cv', 'cost'] })
  expect(code).toBe('no_plan')
  expect(details[0]!.hint).toContain('onecount plan propose plan.yaml')
})

test('costs, clicks, visits, events and figures need no plan', async () => {
  const given = await ask({ metrics: ['cost', 'clicks', 'events', 'sessions', 'visitors', 'ctr', 'cpc', 'cpm'] })
  expect(given.rows).toEqual([])
  expect(value(given, 'cost')).toBe(1_190.5)
  expect(value(given, 'clicks')).toBe(34)
  expect(value(given, 'events')).toBe(3)
  expect(value(given, 'sessions')).toBe(6)
  expect(value(given, 'visitors')).toBe(3)
  expect(value(given, 'cpc')).toBeCloseTo(1_190.5 / 34)
  expect(value(given, 'cpm')).toBeCloseTo((1_190.5 / 4_400) * 1_000)
  expect(figure(given, 'ctr')).toMatchObject({ numerator: 34, denominator: 4_400 })
  expect(given.caveats).toContainEqual(expect.objectContaining({ code: 'without_id', count: 1 }))
})

test('every definition says what a number means', async () => {
  const { definitions } = await ask({ metrics: ['sessions', 'cost'], by: ['channel'] })
  expect(definitions[0]).toMatchObject({
    metric: 'sessions',
    unit: 'count',
    basis: 'start of the visit',
    timezone: 'UTC',
    from: '2026-04-01',
    to: '2026-04-09',
  })
  expect(definitions[1]).toMatchObject({ currency: 'EUR', from: '2026-04-01', to: '2026-05-01' })
})

test('events split by day and country like a count of the table', async () => {
  const given = await ask({ metrics: ['events'], by: ['day', 'country'] })
  const rows = await check<{ day: string; country: string; n: number }>(
    'SELECT toString(toDate(time)) AS day, country, count() AS n FROM events FINAL GROUP BY day, country ORDER BY day, n DESC, country',
  )
  expect(given.rows.map((each) => [each['day'], each['country'], (each['events'] as Figure).value])).toEqual(
    rows.map(({ day, country, n }) => [day, country, n]),
  )
})

test('visitors are counted anew in the total, not added up', async () => {
  const given = await ask({ metrics: ['visitors', 'sessions'], by: ['channel'] })
  expect(value(given, 'visitors', { channel: 'search' })).toBe(2)
  expect(value(given, 'visitors', { channel: 'social' })).toBe(3)
  expect(value(given, 'visitors')).toBe(await checked('SELECT uniqExact(visitor_id) AS n FROM sessions FINAL'))
})

test('a cost for a period is spread over its days when days are asked for, with a caveat', async () => {
  const given = await ask({ metrics: ['cost', 'impressions'], by: ['day'], filter: { campaign: 'b' } })
  expect(given.rows.map((each) => [each['day'], (each['cost'] as Figure).value])).toEqual(
    ['2026-04-01', '2026-04-02', '2026-04-03', '2026-04-04'].map((day) => [day, 10]),
  )
  expect(given.caveats).toContainEqual(expect.objectContaining({ code: 'spread_period', count: 1 }))
  const whole = await ask({ metrics: ['cost'], from: '2026-04-01', to: '2026-04-04', filter: { campaign: 'b' } })
  expect(value(whole, 'cost')).toBe(40)
  expect(whole.caveats).toEqual([])
  const part = await ask({ metrics: ['cost'], from: '2026-04-04', to: '2026-04-30', filter: { campaign: 'b' } })
  expect(value(part, 'cost')).toBe(10)
  expect(part.caveats).toHaveLength(1)
})

test('figures of platforms are given by point, with the cost of the platforms that report', async () => {
  const given = await ask({
    metrics: ['figure.cv', 'figure.cpa', 'figure.value', 'figure.roas', 'figure.cvr.click'],
    points: ['buy'],
  })
  expect(value(given, 'figure.cv')).toBe(5)
  // the trade show's 1,000 are no platform's
  expect(value(given, 'figure.cpa')).toBeCloseTo(190.5 / 5)
  expect(value(given, 'figure.value')).toBe(350)
  expect(value(given, 'figure.roas')).toBeCloseTo(350 / 190.5)
  expect(value(given, 'figure.cvr.click')).toBeCloseTo(5 / 34)
  // Garwood 1936 for 5: 1.62349, 11.66833
  expect(figure(given, 'figure.cpa').low).toBeCloseTo(190.5 / 11.66833, 3)
  expect(figure(given, 'figure.cpa').high).toBeCloseTo(190.5 / 1.62349, 3)
})

test('several reported points without a choice are refused and listed; by point all are given', async () => {
  const given = await ask({ metrics: ['figure.cv'], by: ['campaign'] })
  expect(figure(given, 'figure.cv').refused).toContain('buy, signup')
  const byPoint = await ask({ metrics: ['figure.cv', 'figure.cpa'], by: ['point'] })
  expect(value(byPoint, 'figure.cv', { point: 'signup' })).toBe(7)
  expect(value(byPoint, 'figure.cpa', { point: 'signup' })).toBeCloseTo(190.5 / 7)
})

test('a filter by a value that nothing ever had answers with what could have been meant; a known one without data does not', async () => {
  const unseen = async (question: QuestionInput) =>
    (await ask(question)).caveats.flatMap(({ code, message }) => (code === 'unseen_value' ? [message] : []))
  expect(await unseen({ metrics: ['sessions'], filter: { channel: 'serch' } })).toEqual([
    'Nothing was ever counted with channel "serch". Did you mean search? There are search, social.',
  ])
  // costs know a channel that visits do not
  expect(await unseen({ metrics: ['sessions', 'cost'], filter: { channel: 'trade' } })).toEqual([])
  expect(await unseen({ metrics: ['cost'], filter: { channel: ['trade', 'shows'] } })).toHaveLength(1)
  expect(await unseen({ metrics: ['cost'], by: ['channel'], filter: { channel: ['trade', 'unknown'] } })).toEqual([
    'Nothing was ever counted with channel "unknown". There are search, social, trade.',
  ])
  expect(await unseen({ metrics: ['sessions'], filter: { channel: 'social' }, to: '2026-04-01' })).toEqual([])
  expect(await unseen({ metrics: ['sessions'], filter: { device: '' }, to: '2026-04-01' })).toEqual([])
  expect(await unseen({ metrics: ['sessions'], filter: { day: '2020-01-01' } })).toEqual([])
})

test('unknown names are all told at once, with the nearest known one', async () => {
  const metric = await problem({ metrics: ['cvr.sesion', 'cost', 'nothing'] })
  expect(metric.details.map(({ field }) => field)).toEqual(['metrics.0', 'metrics.2'])
  expect(metric.details[0]!.hint).toContain('Did you mean cvr.session?')
  const dimension = await problem({ metrics: ['cost'], by: ['chanel'] })
  expect(dimension.details[0]).toMatchObject({ field: 'by.0', hint: expect.stringContaining('Did you mean channel?') })
  const point = await problem({ metrics: ['figure.cv'], points: ['sign_up'] })
  expect(point.details[0]).toMatchObject({ field: 'points.0', hint: expect.stringContaining('signup') })
  expect((await problem({ metrics: ['cost'], from: '2026-04-02', to: '2026-04-01' })).code).toBe('empty_range')
})

test('cvr alone is asked back, with what each of its kinds is divided by', async () => {
  const { details } = await problem({ metrics: ['cvr'] })
  expect(details).toHaveLength(1)
  for (const id of ['cvr.click', 'cvr.session', 'cvr.visitor']) expect(details[0]!.hint).toContain(`${id} (`)
  expect(details[0]!.hint).not.toContain('Did you mean')
})

test('a name that people use for a metric leads to its id', async () => {
  const hint = async (id: string): Promise<string> => (await problem({ metrics: [id] })).details[0]!.hint!
  expect(await hint('コンバージョン率')).toMatch(/^Say which: cvr\.click .+cvr\.session .+cvr\.visitor /)
  expect(await hint('Lifetime value')).toMatch(/^Did you mean ltv \(/)
  expect(await hint('CAC')).toMatch(/^Did you mean cac\? /)
})

test('a split by what no row has says so', async () => {
  const given = await ask({ metrics: ['cost'], by: ['ad'] })
  expect(given.caveats).toContainEqual({
    code: 'not_told_apart',
    message: 'No row of this answer says its ad, so it is not split by it.',
    count: 1,
  })
  expect((await ask({ metrics: ['cost'], by: ['campaign'] })).caveats).not.toContainEqual(
    expect.objectContaining({ code: 'not_told_apart' }),
  )
})

test('asked as known before anything was, the answer says when the first came', async () => {
  const early = await ask({ metrics: ['cost'], known: '2025-01-01T00:00:00Z' })
  expect(value(early, 'cost')).toBe(0)
  expect(early.caveats).toContainEqual(
    expect.objectContaining({ code: 'nothing_known_yet', message: expect.stringContaining('2026-01-01 00:00 UTC') }),
  )
  expect((await ask({ metrics: ['cost'], known: '2026-02-01T00:00:00Z' })).caveats).not.toContainEqual(
    expect.objectContaining({ code: 'nothing_known_yet' }),
  )
})

test('what was known on a day is what was known at its end, where the days of the question end', async () => {
  const known = async (day: string, timezone: string): Promise<number | null> => {
    const draft = {
      version: 0,
      plan: planSchema.parse({
        points: [{ id: 'buy', name: 'Buy', tier: 'macro', match: { event: 'buy' } }],
        timezone,
      }),
    } as PlanVersion
    const question = questionSchema.parse({ metrics: ['cost'], known: day })
    return value(await answer(store, question, now, draft), 'cost')
  }
  // all was known at 2026-01-01T00:00Z: New Year's morning in Tokyo, New Year's Eve in New York
  expect(await known('2025-12-31', 'Asia/Tokyo')).toBe(0)
  expect(await known('2026-01-01', 'Asia/Tokyo')).toBeGreaterThan(0)
  expect(await known('2025-12-31', 'America/New_York')).toBeGreaterThan(0)
  expect(await known('2025-12-30', 'America/New_York')).toBe(0)
  expect(value(await ask({ metrics: ['cost'], known: '2025-12-31' }), 'cost')).toBe(0)
  expect(value(await ask({ metrics: ['cost'], known: '2026-01-01' }), 'cost')).toBeGreaterThan(0)
})

test('a metric that cannot be split is refused in the rows and given in the total', async () => {
  const given = await ask({ metrics: ['sessions', 'cost'], by: ['device'] })
  expect(figure(given, 'cost', { device: 'phone' })).toEqual({
    value: null,
    refused: 'costs and clicks are not known by device',
  })
  expect(value(given, 'cost')).toBe(1_190.5)
  const filtered = await ask({ metrics: ['sessions', 'cost'], filter: { device: 'phone' } })
  expect(value(filtered, 'sessions')).toBe(4)
  expect(value(filtered, 'cost')).toBeNull()
})
