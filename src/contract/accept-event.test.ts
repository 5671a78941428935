import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sha256 } from '#util/ids.ts'
import { acceptEvent } from './accept-event.ts'
import type { StoredEvent } from './event.ts'

const receivedAt = Date.UTC(2026, 3, 1)
const arrival = { source: 'shop', receivedAt, ip: '203.0.113.77', userAgent: 'Browser/1' }

function accepted(wire: unknown): { event: StoredEvent; notes: string[] } {
  const outcome = acceptEvent(wire, 0, arrival)
  if ('rejected' in outcome) throw new Error(outcome.rejected.reason)
  return outcome
}

function rejected(wire: unknown) {
  const outcome = acceptEvent(wire, 3, arrival)
  return 'rejected' in outcome ? outcome.rejected : undefined
}

test('an event with everything keeps everything', () => {
  const { event, notes } = accepted({
    id: 'e1',
    name: 'order_completed',
    time: '2026-03-31T09:00:00+09:00',
    visitor_id: 'v1',
    order_id: 'o1',
    value: 1200.1234567,
    currency: 'jpy',
    country: 'jp',
    consent: { analytics: true, ad_storage: 'denied' },
    properties: { status: 'paid' },
    experiment: { hero: 'b' },
  })
  expect(notes).toEqual([])
  expect(event).toMatchObject({
    source: 'shop',
    id: 'e1',
    time: Date.UTC(2026, 2, 31),
    received_at: receivedAt,
    value: 1200.123457,
    currency: 'JPY',
    country: 'JP',
    consent: { analytics: 'granted', ad_storage: 'denied' },
    ip: '203.0.113.0',
    user_agent: 'Browser/1',
    properties: '{"status":"paid"}',
    experiment: { hero: 'b' },
    suspect: '',
  })
})

test('an event without an id gets one, is marked and noted', () => {
  const { event, notes } = accepted({ name: 'page_viewed' })
  expect(event.id).toMatch(/^[0-9a-f-]{36}$/)
  expect(event.suspect).toBe('no_id')
  expect(event.time).toBe(receivedAt)
  expect(notes).toEqual(['id: none was sent, so a retry would count again; give each event an id of its own'])
})

test('no e-mail address, phone number or full IP address is left in what is stored', () => {
  const { event } = accepted({
    id: 'e1',
    name: 'signed_up',
    email: 'Taro@Example.com',
    phone: '+81 90-1234-5678',
    user_id: 'taro@example.com',
    ip: '198.51.100.23',
    url: 'https://x.example/?mail=taro%40example.com&utm_term=taro@example.com&gclid=taro@example.com',
    click_ids: { fbclid: 'for taro@example.com' },
    experiment: { greeting: 'taro@example.com' },
    referrer: 'https://y.example/taro@example.com',
    title: 'Welcome taro@example.com',
    match_keys: { fbp: 'fb.1.1.2', ga: 'taro@example.com' },
    properties: { form: { contact: 'taro@example.com', tel: '09012345678' } },
  })
  expect(JSON.stringify(event)).not.toMatch(/taro@|taro%40|1234-?5678|198\.51\.100\.23/i)
  expect(event.match_keys).toEqual({
    email: sha256('taro@example.com'),
    phone: sha256('819012345678'),
    phone_e164: sha256('+819012345678'),
    fbp: 'fb.1.1.2',
    ga: sha256('taro@example.com'),
  })
  expect(event.user_id).toBe(sha256('taro@example.com'))
})

test('a key that cannot be normalised costs the key, not the event', () => {
  const { event, notes } = accepted({ id: 'e1', name: 'signed_up', email: 'taro', phone: '090-1234-5678' })
  expect(event.match_keys).toEqual({})
  expect(notes).toEqual([
    'email: not an e-mail address; the event was kept without it',
    'phone: not a number with its country code, such as +81…; the event was kept without it',
  ])
})

test('campaign and click ids are read from the address when they are not given', () => {
  const url = 'https://x.example/?utm_source=google&utm_medium=cpc&gclid=abc&fbclid=def&_ly_c=ghi#utm_campaign=no'
  const { event } = accepted({ id: 'e1', name: 'page_viewed', url, utm_medium: 'paid', click_ids: { gclid: 'given' } })
  expect(event).toMatchObject({
    utm_source: 'google',
    utm_medium: 'paid',
    utm_campaign: '',
    click_ids: { gclid: 'given', fbclid: 'def', _ly_c: 'ghi' },
  })
})

test('an address that came before says the same again, whatever an event said beside it', () => {
  const url = 'https://x.example/?utm_source=google&gclid=abc'
  const first = accepted({ id: 'e1', name: 'n', url }).event
  accepted({ id: 'e2', name: 'n', url, utm_source: 'mail', click_ids: { gclid: 'given', fbclid: 'def' } })
  expect(accepted({ id: 'e1', name: 'n', url }).event).toEqual(first)
  expect(first).toMatchObject({ url, utm_source: 'google', click_ids: { gclid: 'abc' } })
})

test('fields that events do not have are kept in properties, and noted; null is absent', () => {
  const { event, notes } = accepted({ id: 'e1', name: 'x', value: null, plan: 'pro', properties: { seats: 3 } })
  expect(JSON.parse(event.properties)).toEqual({ plan: 'pro', seats: 3 })
  expect(event.value).toBeNull()
  expect(notes).toEqual(['plan: not a field of events; kept in properties'])
})

test.each([
  [{}, 'name', 'name is missing; every event needs one, such as "page_view"'],
  [{ name: '' }, 'name', 'name is empty; fill it'],
  [{ name: 5 }, 'name', 'name must be text; every event needs one, such as "page_view"'],
  [{ name: 'x'.repeat(129) }, 'name', 'name is longer than 128 characters; shorten it'],
  [{ name: 'x', value: '12' }, 'value', 'value must be a number; send it as such or leave it out'],
  [{ name: 'x', value: 1e12 }, 'value', 'value is more than 100000000000; check its unit'],
  [
    { name: 'x', currency: 'yen!' },
    'currency',
    'currency must be a three-letter code such as JPY; correct it or leave it out',
  ],
  [{ name: 'x', time: 1_774_915_200 }, 'time', 'time looks like seconds; send milliseconds'],
  [{ name: 'x', time: {} }, 'time', 'time must be ISO 8601 text or milliseconds since 1970; send one of them'],
  [
    { name: 'x', consent: { analytics: 'yes' } },
    'consent.analytics',
    'consent.analytics must be true, false, "granted" or "denied"; send one of them',
  ],
  [
    { name: 'x', click_ids: { gclid: 5 } },
    'click_ids.gclid',
    'click_ids.gclid must be text; send it as such or leave it out',
  ],
  [
    { name: 'x', match_keys: { ga: 'x'.repeat(257) } },
    'match_keys.ga',
    'match_keys.ga is longer than 256 characters; shorten it',
  ],
  [
    { name: 'x', click_ids: { gclid: 'x'.repeat(1_024), fbclid: 'x'.repeat(1_025) } },
    'click_ids.fbclid',
    'click_ids.fbclid is longer than 1024 characters; shorten it',
  ],
  [{ name: 'x', properties: [] }, 'properties', 'properties must be an object; send it as such or leave it out'],
  [
    { name: 'x', properties: { a: 'x'.repeat(70_000) } },
    'properties',
    'properties are 70008 bytes; an event may have 65536; send what reports need',
  ],
  [
    { name: 'x', properties: JSON.parse('{"a":'.repeat(40) + '1' + '}'.repeat(40)) },
    'properties',
    'properties are nested deeper than 32 levels; flatten them',
  ],
  ['x', '', 'is not an event; send an object such as {"name": "page_view"}'],
  [[], '', 'is not an event; send an object such as {"name": "page_view"}'],
  [null, '', 'is not an event; send an object such as {"name": "page_view"}'],
])('%j is refused with field, reason and remedy', (wire, field, reason) => {
  expect(rejected(wire)).toEqual({ index: 3, field, reason })
})

test('a refusal names the event by its index and id', () => {
  expect(rejected({ id: 'e9', name: '' })).toMatchObject({ index: 3, id: 'e9' })
})

test('any JSON is either an event or a refusal with a reason, never an exception', () => {
  const wire = fc.oneof(
    fc.jsonValue(),
    fc.record(
      {
        name: fc.jsonValue(),
        time: fc.jsonValue(),
        properties: fc.jsonValue(),
        url: fc.string(),
        match_keys: fc.jsonValue(),
      },
      { requiredKeys: ['name'] },
    ),
  )
  fc.assert(
    fc.property(wire, (value) => {
      const outcome = acceptEvent(value, 0, arrival)
      expect('event' in outcome || outcome.rejected.reason.length > 0).toBe(true)
    }),
  )
})

const short = fc.string({ maxLength: 8 })
const fields = fc.oneof({ arbitrary: short, weight: 9 }, fc.constant('__proto__'))
const texts = fc.oneof(fc.dictionary(fields, fc.oneof({ arbitrary: short, weight: 9 }, fc.jsonValue())), fc.jsonValue())

test.each(['match_keys', 'click_ids', 'experiment', 'properties'] as const)(
  'a field of %s that would change how objects work is left out, whatever it holds',
  (field) => {
    for (const value of ['{"x":1}', '["taro@example.com"]', '"text"']) {
      const { event } = accepted(JSON.parse(`{"name":"n","id":"e","${field}":{"__proto__":${value},"kept":"yes"}}`))
      const stored = field === 'properties' ? event.properties : JSON.stringify(event[field])
      expect(stored).toBe('{"kept":"yes"}')
    }
  },
)

const pair = fc.tuple(
  fc.constantFrom('utm_source', 'utm_medium', 'gclid', 'fbclid', 'page', '?utm_source', ''),
  fc.constantFrom('=', '', '=='),
  fc.constantFrom('', 'google', 'Ü', '😀', 'a b', '1/2?3'),
)

test('an event that is seen to be ordinary becomes what the whole schema makes of it', () => {
  const wire = fc.record(
    {
      name: fc.string({ minLength: 1, maxLength: 130 }),
      id: fc.constant('e1'),
      time: fc.oneof(fc.constant(receivedAt), fc.jsonValue()),
      title: fc.oneof(short, fc.jsonValue()),
      match_keys: texts,
      click_ids: texts,
      experiment: texts,
      consent: fc.record({ analytics: fc.boolean(), other: short }, { requiredKeys: [] }),
      properties: fc.oneof(fc.dictionary(fields, fc.jsonValue()), fc.jsonValue()),
    },
    { requiredKeys: ['name', 'id'] },
  )
  fc.assert(
    fc.property(wire, (sent) => {
      // a null is left out by the longer way
      expect(acceptEvent(sent, 0, arrival)).toEqual(acceptEvent({ ...sent, referrer: null }, 0, arrival))
    }),
  )
})

test('an address without escapes says the same of its campaign as one with some', () => {
  fc.assert(
    fc.property(fc.array(pair), (pairs) => {
      const url = `https://x.example/?${pairs.map((parts) => parts.join('')).join('&')}`
      const told = (address: string): object => {
        const { utm_source, utm_medium, click_ids } = accepted({ name: 'n', id: 'e', url: address }).event
        return { utm_source, utm_medium, click_ids }
      }
      expect(told(url)).toEqual(told(`${url}&last=%20#end`))
    }),
  )
})
