// Whatever is delivered: an answer, in time; what is not signed never counts, what is acknowledged is kept.
import { fromEventLine } from '#contract/event-line.ts'
import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { type HookProvider, hookOptionsSchema } from '#contract/hook.ts'
import type { LiveHook } from '#store/hooks.ts'
import { aMessage } from '../../../test/support/message.ts'
import { nestedValue } from '../../../test/support/nested.ts'
import { unwatched } from '../../../test/support/receiver.ts'
import { dropReasons } from '../dropped.ts'
import { JunkSigns } from '../junk.ts'
import type { Receiver } from '../receive.ts'
import { providers } from './all.ts'
import { appleWith } from './apple.ts'
import { type Delivery, plainReply } from './provider.ts'
import { receiveDelivery } from './receive-delivery.ts'

const secret = 'a secret of theirs'
const now = Date.UTC(2026, 9, 1)
const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const appleKey = pair.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
const tried = { ...providers, apple: appleWith({ 'apple-cas-identifier/0': appleKey }) }

const journal: string[] = []
const receiver: Receiver = {
  journal: {
    append: async ({ body }) => {
      journal.push(...body.split('\n'))
      return 'written'
    },
  },
  keys: { find: () => undefined },
  clock: () => now,
  junk: new JunkSigns([]),
  ...unwatched,
}
beforeEach(() => void (journal.length = 0))

const hmac = (encoding: 'hex' | 'base64', ...parts: string[]): string =>
  createHmac('sha256', secret).update(parts.join('')).digest(encoding)

type Signed = Pick<Delivery, 'body' | 'query'> & { headers: Record<string, string> }

const url = 'https://x.jp/v1/hooks'
const seconds = String(now / 1_000)
const inHeaders =
  (headers: (body: string) => Record<string, string>) =>
  (body: string): Signed => ({
    body,
    headers: headers(body),
    query: new URLSearchParams(),
  })
const withToken = (body: string): Signed => ({ body, headers: {}, query: new URLSearchParams({ token: secret }) })

/** How each provider signs. */
const signers: Record<HookProvider, (body: string) => Signed> = {
  generic: inHeaders((body) => ({ 'x-signature': hmac('hex', body) })),
  stripe: inHeaders((body) => ({ 'stripe-signature': `t=${seconds},v1=${hmac('hex', `${seconds}.`, body)}` })),
  shopify: inHeaders((body) => ({
    'x-shopify-hmac-sha256': hmac('base64', body),
    'x-shopify-topic': body.includes('transactions') ? 'refunds/create' : 'orders/paid',
  })),
  hubspot: inHeaders((body) => ({
    'x-hubspot-signature-v3': hmac('base64', 'POST', url, body, String(now)),
    'x-hubspot-request-timestamp': String(now),
  })),
  line: inHeaders((body) => ({ 'x-line-signature': hmac('base64', body) })),
  salesforce: withToken,
  appsflyer: withToken,
  adjust: (body) => ({
    ...withToken(''),
    query: new URLSearchParams(`${new URLSearchParams(body).toString()}&token=${encodeURIComponent(secret)}`),
  }),
  apple: inHeaders(() => ({})),
}

/** A postback holds its signature. */
function signedByApple(body: string): string {
  const part = (text: string): string => Buffer.from(text).toString('base64url')
  const told = `${part('{"kid":"apple-cas-identifier/0"}')}.${part(body)}`
  const key = { key: pair.privateKey, dsaEncoding: 'ieee-p1363' as const }
  const signature = sign('sha256', Buffer.from(told), key).toString('base64url')
  return JSON.stringify({ 'jws-string': `${told}.${signature}`, 'country-code': 7 })
}

const names = fc.constantFrom(
  ...'id,type,data,object,created,livemode,previous_attributes,amount_total,amount_refunded,currency,payment_status,metadata,customer'.split(
    ',',
  ),
  ...'customer_details,payment_intent,total_price,note_attributes,transactions,kind,status,amount,landing_site,line_items,order_id'.split(
    ',',
  ),
  ...'subscriptionType,objectTypeId,propertyName,propertyValue,objectId,occurredAt,events,source,userId,timestamp,webhookEventId'.split(
    ',',
  ),
  ...'event_name,event_time,event_value,media_source,appsflyer_id,postback-identifier,did-win,postback-sequence-index'.split(
    ',',
  ),
  ...'__proto__,constructor,toString'.split(','),
)
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    ...'checkout.session.completed,charge.refunded,invoice.paid,invoice.payment_failed,paid,jpy,usd,refund,success'.split(
      ',',
    ),
    ...'deal.propertyChange,deal.creation,dealstage,amount,follow,unfollow,install,af_purchase,taro@example.com,-1,1e400'.split(
      ',',
    ),
    '\ud83d',
    'x'.repeat(5_000),
  ),
)
const value = nestedValue(names, fc.constantFrom(null, true, false, 1_790_000_000, {}, []), texts)
const json = value.map((one) => JSON.stringify(one))
const forms = fc
  .array(
    fc.tuple(
      fc.constantFrom('activity_kind', 'adid', 'created_at', 'event_name', 'revenue_float', 'is_organic'),
      fc.oneof(texts, fc.constantFrom('install', 'event', '1790000000')),
    ),
  )
  .map((pairs) => new URLSearchParams(pairs).toString())
const tags = fc.constantFrom(
  '<Notification>',
  '</Notification>',
  '<OrganizationId>00D',
  '<Id>1',
  '<sObject xsi:type="sf:Opportunity">',
  '</sObject>',
  '<sf:Amount>12',
  '<sf:Id>6',
  '<sf:StageName>&#55357;&#x1F600;&amp;',
  '<!DOCTYPE x [<!ENTITY a "b">]>',
  '<__proto__>x',
  '<',
  '>',
  '</',
)
const xml = fc.array(fc.oneof(tags, tags, texts), { maxLength: 30 }).map((parts) => parts.join(''))

/** Bodies that are like the provider's, or like anything at all. */
function bodiesOf(provider: HookProvider): fc.Arbitrary<string> {
  if (provider === 'salesforce') return fc.oneof(xml, json)
  if (provider === 'adjust') return forms
  if (provider === 'stripe') {
    return fc
      .tuple(texts, value, value)
      .map(([type, object, before]) =>
        JSON.stringify({ id: 'evt', type, created: seconds, data: { object, previous_attributes: before } }),
      )
  }
  if (provider === 'line') return fc.array(value).map((events) => JSON.stringify({ events }))
  return fc.oneof(
    json,
    fc.array(value).map((list) => JSON.stringify(list)),
    texts,
  )
}

function deliveryOf(provider: HookProvider, { body, headers, query }: Signed): Delivery {
  const method = tried[provider].methods[0]!
  return { ...aMessage({ method, body, headers, receivedAt: now }), query, raw: Buffer.from(body), urls: [url] }
}

function hookOf(provider: HookProvider, secrets: readonly string[]): LiveHook {
  const options = hookOptionsSchema.parse({ map: { name: 'type', value: 'amount' } })
  return { id: 'h', name: 'h', provider, source: 's', options, secrets, loginSecret: undefined, sealed: false }
}

const right = new Set([200, 400, ...Object.values(dropReasons).map(({ status }) => status)])

test.each(Object.keys(providers) as HookProvider[])('%s', async (provider) => {
  const property = fc.asyncProperty(bodiesOf(provider), async (written) => {
    // text that is not whole characters does not survive being sent
    const body = Buffer.from(provider === 'apple' ? signedByApple(written) : written).toString()
    const delivery = deliveryOf(provider, signers[provider](body))
    const outcome = await receiveDelivery(delivery, tried[provider], hookOf(provider, ['older', secret]), receiver)
    if ('dropped' in outcome) {
      expect(outcome.dropped).not.toBe('wrong_signature')
      expect(journal.splice(0)).toEqual([])
      return
    }
    expect(right).toContain((tried[provider].reply ?? plainReply)(outcome).status)
    const lines = journal.splice(0)
    expect(lines.length).toBe(outcome.accepted)
    for (const line of lines) {
      const event = fromEventLine(line)
      expect(event).toMatchObject({ source: 's', id: expect.stringMatching(/./s), name: expect.stringMatching(/./s) })
      expect(line).not.toContain('taro@example.com')
    }
  })
  await fc.assert(property, { numRuns: 300 })
})

test.each(Object.keys(providers) as HookProvider[])('%s, signed otherwise, never counts', async (provider) => {
  const signature = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.constantFrom('', 't=,v1=', 'sha256=', '0'.repeat(64)),
  )
  const property = fc.asyncProperty(bodiesOf(provider), signature, fc.boolean(), async (body, given, changed) => {
    const signed = signers[provider](body)
    const [first, ...others] = Object.entries(signed.headers)
    const headers = first ? { ...Object.fromEntries(others), [first[0]]: changed ? `${first[1]}x` : given } : {}
    const delivery = deliveryOf(provider, { ...signed, headers, query: new URLSearchParams({ token: given || 'x' }) })
    const outcome = await receiveDelivery(delivery, tried[provider], hookOf(provider, [secret]), receiver)
    expect(outcome).toMatchObject({ dropped: 'wrong_signature' })
    expect(journal).toEqual([])
  })
  await fc.assert(property, { numRuns: 200 })
})

test('a hook without a secret believes nobody', async () => {
  for (const provider of Object.keys(providers) as HookProvider[]) {
    if (provider === 'apple') continue
    const delivery = deliveryOf(provider, signers[provider]('{}'))
    const outcome = await receiveDelivery(delivery, tried[provider], hookOf(provider, []), receiver)
    expect(outcome).toMatchObject({ dropped: 'wrong_signature' })
  }
})

test('a megabyte of brackets, tags or commas is read in no time', async () => {
  const long = 300_000
  const bodies = [
    '<'.repeat(long),
    '<a '.repeat(long),
    `<${'a'.repeat(long)}`,
    '<Notification>'.repeat(70_000),
    '['.repeat(long),
    '&#'.repeat(long),
    '{"a":'.repeat(long),
  ]
  for (const provider of Object.keys(providers) as HookProvider[]) {
    for (const body of bodies) {
      const outcome = await receiveDelivery(
        deliveryOf(provider, signers[provider](body)),
        tried[provider],
        hookOf(provider, [secret]),
        receiver,
      )
      expect('dropped' in outcome || outcome.accepted === journal.splice(0).length).toBe(true)
    }
  }
  const header = deliveryOf('stripe', {
    body: '',
    headers: { 'stripe-signature': 'v1=,'.repeat(4_000) },
    query: new URLSearchParams(),
  })
  expect(tried.stripe.verify(header, hookOf('stripe', [secret]))).toBe('wrong')
})
