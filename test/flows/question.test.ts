// From events to an answer on real engines: stored, counted, asked, over a change of the plan.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answer } from '#ask/answer.ts'
import { prepare } from '#ask/inquiry.ts'
import { questionSchema, type Answer, type Figure, type QuestionInput } from '#contract/ask.ts'
import { planSchema } from '#contract/plan.ts'
import { catchUp } from '#count/catch-up.ts'
import { definitionsOf } from '#plan/definition.ts'
import { agreePlan, proposePlan } from '#store/plans.ts'
import type { Store } from '#store/store.ts'
import { at } from '../support/counted.ts'
import { event, storeBatch } from '../support/facts.ts'
import { openTestStore } from '../support/store.ts'

const now = at('2026-06-01')
const clock = (): number => now
let store: Store

async function ask(question: QuestionInput): Promise<Answer> {
  const parsed = questionSchema.parse(question)
  await prepare(store, parsed, now)
  await catchUp(store, clock)
  return answer(store, parsed, now)
}
const total = (given: Answer, metric: string): Figure => given.total[metric] as Figure

const buy = (names: string[], oncePer: string): object => ({
  id: 'buy',
  name: 'Purchase',
  tier: 'macro',
  match: { event: names },
  once_per: oncePer,
})
const cart = { id: 'cart', name: 'Cart', tier: 'micro', match: { event: 'add_to_cart' }, once_per: 'person' }

async function agree(plan: object): Promise<void> {
  const { version } = await proposePlan(store.control, planSchema.parse(plan), 'test', now)
  await agreePlan(store.control, version, undefined, 'test', now, definitionsOf)
}

beforeAll(async () => {
  store = await openTestStore()
  await agree({ points: [buy(['tag_order', 'server_order'], 'order'), cart] })
  await agree({ effective: '2026-04-01', points: [buy(['server_order'], 'order'), cart] })
  const visit = (visitor: string, time: string, source: string): object => ({
    visitor_id: visitor,
    time: at(time),
    utm_source: source,
    utm_medium: 'cpc',
    url: 'https://shop.example/',
  })
  const order = (name: string, id: string, visitor: string, time: string): object => ({
    name,
    order_id: id,
    visitor_id: visitor,
    time: at(time),
    value: 10,
    currency: 'EUR',
  })
  await storeBatch(
    store,
    [
      // seen by the tag before the change and by the server after it
      { ...visit('v1', '2026-03-31T23:50', 'google') },
      { ...visit('v1', '2026-03-31T23:55', 'google'), name: 'add_to_cart' },
      { ...order('tag_order', 'A', 'v1', '2026-03-31T23:59') },
      { ...order('server_order', 'A', 'v1', '2026-04-01T00:01'), source: 'server' },
      // before: the tag alone is enough; after: it is not
      { ...visit('v2', '2026-03-20T10:00', 'google') },
      { ...order('tag_order', 'B', 'v2', '2026-03-20T10:05') },
      { ...visit('v3', '2026-04-20T10:00', 'news') },
      { ...order('tag_order', 'C', 'v3', '2026-04-20T10:05') },
      { ...visit('v4', '2026-04-21T10:00', 'news') },
      { ...order('server_order', 'D', 'v4', '2026-04-21T10:05'), source: 'server' },
    ].map((given, index) => event({ id: `e${index}`, ...given })),
  )
})
afterAll(() => store.close())

test('each version counts its own time, and the order that both saw counts once', async () => {
  const given = await ask({ metrics: ['cv', 'value'], by: ['day'] })
  expect(given.rows.map((row) => [row['day'], (row['cv'] as Figure).value])).toEqual([
    ['2026-03-20', 1],
    ['2026-03-31', 1],
    ['2026-04-21', 1],
  ])
  expect(total(given, 'value').value).toBe(30)
  expect(given.caveats.map(({ code }) => code)).toEqual(['straddles_versions', 'rule_changed'])
})

test('as-is counts all history by one version', async () => {
  expect(total(await ask({ metrics: ['cv'], plan: 1 }), 'cv').value).toBe(4)
  expect(total(await ask({ metrics: ['cv'], plan: 2 }), 'cv').value).toBe(2)
})

test('a version that is only proposed can be asked for: it is counted first', async () => {
  const proposed = { points: [buy(['tag_order'], 'order'), cart] }
  const { version } = await proposePlan(store.control, planSchema.parse(proposed), 'test', now)
  expect(total(await ask({ metrics: ['cv'], plan: version }), 'cv').value).toBe(3)
})

test('rates per session and transitions come from the same ledger', async () => {
  const given = await ask({ metrics: ['cvr.session', 'transition', 'sessions', 'visitors'] })
  expect(total(given, 'cvr.session')).toMatchObject({ numerator: 3, denominator: 4 })
  expect(total(given, 'transition')).toMatchObject({ numerator: 1, denominator: 1 })
  expect(total(given, 'visitors').value).toBe(4)
})
