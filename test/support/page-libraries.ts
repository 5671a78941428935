// Client libraries for pages as they are published, each started and used in a page of a real browser. Bundled by its test.
import { jitsuAnalytics } from '@jitsu/js'
import { track } from '@minimal-analytics/ga4'
import { init as initPlausible, track as trackPlausible } from '@plausible-analytics/tracker'
import { AnalyticsBrowser } from '@segment/analytics-next'
import { newTracker, trackPageView, trackSelfDescribingEvent } from '@snowplow/browser-tracker'
import { PostHog } from 'posthog-js-lite'

interface Place {
  url: string
  key: string
}

/** The page as these libraries see it. */
const page = globalThis as unknown as { location: { href: string } }

const order = { order_id: 'B-1', total: 42, currency: 'EUR' }

const libraries = {
  async segment({ url, key }: Place) {
    const [analytics] = await AnalyticsBrowser.load({ writeKey: key, cdnURL: url })
    await analytics.page()
    await analytics.identify('u1', { email: 'taro@example.com' })
    await analytics.track('Order Completed', order)
  },
  async segmentBatching({ url, key }: Place) {
    const deliveryStrategy = { strategy: 'batching', config: { size: 2, timeout: 100 } } as const
    const options = { integrations: { 'Segment.io': { deliveryStrategy } } }
    const [analytics] = await AnalyticsBrowser.load({ writeKey: key, cdnURL: url }, options)
    await Promise.all([analytics.track('A'), analytics.track('B')])
  },
  async jitsu({ url, key }: Place) {
    const analytics = jitsuAnalytics({ host: url, writeKey: `${key}:x` })
    await analytics.page()
    await analytics.identify('u1', { email: 'taro@example.com' })
    await analytics.track('Order Completed', order)
  },
  async plausible({ url, key }: Place) {
    Object.assign(globalThis, { __plausible: true })
    const endpoint = `${url}/k/${key}/api/event`
    initPlausible({ domain: 'x.jp', endpoint, captureOnLocalhost: true })
    await new Promise((callback) => {
      trackPlausible('Purchase', { props: { order_id: 'B-1' }, revenue: { amount: 42, currency: 'EUR' }, callback })
    })
  },
  ga4({ url, key }: Place) {
    Object.assign(globalThis, { minimalAnalytics: { analyticsEndpoint: `${url}/k/${key}/g/collect` } })
    track('G-TEST')
    track('G-TEST', { type: 'purchase', event: { 'ep.transaction_id': 'B-1', 'epn.value': 42, cu: 'EUR' } })
  },
  snowplow({ url, key }: Place) {
    newTracker('sp', url, { appId: 'shop', postPath: `/k/${key}/com.snowplowanalytics.snowplow/tp2` })
    trackPageView()
    const schema = 'iglu:com.snowplowanalytics.snowplow.ecommerce/snowplow_ecommerce_action/jsonschema/1-0-2'
    const entity = 'iglu:com.snowplowanalytics.snowplow.ecommerce/transaction/jsonschema/1-0-0'
    const data = { transaction_id: 'B-1', revenue: 42, currency: 'EUR' }
    trackSelfDescribingEvent({ event: { schema, data: { type: 'transaction' } }, context: [{ schema: entity, data }] })
  },
  async posthog({ url, key }: Place) {
    const client = new PostHog(key, { host: url, preloadFeatureFlags: false })
    client.capture('$pageview', { $current_url: page.location.href })
    client.identify('u1', { email: 'taro@example.com' })
    client.capture('Order Completed', order)
    await client.flush()
  },
}

export type Library = keyof typeof libraries

Object.assign(globalThis, { use: async (library: Library, place: Place) => libraries[library](place) })
