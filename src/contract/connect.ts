// How each thing that a company has is pointed here: one table for the web app and for docs/sdks.md.
import type { HookProvider } from './hook.ts'

/** A piece to copy; `{C}` stands for the collector's address, `{KEY}` for a key. */
export interface Snippet {
  /** Of pages or servers, or the language it is written in. */
  label: string
  text: string
  /** The key that it needs: browsers show theirs to everybody. */
  key: 'browser' | 'write'
}

export interface Connector {
  id: string
  name: string
  snippets: readonly Snippet[]
  /** Delivers by itself, to an address that is made for it. */
  hook?: HookProvider
}

const pages = (text: string, label = 'pages'): Snippet => ({ label, text, key: 'browser' })
const servers = (text: string, label = 'servers'): Snippet => ({ label, text, key: 'write' })

/** Client libraries that send here unchanged; each is tried with the published library. */
export const libraries: readonly Connector[] = [
  {
    id: 'ga4',
    name: 'GA4',
    snippets: [
      pages("gtag('config', 'G-…', { server_container_url: '{C}/k/{KEY}' })", 'gtag.js'),
      servers('{C}/mp/collect?measurement_id=…&api_secret={KEY}', 'measurement protocol'),
    ],
  },
  {
    id: 'segment',
    name: 'Segment',
    snippets: [
      pages("AnalyticsBrowser.load({ writeKey: '{KEY}', cdnURL: '{C}' })"),
      servers("new Analytics({ writeKey: '{KEY}', host: '{C}' })", 'Node'),
    ],
  },
  {
    id: 'rudderstack',
    name: 'RudderStack',
    snippets: [
      pages("load('{KEY}', '{C}', { configUrl: '{C}' })"),
      servers("new RudderAnalytics('{KEY}', { dataPlaneUrl: '{C}' })"),
    ],
  },
  {
    id: 'posthog',
    name: 'PostHog',
    snippets: [pages("posthog.init('{KEY}', { api_host: '{C}' })"), servers("new PostHog('{KEY}', { host: '{C}' })")],
  },
  {
    id: 'matomo',
    name: 'Matomo',
    snippets: [
      pages("_paq.push(['setTrackerUrl', '{C}/k/{KEY}/matomo.php'])"),
      servers("new MatomoTracker(1, '{C}/k/{KEY}/matomo.php')", 'Node'),
    ],
  },
  {
    id: 'plausible',
    name: 'Plausible',
    snippets: [pages("init({ domain: 'example.com', endpoint: '{C}/k/{KEY}/api/event' })")],
  },
  {
    id: 'umami',
    name: 'Umami',
    snippets: [
      pages('<script defer src="…/script.js" data-host-url="{C}" data-website-id="{KEY}"></script>'),
      servers("new Umami({ hostUrl: '{C}', websiteId: '{KEY}' })", 'Node'),
    ],
  },
  {
    id: 'snowplow',
    name: 'Snowplow',
    snippets: [
      pages("newTracker('sp', '{C}', { postPath: '/k/{KEY}/com.snowplowanalytics.snowplow/tp2' })"),
      servers("newTracker({ … }, { endpoint: '{C}', customHeaders: { Authorization: 'Bearer {KEY}' } })", 'Node'),
    ],
  },
  {
    id: 'jitsu',
    name: 'Jitsu',
    // the library wants two halves, any second one does
    snippets: [pages("jitsuAnalytics({ host: '{C}', writeKey: '{KEY}:x' })", 'pages and servers')],
  },
  {
    id: 'meta',
    name: 'Meta Conversions API',
    snippets: [servers('{C}/v24.0/PIXEL_ID/events?access_token={KEY}')],
  },
]

const order = { id: 'order-A17', name: 'order_completed', order_id: 'A17', value: 120, currency: 'EUR' }
const json = JSON.stringify(order)

const api: Connector = {
  id: 'api',
  name: 'Server API',
  snippets: [
    servers(`curl {C}/v1/events -H "Authorization: Bearer {KEY}" -d '${json}'`, 'curl'),
    servers(
      `await fetch('{C}/v1/events', {
  method: 'POST',
  headers: { authorization: 'Bearer {KEY}', 'content-type': 'application/json' },
  body: JSON.stringify(${json}),
})`,
      'Node',
    ),
    servers(
      `import json, urllib.request

event = ${json}
headers = {"Authorization": "Bearer {KEY}", "Content-Type": "application/json"}
request = urllib.request.Request("{C}/v1/events", json.dumps(event).encode(), headers)
print(urllib.request.urlopen(request).read().decode())`,
      'Python',
    ),
    servers(
      `$event = json_decode('${json}');
$http = ['method' => 'POST', 'content' => json_encode($event),
  'header' => "Authorization: Bearer {KEY}\\r\\nContent-Type: application/json"];
echo file_get_contents('{C}/v1/events', false, stream_context_create(['http' => $http]));`,
      'PHP',
    ),
  ],
}

const tag: Connector = {
  id: 'tag',
  name: 'Website tag',
  snippets: [pages('<script async src="{C}/tag.js" data-key="{KEY}"></script>')],
}

const hook = (id: HookProvider, name: string): Connector => ({ id, name, snippets: [], hook: id })

/** Everything that can be connected, as the page offers it. */
export const connectors: readonly Connector[] = [
  tag,
  ...libraries,
  hook('stripe', 'Stripe'),
  hook('shopify', 'Shopify'),
  hook('hubspot', 'HubSpot'),
  hook('salesforce', 'Salesforce'),
  hook('line', 'LINE'),
  hook('appsflyer', 'AppsFlyer'),
  hook('adjust', 'Adjust'),
  hook('apple', 'Apple (SKAN)'),
  hook('generic', 'Any webhook'),
  api,
  { id: 'file', name: 'File', snippets: [] },
]

/** The piece with this installation's address and a key in it. */
export function fillSnippet(text: string, collector: string, key: string): string {
  return text.replaceAll('{C}', collector.replace(/\/$/, '')).replaceAll('{KEY}', key)
}

/** Hooks whose sender proves itself by a token in the address. */
export function hookAddress(collector: string, provider: HookProvider, path: string, secret?: string): string {
  const inAddress = secret !== undefined && (provider === 'salesforce' || provider === 'adjust')
  return `${collector.replace(/\/$/, '')}${path}${inAddress ? `?token=${secret}` : ''}`
}
