import { afterAll, beforeAll, expect, test } from 'vitest'
import { questionSchema } from '#contract/ask.ts'
import { planSchema } from '#contract/plan.ts'
import { definitionsOf } from '#plan/definition.ts'
import { agreePlan, proposePlan } from '#store/plans.ts'
import type { Store } from '#store/store.ts'
import { at, insertFigures, insertSpend } from '../../test/support/counted.ts'
import { openTestStore } from '../../test/support/store.ts'
import { answer } from './answer.ts'

const now = at('2026-06-01')
let store: Store

beforeAll(async () => {
  store = await openTestStore('embedded')
  const day = '2026-04-01'
  await insertSpend(store, [
    { from: day, platform: 'google_ads', campaign: 'Brand-tokyo', channel: 'paid_search', cost: 1 },
    { from: day, platform: 'google_ads', campaign: 'generic', channel: 'paid_search', cost: 2 },
    { from: day, platform: 'meta', campaign: 'brand', channel: 'paid_social', cost: 4 },
    // its file named a channel
    { from: day, platform: 'google_ads', campaign: 'brand-osaka', channel: 'agency', cost: 8 },
    { from: day, platform: '', campaign: 'brand', channel: 'trade_show', cost: 16 },
    { from: day, platform: 'google_ads', campaign: 'clinic', channel: 'paid_search', cost: 32 },
  ])
  await insertFigures(store, [
    { from: day, platform: 'google_ads', campaign: 'brand', channel: 'paid_search', point: 'buy', conversions: 3 },
  ])
})
afterAll(() => store.close())

const channels = [
  { id: 'clinic', where: { utm_campaign: 'clinic', landing_page: { starts_with: '/clinic' } } },
  { id: 'brand', where: { utm_source: 'Google', utm_medium: 'cpc', utm_campaign: { starts_with: 'BRAND' } } },
]

async function agree(rules: typeof channels): Promise<void> {
  const point = { id: 'buy', name: 'Buy', tier: 'macro', match: { event: 'buy' } }
  const plan = planSchema.parse({ note: 'short', points: [point], channels: rules })
  const { version } = await proposePlan(store.control, plan, 'test', now)
  await agreePlan(store.control, version, undefined, 'test', now, definitionsOf)
}

async function costs(more: object = {}): Promise<Record<string, unknown>> {
  const question = questionSchema.parse({ metrics: ['cost', 'figure.cv'], by: ['channel'], points: ['buy'], ...more })
  const { rows } = await answer(store, question, now)
  const told = rows.map((row) => [row['channel'], (row['cost'] as { value: number }).value] as const)
  return Object.fromEntries(told)
}

test('a cost stands where the clicks that it paid for would, unless its file says otherwise', async () => {
  await agree(channels)
  expect(await costs()).toEqual({ brand: 1, paid_search: 34, paid_social: 4, agency: 8, trade_show: 16 })
  expect(await costs({ filter: { channel: ['brand'] } })).toEqual({ brand: 1 })
})

test('a changed rule moves costs at once, those of earlier versions too', async () => {
  await agree([])
  const imported = { paid_search: 35, paid_social: 4, agency: 8, trade_show: 16 }
  expect(await costs()).toEqual(imported)
  expect(await costs({ plan: 1 })).toEqual(imported)
})
