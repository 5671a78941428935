// A wire event becomes the event that is stored, or is refused with the field, the reason and the remedy.
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
import { eachPair } from '#util/query.ts'
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
  const properties = { ...unknown, ...stated }
  const text = toJson(properties)
  if (text === undefined) return tooDeep
  const bytes = tooManyBytes(text)
  if (bytes !== undefined) {
    return {
      field: 'properties',
      reason: `properties are ${bytes} bytes; an event may have ${limits.eventBytes}; send what reports need`,
    }
  }
  if (isHarmless(properties)) return text
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
  const told = toldByUrl(wire.url ?? '')
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
    utm_source: scrubText(wire.utm_source ?? told.utm_source ?? ''),
    utm_medium: scrubText(wire.utm_medium ?? told.utm_medium ?? ''),
    utm_campaign: scrubText(wire.utm_campaign ?? told.utm_campaign ?? ''),
    utm_term: scrubText(wire.utm_term ?? told.utm_term ?? ''),
    utm_content: scrubText(wire.utm_content ?? told.utm_content ?? ''),
    click_ids: withoutEmails({ ...told.click_ids, ...wire.click_ids }),
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

const utmNames = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content'] as const
type UtmName = (typeof utmNames)[number]
const isUtm: ReadonlySet<string> = new Set(utmNames)
const isClickId: ReadonlySet<string> = new Set(clickIdNames)

interface Told extends Record<UtmName, string | undefined> {
  click_ids: Record<string, string>
}

/** What an address says of its campaign; of a parameter that stands there twice the first counts. */
function toldByUrl(url: string): Told {
  const told: Told = {
    utm_source: undefined,
    utm_medium: undefined,
    utm_campaign: undefined,
    utm_term: undefined,
    utm_content: undefined,
    click_ids: {},
  }
  const start = url.indexOf('?')
  if (start === -1) return told
  const tell = (name: string, value: string): void => {
    if (isUtm.has(name)) told[name as UtmName] ??= value.slice(0, limits.idLength)
    else if (isClickId.has(name)) told.click_ids[name] ??= value.slice(0, 1_024)
  }
  const end = url.indexOf('#', start)
  const query = end === -1 ? url.slice(start + 1) : url.slice(start + 1, end)
  // most addresses escape nothing, and are taken apart in a fraction of the time
  if (/^\?|[%+\ud800-\udfff]/.test(query)) new URLSearchParams(query).forEach((value, name) => tell(name, value))
  else eachPair(query, tell)
  for (const name in told.click_ids) if (told.click_ids[name] === '') delete told.click_ids[name]
  return told
}
