// A wire event becomes the event that is stored, or is refused with the field, the reason and the remedy.
import type { z } from 'zod'
import { readEventTime } from '#util/event-time.ts'
import { newId } from '#util/ids.ts'
import { toJson } from '#util/json.ts'
import {
  deepest,
  emailKeys,
  hashIfEmail,
  isHarmless,
  phoneKeys,
  scrubText,
  scrubUrl,
  scrubValue,
  truncateIp,
} from '#util/personal.ts'
import { type EventRejection, type StoredEvent, type WireEvent, limits, wireEventSchema } from './event.ts'

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

interface Refusal {
  field: string
  reason: string
}

/** Personal data is hashed, scrubbed or truncated here: a stored event holds none. `index` is the event's in its request. */
export function acceptEvent(wire: unknown, index: number, arrival: Arrival): EventOutcome {
  const sorted = sortFields(wire)
  const refuse = (refusal: Refusal): EventOutcome => ({
    rejected: { index, ...('known' in sorted ? nameOf(sorted.known) : {}), ...refusal },
  })
  if ('reason' in sorted) return refuse(sorted)
  const shape = wireEventSchema.safeParse(sorted.known)
  if (!shape.success) return refuse(explain(shape.error.issues[0]!, sorted.known))
  const time =
    shape.data.time === undefined
      ? { ms: arrival.receivedAt }
      : readEventTime(shape.data.time, arrival.receivedAt, limits)
  if ('unusable' in time) return refuse({ field: 'time', reason: `time ${time.unusable}` })
  const properties = protectProperties({ ...sorted.unknown, ...shape.data.properties })
  if (typeof properties !== 'string') return refuse(properties)

  const notes = Object.keys(sorted.unknown).map((field) => `${field}: not a field of events; kept in properties`)
  if (!shape.data.id) notes.push('id: none was sent, so a retry would count again; give each event an id of its own')
  const event = protect(shape.data, time.ms, properties, matchKeys(shape.data, notes), arrival)
  return { event, notes }
}

const eventFields: ReadonlySet<string> = new Set(Object.keys(wireEventSchema.shape))

interface SortedFields {
  known: Record<string, unknown>
  unknown: Record<string, unknown>
}

/** Fields that events have, and the others; null means absent, as many clients write it. */
function sortFields(wire: unknown): SortedFields | Refusal {
  if (typeof wire !== 'object' || wire === null || Array.isArray(wire)) {
    return { field: '', reason: 'is not an event; send an object such as {"name": "page_view"}' }
  }
  const sorted: SortedFields = { known: {}, unknown: {} }
  for (const [field, value] of Object.entries(wire)) {
    if (value !== null && value !== undefined && field !== '__proto__')
      sorted[eventFields.has(field) ? 'known' : 'unknown'][field] = value
  }
  return sorted
}

function nameOf(known: Record<string, unknown>): { id?: string } {
  return typeof known['id'] === 'string' ? { id: known['id'].slice(0, limits.idLength) } : {}
}

const typeNames: Record<string, string> = {
  string: 'text',
  number: 'a number',
  object: 'an object',
  record: 'an object',
  boolean: 'true or false',
}

/** One fault of the schema's in the user's terms. */
function explain(issue: z.core.$ZodIssue, sent: Record<string, unknown>): Refusal {
  const field = issue.path.join('.')
  const say = (reason: string): Refusal => ({ field, reason: `${field} ${reason}` })
  if (field === 'name' && issue.code === 'invalid_type') {
    return say(
      `${sent['name'] === undefined ? 'is missing' : 'must be text'}; every event needs one, such as "page_view"`,
    )
  }
  switch (issue.code) {
    case 'invalid_type':
      return say(`must be ${typeNames[issue.expected] ?? issue.expected}; send it as such or leave it out`)
    case 'too_big':
      return say(
        issue.origin === 'string'
          ? `is longer than ${issue.maximum} characters; shorten it`
          : `is more than ${issue.maximum}; check its unit`,
      )
    case 'too_small':
      return say(issue.origin === 'string' ? 'is empty; fill it' : `is less than ${issue.minimum}; check its unit`)
    case 'invalid_union':
      return say(
        field === 'time'
          ? 'must be ISO 8601 text or milliseconds since 1970; send one of them'
          : 'must be true, false, "granted" or "denied"; send one of them',
      )
    case 'invalid_format':
      return say(`${issue.message}; correct it or leave it out`)
    default:
      return say(`is not usable (${issue.message}); correct it or leave it out`)
  }
}

function protectProperties(properties: Record<string, unknown>): string | Refusal {
  const text = toJson(properties)
  if (text === undefined) return tooDeep
  const bytes = Buffer.byteLength(text)
  if (bytes > limits.eventBytes) {
    return {
      field: 'properties',
      reason: `properties are ${bytes} bytes; an event may have ${limits.eventBytes}; send what reports need`,
    }
  }
  if (isHarmless(text) && isFlat(text)) return text
  const clean = scrubValue(properties)
  return clean === undefined ? tooDeep : JSON.stringify(clean)
}

const tooDeep: Refusal = {
  field: 'properties',
  reason: `properties are nested deeper than ${deepest} levels; flatten them`,
}

/** Fewer brackets than levels are allowed. */
function isFlat(json: string): boolean {
  return json.split(/[[{]/, deepest + 1).length <= deepest
}

/** One literal, not spreads of parts: this is where the collector spends its time. */
function protect(
  wire: WireEvent,
  time: number,
  properties: string,
  match_keys: Record<string, string>,
  arrival: Arrival,
): StoredEvent {
  const campaign = campaignOf(wire)
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
    url: scrubUrl(wire.url ?? ''),
    referrer: scrubUrl(wire.referrer ?? ''),
    title: scrubText(wire.title ?? ''),
    utm_source: campaign.utm('utm_source'),
    utm_medium: campaign.utm('utm_medium'),
    utm_campaign: campaign.utm('utm_campaign'),
    utm_term: campaign.utm('utm_term'),
    utm_content: campaign.utm('utm_content'),
    click_ids: campaign.clickIds,
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
    experiment: wire.experiment ?? {},
    suspect: wire.id ? '' : 'no_id',
    sent_from: '',
    junk: '',
  }
}

function consentOf(wire: WireEvent): Record<string, string> {
  const consent: Record<string, string> = {}
  const { app_tracking: tracking, ...purposes } = wire.consent ?? {}
  if (tracking !== undefined) consent['app_tracking'] = tracking
  for (const [purpose, given] of Object.entries(purposes)) {
    if (given !== undefined) consent[purpose] = given === true || given === 'granted' ? 'granted' : 'denied'
  }
  return consent
}

/** Hashes of what was sent in plain; browser ids such as `fbp` as they are. */
function matchKeys(wire: WireEvent, notes: string[]): Record<string, string> {
  const keys: Record<string, string> = {}
  const { email, phone, ...others } = wire.match_keys ?? {}
  for (const [kind, value] of Object.entries(others)) keys[kind] = hashIfEmail(value)
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

type UtmName = 'utm_source' | 'utm_medium' | 'utm_campaign' | 'utm_term' | 'utm_content'

/**
 * Parameters in which ad platforms put the id of the click: Google (4), Meta, TikTok, Microsoft, LinkedIn, Yahoo! JAPAN (3),
 * LINE, X, Pinterest, Snap, Reddit, OpenAI. The tag knows the same (`tag/campaign.ts`), which imports nothing of ours.
 */
export const clickIdNames = [
  'gclid',
  'gbraid',
  'wbraid',
  'dclid',
  'fbclid',
  'ttclid',
  'msclkid',
  'li_fat_id',
  'yclid',
  '_ly_c',
  '_ly_r',
  'ldtag_cl',
  'twclid',
  'epik',
  'sccid',
  'rdt_cid',
  'oppref',
] as const

/** What the event says of its campaign, else what its address says. */
function campaignOf(wire: WireEvent): { utm(name: UtmName): string; clickIds: Record<string, string> } {
  const query = queryOf(wire.url ?? '')
  const clickIds: Record<string, string> = {}
  for (const name of query ? clickIdNames : []) {
    const id = query?.get(name)
    if (id) clickIds[name] = id.slice(0, 1_024)
  }
  return {
    utm: (name) => scrubText(wire[name] ?? query?.get(name)?.slice(0, limits.idLength) ?? ''),
    clickIds: Object.assign(clickIds, wire.click_ids),
  }
}

function queryOf(url: string): URLSearchParams | undefined {
  const start = url.indexOf('?')
  return start === -1 ? undefined : new URLSearchParams(url.slice(start + 1).replace(/#.*$/s, ''))
}
