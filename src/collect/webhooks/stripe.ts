// Stripe: payments, refunds, subscriptions, and what failed for good.
import type { WireEvent } from '#contract/event.ts'
import type { LiveHook } from '#store/hooks.ts'
import { type Fields, amount, currencyCode, fields, identifier, readJson, text, without } from '../dialects/values.ts'
import type { Dropped } from '../dropped.ts'
import { mapped } from './mapped.ts'
import { majorUnits } from './money.ts'
import { type Delivery, type Provider, type Verdict, namedFor } from './provider.ts'
import { header, isSigned, verdictOf } from './signature.ts'

export const stripe: Provider = { methods: ['POST'], verify, read }

/** `Stripe-Signature: t=SECONDS,v1=HEX,v1=HEX`; several while Stripe's own rotation of a secret is under way. */
function verify(delivery: Delivery, { secrets }: LiveHook): Verdict {
  const parts = (header(delivery, 'stripe-signature') ?? '').split(',').map((part) => part.split('='))
  const time = parts.find(([name]) => name === 't')?.[1] ?? ''
  const given = parts.filter(([name]) => name === 'v1').map(([, value]) => value)
  const hmac = { algorithm: 'sha256', encoding: 'hex', parts: [`${time}.`, delivery.raw] } as const
  const sentAt = /^\d+$/.test(time) ? Number(time) * 1_000 : NaN
  return verdictOf(isSigned(given, secrets, hmac), sentAt, delivery.receivedAt)
}

/** What an event of Stripe's is to us; amounts in the smallest unit. */
interface Meaning {
  name: string
  amount?: unknown
  orderId?: unknown
  paymentId?: unknown
  properties?: Fields
}

type Meant = (object: Fields, before: Fields) => Meaning

const meanings: Record<string, Meant> = {
  'checkout.session.completed': (session) =>
    checkout(session, isPaid(session) ? 'order_completed' : 'checkout_completed'),
  'checkout.session.async_payment_succeeded': (session) => checkout(session, 'order_completed'),
  'checkout.session.async_payment_failed': (session) => checkout(session, 'payment_failed'),
  'checkout.session.expired': (session) => checkout(session, 'checkout_expired'),
  'payment_intent.succeeded': (intent) => ({
    name: 'payment_succeeded',
    amount: intent['amount_received'],
    paymentId: intent['id'],
  }),
  'payment_intent.payment_failed': (intent) => ({
    name: 'payment_attempt_failed',
    amount: intent['amount'],
    paymentId: intent['id'],
  }),
  'payment_intent.canceled': (intent) => ({
    name: 'payment_cancelled',
    amount: intent['amount'],
    paymentId: intent['id'],
  }),
  'charge.refunded': refund,
  'invoice.paid': (invoice) => billed(invoice, 'invoice_paid', invoice['amount_paid']),
  'invoice.payment_failed': (invoice) =>
    billed(invoice, isLastAttempt(invoice) ? 'payment_failed' : 'payment_attempt_failed', invoice['amount_due']),
  'invoice.marked_uncollectible': (invoice) => billed(invoice, 'payment_failed', invoice['amount_due']),
  'customer.subscription.created': (subscription) => subscribed(subscription, 'subscription_started'),
  'customer.subscription.deleted': (subscription) => subscribed(subscription, 'subscription_cancelled'),
}

function isPaid(session: Fields): boolean {
  return session['payment_status'] === 'paid'
}

function checkout(session: Fields, name: string): Meaning {
  const { mode, payment_status, client_reference_id } = session
  return {
    name,
    amount: session['amount_total'],
    orderId: idOf(session['subscription']),
    // a subscription's first payment is known by its invoice
    paymentId: idOf(session['payment_intent']) ?? idOf(session['invoice']),
    properties: { mode, payment_status, client_reference_id },
  }
}

/** Stripe tells the sum of all refunds of a charge; the difference is this one. */
function refund(charge: Fields, before: Fields): Meaning {
  const total = amount(charge['amount_refunded'])
  return {
    name: 'order_refunded',
    amount: total === undefined ? undefined : total - (amount(before['amount_refunded']) ?? 0),
    paymentId: idOf(charge['payment_intent']) ?? charge['id'],
    properties: { charge: charge['id'], fully: charge['refunded'] },
  }
}

function billed(invoice: Fields, name: string, due: unknown): Meaning {
  const { billing_reason, attempt_count, number } = invoice
  const subscription = idOf(invoice['subscription']) ?? idOf(subscriptionOf(invoice)['subscription'])
  return {
    name,
    amount: due,
    paymentId: invoice['id'],
    properties: { billing_reason, attempt_count, number, subscription },
  }
}

function isLastAttempt(invoice: Fields): boolean {
  return invoice['next_payment_attempt'] === null && invoice['collection_method'] !== 'send_invoice'
}

function subscribed(subscription: Fields, name: string): Meaning {
  const { status } = subscription
  const { reason } = fields(subscription['cancellation_details'])
  return { name, orderId: subscription['id'], properties: { status, reason } }
}

function subscriptionOf(invoice: Fields): Fields {
  return fields(fields(invoice['parent'])['subscription_details'] ?? invoice['subscription_details'])
}

/** A reference is an id, or the whole object where the account expands it. */
function idOf(reference: unknown): string | undefined {
  return text(typeof reference === 'object' ? fields(reference)['id'] : reference)
}

function read({ body }: Delivery, { options }: LiveHook): unknown[] | Dropped {
  const json = readJson(body)
  if ('dropped' in json) return json
  const event = fields(json.value)
  const type = text(event['type']) ?? ''
  const data = fields(event['data'])
  const object = fields(data['object'])
  const meant = Object.hasOwn(meanings, type) ? meanings[type]!(object, fields(data['previous_attributes'])) : undefined
  return meant ? [{ ...wireOf(event, type, object, meant), ...mapped(object, options) }] : []
}

function wireOf(event: Fields, type: string, object: Fields, meant: Meaning): WireEvent {
  const own = fields(object['metadata'])
  const metadata: Fields = { ...fields(subscriptionOf(object)['metadata']), ...own }
  const contact = { ...fields(object['billing_details']), ...fields(object['customer_details']) }
  const currency = currencyCode(object['currency'])
  const minor = amount(meant.amount)
  const seconds = amount(event['created'])
  return {
    id: identifier(event['id']),
    name: namedFor(event['livemode'] === false, meant.name),
    time: seconds === undefined ? undefined : seconds * 1_000,
    visitor_id: identifier(metadata['visitor_id']),
    session_id: identifier(metadata['session_id']),
    user_id: identifier(metadata['user_id']) ?? identifier(idOf(object['customer'])),
    email: text(contact['email'] ?? object['customer_email'] ?? object['receipt_email']),
    phone: text(contact['phone'] ?? object['customer_phone']),
    order_id: identifier(own['order_id']) ?? identifier(meant.orderId),
    payment_id: identifier(meant.paymentId),
    value: minor === undefined || currency === undefined ? undefined : majorUnits(minor, currency),
    currency,
    properties: without({ ...meant.properties, metadata: own, stripe_event: type }),
  }
}
