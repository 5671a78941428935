// Client libraries as they are published, pointed at a collector: what they send is stored, and their retries and errors work.
import { Analytics as RudderStack } from '@rudderstack/analytics-js-service-worker'
import { Analytics } from '@segment/analytics-node'
import {
  buildEcommerceTransaction,
  buildPageView,
  buildSelfDescribingEvent,
  buildStructEvent,
  newTracker,
} from '@snowplow/node-tracker'
import { Umami } from '@umami/node'
import MatomoTracker from 'matomo-tracker'
import { PostHog } from 'posthog-node'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type TestCollector, openTestCollector } from '../support/collector.ts'

let collector: TestCollector

beforeAll(async () => {
  collector = await openTestCollector()
})
afterEach(() => {
  collector.full = undefined
  collector.events(true)
  collector.answered.length = 0
})
afterAll(() => collector.close())

/** Full until it has refused once: then whoever tries again is taken. */
async function fullOnce(): Promise<void> {
  collector.full = 'the disk of the data folder is full'
  await expect.poll(() => collector.answered.some((line) => line.endsWith(' 503')), { timeout: 10_000 }).toBe(true)
  collector.full = undefined
}

test('Segment for servers: track, identify and page, with its ids, and again after a 503', async () => {
  const analytics = new Analytics({ writeKey: collector.writeKey, host: collector.url, flushAt: 4 })
  analytics.identify({ userId: 'u1', traits: { email: 'taro@example.com', name: 'Taro Yamada', plan: 'pro' } })
  analytics.page({ userId: 'u1', name: 'Pricing', properties: { url: 'https://x.jp/p?utm_source=g&gclid=c1' } })
  const properties = { order_id: 'A-1', total: '120.50', currency: 'EUR', products: [{ sku: 's' }] }
  const context = {
    ip: '203.0.113.9',
    userAgent: 'Browser/2',
    campaign: { name: 'spring', source: 'news', medium: '', term: '', content: '' },
  }
  analytics.track({ anonymousId: 'a1', userId: 'u1', event: 'Order Completed', properties, context, messageId: 'm1' })
  analytics.alias({ userId: 'u1', previousId: 'a0' })
  await fullOnce()
  await analytics.closeAndFlush()

  const [identify, page, order, alias] = collector.events()
  expect(identify).toMatchObject({ source: 'server', name: 'identify', user_id: 'u1', suspect: '' })
  expect(identify!.match_keys['email']).toMatch(/^[0-9a-f]{64}$/)
  expect(JSON.parse(identify!.properties)).toEqual({ plan: 'pro' })
  expect(page).toMatchObject({ name: 'page_view', utm_source: 'g', click_ids: { gclid: 'c1' } })
  expect(JSON.parse(page!.properties)).toMatchObject({ page_name: 'Pricing' })
  expect(order).toMatchObject({ id: 'm1', name: 'order_completed', visitor_id: 'a1', order_id: 'A-1', value: 120.5 })
  expect(order).toMatchObject({ currency: 'EUR', ip: '203.0.113.0', user_agent: 'Browser/2', utm_campaign: 'spring' })
  expect(alias).toMatchObject({ name: 'alias', visitor_id: 'a0', user_id: 'u1' })
  expect(JSON.stringify(collector.events())).not.toContain('Taro')
  expect(collector.events()).toHaveLength(4)
})

test('Segment for servers: what it sends again after a lost answer has the same id', async () => {
  const analytics = new Analytics({ writeKey: collector.writeKey, host: collector.url, flushAt: 1 })
  collector.answersToLose = 1
  analytics.track({ anonymousId: 'a', event: 'Trial Started' })
  await analytics.closeAndFlush()
  const [first, again, ...more] = collector.events()
  expect([first!.name, again!.id, more]).toEqual(['Trial Started', first!.id, []])
})

test('Segment for servers: a wrong key is an error at once', async () => {
  const analytics = new Analytics({ writeKey: 'wrong', host: collector.url, flushAt: 1 })
  const error = new Promise<{ code: string; reason?: unknown }>((resolve) => analytics.on('error', resolve))
  analytics.track({ anonymousId: 'a', event: 'x' })
  expect(String((await error).reason)).toContain('401')
  await analytics.closeAndFlush()
  expect(collector.answered).toEqual(['POST /v1/batch 401'])
})

test('PostHog for servers: compressed batches, its ids, and again after a 503', async () => {
  const client = new PostHog(collector.writeKey, { host: collector.url, flushAt: 100, fetchRetryDelay: 50 })
  const properties = { order_id: 'P-1', revenue: 30, currency: 'USD', $current_url: 'https://x.jp/?fbclid=f1' }
  client.capture({
    distinctId: 'u1',
    event: 'Order Completed',
    uuid: '0190a1b2-0000-7000-8000-000000000001',
    properties,
  })
  client.identify({ distinctId: 'u1', properties: { email: 'hanako@example.com', plan: 'pro' } })
  client.alias({ distinctId: 'u1', alias: 'browser-1' })
  client.capture({ distinctId: 'anonymous-1', event: '$pageview', properties: { $process_person_profile: false } })
  await Promise.all([fullOnce(), client.flush()])
  await client.shutdown()

  const [order, identify, alias, view] = collector.events()
  expect(order).toMatchObject({ id: '0190a1b2-0000-7000-8000-000000000001', name: 'order_completed', user_id: 'u1' })
  expect(order).toMatchObject({ order_id: 'P-1', value: 30, currency: 'USD', click_ids: { fbclid: 'f1' }, suspect: '' })
  expect(identify).toMatchObject({
    name: 'identify',
    user_id: 'u1',
    match_keys: { email: expect.stringMatching(/^\w{64}$/) },
  })
  expect(alias).toMatchObject({ name: 'alias', visitor_id: 'browser-1', user_id: 'u1' })
  expect(view).toMatchObject({ name: 'page_view', visitor_id: 'anonymous-1', user_id: '' })
})

test('PostHog for servers: a wrong key is an error at once', async () => {
  const client = new PostHog('wrong', { host: collector.url, flushAt: 100, fetchRetryDelay: 50 })
  client.capture({ distinctId: 'u', event: 'x' })
  await expect(client.flush()).rejects.toMatchObject({ status: 401 })
  expect(collector.answered).toEqual(['POST /batch/ 401'])
  await client.shutdown()
})

test('Matomo: single and bulk, with an error for each that was not taken', async () => {
  const tracker = new MatomoTracker(1, `${collector.url}/matomo.php`)
  const errors: unknown[] = []
  tracker.on('error', (error) => errors.push(error))
  const url = 'https://x.jp/p?mtm_campaign=spring&mtm_source=news'
  tracker.track({ url, action_name: 'Pricing', _id: '0123456789abcdef', uid: 'u1', token_auth: collector.writeKey })
  await expect.poll(() => collector.events().length).toBe(1)
  expect(collector.events()[0]).toMatchObject({ name: 'page_view', visitor_id: '0123456789abcdef', user_id: 'u1' })
  expect(collector.events()[0]).toMatchObject({
    title: 'Pricing',
    utm_campaign: 'spring',
    utm_source: 'news',
    suspect: 'no_id',
  })

  const keyed = new MatomoTracker(1, `${collector.url}/k/${collector.writeKey}/matomo.php`)
  const order = { url, idgoal: '0', ec_id: 'M-1', revenue: '99.5', cdt: '2026-04-01 09:00:00', rand: '123456' }
  const event = { url, e_c: 'video', e_a: 'play', e_n: 'intro', e_v: '3', dimension1: 'b' }
  const answer = await new Promise<string>((resolve) => keyed.trackBulk([order, event, { url: '' }], resolve))
  expect(JSON.parse(answer)).toEqual({ status: 'success', tracked: 2, invalid: 1, invalid_indices: [2] })
  const [, paid, played] = collector.events()
  expect(paid).toMatchObject({ name: 'order_completed', order_id: 'M-1', value: 99.5, suspect: '' })
  expect(paid!.time).toBe(Date.UTC(2026, 3, 1, 9))
  expect(played).toMatchObject({ name: 'play' })
  expect(JSON.parse(played!.properties)).toMatchObject({ event_category: 'video', event_value: '3', dimension1: 'b' })

  tracker.track({ url, token_auth: 'oc_w_wrong' })
  await expect.poll(() => errors).toEqual([401])
  collector.full = 'the disk of the data folder is full'
  tracker.track({ url, token_auth: collector.writeKey })
  await expect.poll(() => errors).toEqual([401, 503])
})

test('Snowplow for servers: its ids, base64, and again after a 503', async () => {
  const { host } = new URL(collector.url)
  const tracker = newTracker(
    { namespace: 'n', appId: 'shop', encodeBase64: true },
    {
      endpoint: host,
      protocol: 'http',
      bufferSize: 4,
      customHeaders: { Authorization: `Bearer ${collector.writeKey}` },
    },
  )
  tracker.setUserId('u1')
  tracker.setDomainUserId('d1')
  tracker.track(buildPageView({ pageUrl: 'https://x.jp/?gclid=c2', pageTitle: 'Home' }))
  tracker.track(buildEcommerceTransaction({ orderId: 'S-1', total: 45, currency: 'EUR' }))
  tracker.track(buildStructEvent({ category: 'video', action: 'play', value: 3 }))
  const schema = 'iglu:com.acme/trial_started/jsonschema/1-0-0'
  const ids = [tracker.track(buildSelfDescribingEvent({ event: { schema, data: { plan: 'pro' } } }))]
  await fullOnce()
  // what failed waits for the next event or flush
  const afterFlush = (): Promise<number> => tracker.flush().then(() => collector.events().length)
  await expect.poll(afterFlush, { timeout: 10_000 }).toBe(4)

  const [view, order, play, trial] = collector.events()
  expect(view).toMatchObject({
    name: 'page_view',
    visitor_id: 'd1',
    user_id: 'u1',
    title: 'Home',
    click_ids: { gclid: 'c2' },
  })
  expect(order).toMatchObject({ name: 'order_completed', order_id: 'S-1', value: 45, currency: 'EUR', suspect: '' })
  expect(play).toMatchObject({ name: 'play' })
  expect(trial).toMatchObject({ name: 'trial_started', id: ids[0]!['eid'] })
  expect(JSON.parse(trial!.properties)).toMatchObject({ plan: 'pro', app_id: 'shop' })
})

test('RudderStack: the same messages as Segment, and again when the 503 said', async () => {
  const client = new RudderStack(collector.writeKey, collector.url, { flushAt: 2, flushInterval: 100, logLevel: 'off' })
  client.identify({ userId: 'u1', traits: { email: 'taro@example.com' } })
  client.track({ userId: 'u1', event: 'Order Completed', properties: { order_id: 'R-1', value: 5 } })
  await fullOnce()
  await expect.poll(() => collector.events().length, { timeout: 20_000 }).toBe(2)
  const byName = collector.events().toSorted((a, b) => a.name.localeCompare(b.name))
  expect(byName).toMatchObject([
    { name: 'identify', user_id: 'u1', suspect: '' },
    { name: 'order_completed', order_id: 'R-1', value: 5, suspect: '' },
  ])
})

test('RudderStack: a wrong key is an error', async () => {
  const client = new RudderStack('wrong', collector.url, { flushAt: 1, logLevel: 'off' })
  const error = await new Promise((resolve) => client.track({ userId: 'u', event: 'x' }, resolve))
  expect(error).toBeInstanceOf(Error)
})

test('Umami for servers: page views and events; an answer for each', async () => {
  const client = new Umami({ websiteId: collector.writeKey, hostUrl: collector.url })
  const view = await client.track({ url: '/pricing', hostname: 'x.jp', title: 'Pricing', id: 'u1' })
  expect(view.status).toBe(200)
  await client.track('signup', { plan: 'pro' })
  await client.identify({ email: 'taro@example.com', plan: 'pro' })
  expect(collector.events()).toMatchObject([
    { name: 'page_view', url: 'https://x.jp/pricing', user_id: 'u1', suspect: 'no_id' },
    { name: 'signup', properties: '{"plan":"pro"}' },
    { name: 'identify', match_keys: { email: expect.any(String) } },
  ])
  expect((await new Umami({ websiteId: 'wrong', hostUrl: collector.url }).track('x')).status).toBe(401)
})
