// The same event as each client library says it, in requests of as many as that library sends at once.

export interface Said {
  id: string
  time: string
  visitor: string
  url: string
  properties: Record<string, string | number | boolean>
}

export interface Request {
  path: string
  method?: 'GET'
  body?: unknown
}

const url = 'https://shop.example/product/123?utm_source=google&utm_medium=cpc&utm_campaign=spring&gclid=Cj0KCQjw'
const name = 'product_viewed'
const referrer = 'https://www.google.com/'
let sent = 0

export function say(): Said {
  const properties = { product: '123', price: 1_200, in_stock: true }
  return { id: `e${(sent += 1)}`, time: new Date().toISOString(), visitor: `v${sent % 5_000}`, url, properties }
}

export function native(events: Said[]): Request {
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
export const dialects: Record<string, { events: number; of(events: Said[], key: string): Request }> = {
  segment: { events: 15, of: (events) => ({ path: '/v1/batch', body: { batch: events.map(tracked) } }) },
  jitsu: { events: 1, of: ([event]) => ({ path: '/api/s/track', body: tracked(event!) }) },
  'ga4 protocol': {
    events: 20,
    of: (events, key) => ({
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
    of: (events, key) => ({
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
