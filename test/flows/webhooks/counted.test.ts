// What webhooks deliver, counted: one order seen by page and provider is one conversion, and what is refunded is taken off it.
import { createHmac } from 'node:crypto'
import { Stripe } from 'stripe'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { planSchema } from '#contract/plan.ts'
import { catchUp } from '#count/catch-up.ts'
import { definitionsOf } from '#plan/definition.ts'
import { ensureDefinitions } from '#store/plans.ts'
import type { Store } from '#store/store.ts'
import { minuteMs } from '#util/duration.ts'
import { type TestCollector, openTestCollector } from '../../support/collector.ts'
import { deliver } from '../../support/deliver.ts'
import { emptyStore, storeBatch } from '../../support/facts.ts'
import { sendEvents } from '../../support/senders.ts'
import { openTestStore } from '../../support/store.ts'

const secret = 'a-secret-of-theirs'
const { webhooks } = new Stripe('sk_test_x')
const plan = planSchema.parse({
  points: [
    { id: 'bought', name: 'Bought', tier: 'macro', once_per: 'order', match: { event: 'order_completed' } },
    { id: 'friend', name: 'Friend on LINE', tier: 'micro', once_per: 'person', match: { event: 'line_follow' } },
  ],
})
let store: Store
let collector: TestCollector

beforeAll(async () => {
  ;[store, collector] = [await openTestStore('embedded'), await openTestCollector()]
  for (const provider of ['stripe', 'shopify', 'line'] as const) await collector.addHook({ provider, secret })
})
beforeEach(async () => {
  await emptyStore(store)
  await ensureDefinitions(store.control, definitionsOf(plan))
})
afterAll(async () => {
  await collector.close()
  await store.close()
})

async function ledger(): Promise<unknown[]> {
  await storeBatch(store, collector.events(true))
  await catchUp(store, Date.now)
  return store.facts.query(
    `SELECT state, toFloat64(value) AS value, currency, sightings, arraySort(sources) AS sources, campaign
     FROM ledger FINAL WHERE known_to > now64() ORDER BY time`,
  )
}

function stripe(type: string, object: object, before: object = {}) {
  const data = { object, previous_attributes: before }
  const created = Math.floor(Date.now() / 1_000)
  const payload = JSON.stringify({ id: `evt_${type}`, type, created, livemode: true, data })
  const header = webhooks.generateTestHeaderString({ payload, secret })
  return deliver(`${collector.url}/v1/hooks/stripe/stripe`, payload, { 'stripe-signature': header })
}

function signed(provider: 'shopify' | 'line', value: object, headers: Record<string, string> = {}) {
  const body = JSON.stringify(value)
  const name = provider === 'line' ? 'x-line-signature' : 'x-shopify-hmac-sha256'
  const signature = createHmac('sha256', secret).update(body).digest('base64')
  return deliver(`${collector.url}/v1/hooks/${provider}/${provider}`, body, { ...headers, [name]: signature })
}

test('page, server and Stripe tell of one order; Stripe delivers twice, refunds a part, and knows the payment alone', async () => {
  const order = { name: 'order_completed', order_id: 'A-17', value: 19.99, currency: 'USD' }
  await sendEvents(collector.url, collector.writeKey, [{ ...order, id: 'page-1', visitor_id: 'v1' }])
  const session = {
    mode: 'payment',
    payment_status: 'paid',
    amount_total: 1999,
    currency: 'usd',
    payment_intent: 'pi_1',
  }
  const paid = { ...session, metadata: { order_id: 'A-17', visitor_id: 'v1' } }
  await stripe('checkout.session.completed', paid)
  await stripe('checkout.session.completed', paid)
  await stripe(
    'charge.refunded',
    { id: 'ch_1', payment_intent: 'pi_1', currency: 'usd', amount_refunded: 500 },
    { amount_refunded: 0 },
  )
  expect(await ledger()).toMatchObject([
    { state: 'partly_refunded', value: 14.99, currency: 'USD', sources: ['server', 'stripe'] },
  ])
})

test('a cancelled order of Shopify stays, worth nothing', async () => {
  const order = {
    id: 5,
    created_at: '2026-10-01T00:00:00Z',
    updated_at: '2026-10-01T00:00:00Z',
    total_price: '5000',
    currency: 'JPY',
  }
  await signed('shopify', order, { 'x-shopify-topic': 'orders/paid' })
  expect(await ledger()).toMatchObject([{ state: 'counted', value: 5000 }])
  await signed('shopify', { ...order, cancelled_at: '2026-10-02T00:00:00Z' }, { 'x-shopify-topic': 'orders/cancelled' })
  expect(await ledger()).toMatchObject([{ state: 'cancelled', value: 0 }])
})

test('a friend on LINE who came through our link has the campaign of the visit', async () => {
  const at = Date.now() - minuteMs
  const url = 'https://www.example.com/?utm_source=google&utm_medium=cpc&utm_campaign=spring'
  await sendEvents(collector.url, collector.writeKey, [
    { id: 'p-1', name: 'page_view', time: at, visitor_id: 'v9', url },
    // what the link writes when people come back from LINE Login
    { id: 'l-1', name: 'line_linked', time: at + 1_000, visitor_id: 'v9', user_id: 'line:U1' },
  ])
  const follow = {
    type: 'follow',
    timestamp: at + 2_000,
    webhookEventId: '01F',
    source: { type: 'user', userId: 'U1' },
  }
  await signed('line', { destination: 'U0', events: [follow] })
  expect(await ledger()).toMatchObject([{ campaign: 'spring', sources: ['line'] }])
})
