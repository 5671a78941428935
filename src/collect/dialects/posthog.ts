// PostHog's capture API: `/batch/` of its libraries for servers, `/e/` and `/i/v0/e/` of those for pages.
import type { WireEvent } from '#contract/event.ts'
import type { Dropped } from '../dropped.ts'
import { commonName, commonOrder, personalTraits } from './common.ts'
import { type Dialect, type Message, type Reading, type Reply, Unusable, statusOf } from './dialect.ts'
import {
  type Fields,
  countryCode,
  fields,
  foundKey,
  identifier,
  list,
  onOurClock,
  parametersOf,
  readJson,
  text,
  without,
} from './values.ts'

export const posthog: Dialect = {
  name: 'posthog',
  paths: {
    '/batch': ['POST'],
    '/capture': ['POST', 'GET'],
    '/e': ['POST', 'GET'],
    '/i/v0/e': ['POST', 'GET'],
    '/track': ['POST', 'GET'],
  },
  read,
  // its library for pages sends again after anything between 201 and 399
  reply: (answer) => ({ status: statusOf(answer), body: { status: statusOf(answer) === 200 ? 1 : 0, ...answer } }),
  asks: { '/array/*/config': config, '/flags': noFlags, '/decide': noFlags },
}

/** Recordings of the screen are no events, and full of personal data. */
const recording = '$snapshot'

function read(message: Message): Reading | Dropped {
  const json = readJson(dataOf(message))
  if ('dropped' in json) return json
  const request = fields(json.value)
  const batch = Array.isArray(json.value) ? json.value : request['batch']
  const events = Array.isArray(batch) ? list(batch) : [request]
  const first = fields(fields(events[0])['properties'])
  const key = request['api_key'] ?? request['token'] ?? first['token'] ?? first['api_key']
  const sentAt = request['sent_at'] ?? message.query.get('sent_at') ?? undefined
  return {
    wires: events
      .filter((event) => fields(event)['event'] !== recording)
      .map((event) => readEvent(fields(event), sentAt, message.receivedAt)),
    ...foundKey(message, key),
  }
}

/** JSON; or a form whose `data` is JSON, in base64 where pages send it as they close. */
function dataOf({ body, query }: Message): string {
  const data = body.startsWith('data=')
    ? (parametersOf(body).get('data') ?? null)
    : body === ''
      ? query.get('data')
      : null
  if (data === null) return body
  // in a form, the + of base64 is read as a space
  return /^\s*[[{]/.test(data) ? data : Buffer.from(data.replaceAll(' ', '+'), 'base64').toString()
}

const names = new Map([
  ['$pageview', 'page_view'],
  ['$screen', 'screen_view'],
  ['$identify', 'identify'],
  ['$set', 'identify'],
  ['$create_alias', 'alias'],
  ['$groupidentify', 'group'],
])

/** Properties that become fields, or say again what fields say. */
const known = new Set(
  (
    'token,api_key,distinct_id,$device_id,$user_id,$anon_distinct_id,$session_id,$current_url,$referrer,title,$ip,' +
    '$raw_user_agent,$set,$set_once,$insert_id,$lib,$lib_version,$time,$sent_at'
  ).split(','),
)

function readEvent(event: Fields, sentAt: unknown, receivedAt: number): WireEvent | Unusable {
  const name = event['event']
  if (typeof name !== 'string' || name === '') return new Unusable('event', 'is missing; give the event a name')
  const properties = fields(event['properties'])
  const person = {
    ...fields(properties['$set_once']),
    ...fields(properties['$set']),
    ...fields(event['$set']),
  }
  const referrer = text(properties['$referrer'])
  return {
    id: identifier(event['uuid'] ?? properties['$insert_id']),
    name: names.get(name) ?? commonName(name),
    time: timeOf(event, sentAt, receivedAt),
    ...whoOf(name, text(event['distinct_id'], Infinity) ?? text(properties['distinct_id'], Infinity), properties),
    session_id: identifier(properties['$session_id']),
    email: text(person['email']) ?? text(person['$email']),
    phone: text(person['phone']),
    url: text(properties['$current_url']),
    // what it writes when there is none
    referrer: referrer === '$direct' ? undefined : referrer,
    title: text(properties['title']) ?? text(properties['$title']),
    ...commonOrder(properties),
    ip: text(properties['$ip'], 64),
    user_agent: text(properties['$raw_user_agent']),
    country: countryCode(properties['$geoip_country_code']),
    properties: { ...without(person, personalTraits), ...without(properties, known) },
  }
}

/** `offset` is how many milliseconds ago it happened when it was sent. */
function timeOf(event: Fields, sentAt: unknown, receivedAt: number): string | number | undefined {
  if (event['timestamp'] === undefined && typeof event['offset'] === 'number') return receivedAt - event['offset']
  return onOurClock(event['timestamp'], sentAt, receivedAt)
}

/** What stands for everybody when nothing may be stored in the browser. */
const nobody = '$posthog_cookieless'

/**
 * `distinct_id` is the person once known and the browser before. Pages tell which; servers send for somebody
 * they know, unless they say that it is not to be a person.
 */
function whoOf(
  name: string,
  distinct: string | undefined,
  properties: Fields,
): Pick<WireEvent, 'visitor_id' | 'user_id'> {
  const device = properties['$device_id'] ?? properties['$anon_distinct_id']
  const isKnown =
    name === '$identify' ||
    (properties['$is_identified'] ?? (device === undefined && properties['$process_person_profile'] !== false)) === true
  const browser = name === '$create_alias' ? properties['alias'] : (device ?? (isKnown ? undefined : distinct))
  const user = properties['$user_id'] ?? (isKnown ? distinct : undefined)
  return {
    visitor_id: browser === nobody ? undefined : identifier(browser),
    user_id: user === nobody ? undefined : identifier(user),
  }
}

/** What its library for pages may do: send events, compressed; no flags, surveys or recordings. */
function config(): Reply {
  return {
    status: 200,
    body: {
      supportedCompression: ['gzip-js'],
      hasFeatureFlags: false,
      analytics: { endpoint: '/i/v0/e/' },
      autocapture_opt_out: false,
      capturePerformance: false,
      heatmaps: false,
      sessionRecording: false,
      surveys: false,
      toolbarParams: {},
      isAuthenticated: false,
    },
  }
}

function noFlags(): Reply {
  return {
    status: 200,
    body: { flags: {}, featureFlags: {}, featureFlagPayloads: {}, errorsWhileComputingFlags: false },
  }
}
