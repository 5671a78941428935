// Apple's install postbacks, SKAdNetwork and AdAttributionKit: signed by Apple, and of nobody in particular.
import { type KeyObject, createPublicKey, verify as verifySignature } from 'node:crypto'
import type { WireEvent } from '#contract/event.ts'
import type { LiveHook } from '#store/hooks.ts'
import { type Fields, countryCode, fields, identifier, readJson, text, without } from '../dialects/values.ts'
import type { Dropped } from '../dropped.ts'
import { paidApp } from './apps.ts'
import { mapped } from './mapped.ts'
import { type Delivery, type Provider, namedFor } from './provider.ts'

/** Key id → public key (base64 of SPKI); SKAdNetwork from 2.1 on signs with the first, and names none. */
export type AppleKeys = Readonly<Record<string, string>>

const production = 'apple-cas-identifier/0'

/**
 * As https://developer.apple.com/documentation/adattributionkit/verifying-a-postback and
 * …/storekit/verifying-an-install-validation-postback publish them.
 */
const publishedKeys: AppleKeys = {
  [production]:
    'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEWdp8GPcGqmhgzEFj9Z2nSpQVddayaPe4FMzqM9wib1+aHaaIzoHoLN9zW4K8y4SPykE3YVK3sVqW6Af0lfx3gg==',
  'apple-development-identifier/0':
    'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAELeEDzpJEP+/qRSE5hJVC1p1J0ssUnQGMzBBbvnACBok8OVGGLgxL0myrKiy6lvRtSlLRsWit87i+vftD8AEqeQ==',
  'apple-development-identifier/1':
    'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE8YzdO7eM97s/IJ25kdW5CZ3A14USE5IJ5Ha/vhWaxI6UBI1ZxCEvjrKxVluVGe6qWwF1BDFq+QHqKfH5u+wxHQ==',
}

/** What is signed stands inside the JSON, so that this one provider is parsed before it is believed. */
export function appleWith(published: AppleKeys): Provider {
  const keys = new Map(
    Object.entries(published).map(([id, key]) => [
      id,
      createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' }),
    ]),
  )
  return {
    methods: ['POST'],
    verify: ({ body }) => (postbackOf(body, keys) === undefined ? 'wrong' : 'right'),
    read: (delivery, hook) => read(delivery, hook, keys),
  }
}

export const apple = appleWith(publishedKeys)

type Keys = ReadonlyMap<string, KeyObject>

/** `signed` is Apple's word; `sent` holds the conversion values, which nobody signs. */
interface Postback {
  framework: 'skadnetwork' | 'adattributionkit'
  signed: Fields
  sent: Fields
  test: boolean
}

function postbackOf(body: string, keys: Keys): Postback | undefined {
  const json = readJson(body)
  if ('dropped' in json) return undefined
  const sent = fields(json.value)
  return typeof sent['jws-string'] === 'string'
    ? adAttributionKit(sent, sent['jws-string'], keys)
    : skAdNetwork(sent, keys)
}

function adAttributionKit(sent: Fields, jws: string, keys: Keys): Postback | undefined {
  const [head = '', payload = '', signature = ''] = jws.split('.')
  const kid = text(partOf(head)['kid']) ?? ''
  const key = keys.get(kid)
  if (!key) return undefined
  const bytes = Buffer.from(signature, 'base64url')
  const data = Buffer.from(`${head}.${payload}`)
  if (!verifySignature('sha256', data, { key, dsaEncoding: 'ieee-p1363' }, bytes)) return undefined
  return { framework: 'adattributionkit', signed: partOf(payload), sent, test: kid !== production }
}

function partOf(part: string): Fields {
  const json = readJson(Buffer.from(part, 'base64url').toString())
  return 'dropped' in json ? {} : fields(json.value)
}

/** Which fields are signed, in which order; those with a question mark where they are sent. */
const signedFields: readonly (readonly [version: RegExp, names: string])[] = [
  [
    /^4\.\d$/,
    'version,ad-network-id,source-identifier,app-id,transaction-id,redownload,source-app-id?,source-domain?,fidelity-type,did-win,postback-sequence-index',
  ],
  [/^3\.0$/, 'version,ad-network-id,campaign-id,app-id,transaction-id,redownload,source-app-id?,fidelity-type,did-win'],
  [/^2\.2$/, 'version,ad-network-id,campaign-id,app-id,transaction-id,redownload,source-app-id?,fidelity-type'],
  [/^2\.1$/, 'version,ad-network-id,campaign-id,app-id,transaction-id,redownload,source-app-id?'],
]
const separator = '\u2063'

function skAdNetwork(sent: Fields, keys: Keys): Postback | undefined {
  const version = text(sent['version']) ?? ''
  const names = signedFields.find(([pattern]) => pattern.test(version))?.[1].split(',')
  const signature = sent['attribution-signature']
  const key = keys.get(production)
  if (!names || !key || typeof signature !== 'string') return undefined
  const there = names.filter((name) => !name.endsWith('?') || sent[name.slice(0, -1)] !== undefined)
  const values = there.map((name) => scalar(sent[name.replace('?', '')]))
  if (values.includes(undefined)) return undefined
  const right = verifySignature('sha256', Buffer.from(values.join(separator)), key, Buffer.from(signature, 'base64'))
  return right ? { framework: 'skadnetwork', signed: sent, sent, test: false } : undefined
}

function scalar(value: unknown): string | undefined {
  return typeof value === 'boolean' ? String(value) : text(value)
}

function read({ body }: Delivery, { options }: LiveHook, keys: Keys): unknown[] | Dropped {
  const postback = postbackOf(body, keys)
  if (!postback) return { dropped: 'wrong_signature', message: 'The postback is not signed by Apple.' }
  const { framework, signed, sent, test } = postback
  const index = Number(signed['postback-sequence-index'] ?? 0)
  const wire: WireEvent = {
    id: identifier(`${text(signed['transaction-id'] ?? signed['postback-identifier']) ?? ''}:${index}`),
    name: namedFor(test, nameOf(signed, index)),
    utm_source: text(signed['ad-network-id'] ?? signed['ad-network-identifier'], 256),
    utm_medium: paidApp,
    utm_campaign: text(signed['source-identifier'] ?? signed['campaign-id'], 256),
    country: countryCode(sent['country-code']),
    properties: without({
      framework,
      app: signed['app-id'] ?? signed['advertised-item-identifier'],
      publisher: signed['source-app-id'] ?? signed['source-domain'] ?? signed['publisher-item-identifier'],
      sequence: index,
      conversion_value: sent['conversion-value'],
      coarse_value: sent['coarse-conversion-value'],
      interaction: sent['ad-interaction-type'] ?? signed['fidelity-type'],
    }),
  }
  return [{ ...wire, ...mapped({ ...signed, ...sent }, options) }]
}

/** Later windows tell of the same install again; those that did not win are another network's. */
function nameOf(signed: Fields, index: number): string {
  if (signed['did-win'] === false) return 'app_install_lost'
  if (index > 0) return 'app_conversion_update'
  if (signed['conversion-type'] === 're-engagement') return 'app_reengaged'
  const again = signed['redownload'] === true || signed['conversion-type'] === 'redownload'
  return again ? 'app_reinstall' : 'app_install'
}
