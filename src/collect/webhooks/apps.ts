// What measurement partners of apps send on: installs and what is done in the app. Their token says who sent it.
import { type WireEvent, trackingStates } from '#contract/event.ts'
import type { LiveHook } from '#store/hooks.ts'
import { hashParts } from '#util/ids.ts'
import {
  type Fields,
  amount,
  countryCode,
  currencyCode,
  fields,
  identifier,
  readJson,
  text,
  without,
} from '../dialects/values.ts'
import type { Dropped } from '../dropped.ts'
import { mapped, timeOf } from './mapped.ts'
import type { Delivery, Provider } from './provider.ts'
import { verifyToken } from './signature.ts'

/** Push API, as POST of JSON with an authentication token. */
export const appsflyer: Provider = { methods: ['POST'], verify: verifyToken, read: readAppsFlyer }

/** Callbacks: addresses with placeholders, opened with GET. */
export const adjust: Provider = { methods: ['GET'], verify: verifyToken, read: readAdjust }

/** Medium of what a network is paid for; what came by itself has none. */
export const paidApp = 'paid_app'

const appsFlyerNames = new Map([
  ['install', 'app_install'],
  ['reinstall', 'app_reinstall'],
  ['re-attribution', 'app_reinstall'],
  ['re-engagement', 'app_reengaged'],
  ['af_purchase', 'order_completed'],
  ['af_complete_registration', 'sign_up'],
])

function readAppsFlyer({ body }: Delivery, { options }: LiveHook): unknown[] | Dropped {
  const json = readJson(body)
  if ('dropped' in json) return json
  const sent = fields(json.value)
  const name = text(sent['event_name'], 128)
  if (name === undefined) return []
  const organic = sent['campaign_type'] === 'organic' || text(sent['media_source'])?.toLowerCase() === 'organic'
  const detail = detailOf(sent['event_value'])
  const wire: WireEvent = {
    id: idOf(sent, ['app_id', 'appsflyer_id', 'event_name', 'event_time', 'event_value']),
    name: appsFlyerNames.get(name) ?? name,
    time: inUtc(sent['event_time']),
    visitor_id: identifier(sent['appsflyer_id']),
    user_id: identifier(sent['customer_user_id']),
    match_keys: advertisingId(sent['advertising_id'] ?? sent['idfa']),
    ...campaignOf(organic, sent['media_source'], sent['campaign'], sent['af_ad']),
    order_id: identifier(detail['af_order_id']),
    value: amount(sent['event_revenue']),
    currency: currencyCode(sent['event_revenue_currency']),
    country: countryCode(sent['country_code']),
    ip: text(sent['ip'], 64),
    user_agent: text(sent['user_agent']),
    consent: trackingOf(sent['att']),
    properties: without({ ...detail, app: sent['app_id'], platform: sent['platform'], adset: sent['af_adset'] }),
  }
  return [{ ...wire, ...mapped(sent, options) }]
}

/** Of an event in the app: JSON, most often as text. */
function detailOf(value: unknown): Fields {
  if (typeof value !== 'string') return fields(value)
  const json = readJson(value)
  return 'dropped' in json ? {} : fields(json.value)
}

/** AppsFlyer writes UTC without saying so. */
function inUtc(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\d-]+ [\d:.]+$/.test(value) ? `${value}Z` : text(value)
}

const adjustNames = new Map([
  ['install', 'app_install'],
  ['reinstall', 'app_reinstall'],
  ['reattribution', 'app_reengaged'],
  ['event', 'app_event'],
])

/** Sessions, clicks, impressions and what Adjust itself rejects are not read. */
function readAdjust({ query }: Delivery, { options }: LiveHook): unknown[] {
  const sent: Fields = Object.fromEntries(query)
  delete sent['token']
  const kind = text(sent['activity_kind']) ?? ''
  const name = adjustNames.get(kind)
  if (name === undefined) return []
  const organic = sent['is_organic'] === '1' || text(sent['network_name'])?.toLowerCase() === 'organic'
  const wire: WireEvent = {
    id: idOf(sent, ['app_id', 'adid', 'activity_kind', 'event', 'created_at', 'installed_at']),
    name: kind === 'event' ? (text(sent['event_name'], 128) ?? name) : name,
    time: timeOf(sent['created_at'] ?? sent['installed_at']),
    visitor_id: identifier(sent['adid']),
    match_keys: advertisingId(sent['gps_adid'] ?? sent['idfa']),
    ...campaignOf(organic, sent['network_name'], sent['campaign_name'], sent['creative_name']),
    value: amount(sent['revenue_float']),
    currency: currencyCode(sent['currency']),
    country: countryCode(sent['country']),
    consent: trackingOf(sent['att_status']),
    properties: without({
      app: sent['app_id'] ?? sent['app_name'],
      adgroup: sent['adgroup_name'],
      tracker: sent['tracker'],
    }),
  }
  return [{ ...wire, ...mapped(sent, options) }]
}

function campaignOf(organic: boolean, source: unknown, campaign: unknown, ad: unknown): Partial<WireEvent> {
  if (organic) return {}
  return {
    utm_source: text(source, 256),
    utm_medium: paidApp,
    utm_campaign: text(campaign, 256),
    utm_content: text(ad, 256),
  }
}

/** What iOS says of tracking, as Apple numbers or names it, whichever they pass on. */
function trackingOf(value: unknown): WireEvent['consent'] {
  const said = text(value)?.replace(/^af_/, '')
  const state = trackingStates.find((name, number) => said === name || said === String(number))
  return state && { app_tracking: state }
}

/** Neither sends an id of the event: what happened to the same app at the same time is the same. */
function idOf(sent: Fields, names: readonly string[]): string {
  return hashParts(...names.map((name) => text(sent[name]) ?? ''))
}

/** Zeros stand for a person who did not agree. */
function advertisingId(value: unknown): Record<string, string> | undefined {
  const id = text(value, 64)
  return id === undefined || /^[0-]*$/.test(id) ? undefined : { madid: id.toLowerCase() }
}
