// Installs and what is done in apps: AppsFlyer, Adjust, and Apple's own postbacks.
import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { appleWith, apple } from '#collect/webhooks/apple.ts'
import type { Delivery } from '#collect/webhooks/provider.ts'
import { hookOptionsSchema } from '#contract/hook.ts'
import type { LiveHook } from '#store/hooks.ts'
import { type TestCollector, openTestCollector } from '../../support/collector.ts'
import { deliver } from '../../support/deliver.ts'
import { aMessage } from '../../support/message.ts'

const secret = 'oc_h_0123456789'
let collector: TestCollector

beforeAll(async () => void (collector = await openTestCollector()))
beforeEach(() => void collector.events(true))
afterAll(() => collector.close())

test("AppsFlyer's installs and purchases, with its token in a header", async () => {
  const address = await collector.addHook({ provider: 'appsflyer', secret })
  const install = {
    event_name: 'install',
    event_time: '2026-10-01 00:09:00.123',
    appsflyer_id: '1415211453000-6513894',
    app_id: 'id123456789',
    media_source: 'googleadwords_int',
    campaign: 'spring',
    campaign_type: 'ua',
    country_code: 'JP',
    idfa: '00000000-0000-0000-0000-000000000000',
    ip: '203.0.113.9',
    att: '3',
  }
  const purchase = {
    ...install,
    event_name: 'af_purchase',
    event_value: '{"af_order_id":"A-17"}',
    event_revenue: '12.5',
    event_revenue_currency: 'USD',
    campaign_type: 'organic',
  }
  const send = (value: object, token = secret) => deliver(address, JSON.stringify(value), { authorization: token })
  expect((await send(install)).status).toBe(200)
  expect((await send(install)).status).toBe(200)
  expect((await send(purchase)).status).toBe(200)
  expect((await send(install, 'another')).status).toBe(401)
  const [first, again, bought] = collector.events()
  expect(first).toMatchObject({
    name: 'app_install',
    consent: { app_tracking: 'authorized' },
    time: Date.UTC(2026, 9, 1, 0, 9, 0, 123),
    visitor_id: '1415211453000-6513894',
    utm_source: 'googleadwords_int',
    utm_medium: 'paid_app',
    ip: '203.0.113.0',
    match_keys: {},
  })
  expect(again!.id).toBe(first!.id)
  expect(bought).toMatchObject({
    name: 'order_completed',
    order_id: 'A-17',
    value: 12.5,
    currency: 'USD',
    utm_source: '',
  })
})

test("Adjust's callbacks come by GET, with the token in the address", async () => {
  const address = await collector.addHook({ provider: 'adjust', secret })
  const get = (query: string) => fetch(`${address}?${query}`)
  const install =
    'activity_kind=install&adid=a1&installed_at=1790812800&created_at=1790812800&network_name=Meta&is_organic=0'
  expect((await get(`token=${secret}&${install}`)).status).toBe(200)
  expect((await get(`token=${secret}&${install.replace('install&', 'rejected_install&')}`)).status).toBe(200)
  expect((await get(install)).status).toBe(401)
  expect((await fetch(address, { method: 'POST' })).status).toBe(405)
  const events = collector.events()
  expect(events).toMatchObject([
    { name: 'app_install', visitor_id: 'a1', utm_source: 'Meta', utm_medium: 'paid_app', time: 1_790_812_800_000 },
  ])
  expect(JSON.stringify(events)).not.toContain(secret)
})

const hook = { options: hookOptionsSchema.parse({}) } as LiveHook

function posted(value: object): Delivery {
  const body = JSON.stringify(value)
  return { ...aMessage({ body }), raw: Buffer.from(body), urls: [] }
}

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const ours = appleWith({
  'apple-cas-identifier/0': publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
})

const skan = {
  version: '4.0',
  'ad-network-id': 'com.example',
  'source-identifier': '5239',
  'app-id': 525463029,
  'transaction-id': '6aafb7a5-0170-41b5-bbe4-fe71dedf1e30',
  redownload: false,
  'source-domain': 'example.com',
  'fidelity-type': 1,
  'did-win': true,
  'postback-sequence-index': 0,
}

function signedSkan(postback: object, names = Object.keys(postback)): object {
  const told = names.map((name) => String(postback[name as keyof object])).join('\u2063')
  const signature = sign(
    'sha256',
    Buffer.from(told),
    createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' })),
  )
  return {
    ...postback,
    'attribution-signature': signature.toString('base64'),
    'conversion-value': 20,
    'country-code': 'JP',
  }
}

test('SKAdNetwork: the fields of each version are signed in its order; conversion values are not', () => {
  expect(ours.verify(posted(signedSkan(skan)), hook)).toBe('right')
  expect(ours.verify(posted({ ...signedSkan(skan), 'did-win': false }), hook)).toBe('wrong')
  const { 'source-identifier': _, 'source-domain': __, 'postback-sequence-index': ___, ...older } = skan
  const third = { ...older, version: '3.0', 'campaign-id': 42 }
  const names = 'version,ad-network-id,campaign-id,app-id,transaction-id,redownload,fidelity-type,did-win'.split(',')
  expect(ours.verify(posted(signedSkan(third, names)), hook)).toBe('right')
  expect(ours.verify(posted(signedSkan({ ...third, version: '1.0' }, names)), hook)).toBe('wrong')
  expect(ours.read(posted(signedSkan(skan)), hook)).toMatchObject([
    {
      id: '6aafb7a5-0170-41b5-bbe4-fe71dedf1e30:0',
      name: 'app_install',
      utm_source: 'com.example',
      utm_campaign: '5239',
      country: 'JP',
      properties: { framework: 'skadnetwork', conversion_value: 20 },
    },
  ])
  const lost = { ...skan, 'did-win': false }
  const later = { ...skan, 'postback-sequence-index': 2 }
  expect(ours.read(posted(signedSkan(lost)), hook)).toMatchObject([{ name: 'app_install_lost' }])
  expect(ours.read(posted(signedSkan(later)), hook)).toMatchObject([{ name: 'app_conversion_update' }])
})

/** The example in Apple's own documentation of AdAttributionKit, signed with its key for development. */
const fromApple = {
  'jws-string':
    'eyJraWQiOiJhcHBsZS1kZXZlbG9wbWVudC1pZGVudGlmaWVyXC8xIiwiYWxnIjoiRVMyNTYifQ.eyJwb3N0YmFjay1pZGVudGlmaWVyIjoiODU1NDZFQjctRkQzOS00NEJDLTg5OTAtQzk4QTRBQzM2QTQ5IiwicHVibGlzaGVyLWl0ZW0taWRlbnRpZmllciI6MCwibWFya2V0cGxhY2UtaWRlbnRpZmllciI6ImNvbS5hcHBsZS5BcHBTdG9yZSIsImltcHJlc3Npb24tdHlwZSI6ImFwcC1pbXByZXNzaW9uIiwiYWQtbmV0d29yay1pZGVudGlmaWVyIjoiZGV2ZWxvcG1lbnQuYWRhdHRyaWJ1dGlvbmtpdCIsImRpZC13aW4iOnRydWUsInBvc3RiYWNrLXNlcXVlbmNlLWluZGV4IjowLCJjb252ZXJzaW9uLXR5cGUiOiJyZS1lbmdhZ2VtZW50Iiwic291cmNlLWlkZW50aWZpZXIiOiIxMjM0IiwiYWR2ZXJ0aXNlZC1pdGVtLWlkZW50aWZpZXIiOjEwNzM4MDI3NzU2fQ.bAdNwKd6OfHK9tofvjjua4X_JPcFTxXPQSspD9gZkinw97pY7R1aI-LSjl-oxZZF3_K2H5JK5TSEBee4_1U4oQ',
  'conversion-value': 24,
  'ad-interaction-type': 'click',
  'country-code': 'US',
}

test("AdAttributionKit: Apple's own example is right, named as a test, and wrong when a letter changes", async () => {
  expect(apple.verify(posted(fromApple), hook)).toBe('right')
  expect(apple.read(posted(fromApple), hook)).toMatchObject([
    {
      id: '85546EB7-FD39-44BC-8990-C98A4AC36A49:0',
      name: 'test_app_reengaged',
      utm_source: 'development.adattributionkit',
      properties: { framework: 'adattributionkit', conversion_value: 24, app: 10_738_027_756 },
    },
  ])
  const changed = { ...fromApple, 'jws-string': fromApple['jws-string'].replace('.eyJw', '.eyJx') }
  expect(apple.verify(posted(changed), hook)).toBe('wrong')
  const address = await collector.addHook({ provider: 'apple' })
  expect((await deliver(address, JSON.stringify(fromApple))).status).toBe(200)
  expect((await deliver(address, JSON.stringify(changed))).status).toBe(401)
  expect(collector.events().length).toBe(1)
})
