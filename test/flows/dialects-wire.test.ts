// What no published library sends in the other tests: messages as the protocols' documents and closing pages have them.
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { limits } from '#contract/event.ts'
import { hourMs as hours, minuteMs } from '#util/duration.ts'
import { type TestCollector, openTestCollector } from '../support/collector.ts'

let collector: TestCollector
const now = new Date()

beforeAll(async () => {
  collector = await openTestCollector()
})
afterEach(() => collector.events(true))
afterAll(() => collector.close())

interface Sent {
  method?: string
  body?: unknown
  headers?: Record<string, string>
}

async function send(path: string, { method = 'POST', body, headers = {} }: Sent = {}) {
  const content = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body)
  const init = { method, headers, ...(body === undefined ? {} : { body: content as string }) }
  const response = await fetch(collector.url + path, init)
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    headers: response.headers,
    text: await response.text(),
  }
}

const write = (): string => collector.writeKey
const inPage = { origin: 'https://x.jp', 'user-agent': 'Browser/1' }

test('GA4 measurement protocol: user, consent, several events, and a time in microseconds', async () => {
  const request = {
    client_id: '123.456',
    user_id: 'u1',
    timestamp_micros: String(now.getTime() * 1_000),
    user_data: { sha256_email_address: ['a'.repeat(64)] },
    consent: { ad_user_data: 'GRANTED', ad_personalization: 'DENIED' },
    user_properties: { tier: { value: 'gold' } },
    events: [
      {
        name: 'purchase',
        params: { transaction_id: 'G-1', value: 12.5, currency: 'JPY', session_id: 77, event_id: 'e1' },
      },
      {
        name: 'page_view',
        params: { page_location: 'https://x.jp/?gclid=c', page_title: 'T', page_referrer: 'https://g.jp/' },
      },
      { params: {} },
    ],
  }
  const { status } = await send(`/mp/collect?measurement_id=G-1&api_secret=${write()}`, { body: request })
  expect(status).toBe(204)
  const [order, view, ...more] = collector.events()
  expect(more).toEqual([])
  expect(order).toMatchObject({
    id: 'e1',
    name: 'order_completed',
    order_id: 'G-1',
    value: 12.5,
    currency: 'JPY',
    suspect: '',
  })
  expect(order).toMatchObject({ visitor_id: '123.456', user_id: 'u1', session_id: '77', time: now.getTime() })
  expect(order!.match_keys).toMatchObject({ email: 'a'.repeat(64) })
  expect(order!.consent).toEqual({ ad_user_data: 'granted', ad_personalization: 'denied' })
  expect(JSON.parse(order!.properties)).toEqual({ user_properties: { tier: 'gold' } })
  expect(view).toMatchObject({
    name: 'page_view',
    title: 'T',
    referrer: 'https://g.jp/',
    click_ids: { gclid: 'c' },
    suspect: 'no_id',
  })
})

test('GA4 measurement protocol: errors, and the address that only checks', async () => {
  expect((await send('/mp/collect?api_secret=wrong', { body: { events: [] } })).status).toBe(401)
  expect((await send(`/mp/collect?api_secret=${write()}`, { body: '{' })).status).toBe(400)
  const body = { client_id: 'c', events: [{ name: 'a' }, {}, { name: 'b', params: { value: 1 } }] }
  const checked = await send('/debug/mp/collect', { body })
  expect(JSON.parse(checked.text)).toEqual({
    validationMessages: [
      { fieldPath: 'events[1].name', description: expect.any(String), validationCode: 'VALUE_INVALID' },
    ],
  })
  expect(collector.events()).toEqual([])
})

const hit = 'v=2&tid=G-1&cid=1.2&sid=170&_p=99&dl=https%3A%2F%2Fx.jp%2F%3Fgclid%3Dc&dt=T&gcs=G110&npa=1'

test('gtag: a hit in the address; the same hit again is the same event, the next one is not', async () => {
  const path = `/k/${collector.browserKey}/g/collect?${hit}`
  for (const rest of ['_s=1&en=page_view', '_s=1&en=page_view', '_s=2&en=page_view']) {
    expect((await send(`${path}&${rest}`, { headers: inPage })).status).toBe(204)
  }
  const [first, again, next] = collector.events()
  expect(first).toMatchObject({ name: 'page_view', visitor_id: '1.2', session_id: '170', click_ids: { gclid: 'c' } })
  expect(first!.consent).toEqual({ ad_storage: 'granted', analytics: 'denied', ad_personalization: 'denied' })
  expect(first).toMatchObject({ source: 'page', user_agent: 'Browser/1', suspect: '' })
  expect([again!.id === first!.id, next!.id === first!.id]).toEqual([true, false])
})

test('gtag: several events are lines of the body, sent as text', async () => {
  const body = [
    'en=add_to_cart&epn.value=5&ep.step=1&pr1=idA~nmShirt',
    'en=purchase&ep.transaction_id=G-2&epn.value=12.5&cu=EUR&up.tier=gold',
  ].join('\r\n')
  const { status, headers } = await send(`/k/${collector.browserKey}/g/collect?${hit}&_s=3`, { body, headers: inPage })
  expect([status, headers.get('access-control-allow-origin')]).toEqual([204, 'https://x.jp'])
  const [cart, order] = collector.events()
  expect(JSON.parse(cart!.properties)).toEqual({ value: 5, step: '1', items: ['idA~nmShirt'] })
  expect(order).toMatchObject({
    name: 'order_completed',
    order_id: 'G-2',
    value: 12.5,
    currency: 'EUR',
    visitor_id: '1.2',
  })
  expect(cart!.id).not.toBe(order!.id)
})

const captured = {
  event: '$pageview',
  uuid: 'p-1',
  properties: {
    distinct_id: 'd1',
    $device_id: 'd1',
    $is_identified: false,
    $current_url: 'https://x.jp/',
    $referrer: '$direct',
    $raw_user_agent: 'Page/2',
  },
}

test('PostHog in pages: gzip that is not called so, base64 as the page closes, one event in the address', async () => {
  const token = collector.browserKey
  const event = { ...captured, properties: { ...captured.properties, token } }
  const base64 = Buffer.from(JSON.stringify([event])).toString('base64')
  const asForm = { ...inPage, 'content-type': 'application/x-www-form-urlencoded' }
  const answers = [
    await send('/e/', {
      body: gzipSync(JSON.stringify([event])),
      headers: { ...inPage, 'content-type': 'text/plain' },
    }),
    await send('/e/?compression=base64', { body: `data=${encodeURIComponent(base64)}`, headers: asForm }),
    await send(`/e/?data=${encodeURIComponent(base64)}`, { method: 'GET', headers: inPage }),
    await send('/capture/', { body: { api_key: token, ...captured }, headers: inPage }),
  ]
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  expect(JSON.parse(answers[0]!.text)).toMatchObject({ status: 1 })
  const events = collector.events()
  expect(events.map(({ id }) => id)).toEqual(['p-1', 'p-1', 'p-1', 'p-1'])
  expect(events[0]).toMatchObject({
    name: 'page_view',
    visitor_id: 'd1',
    user_id: '',
    referrer: '',
    user_agent: 'Page/2',
  })
})

test('PostHog: recordings are no events, nobody is nobody, and how long ago it was is a time', async () => {
  const batch = [
    { event: '$snapshot', properties: { distinct_id: 'd' } },
    { event: 'a', properties: { distinct_id: '$posthog_cookieless', $is_identified: false }, offset: 5_000 },
  ]
  await send('/batch/', { body: { api_key: write(), batch } })
  const [only, ...more] = collector.events()
  expect(more).toEqual([])
  expect(only).toMatchObject({ name: 'a', visitor_id: '', user_id: '', suspect: 'no_id' })
  expect(only!.received_at - only!.time).toBe(5_000)
})

test('Matomo: a pixel, nothing, a form, and many; a heartbeat is no event', async () => {
  const page = `idsite=${collector.browserKey}&rec=1&url=https%3A%2F%2Fx.jp%2F&_id=aaaa&h=9&m=0&s=1&r=123456`
  const image = await send(`/matomo.php?${page}`, { method: 'GET', headers: inPage })
  expect([image.status, image.type]).toEqual([200, 'image/gif'])
  expect((await send(`/matomo.php?${page}&send_image=0`, { method: 'GET', headers: inPage })).status).toBe(204)
  const asForm = { ...inPage, 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }
  expect((await send('/piwik.php', { body: `${page}&send_image=0&ping=1`, headers: asForm })).status).toBe(204)
  expect((await send('/matomo.php', { body: `${page}&link=https%3A%2F%2Fy.jp`, headers: asForm })).status).toBe(200)
  const many = {
    requests: [`?${page}&idgoal=3&revenue=7`, { ...Object.fromEntries(new URLSearchParams(page)), search: 'shoes' }],
  }
  expect(JSON.parse((await send('/matomo.php', { body: many, headers: asForm })).text)).toMatchObject({
    tracked: 2,
    invalid: 0,
  })
  expect(collector.events().map(({ name, suspect }) => name + suspect)).toEqual([
    'page_view',
    'page_view',
    'outlink',
    'goal_3',
    'search',
  ])
  const bad = await send('/matomo.php', { body: { requests: [`?${page.replace('url=', 'x=')}`] }, headers: inPage })
  expect([bad.status, JSON.parse(bad.text)]).toEqual([
    400,
    { status: 'error', tracked: 0, invalid: 1, invalid_indices: [0] },
  ])
})

test('Plausible from servers: the long names, whom the headers speak for', async () => {
  const headers = { authorization: `Bearer ${write()}`, 'user-agent': 'Person/3', 'x-forwarded-for': '203.0.113.7' }
  const body = { name: 'Signup', url: 'https://x.jp/', domain: 'x.jp', props: '{"plan":"pro"}' }
  const { status, text } = await send('/api/event', { body, headers })
  expect([status, text]).toEqual([202, 'ok'])
  expect(collector.events()[0]).toMatchObject({
    name: 'Signup',
    user_agent: 'Person/3',
    ip: '203.0.113.0',
    properties: '{"plan":"pro"}',
  })
})

test('Snowplow in the address of a pixel', async () => {
  const context = Buffer.from(JSON.stringify({ data: [{ schema: 'iglu:a/cart/jsonschema/1-0-0', data: { size: 2 } }] }))
  const parameters = `e=pv&eid=s-1&aid=${collector.browserKey}&url=https%3A%2F%2Fx.jp%2F&duid=d9&cx=${context.toString('base64url')}`
  const { status, type } = await send(`/i?${parameters}`, { method: 'GET', headers: inPage })
  expect([status, type]).toEqual([200, 'image/gif'])
  expect(collector.events()[0]).toMatchObject({ id: 's-1', name: 'page_view', visitor_id: 'd9' })
  expect(JSON.parse(collector.events()[0]!.properties)).toMatchObject({ contexts: { cart: { size: 2 } } })
})

const conversion = {
  event_name: 'Purchase',
  event_time: Math.floor(now.getTime() / 1_000),
  event_id: 'm-1',
  event_source_url: 'https://x.jp/thanks',
  action_source: 'website',
  user_data: {
    em: ['Taro@Example.com'],
    ph: '+81 90-1234-5678',
    fn: 'taro',
    fbc: 'fb.1.5.click',
    client_ip_address: '203.0.113.9',
  },
  custom_data: { value: '1200', currency: 'jpy', order_id: 'F-1', num_items: 2 },
}

test("Meta's Conversions API: one id may name two events; what was not hashed is", async () => {
  const body = { data: [conversion, { ...conversion, event_name: 'Lead', custom_data: {} }], access_token: write() }
  const { status, text } = await send('/v26.0/1234567890/events', { body })
  expect([status, JSON.parse(text)]).toEqual([
    200,
    { events_received: 2, messages: [], fbtrace_id: expect.any(String) },
  ])
  const [order, lead] = collector.events()
  expect([order!.id, lead!.id]).toEqual(['Purchase:m-1', 'Lead:m-1'])
  expect(order).toMatchObject({
    name: 'order_completed',
    order_id: 'F-1',
    value: 1200,
    currency: 'JPY',
    ip: '203.0.113.0',
  })
  expect(order!.click_ids).toEqual({ fbclid: 'click' })
  expect(Object.keys(order!.match_keys).toSorted()).toEqual(['email', 'event_id', 'fbc', 'fn', 'phone'])
  expect(JSON.stringify(order)).not.toMatch(/taro|1234-5678/i)
})

test("Meta's Conversions API: forms, and errors in the form of the Graph API", async () => {
  const form = new URLSearchParams({ data: JSON.stringify([conversion]), access_token: write() }).toString()
  expect((await send('/1234567890/events', { body: form })).status).toBe(200)
  const error = async (body: unknown, token = write()) => {
    const { status, text } = await send(`/v26.0/1/events?access_token=${token}`, { body })
    const { error: told } = JSON.parse(text) as { error: Record<string, unknown> }
    return [status, told['code'], told['is_transient']]
  }
  expect(await error({ data: [conversion] }, 'wrong')).toEqual([401, 190, false])
  expect(await error({ data: [{}] })).toEqual([400, 100, false])
  expect(await error('{')).toEqual([400, 100, false])
  collector.full = 'the disk of the data folder is full'
  expect(await error({ data: [conversion] })).toEqual([503, 2, true])
  collector.full = undefined
})

test('a clock that is hours off is corrected by the time of sending, one that is seconds off is left', async () => {
  const authorization = `Basic ${Buffer.from(`${write()}:`).toString('base64')}`
  for (const off of [-48 * hours, 48 * hours, 5_000]) {
    const theirs = Date.now() + off
    const batch = [
      { type: 'track', event: 'a', messageId: `skew${off}`, timestamp: new Date(theirs - minuteMs).toISOString() },
    ]
    const body = { batch, sentAt: new Date(theirs).toISOString() }
    expect((await send('/v1/batch', { body, headers: { authorization } })).status).toBe(200)
  }
  const ago = collector.events().map((event) => Math.round((event.received_at - event.time) / 1_000))
  expect(ago.slice(0, 2)).toEqual([60, 60])
  expect(ago[2]).toBeGreaterThanOrEqual(54)
  expect(ago[2]).toBeLessThan(60)
})

test('one message that is none never costs the others; all of them are 400', async () => {
  const headers = { authorization: `Bearer ${write()}` }
  const good = { type: 'track', event: 'a', messageId: 'good' }
  const mixed = await send('/v1/batch', { body: { batch: [{ type: 'nothing' }, good, 7] }, headers })
  expect([mixed.status, JSON.parse(mixed.text)]).toMatchObject([
    200,
    {
      success: true,
      accepted: 1,
      rejected: [
        { index: 0, field: 'type' },
        { index: 2, field: 'type' },
      ],
    },
  ])
  const none = await send('/v1/track', { body: {}, headers })
  expect([none.status, JSON.parse(none.text)]).toMatchObject([400, { success: false, rejected: [{ field: 'event' }] }])
})

test('bounds hold for every library: bytes, bytes after inflation, and events', async () => {
  const headers = { authorization: `Bearer ${write()}` }
  const bomb = gzipSync(Buffer.alloc(50_000_000, ' '))
  expect((await send('/v1/batch', { body: bomb, headers })).status).toBe(413)
  expect((await send('/e/', { body: bomb })).status).toBe(413)
  expect((await send('/matomo.php', { body: 'x'.repeat(limits.bodyBytes + 1) })).status).toBe(413)
  const batch = Array.from({ length: limits.batchEvents + 1 }, () => ({ type: 'track', event: 'a' }))
  expect((await send('/v1/batch', { body: { batch }, headers })).status).toBe(413)
})

test('pages may ask beforehand, with the headers that their library sends', async () => {
  const asked = { origin: 'https://x.jp', 'access-control-request-headers': 'x-write-key, content-type' }
  const { status, headers } = await send('/api/s/track', { method: 'OPTIONS', headers: asked })
  expect(status).toBe(204)
  expect(headers.get('access-control-allow-headers')).toBe('x-write-key, content-type')
  expect(headers.get('access-control-allow-credentials')).toBe('true')
})
