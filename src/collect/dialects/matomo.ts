// Matomo's tracking API: `matomo.php` with the parameters in the address or a form, or many of them as JSON.
import type { CollectAnswer, WireEvent } from '#contract/event.ts'
import type { Dropped } from '../dropped.ts'
import { type Dialect, type Message, type Reading, type Reply, Unusable, statusOf } from './dialect.ts'
import { pixel } from './pixel.ts'
import {
  type Fields,
  type Parameters,
  amount,
  countryCode,
  fields,
  foundKey,
  idOfAll,
  identifier,
  list,
  ourKey,
  parametersOf,
  parametersOfBoth,
  readJson,
  text,
} from './values.ts'

export const matomo: Dialect = {
  name: 'matomo',
  paths: { '/matomo.php': ['GET', 'POST'], '/piwik.php': ['GET', 'POST'] },
  read,
  reply,
}

function read(message: Message): Reading | Dropped {
  const { body, query } = message
  if (!body.trimStart().startsWith('{')) {
    const parameters = parametersOfBoth(query, body)
    return { wires: wiresOf([parameters]), ...foundKey(message, keyOf(parameters)) }
  }
  const json = readJson(body)
  if ('dropped' in json) return json
  const bulk = fields(json.value)
  const requests = list(bulk['requests']).map(oneOfMany)
  return { wires: wiresOf(requests), ...foundKey(message, ourKey(bulk['token_auth']) ?? keyOf(requests[0])) }
}

function keyOf(request: Parameters | undefined): string | undefined {
  return ourKey(request?.get('token_auth')) ?? ourKey(request?.get('idsite'))
}

/** One of many: `?idsite=1&rec=1…`, or the same as an object. */
function oneOfMany(request: unknown): Parameters {
  if (typeof request === 'string') return parametersOf(request.slice(request.indexOf('?') + 1))
  return new Map(
    Object.entries(fields(request)).flatMap(([name, value]): [string, string][] => {
      const said = text(value)
      return said === undefined ? [] : [[name, said]]
    }),
  )
}

/** A heartbeat says that the visitor is still there: no event. */
function wiresOf(requests: readonly Parameters[]): (WireEvent | Unusable)[] {
  return requests.filter((request) => request.get('ping') !== '1').map(readRequest)
}

function readRequest(request: Parameters): WireEvent | Unusable {
  const said = (name: string): string | undefined => request.get(name) || undefined
  const name = nameOf(said)
  if (name === undefined) return new Unusable('url', 'is missing; a request needs a url, an action or an event')
  const url = text(said('url'))
  return {
    id: idOf(request),
    name,
    time: timeOf(said('cdt')),
    visitor_id: identifier(said('_id') ?? said('cid')),
    user_id: identifier(said('uid')),
    url,
    ...campaignOf(url),
    referrer: text(said('urlref')),
    title: text(said('action_name')),
    order_id: identifier(said('ec_id')),
    value: amount(said('revenue')),
    ip: text(said('cip'), 64),
    user_agent: text(said('ua')),
    country: countryCode(said('country')),
    properties: propertiesOf(request),
  }
}

function nameOf(said: (name: string) => string | undefined): string | undefined {
  const goal = said('idgoal')
  if (goal === '0') return said('ec_id') === undefined ? 'cart_updated' : 'order_completed'
  if (goal !== undefined) return `goal_${goal}`
  if (said('e_a') !== undefined) return said('e_a')
  if (said('c_n') !== undefined) return said('c_i') === undefined ? 'content_view' : 'content_click'
  if (said('search') !== undefined) return 'search'
  if (said('download') !== undefined) return 'download'
  if (said('link') !== undefined) return 'outlink'
  return said('url') === undefined && said('action_name') === undefined ? undefined : 'page_view'
}

/**
 * A page's library gives each request a random number beside the visitor and the second: only the same request,
 * sent again, says all the same. Without both there is nothing that tells a repeat from a new event.
 */
function idOf(request: Parameters): string | undefined {
  const random = request.get('rand') ?? request.get('r')
  const moment = request.get('cdt') ?? request.get('s')
  return random === undefined || moment === undefined ? undefined : idOfAll('matomo', request)
}

/** `2026-04-01 09:00:00` in UTC, or seconds. */
function timeOf(cdt: string | undefined): string | number | undefined {
  if (cdt === undefined) return undefined
  return /^\d+$/.test(cdt) ? Number(cdt) * 1_000 : `${cdt.replace(' ', 'T')}Z`
}

const campaignNames = {
  campaign: 'utm_campaign',
  source: 'utm_source',
  medium: 'utm_medium',
  kwd: 'utm_term',
  content: 'utm_content',
}

/** Its own words for campaigns in an address: `mtm_campaign`, formerly `pk_campaign`. */
function campaignOf(url: string | undefined): Fields {
  if (url === undefined || !/[?&](mtm|pk)_/.test(url)) return {}
  const query = new URLSearchParams(url.slice(url.indexOf('?') + 1).replace(/#.*$/s, ''))
  return Object.fromEntries(
    Object.entries(campaignNames).map(([theirs, ours]) => [
      ours,
      text(query.get(`mtm_${theirs}`) ?? query.get(`pk_${theirs}`) ?? undefined, 256),
    ]),
  )
}

/** Parameter → property; custom dimensions stand under their own names. */
const properties = new Map(
  Object.entries({
    e_c: 'event_category',
    e_n: 'event_name',
    e_v: 'event_value',
    c_n: 'content_name',
    c_p: 'content_piece',
    c_t: 'content_target',
    c_i: 'content_interaction',
    search: 'search',
    search_cat: 'search_category',
    search_count: 'search_count',
    download: 'download',
    link: 'link',
    ec_st: 'subtotal',
    ec_tx: 'tax',
    ec_sh: 'shipping',
    ec_dt: 'discount',
    ec_items: 'items',
    _cvar: 'visit_variables',
    cvar: 'page_variables',
    res: 'screen',
    lang: 'language',
  }),
)

const dimension = 'dimension'
const isDimension = (name: string): boolean =>
  name.startsWith(dimension) && /^\d{1,3}$/.test(name.slice(dimension.length))

function propertiesOf(request: Parameters): Fields {
  const found: Fields = {}
  for (const [name, value] of request) {
    const property = properties.get(name) ?? (isDimension(name) ? name : undefined)
    if (property !== undefined && value !== '') found[property] = structured(value)
  }
  return found
}

/** Items and variables are JSON in a parameter. */
function structured(value: string): unknown {
  if (value[0] !== '[' && value[0] !== '{') return value
  const json = readJson(value)
  return 'dropped' in json ? value : json.value
}

function reply(answer: CollectAnswer, { body, query }: Message): Reply {
  const status = statusOf(answer)
  if (body.trimStart().startsWith('{')) {
    const invalid = { invalid: answer.rejected.length, invalid_indices: answer.rejected.map(({ index }) => index) }
    return { status, body: { status: status === 200 ? 'success' : 'error', tracked: answer.accepted, ...invalid } }
  }
  if (status !== 200) return { status, body: answer }
  const image = query.get('send_image') ?? parametersOf(body).get('send_image')
  return image === '0' ? { status: 204 } : pixel
}
