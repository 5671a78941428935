// A wire event becomes the event that is stored, or is refused with the field, the reason and the remedy.
import { readEventTime } from '#util/event-time.ts'
import { newId } from '#util/ids.ts'
import { toJson } from '#util/json.ts'
import {
  deepest,
  emailKeys,
  harmlessJson,
  hashIfEmail,
  phoneKeys,
  scrubText,
  scrubUrl,
  scrubValue,
  truncateIp,
} from '#util/personal.ts'
import { readAddress } from './address.ts'
import { type EventRejection, type StoredEvent, type WireEvent, limits } from './event.ts'
import { type Refusal, type WireFields, readWire } from './read-wire.ts'

/** What the collector (or an import) knows about an event beside what it says itself. */
export interface Arrival {
  source: string
  /** Epoch milliseconds. */
  receivedAt: number
  /** Of the person; `''` where the connection is somebody else's, such as a server's. */
  ip: string
  userAgent: string
}

/** `notes` name what was left out or is doubtful although the event is kept. */
export type EventOutcome = { event: StoredEvent; notes: string[] } | { rejected: EventRejection }

/** Personal data is hashed, scrubbed or truncated here: a stored event holds none. `index` is the event's in its request. */
export function acceptEvent(wire: unknown, index: number, arrival: Arrival): EventOutcome {
  const fields = readWire(wire)
  if ('reason' in fields) return { rejected: { index, ...fields } }
  const { known, unknown } = fields
  const refuse = (refusal: Refusal): EventOutcome => ({
    rejected: { index, ...(known.id !== undefined && { id: known.id }), ...refusal },
  })
  const time =
    known.time === undefined ? { ms: arrival.receivedAt } : readEventTime(known.time, arrival.receivedAt, limits)
  if ('unusable' in time) return refuse({ field: 'time', reason: `time ${time.unusable}` })
  const properties = protectProperties(unknown, known.properties)
  if (typeof properties !== 'string') return refuse(properties)

  const notes = Object.keys(unknown).map((field) => `${field}: not a field of events; kept in properties`)
  if (!known.id) notes.push('id: none was sent, so a retry would count again; give each event an id of its own')
  const event = protect(known, time.ms, properties, matchKeys(known, notes), arrival)
  return { event, notes }
}

function protectProperties(unknown: WireFields['unknown'], stated: WireEvent['properties']): string | Refusal {
  const properties = Object.keys(unknown).length === 0 ? (stated ?? {}) : { ...unknown, ...stated }
  const harmless = harmlessJson(properties)
  const text = harmless ?? toJson(properties)
  if (text === undefined) return tooDeep
  const bytes = tooManyBytes(text)
  if (bytes !== undefined) {
    return {
      field: 'properties',
      reason: `properties are ${bytes} bytes; an event may have ${limits.eventBytes}; send what reports need`,
    }
  }
  if (harmless !== undefined) return harmless
  const clean = scrubValue(properties)
  return clean === undefined ? tooDeep : JSON.stringify(clean)
}

/** How many bytes an event's text has, where it has more than it may have: a character has three at most. */
export function tooManyBytes(text: string): number | undefined {
  if (text.length * 3 <= limits.eventBytes) return undefined
  const bytes = Buffer.byteLength(text)
  return bytes > limits.eventBytes ? bytes : undefined
}

const tooDeep: Refusal = {
  field: 'properties',
  reason: `properties are nested deeper than ${deepest} levels; flatten them`,
}

/** One literal, not spreads of parts: this is where the collector spends its time. */
function protect(
  wire: WireEvent,
  time: number,
  properties: string,
  match_keys: Record<string, string>,
  arrival: Arrival,
): StoredEvent {
  const address = readAddress(wire.url ?? '')
  return {
    source: arrival.source,
    id: hashIfEmail(wire.id || newId(arrival.receivedAt)),
    name: scrubText(wire.name),
    time,
    received_at: arrival.receivedAt,
    visitor_id: hashIfEmail(wire.visitor_id ?? ''),
    user_id: hashIfEmail(wire.user_id ?? ''),
    session_id: hashIfEmail(wire.session_id ?? ''),
    match_keys,
    url: address.url,
    referrer: scrubUrl(wire.referrer ?? ''),
    title: scrubText(wire.title ?? ''),
    utm_source: campaign(wire.utm_source, address.utm_source),
    utm_medium: campaign(wire.utm_medium, address.utm_medium),
    utm_campaign: campaign(wire.utm_campaign, address.utm_campaign),
    utm_term: campaign(wire.utm_term, address.utm_term),
    utm_content: campaign(wire.utm_content, address.utm_content),
    click_ids: wire.click_ids ? { ...address.click_ids, ...withoutEmails(wire.click_ids) } : address.click_ids,
    order_id: hashIfEmail(wire.order_id ?? ''),
    payment_id: hashIfEmail(wire.payment_id ?? ''),
    deal_id: hashIfEmail(wire.deal_id ?? ''),
    // six decimals are what the store keeps
    value: wire.value === undefined ? null : Number(wire.value.toFixed(6)),
    currency: (wire.currency ?? '').toUpperCase(),
    consent: consentOf(wire),
    ip: truncateIp(wire.ip ?? arrival.ip),
    user_agent: wire.user_agent ?? arrival.userAgent.slice(0, limits.textLength),
    country: (wire.country ?? '').toUpperCase(),
    properties,
    experiment: withoutEmails(wire.experiment),
    suspect: wire.id ? '' : 'no_id',
    sent_from: '',
    junk: '',
  }
}

/** What the sender says goes before what the address says. */
function campaign(stated: string | undefined, inAddress: string): string {
  return stated === undefined ? inAddress : scrubText(stated)
}

const purposes = ['analytics', 'ad_storage', 'ad_user_data', 'ad_personalization'] as const

function consentOf({ consent }: WireEvent): Record<string, string> {
  const stated: Record<string, string> = {}
  if (!consent) return stated
  if (consent.app_tracking !== undefined) stated['app_tracking'] = consent.app_tracking
  for (const purpose of purposes) {
    const given = consent[purpose]
    if (given !== undefined) stated[purpose] = given === true || given === 'granted' ? 'granted' : 'denied'
  }
  return stated
}

/** A link may carry somebody's address where its click id should stand. */
function withoutEmails(texts: Record<string, string> | undefined): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const name in texts) kept[name] = hashIfEmail(texts[name]!)
  return kept
}

/** Hashes of what was sent in plain; browser ids such as `fbp` as they are. */
function matchKeys(wire: WireEvent, notes: string[]): Record<string, string> {
  const keys: Record<string, string> = {}
  const { email, phone } = wire.match_keys ?? {}
  for (const kind in wire.match_keys) {
    if (kind !== 'email' && kind !== 'phone') keys[kind] = hashIfEmail(wire.match_keys[kind]!)
  }
  for (const address of [email, wire.email]) {
    if (!address) continue
    const found = emailKeys(address)
    if (found) Object.assign(keys, found)
    else notes.push('email: not an e-mail address; the event was kept without it')
  }
  for (const number of [phone, wire.phone]) {
    if (!number) continue
    const found = phoneKeys(number)
    if (found) Object.assign(keys, found)
    else notes.push('phone: not a number with its country code, such as +81…; the event was kept without it')
  }
  return keys
}
