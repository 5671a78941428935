// Published client libraries while the collector is killed and started again: what they consider delivered is stored,
// exactly once where they send ids, and marked where they do not.
import { jitsuAnalytics } from '@jitsu/js'
import { Analytics as RudderStack } from '@rudderstack/analytics-js-service-worker'
import { Analytics } from '@segment/analytics-node'
import { buildStructEvent, newTracker } from '@snowplow/node-tracker'
import { Umami } from '@umami/node'
import MatomoTracker from 'matomo-tracker'
import { PostHog } from 'posthog-node'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { createKey } from '#store/keys.ts'
import type { Store } from '#store/store.ts'
import { type KilledCollector, openKilledCollector } from '../support/killed-collector.ts'

const total = 1_000
let collector: KilledCollector
let store: Store
let url: string
let sent: Set<string>

beforeAll(async () => {
  collector = await openKilledCollector()
  ;({ store, url } = collector)
})
beforeEach(() => (sent = new Set()))
afterEach(() => collector.revive())
afterAll(() => collector.close())

async function keyOf(source: string): Promise<string> {
  return (await createKey(store.control, { name: source, kind: 'write', source, origins: [] }, Date.now())).key
}

interface Stored {
  /** Values of the property `n`, each as often as it is stored. */
  marks: string[]
  suspects: string[]
}

/** All that is stored of a source, after the journal is loaded. */
async function storedOf(source: string): Promise<Stored> {
  await collector.load()
  const sql =
    "SELECT coalesce(nullIf(JSONExtractString(properties, 'n'), ''), nullIf(JSONExtractString(properties, 'event_label'), ''), JSONExtractString(properties, 'dimension1')) AS n, suspect FROM events FINAL WHERE source = {source:String}"
  const rows = await store.facts.query<{ n: string; suspect: string }>(sql, { source })
  return { marks: rows.map(({ n }) => n), suspects: [...new Set(rows.map(({ suspect }) => suspect))] }
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

test('Segment: exactly once', async () => {
  const analytics = new Analytics({ writeKey: await keyOf('segment'), host: url, flushAt: 10, maxRetries: 20 })
  const killed = collector.killTwice(sent, total)
  for (let n = 0; n < total; n += 1) {
    analytics.track({ anonymousId: 'a', event: 'x', properties: { n: String(n) } }, (error) => {
      if (error === undefined || error === null) sent.add(String(n))
    })
    if (n % 10 === 9) await pause(5)
  }
  await killed
  await analytics.closeAndFlush()
  await expectExactlyOnce('segment')
}, 120_000)

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
