// Shopify: orders created, paid and cancelled, and refunds.
import type { WireEvent } from '#contract/event.ts'
import type { LiveHook } from '#store/hooks.ts'
import {
  type Fields,
  amount,
  countryCode,
  currencyCode,
  fields,
  identifier,
  list,
  readJson,
  text,
  without,
} from '../dialects/values.ts'
import type { Dropped } from '../dropped.ts'
import { mapped } from './mapped.ts'
import { type Delivery, type Provider, type Verdict, namedFor } from './provider.ts'
import { header, isSigned } from './signature.ts'

export const shopify: Provider = { methods: ['POST'], verify, read }

/** Deliveries are not dated in what is signed, and retries come for four hours: a replay is known by its id alone. */
function verify(delivery: Delivery, { secrets }: LiveHook): Verdict {
  const hmac = { algorithm: 'sha256', encoding: 'base64', parts: [delivery.raw] } as const
  return isSigned([header(delivery, 'x-shopify-hmac-sha256')], secrets, hmac) ? 'right' : 'wrong'
}

/** Topic → our name, and the field that says when. */
const topics: Record<string, { name: string; time: string }> = {
  'orders/create': { name: 'order_created', time: 'created_at' },
  'orders/paid': { name: 'order_completed', time: 'updated_at' },
  'orders/cancelled': { name: 'order_cancelled', time: 'cancelled_at' },
  'refunds/create': { name: 'order_refunded', time: 'created_at' },
}

function read(delivery: Delivery, { options }: LiveHook): unknown[] | Dropped {
  const json = readJson(delivery.body)
  if ('dropped' in json) return json
  const topic = header(delivery, 'x-shopify-topic') ?? ''
  const known = Object.hasOwn(topics, topic) ? topics[topic] : undefined
  if (!known) return []
  const sent = fields(json.value)
  const id = identifier(sent['id'])
  const common = {
    // made of what is signed: headers are not
    id: id === undefined ? undefined : identifier(`${topic}:${id}`),
    name: namedFor(sent['test'] === true, known.name),
    time: text(sent[known.time] ?? sent['created_at']),
  }
  const shop = header(delivery, 'x-shopify-shop-domain')
  const wire = topic === 'refunds/create' ? readRefund(sent) : readOrder(sent, shop)
  if (topic === 'refunds/create' && wire.value === 0) return []
  return [{ ...common, ...wire, ...mapped(sent, options) }]
}

function readOrder(order: Fields, shop: string | undefined): Partial<WireEvent> {
  const notes = notesOf(order['note_attributes'])
  const landing = text(order['landing_site'])
  const browser = fields(order['client_details'])
  return {
    order_id: identifier(order['id']),
    value: amount(order['total_price']),
    currency: currencyCode(order['currency']),
    email: text(order['email'] ?? order['contact_email']),
    phone: text(order['phone'] ?? fields(order['customer'])['phone']),
    user_id: notes['user_id'] ?? identifier(fields(order['customer'])['id']),
    visitor_id: notes['visitor_id'],
    session_id: notes['session_id'],
    url: landing?.startsWith('/') && shop ? `https://${shop}${landing}` : landing,
    referrer: text(order['referring_site']),
    ip: text(order['browser_ip'] ?? browser['browser_ip'], 64),
    user_agent: text(browser['user_agent']),
    country: countryCode(fields(order['billing_address'])['country_code']),
    properties: without({
      order_number: order['order_number'],
      subtotal: amount(order['subtotal_price']),
      tax: amount(order['total_tax']),
      discounts: amount(order['total_discounts']),
      financial_status: order['financial_status'],
      channel: order['source_name'],
      cancel_reason: order['cancel_reason'] ?? undefined,
      items: list(order['line_items']).length,
    }),
  }
}

/** What the cart was told of the visitor, as `attributes` of the cart. */
function notesOf(attributes: unknown): Partial<Record<string, string>> {
  const pairs = list(attributes).map((one) => [text(fields(one)['name']) ?? '', identifier(fields(one)['value'])])
  return Object.fromEntries(pairs) as Partial<Record<string, string>>
}

/** What went back is the sum of its transactions; a refund may also move no money at all. */
function readRefund(refund: Fields): Partial<WireEvent> {
  const paidBack = list(refund['transactions'])
    .map(fields)
    .filter(({ kind, status }) => kind === 'refund' && (status === 'success' || status === 'pending'))
  return {
    order_id: identifier(refund['order_id']),
    value: paidBack.reduce((sum, transaction) => sum + (amount(transaction['amount']) ?? 0), 0),
    currency: currencyCode(paidBack[0]?.['currency']),
    properties: without({ refund: refund['id'], restock: refund['restock'] }),
  }
}
