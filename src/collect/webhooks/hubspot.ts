// HubSpot: deals and contacts by its webhooks, form submissions by a workflow's.
import type { WireEvent } from '#contract/event.ts'
import type { LiveHook } from '#store/hooks.ts'
import { sha256 } from '#util/ids.ts'
import { type Fields, amount, fields, identifier, list, readJson, text, without } from '../dialects/values.ts'
import type { Dropped } from '../dropped.ts'
import { at, mapped, timeOf } from './mapped.ts'
import type { Delivery, Provider, Verdict } from './provider.ts'
import { header, isSigned, verdictOf } from './signature.ts'

export const hubspot: Provider = { methods: ['POST'], verify, read }

/** v3: method, address, body and time of sending; the address as HubSpot knows it. */
function verify(delivery: Delivery, { secrets }: LiveHook): Verdict {
  const given = header(delivery, 'x-hubspot-signature-v3')
  const time = header(delivery, 'x-hubspot-request-timestamp') ?? ''
  const signed = delivery.urls.map((url) =>
    isSigned([given], secrets, {
      algorithm: 'sha256',
      encoding: 'base64',
      parts: [delivery.method, decoded(url), delivery.raw, time],
    }),
  )
  const sentAt = /^\d+$/.test(time) ? Number(time) : NaN
  return verdictOf(signed.includes(true), sentAt, delivery.receivedAt)
}

/** HubSpot signs its address with these characters as themselves: : / ? @ ! $ ' ( ) * , ; */
function decoded(url: string): string {
  return url.replace(/%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi, (code) => decodeURIComponent(code))
}

function read({ body }: Delivery, { options }: LiveHook): unknown[] | Dropped {
  const json = readJson(body)
  if ('dropped' in json) return json
  if (!Array.isArray(json.value)) return [{ ...readForm(fields(json.value), body), ...mapped(json.value, options) }]
  return list(json.value).flatMap((one) => {
    const change = fields(one)
    const meant = meaningOf(change)
    return meant ? [{ ...wireOf(change, meant), ...mapped(change, options) }] : []
  })
}

interface Meaning {
  name: string
  value?: number | undefined
  properties?: Fields
}

/** Stages of the pipeline that every account begins with; those of others are matched by `stage`. */
const endings = new Map([
  ['closedwon', 'deal_won'],
  ['closedlost', 'deal_lost'],
])

/** Newer apps say `object.…` with a type, older ones the type itself. */
const objectTypes = new Map([
  ['0-1', 'contact'],
  ['0-3', 'deal'],
])

function meaningOf(change: Fields): Meaning | undefined {
  const [first = '', action = ''] = (text(change['subscriptionType']) ?? '').split('.')
  const kind = first === 'object' ? objectTypes.get(text(change['objectTypeId']) ?? '') : first
  const value = text(change['propertyValue'])
  if (kind === 'contact' && action === 'creation') return { name: 'contact_created' }
  if (kind === 'contact' && change['propertyName'] === 'lifecyclestage') {
    return { name: 'lifecycle_changed', properties: { stage: value } }
  }
  if (kind !== 'deal') return undefined
  if (action === 'creation') return { name: 'deal_created' }
  if (action === 'deletion') return { name: 'deal_deleted' }
  if (change['propertyName'] === 'amount') return { name: 'deal_amount_changed', value: amount(value) }
  if (change['propertyName'] !== 'dealstage') return undefined
  return { name: endings.get(value ?? '') ?? 'deal_stage_changed', properties: { stage: value } }
}

function wireOf(change: Fields, { name, value, properties }: Meaning): WireEvent {
  const { eventId, subscriptionId, objectId, occurredAt, portalId, changeSource } = change
  const isDeal = name.startsWith('deal_')
  return {
    // HubSpot does not promise that its event id alone is unique
    id: identifier([eventId, subscriptionId, objectId, occurredAt].map((part) => text(part) ?? '').join(':')),
    name,
    time: timeOf(occurredAt),
    deal_id: isDeal ? identifier(objectId) : undefined,
    value,
    properties: without({
      ...properties,
      contact: isDeal ? undefined : objectId,
      portal: portalId,
      change_source: changeSource,
    }),
  }
}

/** A workflow sends a contact whole; we keep who it was and no more of it. */
function readForm(contact: Fields, body: string): WireEvent {
  const property = (name: string): string | undefined =>
    text(at(contact, `properties.${name}.value`) ?? at(contact, `properties.${name}`))
  return {
    id: sha256(body),
    name: 'form_submitted',
    email: property('email'),
    phone: property('phone'),
    properties: without({ contact: contact['vid'] ?? contact['objectId'], portal: contact['portal-id'] }),
  }
}
