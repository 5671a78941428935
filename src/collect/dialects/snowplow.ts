// Snowplow's tracker protocol: `tp2` takes many events as JSON, `/i` one in the address.
import type { WireEvent } from '#contract/event.ts'
import type { Dropped } from '../dropped.ts'
import { commonName } from './common.ts'
import { type Dialect, type Message, type Reading, Unusable, statusOf } from './dialect.ts'
import { pixel } from './pixel.ts'
import {
  type Fields,
  amount,
  currencyCode,
  fields,
  foundKey,
  identifier,
  list,
  onOurClock,
  ourKey,
  readJson,
  renamed,
  text,
} from './values.ts'

export const snowplow: Dialect = {
  name: 'snowplow',
  paths: { '/com.snowplowanalytics.snowplow/tp2': ['POST'], '/i': ['GET'] },
  read,
  reply(answer, { method }) {
    if (statusOf(answer) !== 200) return { status: 400, body: answer }
    return method === 'GET' ? pixel : { status: 200, body: 'ok' }
  },
}

function read(message: Message): Reading | Dropped {
  const { method, body, query, receivedAt } = message
  const json = method === 'GET' ? { value: { data: [Object.fromEntries(query)] } } : readJson(body)
  if ('dropped' in json) return json
  const events = list(fields(json.value)['data']).map(fields)
  const wires = events.map((event) => readEvent(event, receivedAt))
  return { wires, ...foundKey(message, ourKey(events[0]?.['aid'])) }
}

/** Something that describes itself: the name of its schema, and what it says. */
interface Described {
  name: string
  data: Fields
}

function readEvent(event: Fields, receivedAt: number): WireEvent | Unusable {
  const described = describedEvent(event)
  const contexts = contextsOf(event)
  const context = (name: string): Fields => contexts.find((one) => one.name === name)?.data ?? {}
  const name = nameOf(event, described)
  if (name === undefined) return new Unusable('e', 'must be pv, pp, se, ue, tr or ti')
  const session = context('client_session')
  const order = context('transaction')
  return {
    id: identifier(event['eid']),
    name,
    time: millisecondsOf(event, receivedAt),
    visitor_id: identifier(event['duid'] ?? event['nuid'] ?? event['tnuid'] ?? session['userId']),
    user_id: identifier(event['uid']),
    session_id: identifier(event['sid'] ?? session['sessionId']),
    url: text(event['url']),
    referrer: text(event['refr']),
    title: text(event['page']),
    order_id: identifier(event['tr_id'] ?? event['ti_id'] ?? order['transaction_id']),
    value: amount(event['tr_tt'] ?? order['revenue']),
    currency: currencyCode(event['tr_cu'] ?? event['ti_cu'] ?? order['currency']),
    ip: text(event['ip'], 64),
    user_agent: text(event['ua']),
    properties: {
      ...described?.data,
      ...renamed(event, properties),
      ...(contexts.length > 0 ? { contexts: Object.fromEntries(contexts.map((one) => [one.name, one.data])) } : {}),
    },
  }
}

const names = new Map([
  ['pv', 'page_view'],
  ['pp', 'page_ping'],
  ['tr', 'order_completed'],
  ['ti', 'order_item'],
])

/** Its e-commerce events are of one schema and say in `type` what happened. */
function nameOf(event: Fields, described: Described | undefined): string | undefined {
  if (event['e'] === 'se') return text(event['se_ac'])
  if (described === undefined) return names.get(text(event['e']) ?? '')
  if (described.name !== 'snowplow_ecommerce_action') return commonName(described.name)
  const type = text(described.data['type'])
  return type === 'transaction' ? 'order_completed' : type === 'refund' ? 'order_refunded' : type
}

/** `ttm` is true by its sender's word; `dtm` is the device's clock, and `stm` the same clock when it was sent. */
function millisecondsOf(event: Fields, receivedAt: number): string | number | undefined {
  const known = amount(event['ttm'])
  return known ?? onOurClock(amount(event['dtm']), amount(event['stm']), receivedAt)
}

function describedEvent(event: Fields): Described | undefined {
  if (event['e'] !== 'ue') return undefined
  return describe(fields(packed(event['ue_pr'], event['ue_px']))['data'])
}

function contextsOf(event: Fields): Described[] {
  return list(fields(packed(event['co'], event['cx']))['data']).flatMap((one) => describe(one) ?? [])
}

/** JSON as text, or the same in URL-safe base64. */
function packed(plain: unknown, base64: unknown): unknown {
  const said =
    typeof plain === 'string' ? plain : typeof base64 === 'string' ? Buffer.from(base64, 'base64url').toString() : ''
  if (said === '') return undefined
  const json = readJson(said)
  return 'dropped' in json ? undefined : json.value
}

/** `iglu:vendor/name/format/version`. */
function describe(value: unknown): Described | undefined {
  const { schema, data } = fields(value)
  const name = typeof schema === 'string' ? schema.split('/')[1] : undefined
  return name ? { name, data: fields(data) } : undefined
}

/** Parameter → property. */
const properties: Record<string, string> = {
  aid: 'app_id',
  p: 'platform',
  se_ca: 'event_category',
  se_la: 'event_label',
  se_pr: 'event_property',
  se_va: 'event_value',
  tr_af: 'affiliation',
  tr_tx: 'tax',
  tr_sh: 'shipping',
  ti_sk: 'sku',
  ti_nm: 'item',
  ti_ca: 'item_category',
  ti_pr: 'price',
  ti_qu: 'quantity',
  res: 'screen',
  lang: 'language',
}
