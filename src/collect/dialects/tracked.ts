// The message that Segment, RudderStack and Jitsu share: track, page, screen, identify, group, alias.
import type { WireEvent } from '#contract/event.ts'
import { Unusable } from './dialect.ts'
import { commonName, commonOrder, personalTraits } from './common.ts'
import { type Fields, fields, identifier, onOurClock, text, without } from './values.ts'

const names = new Map([
  ['page', 'page_view'],
  ['screen', 'screen_view'],
  ['identify', 'identify'],
  ['group', 'group'],
  ['alias', 'alias'],
])

/** Parts of the context that become fields, or say nothing of the event. */
const knownContext = new Set('page,campaign,userAgent,userAgentData,ip,traits,library,clientIds'.split(','))

/** @param sentAt when the request was sent, on the sender's clock, if it says so. */
export function readTracked(value: unknown, sentAt: unknown, receivedAt: number): WireEvent | Unusable {
  const message = fields(value)
  const name = nameOf(message)
  if (name instanceof Unusable) return name
  const context = fields(message['context'])
  const traits = { ...fields(context['traits']), ...fields(message['traits']) }
  const properties = fields(message['properties'])
  return {
    id: identifier(message['messageId']),
    name,
    time: onOurClock(message['timestamp'] ?? message['originalTimestamp'], message['sentAt'] ?? sentAt, receivedAt),
    visitor_id: identifier(message['type'] === 'alias' ? message['previousId'] : message['anonymousId']),
    user_id: identifier(message['userId']),
    session_id: identifier(context['sessionId']),
    email: text(traits['email']),
    phone: text(traits['phone']),
    match_keys: browserIds(fields(context['clientIds'])),
    ...pageOf(properties, context),
    ...campaignOf(fields(context['campaign'])),
    ...commonOrder(properties),
    ip: text(context['ip'], 64),
    user_agent: text(context['userAgent']),
    properties: propertiesOf(message, properties, traits, context),
  }
}

function nameOf(message: Fields): string | Unusable {
  const type = message['type']
  if (type !== 'track') {
    return names.get(text(type) ?? '') ?? new Unusable('type', 'must be track, page, screen, identify, group or alias')
  }
  const event = message['event']
  if (typeof event !== 'string' || event === '') return new Unusable('event', 'is missing; give the event a name')
  return commonName(event)
}

function pageOf(properties: Fields, context: Fields): Pick<WireEvent, 'url' | 'referrer' | 'title'> {
  const page = fields(context['page'])
  return {
    url: text(properties['url'] ?? page['url']),
    referrer: text(properties['referrer'] ?? page['referrer']),
    title: text(properties['title'] ?? page['title']),
  }
}

function campaignOf(campaign: Fields): Partial<WireEvent> {
  return {
    utm_source: text(campaign['source'], 256),
    utm_medium: text(campaign['medium'], 256),
    utm_campaign: text(campaign['name'], 256),
    utm_term: text(campaign['term'], 256),
    utm_content: text(campaign['content'], 256),
  }
}

/** Ids that Jitsu reads from the cookies of ad tags. */
function browserIds(ids: Fields): Record<string, string> {
  const found = Object.entries({ fbp: ids['fbp'], fbc: ids['fbc'] }).map(([kind, id]) => [kind, text(id, 256)])
  return Object.fromEntries(found.filter(([, id]) => id !== undefined)) as Record<string, string>
}

function propertiesOf(message: Fields, properties: Fields, traits: Fields, context: Fields): Fields {
  const group = text(message['groupId'])
  const page = text(message['name'])
  const rest = without(context, knownContext)
  return {
    ...(message['type'] === 'track' ? {} : without(traits, personalTraits)),
    ...properties,
    ...(group === undefined ? {} : { group_id: group }),
    ...(page === undefined ? {} : { page_name: page }),
    ...(Object.keys(rest).length === 0 ? {} : { context: rest }),
  }
}
