// Shopify's webhooks: HMAC of the body in base64, the topic in a header.
import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type TestCollector, openTestCollector } from '../../support/collector.ts'
import { deliver } from '../../support/deliver.ts'

const secret = 'shpss_0123456789abcdef'
let collector: TestCollector
let address: string

beforeAll(async () => {
  collector = await openTestCollector()
  address = await collector.addHook({ provider: 'shopify', secret })
})
beforeEach(() => void collector.events(true))
afterAll(() => collector.close())

function send(topic: string, value: object, key = secret) {
  const body = JSON.stringify(value)
  const headers = {
    'x-shopify-topic': topic,
    'x-shopify-shop-domain': 'shop.example.com',
    'x-shopify-hmac-sha256': createHmac('sha256', key).update(body).digest('base64'),
  }
  return deliver(address, body, headers)
}

const order = {
  id: 5_900_000_000_017,
  order_number: 1017,
  test: false,
  created_at: '2026-10-01T09:00:00+09:00',
  updated_at: '2026-10-01T09:00:05+09:00',
  total_price: '12800.50',
  subtotal_price: '12000.00',
  currency: 'JPY',
  email: 'hanako@example.jp',
  phone: null,
  landing_site: '/?utm_source=google&gclid=abc',
  referring_site: 'https://www.google.com/',
  browser_ip: '203.0.113.9',
  customer: { id: 77, first_name: '花子' },
  billing_address: { country_code: 'JP', address1: '1-2-3' },
  note_attributes: [{ name: 'visitor_id', value: 'v1' }],
  line_items: [{}, {}],
}

test('a paid order: value, currency, the visit that it began with, and nobody by name', async () => {
  expect((await send('orders/paid', order)).status).toBe(200)
  const [event] = collector.events()
  expect(event).toMatchObject({
    id: 'orders/paid:5900000000017',
    name: 'order_completed',
    time: Date.parse(order.updated_at),
    order_id: '5900000000017',
    visitor_id: 'v1',
    user_id: '77',
    value: 12800.5,
    currency: 'JPY',
    country: 'JP',
    ip: '203.0.113.0',
    utm_source: 'google',
    click_ids: { gclid: 'abc' },
  })
  expect(JSON.stringify(event)).not.toMatch(/hanako|花子|1-2-3|113\.9/)
})

test('a refund is what was paid back, of the same order; a cancellation names it too', async () => {
  const transactions = [
    { kind: 'refund', status: 'success', amount: '1000.00', currency: 'JPY' },
    { kind: 'refund', status: 'failure', amount: '9.00', currency: 'JPY' },
    { kind: 'refund', status: 'success', amount: '500.25', currency: 'JPY' },
  ]
  await send('refunds/create', { id: 3, order_id: order.id, created_at: order.created_at, transactions })
  await send('refunds/create', { id: 4, order_id: order.id, created_at: order.created_at, transactions: [] })
  await send('orders/cancelled', { ...order, cancelled_at: '2026-10-02T00:00:00Z', cancel_reason: 'customer' })
  expect(collector.events()).toMatchObject([
    { id: 'refunds/create:3', name: 'order_refunded', order_id: '5900000000017', value: 1500.25, currency: 'JPY' },
    { name: 'order_cancelled', order_id: '5900000000017', time: Date.parse('2026-10-02T00:00:00Z') },
  ])
})

test('tests are told apart, other topics left, wrong signatures refused', async () => {
  await send('orders/paid', { ...order, test: true })
  expect((await send('products/update', { id: 1 })).answer).toEqual({ accepted: 0, rejected: [] })
  expect((await send('orders/paid', order, 'another secret')).status).toBe(401)
  expect(collector.events().map(({ name }) => name)).toEqual(['test_order_completed'])
})

test('a delivery that comes again, even under other headers, has the same id', async () => {
  await send('orders/paid', order)
  await send('orders/paid', order)
  expect(new Set(collector.events().map(({ id }) => id)).size).toBe(1)
})
