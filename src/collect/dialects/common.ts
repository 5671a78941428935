// What several protocols have in common: names of orders, their id and value, and what is personal among traits.
import type { WireEvent } from '#contract/event.ts'
import { type Fields, amount, currencyCode, identifier } from './values.ts'

/** Orders have one name whatever the library calls them, so that one rule of the plan counts them all. */
const orderNames = new Map([
  ['order completed', 'order_completed'],
  ['completed order', 'order_completed'],
  ['purchase', 'order_completed'],
  ['order refunded', 'order_refunded'],
  ['refund', 'order_refunded'],
])

/** Our name for an order or refund; any other stays letter for letter. */
export function commonName(name: string): string {
  return orderNames.get(name.toLowerCase()) ?? name
}

/** `total` is what the customer paid, `revenue` the same without tax and shipping. */
export function commonOrder(properties: Fields): Pick<WireEvent, 'order_id' | 'value' | 'currency'> {
  return {
    order_id: identifier(properties['order_id'] ?? properties['orderId'] ?? properties['transaction_id']),
    value: amount(properties['value']) ?? amount(properties['total']) ?? amount(properties['revenue']),
    currency: currencyCode(properties['currency']),
  }
}

/** Of a person; never kept. E-mail and phone are hashed first. */
export const personalTraits: ReadonlySet<string> = new Set(
  'email,phone,name,firstName,lastName,first_name,last_name,username,address,avatar,birthday,street'.split(','),
)
