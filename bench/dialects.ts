// How many events a second a collector acknowledges in each dialect, against its own protocol with as many events in a
// request and the same said of each. Run: npx tsx bench/dialects.ts [name]
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createKey } from '#store/keys.ts'
import { openControl } from '#store/control.ts'
import { bundle, start } from '../test/support/programs.ts'
import { hand, inTurns } from './figures.ts'

const seconds = 2
const repetitions = 3
const clients = 8
const [, , only] = process.argv
const folder = mkdtempSync(join(tmpdir(), 'onecount-bench-'))
const control = await openControl(join(folder, 'control.sqlite'))
const { key } = await createKey(control, { name: 'x', kind: 'write', source: 'x', origins: [] }, Date.now())
await control.destroy()
const programs = await bundle({ collector: 'src/cli/collector.ts' })
const env = { ONECOUNT_DATA: folder, ONECOUNT_COLLECT_PORT: '0' }
const collector = await start<{ url: string }>([process.execPath, programs.path('collector')], env)

interface Said {
  id: string
  time: string
  visitor: string
  url: string
  properties: Record<string, string | number | boolean>
}

interface Request {
  path: string
  method?: 'GET'
  body?: unknown
}

const url = 'https://shop.example/product/123?utm_source=google&utm_medium=cpc&utm_campaign=spring&gclid=Cj0KCQjw'
const name = 'product_viewed'
const referrer = 'https://www.google.com/'
let sent = 0

function say(): Said {
  const properties = { product: '123', price: 1_200, in_stock: true }
  return { id: `e${(sent += 1)}`, time: new Date().toISOString(), visitor: `v${sent % 5_000}`, url, properties }
}

function native(events: Said[]): Request {
  const wires = events.map(({ visitor, ...said }) => ({ ...said, name, visitor_id: visitor, referrer }))
  return { path: '/v1/events', body: wires }
}

const tracked = ({ id, time, visitor, properties }: Said): object => {
  const context = { page: { url, referrer }, library: { name: 'bench' } }
  return { type: 'track', event: name, messageId: id, anonymousId: visitor, timestamp: time, properties, context }
}

const query = (parameters: Record<string, string>): string => new URLSearchParams(parameters).toString()

const inMatomo = ({ id, visitor, time }: Said): string =>
  query({
    idsite: '1',
    rec: '1',
    url,
    urlref: referrer,
    e_c: 'shop',
    e_a: name,
    _id: visitor,
    rand: id,
    cdt: time.slice(0, 19).replace('T', ' '),
    dimension1: '123',
    dimension2: '1200',
    dimension3: 'true',
  })

const inSnowplow = ({ id, visitor, time, properties }: Said): object => ({
  e: 'ue',
  eid: id,
  duid: visitor,
  dtm: String(Date.parse(time)),
  url,
  refr: referrer,
  ue_pr: JSON.stringify({ data: { schema: `iglu:com.shop/${name}/jsonschema/1-0-0`, data: properties } }),
})

const inMeta = ({ id, time, properties }: Said): object => ({
  event_name: name,
  event_time: Math.floor(Date.parse(time) / 1_000),
  event_id: id,
  event_source_url: url,
  user_data: {
    em: ['a'.repeat(64)],
    fbp: 'fb.1.1.2',
    client_user_agent: 'Browser/1',
    client_ip_address: '203.0.113.9',
  },
  custom_data: properties,
})

/** Events in a request, as its library sends them, and the request. */
const dialects: Record<string, { events: number; of(events: Said[]): Request }> = {
  segment: { events: 15, of: (events) => ({ path: '/v1/batch', body: { batch: events.map(tracked) } }) },
  jitsu: { events: 1, of: ([event]) => ({ path: '/api/s/track', body: tracked(event!) }) },
  'ga4 protocol': {
    events: 20,
    of: (events) => ({
      path: `/mp/collect?api_secret=${key}`,
      body: {
        client_id: events[0]!.visitor,
        events: events.map(({ id, properties }) => ({
          name,
          params: { ...properties, event_id: id, page_location: url, page_referrer: referrer },
        })),
      },
    }),
  },
  gtag: {
    events: 1,
    of: ([event]) => ({
      path: `/g/collect?${query({ v: '2', tid: 'G-1', cid: event!.visitor, sid: '1', _p: event!.id, _s: '1', en: name, dl: url, dr: referrer, 'ep.product': '123', 'epn.price': '1200', 'ep.in_stock': 'true' })}`,
    }),
  },
  posthog: {
    events: 20,
    of: (events) => ({
      path: '/batch/',
      body: {
        api_key: key,
        batch: events.map(({ id, time, visitor, properties }) => ({
          event: name,
          uuid: id,
          timestamp: time,
          distinct_id: visitor,
          properties: {
            ...properties,
            $current_url: url,
            $referrer: referrer,
            $is_identified: false,
            $device_id: visitor,
          },
        })),
      },
    }),
  },
  matomo: { events: 1, of: ([event]) => ({ path: `/matomo.php?${inMatomo(event!)}`, method: 'GET' }) },
  'matomo, many': {
    events: 20,
    of: (events) => ({ path: '/matomo.php', body: { requests: events.map((event) => `?${inMatomo(event)}`) } }),
  },
  plausible: {
    events: 1,
    of: ([event]) => ({
      path: '/api/event',
      body: { n: name, u: url, d: 'shop.example', r: referrer, p: event!.properties },
    }),
  },
  umami: {
    events: 1,
    of: ([event]) => ({
      path: '/api/send',
      body: {
        type: 'event',
        payload: { website: 'w', name, url, referrer, id: event!.visitor, data: event!.properties },
      },
    }),
  },
  snowplow: {
    events: 10,
    of: (events) => ({ path: '/com.snowplowanalytics.snowplow/tp2', body: { data: events.map(inSnowplow) } }),
  },
  meta: { events: 20, of: (events) => ({ path: '/v26.0/1/events', body: { data: events.map(inMeta) } }) },
}

function deliver({ path, method, body }: Request, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
    const sending = request(collector.ready.url + path, { method: method ?? 'POST', headers, agent }, (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode!))
    })
    sending.on('error', reject)
    sending.end(body === undefined ? undefined : JSON.stringify(body))
  })
}

/** Events a second. */
async function rateOf(events: number, of: (events: Said[]) => Request): Promise<number> {
  const until = performance.now() + seconds * 1_000
  let answered = 0
  const client = async (): Promise<void> => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    while (performance.now() < until) {
      const status = await deliver(of(Array.from({ length: events }, say)), agent)
      if (status >= 300) throw new Error(`The collector answered ${status}.`)
      answered += events
    }
    agent.destroy()
  }
  await Promise.all(Array.from({ length: clients }, client))
  return answered / seconds
}

try {
  for (const [dialect, { events, of }] of Object.entries(dialects)) {
    if (only !== undefined && only !== dialect) continue
    const measured = await inTurns(
      repetitions,
      () => rateOf(events, of),
      () => rateOf(events, native),
    )
    hand({
      what: `${dialect}, ${clients} clients, ${events === 1 ? 'single events' : `${events} events a request`}`,
      unit: 'events/s',
      ...measured,
      against: 'our own protocol, as many events a request',
      target: '≥ 0.7 of the reference',
      met: measured.ours >= 0.7 * measured.reference,
    })
  }
} finally {
  await collector.end('SIGTERM')
  programs.remove()
  rmSync(folder, { recursive: true, force: true })
}
