// Webhooks of whoever signs: what is believed, what is refused, and what becomes of the fields.
import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { hookOptionsSchema } from '#contract/hook.ts'
import { type TestCollector, openTestCollector } from '../../support/collector.ts'
import { deliver } from '../../support/deliver.ts'

const secret = 'correct horse battery'
let collector: TestCollector
let address: string

beforeAll(async () => {
  collector = await openTestCollector()
  const map = { id: 'id', name: 'kind', time: 'at', email: 'person.email', order_id: 'order', value: 'price' }
  address = await collector.addHook({ provider: 'generic', secret, options: optionsWith({ map }) })
})
beforeEach(() => {
  collector.events(true)
  collector.refused.length = 0
  collector.full = undefined
})
afterAll(() => collector.close())

function optionsWith(options: object) {
  return options as never
}

function sign(body: string, key = secret): string {
  return createHmac('sha256', key).update(body).digest('hex')
}

function signed(body: string, to = address) {
  return deliver(to, body, { 'x-signature': sign(body) })
}

test('a signed delivery is kept under the fields that were asked for, its e-mail hashed', async () => {
  const person = { email: 'Taro@Example.com' }
  const body = JSON.stringify({
    id: 'l-1',
    kind: 'lead',
    at: 1_790_000_000,
    person,
    order: 17,
    price: '12.50',
    colour: 'red',
  })
  expect(await signed(body)).toEqual({ status: 200, answer: { accepted: 1, rejected: [] } })
  const [event] = collector.events()
  expect(event).toMatchObject({
    source: 'generic',
    id: 'l-1',
    name: 'lead',
    time: 1_790_000_000_000,
    order_id: '17',
    value: 12.5,
    ip: '',
  })
  expect(event!.match_keys['email']).toMatch(/^[0-9a-f]{64}$/)
  expect(JSON.parse(event!.properties)).toEqual({ colour: 'red', person: { email: '[removed]' } })
})

test('what is not signed, signed otherwise, or changed after signing is refused, noted, and never kept', async () => {
  const body = '{"id":"1","kind":"lead"}'
  expect((await deliver(address, body)).status).toBe(401)
  expect((await deliver(address, body, { 'x-signature': sign(body, 'another') })).status).toBe(401)
  expect((await deliver(address, body, { 'x-signature': sign(body).slice(2) })).status).toBe(401)
  expect((await deliver(address, `${body} `, { 'x-signature': sign(body) })).answer).toMatchObject({
    error: { code: 'wrong_signature' },
  })
  expect(collector.events()).toEqual([])
  expect(collector.refused).toEqual(Array.from({ length: 4 }, () => 'wrong_signature'))
})

test('nothing of a refused delivery is parsed: its body may be anything', async () => {
  expect((await deliver(address, '{', { 'x-signature': 'zz' })).status).toBe(401)
  expect((await signed('{')).answer).toMatchObject({ error: { code: 'unreadable' } })
})

test('what a sender repeats has the same id, sent by it or made of the body', async () => {
  for (const body of ['{"id":"7"}', '{"name":"Jun"}']) {
    await signed(body)
    await signed(body)
    const [first, second] = collector.events(true)
    expect(first!.id).toBe(second!.id)
    expect(first).toMatchObject({ name: 'form_submitted', suspect: '' })
  }
})

test('a full journal is answered 503, so that the sender tries again', async () => {
  collector.full = 'the disk is full'
  expect((await signed('{"id":"8"}')).status).toBe(503)
})

test('the time of sending is part of what is signed, and may be five minutes off', async () => {
  const options = optionsWith({ timestamp_header: 'X-Time', signs: '{timestamp}.{body}', prefix: 'sha256=' })
  const to = await collector.addHook({ provider: 'generic', name: 'timed', secret, options })
  const at = (seconds: number, signedAt = seconds) =>
    deliver(to, '{"a":1}', { 'x-time': String(seconds), 'x-signature': `sha256=${sign(`${signedAt}.{"a":1}`)}` })
  const now = Math.floor(Date.now() / 1_000)
  expect((await at(now - 200)).status).toBe(200)
  expect(await at(now - 400)).toMatchObject({ status: 401, answer: { error: { code: 'stale' } } })
  expect(await at(now + 400)).toMatchObject({ status: 401, answer: { error: { code: 'stale' } } })
  expect(await at(now, now - 400)).toMatchObject({ status: 401, answer: { error: { code: 'wrong_signature' } } })
  expect(collector.refused).toEqual(['stale', 'stale', 'wrong_signature'])
})

test('a body that is signed twice is checked twice, and a time that nobody signed is not taken', async () => {
  const to = await collector.addHook({
    provider: 'generic',
    name: 'twice',
    secret,
    options: optionsWith({ signs: '{body}.{body}' }),
  })
  expect((await deliver(to, '{"a":1}', { 'x-signature': sign('{"a":1}.{"a":1}') })).status).toBe(200)
  expect((await deliver(to, '{"a":1}', { 'x-signature': sign('{"a":1}.') })).status).toBe(401)
  const unsigned = hookOptionsSchema.safeParse({ timestamp_header: 'X-Time' })
  expect(unsigned.error?.issues[0]).toMatchObject({ path: ['signs'] })
})

test('a date that names the body makes no old delivery fresh', async () => {
  const options = optionsWith({ timestamp_header: 'X-Time', signs: '{body}{timestamp}' })
  const to = await collector.addHook({ provider: 'generic', name: 'dated', secret, options })
  const old = `a=1${Math.floor(Date.now() / 1_000) - 400}`
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-signature': sign(old) }
  const refused = { status: 401, answer: { error: { code: 'wrong_signature' } } }
  expect(await deliver(to, old, { ...headers, 'x-time': `{body} ${new Date().toUTCString()}` })).toMatchObject(refused)
})

test('senders that cannot sign send the secret itself, and forms are read as such', async () => {
  const options = optionsWith({ algorithm: 'token', header: 'X-Token', map: { email: 'Email' }, set: { name: 'lead' } })
  const to = await collector.addHook({ provider: 'generic', name: 'marketo', secret, options })
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  expect((await deliver(to, 'Email=a%40b.jp&Program=Expo', { ...form, 'x-token': secret })).status).toBe(200)
  expect((await deliver(`${to}?token=${encodeURIComponent(secret)}`, 'Email=a%40b.jp', form)).status).toBe(200)
  expect((await deliver(`${to}?token=nonsense`, 'Email=a%40b.jp', form)).status).toBe(401)
  expect((await deliver(to, 'Email=a%40b.jp', form)).status).toBe(401)
  expect(collector.events().map(({ name, properties }) => [name, properties])).toEqual([
    ['lead', '{"Program":"Expo"}'],
    ['lead', '{}'],
  ])
})

test('a body may hold a list, of which the bad ones cost the good ones nothing', async () => {
  const options = optionsWith({ items: 'data.rows', map: { id: 'id' } })
  const to = await collector.addHook({ provider: 'generic', name: 'list', secret, options })
  const body = JSON.stringify({ data: { rows: [{ id: 'a' }, 7, { id: 'b' }] } })
  expect(await signed(body, to)).toMatchObject({ status: 200, answer: { accepted: 2, rejected: [{ index: 1 }] } })
})

test('an address that is none is answered 404', async () => {
  expect((await signed('{}', `${collector.url}/v1/hooks/generic/nobody`)).status).toBe(404)
  expect((await signed('{}', `${collector.url}/v1/hooks/constructor/generic`)).status).toBe(404)
  expect((await fetch(address)).status).toBe(405)
  expect(collector.refused).toEqual(['unknown_hook', 'unknown_hook'])
})
