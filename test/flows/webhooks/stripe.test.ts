// Stripe's webhooks, their test messages signed by Stripe's own library.
import { Stripe } from 'stripe'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type TestCollector, openTestCollector } from '../../support/collector.ts'
import { deliver } from '../../support/deliver.ts'

const secret = 'whsec_test_0123456789abcdef'
const { webhooks } = new Stripe('sk_test_x')
const created = Math.floor(Date.now() / 1_000) - 60
let collector: TestCollector
let address: string

beforeAll(async () => {
  collector = await openTestCollector()
  address = await collector.addHook({ provider: 'stripe', secret })
})
beforeEach(() => {
  collector.events(true)
  collector.refused.length = 0
})
afterAll(() => collector.close())

let count = 0
function event(type: string, object: object, { previous_attributes, ...more }: Record<string, unknown> = {}): string {
  count += 1
  const data = { object, previous_attributes }
  return JSON.stringify({ id: `evt_${count}`, object: 'event', type, created, livemode: true, data, ...more })
}

function send(payload: string, options: { secret?: string; timestamp?: number } = {}) {
  const header = webhooks.generateTestHeaderString({ payload, secret, ...options })
  return deliver(address, payload, { 'stripe-signature': header })
}

/** What is kept of one event. */
async function kept(type: string, object: object, more: Record<string, unknown> = {}) {
  collector.events(true)
  expect((await send(event(type, object, more))).status).toBe(200)
  return collector.events(true)[0]
}

const session = {
  id: 'cs_1',
  mode: 'payment',
  payment_status: 'paid',
  amount_total: 1999,
  currency: 'usd',
  customer: 'cus_1',
  customer_details: { email: 'Taro@example.com', phone: '+81312345678', name: '山田太郎' },
  payment_intent: 'pi_1',
  metadata: { order_id: 'A-17', visitor_id: 'v1' },
}

test('a paid session is an order: its id, payment, value in dollars, and the person hashed', async () => {
  const found = await kept('checkout.session.completed', session)
  expect(found).toMatchObject({
    source: 'stripe',
    id: `evt_${count}`,
    name: 'order_completed',
    time: created * 1_000,
    order_id: 'A-17',
    payment_id: 'pi_1',
    visitor_id: 'v1',
    user_id: 'cus_1',
    value: 19.99,
    currency: 'USD',
  })
  expect(Object.keys(found!.match_keys)).toEqual(expect.arrayContaining(['email', 'phone']))
  expect(JSON.stringify(found)).not.toMatch(/aro@example|12345678|太郎/)
})

test.each([
  ['jpy', 500, 500],
  ['usd', 500, 5],
  ['kwd', 5120, 5.12],
  ['krw', 9900, 9900],
  ['isk', 500, 5],
])('%s %i is %d in its major unit', async (currency, amount_total, value) => {
  const found = await kept('checkout.session.completed', { ...session, currency, amount_total })
  expect(found).toMatchObject({ value, currency: currency.toUpperCase() })
})

test('what is not paid yet is no order; when it is paid later it becomes one, with the same payment', async () => {
  const unpaid = { ...session, payment_status: 'unpaid' }
  expect(await kept('checkout.session.completed', unpaid)).toMatchObject({ name: 'checkout_completed' })
  expect(await kept('checkout.session.async_payment_succeeded', session)).toMatchObject({
    name: 'order_completed',
    payment_id: 'pi_1',
  })
  expect(await kept('checkout.session.async_payment_failed', unpaid)).toMatchObject({ name: 'payment_failed' })
})

test('each of two partial refunds has its own value, and the payment that it belongs to', async () => {
  const charge = { id: 'ch_1', payment_intent: 'pi_1', currency: 'usd', refunded: false }
  const refund = (before: number, amount_refunded: number) =>
    kept('charge.refunded', { ...charge, amount_refunded }, { previous_attributes: { amount_refunded: before } })
  expect(await refund(0, 500)).toMatchObject({ name: 'order_refunded', value: 5, payment_id: 'pi_1' })
  expect(await refund(500, 1999)).toMatchObject({ name: 'order_refunded', value: 14.99, payment_id: 'pi_1' })
})

test('a subscription is known by its id, its payments by their invoices, the last failure by its name', async () => {
  const start = {
    ...session,
    mode: 'subscription',
    payment_intent: null,
    subscription: 'sub_1',
    invoice: 'in_1',
    metadata: {},
  }
  expect(await kept('checkout.session.completed', start)).toMatchObject({ order_id: 'sub_1', payment_id: 'in_1' })
  const invoice = {
    id: 'in_1',
    amount_paid: 1000,
    amount_due: 1000,
    currency: 'eur',
    billing_reason: 'subscription_create',
    collection_method: 'charge_automatically',
    parent: { subscription_details: { subscription: 'sub_1', metadata: { user_id: 'u9' } } },
  }
  expect(await kept('invoice.paid', invoice)).toMatchObject({
    name: 'invoice_paid',
    payment_id: 'in_1',
    user_id: 'u9',
    value: 10,
    properties: expect.stringContaining('"subscription":"sub_1"'),
  })
  const failing = { ...invoice, next_payment_attempt: created + 86_400 }
  expect(await kept('invoice.payment_failed', failing)).toMatchObject({ name: 'payment_attempt_failed' })
  const failed = { ...invoice, next_payment_attempt: null }
  expect(await kept('invoice.payment_failed', failed)).toMatchObject({ name: 'payment_failed', payment_id: 'in_1' })
  const ended = { id: 'sub_1', customer: 'cus_1', status: 'canceled' }
  expect(await kept('customer.subscription.deleted', ended)).toMatchObject({
    name: 'subscription_cancelled',
    order_id: 'sub_1',
  })
})

test('what is tried out is never named like what counts, and other events are acknowledged and left', async () => {
  expect(await kept('checkout.session.completed', session, { livemode: false })).toMatchObject({
    name: 'test_order_completed',
  })
  expect(await kept('customer.updated', { id: 'cus_1' })).toBeUndefined()
})

test('a wrong secret, a changed body and an old signature are refused; with two secrets either is right', async () => {
  const payload = event('checkout.session.completed', session)
  expect((await send(payload, { secret: 'whsec_other_secret' })).status).toBe(401)
  expect((await send(payload, { timestamp: created - 600 })).answer.error.code).toBe('stale')
  const header = webhooks.generateTestHeaderString({ payload, secret })
  expect((await deliver(address, payload.replace('1999', '9999'), { 'stripe-signature': header })).status).toBe(401)
  expect((await deliver(address, payload, { 'stripe-signature': 't=,v1=' })).status).toBe(401)
  expect(collector.events()).toEqual([])
  expect(collector.refused.toSorted()).toEqual(['stale', 'wrong_signature', 'wrong_signature', 'wrong_signature'])
  const both = `${header},v1=${'0'.repeat(64)},v0=x`
  expect((await deliver(address, payload, { 'stripe-signature': both })).status).toBe(200)
})

test('a replay within the five minutes is the same event', async () => {
  const payload = event('checkout.session.completed', session)
  await send(payload)
  await send(payload)
  const ids = collector.events().map(({ id }) => id)
  expect(new Set(ids).size).toBe(1)
})
