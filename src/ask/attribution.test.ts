import { afterAll, beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import {
  type AttributionAnswer,
  type AttributionModel,
  attributionModels,
  attributionSchema,
} from '#contract/attribution.ts'
import { type Answer, type Figure, type QuestionInput, questionSchema } from '#contract/ask.ts'
import type { Point } from '#contract/plan.ts'
import { sqlTime } from '#store/facts.ts'
import type { Store } from '#store/store.ts'
import { agreeCounted, at, insertLedger, insertSpend, insertVisits } from '../../test/support/counted.ts'
import { openTestStore } from '../../test/support/store.ts'
import { answer } from './answer.ts'
import { compareModels } from './attribution.ts'
import { statementsOf } from './statements.ts'

const now = at('2026-06-01')
let store: Store
let point: Point
/** All models over all days. */
let all: AttributionAnswer

const compare = (asked: z.input<typeof attributionSchema> = {}): Promise<AttributionAnswer> =>
  compareModels(store, attributionSchema.parse(asked), now)
const ask = (question: QuestionInput): Promise<Answer> => answer(store, questionSchema.parse(question), now)
const given = ({ rows }: AttributionAnswer, model: AttributionModel): Record<string, number> =>
  Object.fromEntries(rows.flatMap(({ name, cv }) => (cv[model]!.value ? [[name, cv[model]!.value]] : [])))

async function link(...pairs: [string, string][]): Promise<void> {
  const known = { first_seen: sqlTime(0), known_from: sqlTime(0), known_to: '2299-12-31 00:00:00' }
  await store.facts.insert(
    'links',
    pairs.flatMap(([a, b]) => [
      { a, b, ...known },
      { a: b, b: a, ...known },
    ]),
  )
}

const visit = (visitor: string, start: string, channel: string) => ({
  id: `${visitor} ${start}`,
  visitor,
  start,
  channel,
})

beforeAll(async () => {
  store = await openTestStore()
  const buy = { id: 'buy', name: 'Purchase', tier: 'macro', match: { event: 'order' } }
  const plan = await agreeCounted(store, { points: [buy], note: 'one' }, now)
  point = plan.points[0]!
  // ann used two browsers: one under her user id, one under an e-mail that is linked to it
  await link(['user:ann', 'visitor:laptop'], ['user:ann', 'email:a@x'], ['email:a@x', 'visitor:phone'])
  // a browser at the office that ann and bob used
  await link(['user:ann', 'visitor:office'], ['user:bob', 'visitor:office'])
  await insertVisits(store, [
    visit('phone', '2026-03-01', 'line'),
    visit('phone', '2026-04-01', 'paid_search'),
    visit('office', '2026-04-02', 'referral'),
    visit('laptop', '2026-04-10', 'email'),
    visit('laptop', '2026-04-11', 'direct'),
    visit('laptop', '2026-04-20', 'display'),
    visit('tablet', '2026-04-15', 'paid_search'),
    visit('nobody', '2026-04-03', 'display'),
    visit('nobody', '2026-04-04', 'paid_search'),
  ])
  await insertLedger(store, [
    { point, id: 'ann', time: '2026-04-11T12:00', person: 'user:ann', visitor: 'laptop', channel: 'email', session: 'x', value: 90 },
    { point, id: 'bob', time: '2026-04-12T12:00', person: 'user:bob', visitor: 'office', channel: 'referral', session: 'y' },
    { point, id: 'fair', time: '2026-04-13', person: 'lead:7', channel: 'trade_show', credited: '2026-04-01' },
    { point, id: 'call', time: '2026-04-14', person: '' },
    // a lead from the fair who looked again before the deal
    { point, id: 'eve', time: '2026-04-16', person: 'visitor:tablet', visitor: 'tablet', channel: 'trade_show', credited: '2026-04-02', value: 30 },
  ]) // prettier-ignore
  await insertSpend(store, [
    { from: '2026-04-01', to: '2026-04-30', channel: 'paid_search', cost: 90 },
    { from: '2026-04-01', to: '2026-04-30', channel: 'display', cost: 50 },
  ])
  all = await compare()
})
afterAll(() => store.close())

test('the touches of a conversion are the visits of all browsers of its person, within the lookback', () => {
  const { paths, lengths, differentPaths } = all
  const expected = [
    ['paid_search', 'email', 'direct'],
    ['referral'],
    ['trade_show'],
    [''],
    ['trade_show', 'paid_search'],
  ]
  expect(paths.map(({ touches }) => touches.join(' > ')).toSorted()).toEqual(
    expected.map((touches) => touches.join(' > ')).toSorted(),
  )
  expect(differentPaths).toBe(5)
  expect(lengths.slice(0, 4).map(({ conversions }) => conversions)).toEqual([3, 1, 1, 0])
})

test('every model deals out the CVs that the ledger counts; those without a visit are credited as there', () => {
  for (const model of attributionModels) {
    const credit = given(all, model)
    expect(Object.values(credit).reduce((sum, value) => sum + value, 0)).toBeCloseTo(5, 9)
    expect(all.total.cv[model]!.value).toBe(5)
    expect(credit['']).toBeGreaterThan(0)
  }
  expect(given(all, 'first')).toEqual({ paid_search: 1, referral: 1, trade_show: 2, '': 1 })
  expect(given(all, 'last')).toEqual({ direct: 1, referral: 1, trade_show: 1, paid_search: 1, '': 1 })
  expect(given(all, 'last_non_direct')).toEqual({ email: 1, referral: 1, trade_show: 1, paid_search: 1, '': 1 })
})

test('time decay counts the age of each touch', async () => {
  const week = 7
  const weights = [10.5, 1.5, 0.5].map((days) => 2 ** (-days / week))
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const decayed = given(all, 'time_decay')
  expect(decayed['email']).toBeCloseTo(weights[1]! / sum, 9)
  expect(decayed['direct']).toBeCloseTo(weights[2]! / sum, 9)
  expect(given(await compare({ models: ['time_decay'], half_life: '1h' }), 'time_decay')['direct']).toBeCloseTo(1, 6)
})

test('a channel that money was spent on and no CV is credited to keeps its row and says so', () => {
  const display = all.rows.find(({ name }) => name === 'display')!
  expect(display.cv.last).toMatchObject({ value: 0 })
  expect(display.cpa.last).toMatchObject({ value: null, refused: 'cost but no CV yet' })
  expect(all.rows.find(({ name }) => name === 'paid_search')!.cpa.last).toMatchObject({ value: 90, denominator: 1 })
})

test('a longer lookback finds earlier touches, and days bound the conversions, not their touches', async () => {
  const months = await compare({ models: ['first'], lookback: '60d', from: '2026-04-10', to: '2026-04-12' })
  expect(given(months, 'first')).toEqual({ line: 1, referral: 1 })
})

test('what no model sees is said as data', () => {
  const counts = Object.fromEntries(all.caveats.map(({ code, count }) => [code, count]))
  expect(counts).toMatchObject({ no_visit_known: 2, linked_browsers_only: 1, recorded_touches: 2 })
  expect(Object.keys(counts)).toEqual(expect.arrayContaining(['cut_at_lookback', 'not_causal']))
})

test('a question can name the model, and the answer says how it deals CVs out', async () => {
  const question = { metrics: ['cv', 'cpa', 'cost'], by: ['channel'], attribution: { model: 'linear' as const } }
  const { rows, total, definitions } = await ask(question)
  const byChannel = Object.fromEntries(rows.map((row) => [row['channel'], (row['cv'] as Figure).value]))
  expect(byChannel['paid_search']).toBeCloseTo(1 / 3 + 1 / 2, 9)
  expect((total['cv'] as Figure).value).toBe(5)
  const windows = Object.fromEntries(definitions.map(({ metric, window }) => [metric, window]))
  expect(windows['cv']).toBe('evenly to all touches; touches are visits of the last 30 days')
  expect(windows['cost']).toBeUndefined()
  expect((await ask({ ...question, by: [] })).rows).toEqual([])
  const shown = await statementsOf(store, questionSchema.parse(question), now)
  expect(shown.map(({ measure }) => measure)).toEqual(['conversions', 'spend', 'paths'])
})

test('value and ROAS are dealt out by every model, without rest and without an interval of parts', async () => {
  for (const model of attributionModels) {
    const values = all.rows.map(({ value }) => value[model]!.value!)
    expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(120, 9)
    expect(all.total.value[model]!.value).toBe(120)
  }
  const search = all.rows.find(({ name }) => name === 'paid_search')!
  expect(search.value.linear).toEqual({ value: expect.closeTo(90 / 3 + 30 / 2) })
  expect(search.roas.linear).toEqual({ value: expect.closeTo(0.5), numerator: expect.closeTo(45), denominator: 90 })
  const { rows } = await ask({ metrics: ['value', 'roas'], by: ['channel'], attribution: { model: 'linear' } })
  const { value, roas } = rows.find((row) => row['channel'] === 'paid_search')!
  expect({ value, roas }).toEqual({ value: search.value.linear, roas: search.roas.linear })
})

test('what models cannot answer is refused with the remedy', async () => {
  const attribution = { model: 'markov' as const }
  for (const [question, field] of [
    [{ metrics: ['cvr.session'], by: ['channel'] }, 'metrics.0'],
    [{ metrics: ['cv'], by: ['channel', 'week'] }, 'by'],
    [{ metrics: ['cv'], by: ['channel'], filter: { device: 'mobile' } }, 'filter'],
    [{ metrics: ['cv'], by: ['channel'], basis: 'click' as const }, 'basis'],
    [{ metrics: ['cv'], by: ['channel'], known: '2026-05-01T00:00:00Z' }, 'known'],
  ] as const) {
    const refused = ask({ ...question, metrics: [...question.metrics], by: [...question.by], attribution })
    await expect(refused).rejects.toMatchObject({ code: 'not_attributable', details: [{ field }] })
  }
})
