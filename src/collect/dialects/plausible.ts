// Plausible's events API, as its script and its npm package speak it: `/api/event`, one event a request.
import type { WireEvent } from '#contract/event.ts'
import type { Dropped } from '../dropped.ts'
import { commonName } from './common.ts'
import { type Dialect, type Message, type Reading, Unusable, statusOf } from './dialect.ts'
import { type Fields, amount, currencyCode, fields, foundKey, identifier, ourKey, readJson, text } from './values.ts'

export const plausible: Dialect = {
  name: 'plausible',
  paths: { '/api/event': ['POST'] },
  read,
  reply: (answer) => (statusOf(answer) === 200 ? { status: 202, body: 'ok' } : { status: 400, body: answer }),
}

function read(message: Message): Reading | Dropped {
  const json = readJson(message.body)
  if ('dropped' in json) return json
  const event = fields(json.value)
  const key = ourKey(event['d'] ?? event['domain'])
  return { wires: [readEvent(event, message.headers)], ...foundKey(message, key) }
}

/** The package writes one letter, servers may write the word. */
function readEvent(event: Fields, headers: Message['headers']): WireEvent | Unusable {
  const name = event['n'] ?? event['name']
  if (typeof name !== 'string' || name === '') return new Unusable('name', 'is missing; a page view is "pageview"')
  const properties = propertiesOf(event['p'] ?? event['props'])
  const revenue = fields(event['$'] ?? event['revenue'])
  return {
    name: name === 'pageview' ? 'page_view' : commonName(name),
    url: text(event['u'] ?? event['url']),
    referrer: text(event['r'] ?? event['referrer']),
    order_id: identifier(properties['order_id']),
    value: amount(revenue['amount']),
    currency: currencyCode(revenue['currency']),
    ...personOf(headers),
    properties: {
      ...properties,
      ...(event['sd'] === undefined ? {} : { scroll_depth: event['sd'] }),
      ...(event['e'] === undefined ? {} : { engaged_ms: event['e'] }),
    },
  }
}

function propertiesOf(props: unknown): Fields {
  if (typeof props !== 'string') return fields(props)
  const json = readJson(props)
  return 'dropped' in json ? {} : fields(json.value)
}

/** Servers say by these headers whom they speak for; a page's are its own. */
function personOf(headers: Message['headers']): Pick<WireEvent, 'ip' | 'user_agent'> {
  if (headers.origin !== undefined) return {}
  return {
    ip: text(
      String(headers['x-forwarded-for'] ?? '')
        .split(',')[0]!
        .trim(),
      64,
    ),
    user_agent: text(headers['user-agent']),
  }
}
