// Meta's Conversions API: what a shop sends to `graph.facebook.com/VERSION/PIXEL/events`, sent here instead.
import type { CollectAnswer, WireEvent } from '#contract/event.ts'
import { newId, sha256 } from '#util/ids.ts'
import type { Dropped } from '../dropped.ts'
import { commonName, commonOrder } from './common.ts'
import { type Dialect, type Message, type Reading, type Reply, Unusable, statusOf } from './dialect.ts'
import {
  type Fields,
  amount,
  fields,
  foundKey,
  identifier,
  list,
  parametersOf,
  readJson,
  text,
  without,
} from './values.ts'

export const meta: Dialect = {
  name: 'meta',
  paths: { '/#/events': ['POST'], '/*/#/events': ['POST'] },
  read,
  reply,
  refuse: ({ dropped, message }, status) => graphError(status, codes[dropped] ?? 1, message),
}

function read(message: Message): Reading | Dropped {
  const sent = requestOf(message.body)
  if ('dropped' in sent) return sent
  const request = sent.fields
  const data = typeof request['data'] === 'string' ? readJson(request['data']) : { value: request['data'] }
  if ('dropped' in data) return data
  const key = request['access_token'] ?? message.query.get('access_token')
  return { wires: list(data.value).map((event) => readEvent(fields(event))), ...foundKey(message, key) }
}

/** JSON, or a form whose `data` is JSON. */
function requestOf(body: string): { fields: Fields } | Dropped {
  if (!body.trimStart().startsWith('{')) return { fields: Object.fromEntries(parametersOf(body)) }
  const json = readJson(body)
  return 'dropped' in json ? json : { fields: fields(json.value) }
}

const names = new Map([['PageView', 'page_view']])

function readEvent(event: Fields): WireEvent | Unusable {
  const name = event['event_name']
  if (typeof name !== 'string' || name === '') return new Unusable('event_name', 'is missing')
  const user = fields(event['user_data'])
  const custom = fields(event['custom_data'])
  const seconds = amount(event['event_time'])
  const id = identifier(event['event_id'])
  const fbc = text(user['fbc'], 1_024)
  return {
    // one id may name several events of one moment; only name and id together name one
    id: id === undefined ? undefined : identifier(`${name}:${id}`),
    name: names.get(name) ?? commonName(name),
    time: seconds === undefined ? undefined : seconds * 1_000,
    email: hashed(user['em'], lowerCase),
    phone: hashed(user['ph'], digits),
    match_keys: { ...matchKeys(user), ...(id === undefined ? {} : { event_id: id }) },
    url: text(event['event_source_url']),
    referrer: text(event['referrer_url']),
    // fb.1.TIME.CLICK
    click_ids: fbc === undefined ? undefined : { fbclid: fbc.split('.')[3] ?? fbc },
    ...commonOrder(custom),
    ip: text(user['client_ip_address'], 64),
    user_agent: text(user['client_user_agent']),
    properties: { ...without(custom, ordered), action_source: event['action_source'] },
  }
}

const ordered = new Set(['order_id', 'value', 'currency'])
const lowerCase = (value: string): string => value.trim().toLowerCase()
const digits = (value: string): string => value.replace(/\D/g, '').replace(/^0+/, '')

/** SHA-256 as Meta asks for it: libraries hash before they send, and who did not is helped. */
function hashed(value: unknown, normalise: (value: string) => string): string | undefined {
  const first = text(Array.isArray(value) ? value[0] : value)
  if (first === undefined) return undefined
  return /^[0-9a-f]{64}$/i.test(first) ? first.toLowerCase() : sha256(normalise(first))
}

const hashedKeys: ReadonlySet<string> = new Set('fn,ln,ge,db,ct,st,zp,country,external_id'.split(','))
const browserKeys: ReadonlySet<string> = new Set('fbp,fbc,lead_id,madid,ctwa_clid,subscription_id,anon_id'.split(','))

function matchKeys(user: Fields): Record<string, string> {
  const keys: Record<string, string> = {}
  for (const kind in user) {
    const key = hashedKeys.has(kind)
      ? hashed(user[kind], lowerCase)
      : browserKeys.has(kind)
        ? text(user[kind], 256)
        : undefined
    if (key !== undefined) keys[kind] = key
  }
  return keys
}

/** Codes of the Graph API that say what to do: 190 ask for another token, 2 send again later, 100 correct. */
const codes: Partial<Record<Dropped['dropped'], number>> = {
  no_key: 190,
  unknown_key: 190,
  key_in_page: 190,
  origin_refused: 200,
  journal_full: 2,
  unreadable: 100,
  batch_too_large: 100,
}

function reply(answer: CollectAnswer): Reply {
  const messages = answer.rejected.map(({ index, reason }) => `data[${index}]: ${reason}`)
  if (statusOf(answer) !== 200) return graphError(400, 100, messages.join('; '))
  return { status: 200, body: { events_received: answer.accepted, messages, fbtrace_id: newId() } }
}

function graphError(status: number, code: number, message: string): Reply {
  const type = code === 190 ? 'OAuthException' : 'GraphMethodException'
  const error = { message, type, code, is_transient: code === 2, fbtrace_id: newId() }
  return { status, body: { error } }
}
