// GA4: the Measurement Protocol of servers (`/mp/collect`, and `/debug/mp/collect`, which only checks).
import { acceptEvent } from '#contract/accept-event.ts'
import { type WireEvent, limits } from '#contract/event.ts'
import { toJson } from '#util/json.ts'
import type { Dropped } from '../dropped.ts'
import { commonName, commonOrder } from './common.ts'
import { type Dialect, type Message, type Reading, type Reply, Unusable, statusOf } from './dialect.ts'
import { type Fields, countryCode, fields, foundKey, identifier, list, readJson, text, without } from './values.ts'

export const measurementProtocol: Dialect = {
  name: 'ga4',
  paths: { '/mp/collect': ['POST'] },
  read,
  reply: (answer) => (statusOf(answer) === 200 ? { status: 204 } : { status: 400, body: answer }),
  asks: { '/debug/mp/collect': check },
}

/** Letters of what is kept with each event though it is said once: beyond this a request would be seconds of work. */
const mostShared = 4 * limits.bodyBytes

function read(message: Message): Reading | Dropped {
  const json = readJson(message.body)
  if ('dropped' in json) return json
  const request = fields(json.value)
  const events = list(request['events'])
  const shared = userProperties(request)
  if ((toJson(shared)?.length ?? Infinity) * events.length > mostShared) {
    return { dropped: 'batch_too_large', message: 'The user properties are too large for so many events.' }
  }
  const wires = events.map((event) => readEvent(fields(event), request, shared))
  return { wires, ...foundKey(message, message.query.get('api_secret')) }
}

/** Parameters that become fields. */
const known = new Set(
  'page_location,page_referrer,page_title,session_id,event_id,transaction_id,value,currency'.split(','),
)

/** @param shared properties that all events of the request have. */
function readEvent(event: Fields, request: Fields, shared: Fields): WireEvent | Unusable {
  const name = event['name']
  if (typeof name !== 'string' || name === '') return new Unusable('name', 'is missing; give the event a name')
  const params = fields(event['params'])
  const micros = text(event['timestamp_micros'] ?? request['timestamp_micros'])
  return {
    // the protocol has none of its own; a sender who wants repeats recognised gives one
    id: identifier(params['event_id']),
    name: commonName(name),
    time: micros === undefined ? undefined : Math.floor(Number(micros) / 1_000),
    visitor_id: identifier(request['client_id'] ?? request['app_instance_id']),
    user_id: identifier(request['user_id']),
    session_id: identifier(params['session_id']),
    match_keys: userKeys(fields(request['user_data'])),
    url: text(params['page_location']),
    referrer: text(params['page_referrer']),
    title: text(params['page_title']),
    ...commonOrder(params),
    consent: consentOf(fields(request['consent'])),
    ip: text(request['ip_override'], 64),
    user_agent: text(request['user_agent']),
    country: countryCode(fields(request['user_location'])['country_id']),
    properties: { ...without(params, known), ...shared },
  }
}

/** Said once for all events, and read once: there may be thousands of both. */
function userProperties(request: Fields): Fields {
  const said = Object.entries(fields(request['user_properties']))
  if (said.length === 0) return {}
  return { user_properties: Object.fromEntries(said.map(([property, value]) => [property, fields(value)['value']])) }
}

/** Google hashes Gmail addresses in a form of its own; for all others it is ours. */
function userKeys(data: Fields): Record<string, string> {
  const first = (value: unknown): string | undefined => text(Array.isArray(value) ? value[0] : value, 256)
  const email = first(data['sha256_email_address'])
  const phone = first(data['sha256_phone_number'])
  return {
    ...(email === undefined ? {} : { email, email_google: email }),
    ...(phone === undefined ? {} : { phone_e164: phone }),
  }
}

function consentOf(consent: Fields): WireEvent['consent'] {
  const given = (name: string): 'granted' | 'denied' | undefined => {
    const said = text(consent[name])?.toLowerCase()
    return said === 'granted' || said === 'denied' ? said : undefined
  }
  return { ad_user_data: given('ad_user_data'), ad_personalization: given('ad_personalization') }
}

/** Says what is wrong with the events and keeps none. */
function check(message: Message): Reply {
  const reading = read(message)
  const say = (fieldPath: string, description: string): object => ({
    fieldPath,
    description,
    validationCode: 'VALUE_INVALID',
  })
  if ('dropped' in reading) return { status: 200, body: { validationMessages: [say('', reading.message)] } }
  const arrival = { source: '', receivedAt: message.receivedAt, ip: '', userAgent: '' }
  const messages = reading.wires.flatMap((wire, index) => {
    if (wire instanceof Unusable) return [say(`events[${index}].${wire.field}`, wire.reason)]
    const outcome = acceptEvent(wire, index, arrival)
    return 'rejected' in outcome ? [say(`events[${index}].${outcome.rejected.field}`, outcome.rejected.reason)] : []
  })
  return { status: 200, body: { validationMessages: messages } }
}
