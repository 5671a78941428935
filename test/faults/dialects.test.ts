// Published client libraries while the collector is killed and started again: what they consider delivered is stored,
// exactly once where they send ids, and marked where they do not. LIBRARIES names a folder in which those are installed
// that are too large for a dependency; without it they are left out.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { jitsuAnalytics } from '@jitsu/js'
import { Analytics as RudderStack } from '@rudderstack/analytics-js-service-worker'
import { Analytics } from '@segment/analytics-node'
import { buildStructEvent, newTracker } from '@snowplow/node-tracker'
import { Umami } from '@umami/node'
import MatomoTracker from 'matomo-tracker'
import { PostHog } from 'posthog-node'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { isDoubleSql, withEarlierSql } from '#metrics/doubles.ts'
import { createKey } from '#store/keys.ts'
import type { Store } from '#store/store.ts'
import { type KilledCollector, openKilledCollector } from '../support/killed-collector.ts'
import { printTable } from '../torture/table.ts'

const total = 1_000
const large = process.env['LIBRARIES']
const installed = (name: string): unknown => createRequire(join(large!, 'package.json'))(name)
let collector: KilledCollector
let store: Store
let url: string
let sent: Set<string>
const table: (string | number)[][] = []

beforeAll(async () => {
  collector = await openKilledCollector()
  ;({ store, url } = collector)
})
beforeEach(() => (sent = new Set()))
afterEach(() => collector.revive())
afterAll(async () => {
  if (large !== undefined) printTable(['library', 'delivered', 'of these stored', 'stored twice', 'suspected'], table)
  await collector.close()
})

async function keyOf(source: string): Promise<string> {
  return (await createKey(store.control, { name: source, kind: 'write', source, origins: [] }, Date.now())).key
}

interface Stored {
  /** Values of the property `n`, each as often as it is stored. */
  marks: string[]
  suspects: string[]
  /** How many are suspected doubles. */
  doubles: number
}

/** All that is stored of a source, after the journal is loaded. */
async function storedOf(source: string): Promise<Stored> {
  await collector.load()
  const sql =
    "SELECT coalesce(nullIf(JSONExtractString(properties, 'n'), ''), nullIf(JSONExtractString(properties, 'event_label'), ''), JSONExtractString(properties, 'dimension1')) AS n, suspect FROM events FINAL WHERE source = {source:String}"
  const rows = await store.facts.query<{ n: string; suspect: string }>(sql, { source })
  const [doubles] = await store.facts.query<{ count: number }>(
    `SELECT count() AS count FROM (${withEarlierSql(['source = {source:String}'])}) WHERE ${isDoubleSql}`,
    { source },
  )
  const marks = rows.map(({ n }) => n)
  const stored = new Set(marks)
  const delivered = [...sent].filter((mark) => stored.has(mark)).length
  table.push([source, sent.size, delivered, marks.length - stored.size, doubles!.count])
  return { marks, suspects: [...new Set(rows.map(({ suspect }) => suspect))], doubles: doubles!.count }
}

async function expectExactlyOnce(source: string): Promise<void> {
  const { marks, suspects } = await storedOf(source)
  expect(sent.size).toBe(total)
  expect([...sent].filter((mark) => !marks.includes(mark))).toEqual([])
  expect(marks.length).toBe(new Set(marks).size)
  expect(suspects).toEqual([''])
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** A library that has a queue, sends again, and says of each event what became of it. */
interface Queue {
  track(message: Tracked, callback: (error?: unknown) => void): unknown
  end?(): Promise<void>
}
interface Tracked {
  anonymousId: string
  event: string
  properties: { n: string }
}
type RudderStackForNode = new (key: string, options: object) => Queue

const queues: Record<string, (key: string) => Queue> = {
  segment(key) {
    const analytics = new Analytics({ writeKey: key, host: url, flushAt: 10, maxRetries: 20 })
    return {
      track: (message, callback) => analytics.track(message, callback),
      end: () => analytics.closeAndFlush(),
    }
  },
}
const queuesByHand: typeof queues = {
  'rudderstack for node'(key) {
    const Library = installed('@rudderstack/rudder-sdk-node') as RudderStackForNode
    return new Library(key, { dataPlaneUrl: url, flushAt: 10, flushInterval: 100, retryCount: 20, logLevel: 'none' })
  },
}
const queuesHere = { ...queues, ...(large === undefined ? {} : queuesByHand) }

test.each(Object.keys(queuesHere))(
  '%s: exactly once',
  async (source) => {
    const queue = queuesHere[source]!(await keyOf(source))
    const killed = collector.killTwice(sent, total)
    for (let n = 0; n < total; n += 1) {
      queue.track({ anonymousId: 'a', event: 'x', properties: { n: String(n) } }, (error) => {
        if (error === undefined || error === null) sent.add(String(n))
      })
      if (n % 10 === 9) await pause(5)
    }
    await killed
    await queue.end?.()
    await expect.poll(() => sent.size, { timeout: 60_000 }).toBe(total)
    await expectExactlyOnce(source)
  },
  120_000,
)

test('PostHog: exactly once', async () => {
  const options = { host: url, flushAt: 10, maxBatchSize: 10, fetchRetryCount: 50, fetchRetryDelay: 50 }
  const client = new PostHog(await keyOf('posthog'), options)
  client.on('flush', (messages: { properties: { n: string } }[]) => {
    for (const { properties } of messages) sent.add(properties.n)
  })
  const killed = collector.killTwice(sent, total)
  for (let n = 0; n < total; n += 1) {
    client.capture({ distinctId: 'd', event: 'x', properties: { n: String(n) } })
    if (n % 10 === 9) await pause(5)
  }
  await killed
  await client.shutdown()
  await expectExactlyOnce('posthog')
}, 120_000)

test('Snowplow: exactly once', async () => {
  const tracker = newTracker(
    { namespace: 'n', appId: 'a', encodeBase64: false },
    {
      endpoint: url,
      bufferSize: 10,
      customHeaders: { Authorization: `Bearer ${await keyOf('snowplow')}` },
      onRequestSuccess: (events) => events.forEach((event) => sent.add(String(event['se_la']))),
    },
  )
  const killed = collector.killTwice(sent, total)
  for (let n = 0; n < total; n += 1) {
    tracker.track(buildStructEvent({ category: 'c', action: 'x', label: String(n) }))
    if (n % 10 === 9) await pause(5)
  }
  // what failed waits for the next event or flush
  while (sent.size < total) {
    await tracker.flush()
    await pause(20)
  }
  await killed
  await expectExactlyOnce('snowplow')
}, 120_000)

test('Matomo, which sends no id: at least once, and each is marked', async () => {
  const trackerUrl = `${url}/k/${await keyOf('matomo')}/matomo.php`
  const deliver = (marks: readonly string[]): Promise<boolean> =>
    new Promise((settle) => {
      const tracker = new MatomoTracker(1, trackerUrl)
      tracker.on('error', () => settle(false))
      const events = marks.map((n) => ({ url: 'https://x.jp/', e_c: 'c', e_a: 'x', dimension1: n }))
      tracker.trackBulk(events, (body) => settle(body.includes('"success"')))
    })
  const killed = collector.killTwice(sent, total)
  const sender = async (from: number): Promise<void> => {
    for (let n = from; n < total; n += 40) {
      const marks = Array.from({ length: 10 }, (_, index) => String(n + index))
      // the library does not send again; who uses it does
      while (!(await deliver(marks))) await pause(20)
      for (const mark of marks) sent.add(mark)
      await pause(5)
    }
  }
  await Promise.all([killed, ...[0, 10, 20, 30].map(sender)])
  const { marks, suspects } = await storedOf('matomo')
  expect(sent.size).toBe(total)
  expect([...sent].filter((mark) => !marks.includes(mark))).toEqual([])
  expect(suspects).toEqual(['no_id'])
}, 120_000)

type Deliver = (n: string) => Promise<boolean>

/** Libraries that hand over one event and say whether it arrived; true when they consider it delivered. */
const givingUp: Record<string, (key: string) => Deliver> = {
  umami(key) {
    const client = new Umami({ hostUrl: url, websiteId: key })
    return async (n) => (await client.track('x', { n })).ok
  },
  jitsu(key) {
    // it logs what failed and says nothing of it, so success is seen where it asks for it
    const arrived = new Set<string>()
    const seen: typeof fetch = async (to, request) => {
      const response = await fetch(to, request)
      if (response.ok) arrived.add((JSON.parse(String(request!.body)) as { properties: { n: string } }).properties.n)
      return response
    }
    const client = jitsuAnalytics({ host: url, writeKey: `${key}:x`, s2s: true, fetch: seen })
    return async (n) => {
      await client.track('x', { n })
      return arrived.has(n)
    }
  },
  rudderstack(key) {
    const client = new RudderStack(key, url, { flushAt: 1, logLevel: 'off' })
    return (n) =>
      new Promise((settle) => {
        client.track({ userId: 'u', event: 'x', properties: { n } }, (error) => settle(error === undefined))
      })
  },
}

test.each(Object.keys(givingUp))(
  '%s, which gives up: what it considers delivered is stored once',
  async (source) => {
    const deliver = givingUp[source]!(await keyOf(source))
    let next = 0
    const sender = async (): Promise<void> => {
      while (sent.size < total) {
        const n = String((next += 1))
        if (await deliver(n).catch(() => false)) sent.add(n)
        else await pause(20)
      }
    }
    await Promise.all([collector.killTwice(sent, total), ...Array.from({ length: 8 }, sender)])
    const { marks } = await storedOf(source)
    expect([...sent].filter((mark) => !marks.includes(mark))).toEqual([])
    expect(marks.length).toBe(new Set(marks).size)
  },
  60_000,
)

/** GA4's measurement protocol has no library: it is a request. */
function measurementProtocol(key: string, extra: (n: string) => object): Deliver {
  return async (n) => {
    const events = [{ name: 'x', params: { n, ...extra(n) } }]
    const body = JSON.stringify({ client_id: 'c', events })
    return (await fetch(`${url}/mp/collect?api_secret=${key}`, { method: 'POST', body })).ok
  }
}

interface Meta {
  FacebookAdsApi: { init(token: string): unknown; GRAPH: string }
  EventRequest: new (token: string, pixel: string) => { setEvents(events: object[]): { execute(): Promise<object> } }
  ServerEvent: new () => object
  UserData: new () => { setEmails(emails: string[]): object }
  CustomData: new () => { setCustomProperties(properties: object): object }
}

function metaLibrary(key: string): Deliver {
  const meta = installed('facebook-nodejs-business-sdk') as Meta
  Object.defineProperty(meta.FacebookAdsApi, 'GRAPH', { get: () => url })
  meta.FacebookAdsApi.init(key)
  const { ServerEvent, UserData, CustomData, EventRequest } = meta
  return async (n) => {
    const event = Object.assign(new ServerEvent(), {
      event_name: 'x',
      event_id: n,
      event_time: Math.floor(Date.now() / 1_000),
      action_source: 'website',
      user_data: new UserData().setEmails(['taro@example.com']),
      custom_data: new CustomData().setCustomProperties({ n }),
    })
    await new EventRequest(key, '1').setEvents([event]).execute()
    return true
  }
}

interface Resent {
  /** Whether each event has an id. */
  ids: boolean
  deliver(key: string): Deliver
}

/** Left out of every day's tests: the same way in, and what is not installed. */
const resentByHand: Record<string, Resent> = {
  'ga4 protocol, with event_id': { ids: true, deliver: (key) => measurementProtocol(key, (n) => ({ event_id: n })) },
  meta: { ids: true, deliver: metaLibrary },
}

/** Libraries that say that something failed, and leave it to their user to send it again. */
const resent: Record<string, Resent> = {
  'ga4 protocol': { ids: false, deliver: (key) => measurementProtocol(key, () => ({})) },
  ...(large === undefined ? {} : resentByHand),
}

test.each(Object.keys(resent))(
  '%s, sent again until it is taken: once with an id; without, doubles are suspected',
  async (source) => {
    const { ids, deliver: start } = resent[source]!
    const deliver = start(await keyOf(source))
    // fewer of them show it every day
    const all = large === undefined ? 300 : total
    let next = 0
    const sender = async (): Promise<void> => {
      while (next < all) {
        const n = String((next += 1))
        while (!(await deliver(n).catch(() => false))) await pause(20)
        sent.add(n)
      }
    }
    await Promise.all([collector.killTwice(sent, all), ...Array.from({ length: 8 }, sender)])
    const { marks, suspects, doubles } = await storedOf(source)
    expect([...sent].filter((mark) => !marks.includes(mark))).toEqual([])
    expect(suspects).toEqual([ids ? '' : 'no_id'])
    expect(marks.length - all).toBe(ids ? 0 : doubles)
  },
  60_000,
)
