// Client libraries for pages, each started once and then sending marked events, in a page of a real browser. Bundled by
// its test.
import { jitsuAnalytics } from '@jitsu/js'
import { track } from '@minimal-analytics/ga4'
import { init as initPlausible, track as trackPlausible } from '@plausible-analytics/tracker'
import { AnalyticsBrowser } from '@segment/analytics-next'
import { newTracker, trackStructEvent } from '@snowplow/browser-tracker'
import { PostHog } from 'posthog-js-lite'

interface Place {
  url: string
  key: string
}

/** Hands an event with a mark over to the library. */
type Send = (mark: string) => void

/** What scripts leave in the page. */
interface Globals {
  onecount(command: 'track', name: string, properties: object): void
  umami: { track(name: string, data: object): Promise<void> }
  posthog: { init(key: string, options: object): void; capture(name: string, properties: object): void }
  rudderanalytics: { RudderAnalytics: new () => RudderStack }
}
interface RudderStack {
  load(key: string, url: string, options: object): void
  track(name: string, data: object): void
}
const page = globalThis as unknown as Globals & {
  document: { createElement(name: string): ScriptElement; head: { append(element: ScriptElement): void } }
}
interface ScriptElement {
  src: string
  dataset: Record<string, string>
  addEventListener(name: 'load', listener: (value: unknown) => void): void
}

/** Adds a script to the page and waits until it has run. */
async function load(src: string, dataset: Record<string, string> = {}): Promise<void> {
  const script = page.document.createElement('script')
  Object.assign(script.dataset, dataset)
  script.src = src
  await new Promise((resolve) => {
    script.addEventListener('load', resolve)
    page.document.head.append(script)
  })
}

const packaged = {
  async segment({ url, key }: Place): Promise<Send> {
    const [analytics] = await AnalyticsBrowser.load({ writeKey: key, cdnURL: url })
    return (mark) => void analytics.track('x', { mark })
  },
  async jitsu({ url, key }: Place): Promise<Send> {
    const analytics = jitsuAnalytics({ host: url, writeKey: `${key}:x` })
    return (mark) => void analytics.track('x', { mark }).catch(() => undefined)
  },
  async ga4({ url, key }: Place): Promise<Send> {
    Object.assign(globalThis, { minimalAnalytics: { analyticsEndpoint: `${url}/k/${key}/g/collect` } })
    return (mark) => track('G-TEST', { type: 'x', event: { 'ep.mark': mark } })
  },
  async posthogLite({ url, key }: Place): Promise<Send> {
    const client = new PostHog(key, { host: url, preloadFeatureFlags: false })
    return (mark) => client.capture('x', { mark })
  },
  async snowplow({ url, key }: Place): Promise<Send> {
    const postPath = `/k/${key}/com.snowplowanalytics.snowplow/tp2`
    newTracker('sp', url, { appId: 'shop', postPath, encodeBase64: false })
    return (mark) => trackStructEvent({ category: 'c', action: 'x', label: mark })
  },
  async plausible({ url, key }: Place): Promise<Send> {
    Object.assign(globalThis, { __plausible: true })
    const endpoint = `${url}/k/${key}/api/event`
    initPlausible({ domain: 'x.jp', endpoint, captureOnLocalhost: true, autoCapturePageviews: false })
    return (mark) => trackPlausible('x', { props: { mark } })
  },
  /** Our own. */
  async tag({ url, key }: Place): Promise<Send> {
    await load(`${url}/tag.js`, { key })
    return (mark) => page.onecount('track', 'x', { mark })
  },
  /** No library, which nobody publishes as a package: requests as gtag.js makes them. */
  async gtagHits({ url, key }: Place): Promise<Send> {
    const visit = { v: '2', tid: 'G-TEST', cid: '1.2', sid: '1', _p: String(Date.now()), en: 'x' }
    let hits = 0
    return (mark) => {
      const hit = new URLSearchParams({ ...visit, _s: String((hits += 1)), 'ep.mark': mark })
      const options = { method: 'POST', keepalive: true }
      void fetch(`${url}/k/${key}/g/collect?${hit.toString()}`, options).catch(() => undefined)
    }
  },
}

/** Those that are too large for a dependency, or no package: scripts that the test serves, named like here. */
const scripts = {
  async posthog({ url, key }: Place): Promise<Send> {
    await load('/posthog.js')
    page.posthog.init(key, {
      api_host: url,
      autocapture: false,
      capture_pageview: false,
      capture_pageleave: false,
      disable_session_recording: true,
      advanced_disable_flags: true,
      // it leaves out driven browsers, and more than ten events a second
      opt_out_useragent_filter: true,
      rate_limiting: { events_per_second: 1_000, events_burst_limit: 10_000 },
    })
    return (mark) => page.posthog.capture('x', { mark })
  },
  async rudderstack({ url, key }: Place): Promise<Send> {
    await load('/rudderstack.js')
    const analytics = new page.rudderanalytics.RudderAnalytics()
    analytics.load(key, url, { configUrl: url })
    return (mark) => analytics.track('x', { mark })
  },
  async matomo({ url, key }: Place): Promise<Send> {
    const commands: unknown[][] = [
      ['setTrackerUrl', `${url}/k/${key}/matomo.php`],
      ['setSiteId', '1'],
    ]
    Object.assign(globalThis, { _paq: commands })
    await load('/matomo.js')
    // its script has put an object of its own in the place of the array
    const { _paq: tracker } = globalThis as unknown as { _paq: unknown[][] }
    return (mark) => tracker.push(['trackEvent', 'c', 'x', mark])
  },
  async umami({ url, key }: Place): Promise<Send> {
    await load('/umami.js', { websiteId: key, hostUrl: url, autoTrack: 'false' })
    return (mark) => void page.umami.track('x', { mark })
  },
}

const clients = { ...packaged, ...scripts }

export type Client = keyof typeof clients
export type Script = keyof typeof scripts

let send: Send
Object.assign(globalThis, {
  begin: async (client: Client, place: Place) => {
    send = await clients[client](place)
  },
  sendAll: (marks: string[]) => marks.forEach((mark) => send(mark)),
})
