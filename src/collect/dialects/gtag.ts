// GA4: the hits of gtag.js in pages (`/g/collect`). Parameters stand in the address; further events in lines of the body.
import { type WireEvent, limits } from '#contract/event.ts'
import type { Dropped } from '../dropped.ts'
import { commonName, commonOrder } from './common.ts'
import { type Dialect, type Message, type Reading, Unusable, statusOf } from './dialect.ts'
import {
  type Fields,
  type Parameters,
  amount,
  currencyCode,
  foundKey,
  idOfAll,
  identifier,
  ourKey,
  parametersOfBoth,
  text,
} from './values.ts'

export const gtag: Dialect = {
  name: 'ga4',
  paths: { '/g/collect': ['POST', 'GET'] },
  read,
  reply: (answer) => (statusOf(answer) === 200 ? { status: 204 } : { status: 400, body: answer }),
}

/** Each line has those of the address, too: beyond this a small request would be seconds of work. Pages send some forty. */
const mostParameters = 100_000

function read(message: Message): Reading | Dropped {
  const { query, body } = message
  const lines = body.split(/\r?\n/, limits.batchEvents + 1).filter((line) => line.trim() !== '')
  if (query.size * lines.length > mostParameters) {
    return { dropped: 'batch_too_large', message: 'The address holds too many parameters for so many events.' }
  }
  const hits = lines.length === 0 ? [''] : lines
  const wires = hits.map((line, index) => readHit(parametersOfBoth(query, line), index))
  return { wires, ...foundKey(message, ourKey(query.get('tid'))) }
}

/** @param all the parameters of the address, and those of the line, which win. */
function readHit(all: Parameters, index: number): WireEvent | Unusable {
  const parameter = (name: string): string | undefined => all.get(name)
  const name = parameter('en')
  if (!name) return new Unusable('en', 'is missing; a hit needs the name of its event')
  const properties = propertiesOf(all)
  // page load and number within it: only the same hit, sent again, is equal to it in all it says
  const numbered = parameter('_p') !== undefined && parameter('_s') !== undefined
  return {
    id: numbered ? idOfAll(`g/collect ${index}`, all) : undefined,
    name: commonName(name),
    visitor_id: identifier(parameter('cid')),
    user_id: identifier(parameter('uid')),
    session_id: identifier(parameter('sid')),
    url: text(parameter('dl')),
    referrer: text(parameter('dr')),
    title: text(parameter('dt')),
    ...commonOrder(properties),
    currency: currencyCode(parameter('cu') ?? properties['currency']),
    consent: consentOf(parameter('gcs'), parameter('npa')),
    properties,
  }
}

const kinds = new Map([
  ['ep.', { ofUser: false, isNumber: false }],
  ['epn.', { ofUser: false, isNumber: true }],
  ['up.', { ofUser: true, isNumber: false }],
  ['upn.', { ofUser: true, isNumber: true }],
])

/** `ep.x` is text, `epn.x` a number; `up.x` and `upn.x` say the same of the user; `pr1` … are items of the cart. */
function propertiesOf(all: Parameters): Fields {
  const properties: Fields = {}
  const user: Fields = {}
  const items: string[] = []
  for (const [name, value] of all) {
    const start = name.indexOf('.') + 1
    const kind = kinds.get(name.slice(0, start))
    if (kind !== undefined && start < name.length) {
      const target = kind.ofUser ? user : properties
      target[name.slice(start)] = kind.isNumber ? (amount(value) ?? value) : value
    } else if (name.startsWith('pr') && /^pr\d+$/.test(name)) {
      items.push(value)
    }
  }
  if (Object.keys(user).length > 0) properties['user_properties'] = user
  if (items.length > 0) properties['items'] = items
  return properties
}

/** `gcs=G1` and two digits: ad storage, then analytics. `npa=1`: no personalised ads. */
function consentOf(gcs: string | undefined, npa: string | undefined): WireEvent['consent'] {
  const [, ads, analytics] = /^G1([01])([01])$/.exec(gcs ?? '') ?? []
  return {
    ad_storage: ads === undefined ? undefined : ads === '1',
    analytics: analytics === undefined ? undefined : analytics === '1',
    ad_personalization: npa === '1' ? false : undefined,
  }
}
