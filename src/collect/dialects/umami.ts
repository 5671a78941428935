// Umami's collect API: `/api/send`, one event a request, and `/api/batch`.
import type { WireEvent } from '#contract/event.ts'
import type { Dropped } from '../dropped.ts'
import { commonName, commonOrder, personalTraits } from './common.ts'
import { type Dialect, type Message, type Reading, Unusable, statusOf } from './dialect.ts'
import { type Fields, fields, foundKey, identifier, list, ourKey, readJson, text, without } from './values.ts'

export const umami: Dialect = {
  name: 'umami',
  paths: { '/api/send': ['POST'], '/api/batch': ['POST'] },
  read,
  // its script keeps `cache` and sends it back as a header; there is nothing to keep
  reply: (answer) => ({ status: statusOf(answer), body: { cache: '', ...answer } }),
}

function read(message: Message): Reading | Dropped {
  const json = readJson(message.body)
  if ('dropped' in json) return json
  const messages = (message.path === '/api/batch' ? list(json.value) : [json.value]).map(fields)
  const website = fields(messages[0]?.['payload'])['website']
  const wires = messages.map((one) => readMessage(one, message.headers))
  return { wires, ...foundKey(message, ourKey(website)) }
}

function readMessage(message: Fields, headers: Message['headers']): WireEvent | Unusable {
  const payload = fields(message['payload'])
  const { type } = message
  if (type !== 'event' && type !== 'identify') return new Unusable('type', 'must be "event" or "identify"')
  const named = text(payload['name'])
  const data = fields(payload['data'])
  const seconds = payload['timestamp']
  return {
    name: type === 'identify' ? 'identify' : named === undefined ? 'page_view' : commonName(named),
    time: typeof seconds === 'number' ? seconds * 1_000 : undefined,
    user_id: identifier(payload['id']),
    email: text(data['email']),
    phone: text(data['phone']),
    url: urlOf(payload),
    referrer: text(payload['referrer']),
    title: text(payload['title']),
    ...commonOrder(data),
    ip: text(payload['ip'], 64),
    user_agent: text(payload['userAgent']) ?? (headers.origin === undefined ? text(headers['user-agent']) : undefined),
    properties: {
      ...(type === 'identify' ? without(data, personalTraits) : data),
      ...without({ language: payload['language'], screen: payload['screen'], tag: payload['tag'] }),
    },
  }
}

/** Its script sends the path alone, beside the host. */
function urlOf(payload: Fields): string | undefined {
  const url = text(payload['url'])
  const host = text(payload['hostname'])
  return url?.startsWith('/') && host !== undefined ? `https://${host}${url}` : url
}
