import { fromEventLine } from '#contract/event-line.ts'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { Journal } from '#collect/journal.ts'
import { JunkSigns } from '#collect/junk.ts'
import { type StoredEvent, limits } from '#contract/event.ts'
import { type Control, openControl } from '#store/control.ts'
import { type JournalReader, openJournal, openJournalReader } from '#store/journal.ts'
import { KeyRing, createKey, revokeKey } from '#store/keys.ts'
import { unwatched } from '../../test/support/receiver.ts'
import { createCollectServer } from './collect.ts'

const folder = mkdtempSync(join(tmpdir(), 'onecount-collect-'))
const now = Date.UTC(2026, 3, 1)
let control: Control
let keys: KeyRing
let journal: Journal
let reader: JournalReader
let server: Server
let address: string
let key: string
let pageKey: string
let full: string | undefined

beforeAll(async () => {
  control = await openControl(join(folder, 'control.sqlite'))
  keys = new KeyRing(join(folder, 'control.sqlite'))
  mkdirSync(join(folder, 'journal'))
  const path = join(folder, 'journal', 'journal.sqlite')
  journal = new Journal(
    openJournal(path, () => undefined),
    { path, onDamage: () => undefined },
  )
  reader = openJournalReader(path)!
  server = createCollectServer({
    journal: { append: (entry) => (full ? Promise.resolve({ full }) : journal.append(entry)) },
    keys,
    hooks: { find: () => undefined },
    clock: () => now,
    junk: new JunkSigns([]),
    ...unwatched,
    notReady: () => full,
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  key = (await createKey(control, { name: 'shop', kind: 'write', source: 'shop', origins: [] }, now)).key
  const sites = ['https://www.example.com']
  pageKey = (await createKey(control, { name: 'pages', kind: 'browser', source: 'tag', origins: sites }, now)).key
})
afterEach(() => (full = undefined))
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await journal.close()
  reader.close()
  keys.close()
  await control.destroy()
  rmSync(folder, { recursive: true, force: true })
})

async function post(body: NonNullable<RequestInit['body']>, headers: Record<string, string> = {}) {
  const response = await fetch(`${address}/v1/events`, {
    method: 'POST',
    body,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
  })
  return { status: response.status, headers: response.headers, answer: (await response.json()) as Record<string, any> }
}

function send(value: unknown, headers?: Record<string, string>) {
  return post(JSON.stringify(value), headers)
}

function journalled(): StoredEvent[] {
  return reader.read(0, 1e9).flatMap((body) => body.split('\n').map(fromEventLine))
}

test('one event, an array and {events} are all taken, and are in the journal when they are acknowledged', async () => {
  expect(await send({ name: 'a', id: '1' })).toMatchObject({ status: 200, answer: { accepted: 1, rejected: [] } })
  expect(journalled().at(-1)).toMatchObject({ source: 'shop', id: '1', time: now, ip: '', user_agent: '' })
  expect(
    (
      await send([
        { name: 'a', id: '2' },
        { name: 'b', id: '3' },
      ])
    ).answer,
  ).toEqual({ accepted: 2, rejected: [] })
  expect((await send({ events: [{ name: 'a', id: '4' }] })).answer).toEqual({ accepted: 1, rejected: [] })
  expect(
    journalled()
      .slice(-3)
      .map(({ id }) => id),
  ).toEqual(['2', '3', '4'])
  expect(await send([])).toMatchObject({ status: 200, answer: { accepted: 0, rejected: [] } })
})

test('a byte order mark before the body is no part of it', async () => {
  const marked = await post(`\uFEFF${JSON.stringify({ name: 'a', id: 'marked' })}`)
  expect(marked).toMatchObject({ status: 200, answer: { accepted: 1 } })
  expect(journalled().at(-1)).toMatchObject({ name: 'a', id: 'marked' })
})

test('one bad event never costs the good ones', async () => {
  const { status, answer } = await send([{ name: 'a', id: 'g1' }, { id: 'bad' }, 7, { name: 'a', id: 'g2' }])
  expect(status).toBe(200)
  expect(answer).toEqual({
    accepted: 2,
    rejected: [
      { index: 1, id: 'bad', field: 'name', reason: expect.stringContaining('name is missing') },
      { index: 2, field: '', reason: expect.stringContaining('is not an event') },
    ],
  })
})

test('a request without one usable event is answered 400, with a reason for each', async () => {
  const { status, answer } = await send([{}, { name: 'a', time: 5 }])
  expect(status).toBe(400)
  expect(answer).toMatchObject({ accepted: 0, rejected: [{ field: 'name' }, { field: 'time' }] })
})

test('events without an id are taken, marked and noted once', async () => {
  const { answer } = await send([{ name: 'a' }, { name: 'b' }])
  expect(answer['notes']).toEqual([expect.stringMatching(/^id: none was sent.*\(2 events, the first is 0\)$/)])
  expect(journalled().at(-1)).toMatchObject({ suspect: 'no_id' })
})

test.each([
  ['not JSON', '{"name":', 400, 'broken_json'],
  ['text', '"x"', 400, 'broken_json'],
  ['one word', 'closed', 400, 'broken_json'],
  ['events that are no array', '{"events": {}}', 400, 'broken_json'],
  ['too many events', JSON.stringify(Array.from({ length: 1_001 }, () => ({ name: 'a' }))), 413, 'batch_too_large'],
  ['too large a body', `[${' '.repeat(limits.bodyBytes)}]`, 413, 'body_too_large'],
])('%s is refused with the remedy', async (_, body, status, code) => {
  const found = await post(body)
  expect(found).toMatchObject({ status, answer: { error: { code, details: [{ hint: expect.any(String) }] } } })
})

test('an event larger than the bound is refused, the others are kept', async () => {
  const large = {
    name: 'a',
    id: 'large',
    match_keys: Object.fromEntries([...Array(300).keys()].map((n) => [`k${n}`, 'x'.repeat(250)])),
  }
  const { answer } = await send([large, { name: 'a', id: 'small' }])
  expect(answer).toMatchObject({
    accepted: 1,
    rejected: [{ index: 0, id: 'large', reason: expect.stringContaining('an event may have 65536') }],
  })
})

test('gzip is read, bombs and garbage are not', async () => {
  const gzip = { 'content-encoding': 'gzip' }
  expect((await post(gzipSync(JSON.stringify({ name: 'a', id: 'z' })), gzip)).answer).toMatchObject({ accepted: 1 })
  expect(await post(gzipSync(' '.repeat(50_000_000)), gzip)).toMatchObject({ status: 413 })
  expect(await post('plain', gzip)).toMatchObject({ status: 400, answer: { error: { code: 'broken_gzip' } } })
  expect(await post('x', { 'content-encoding': 'br' })).toMatchObject({ status: 415 })
})

test('what is not JSON is refused with the header that is wanted; what curl sends unasked is read', async () => {
  const asForm = await post('{"name":"a"}', { 'content-type': 'application/x-www-form-urlencoded' })
  expect(asForm).toMatchObject({ status: 200 })
  const { status, answer } = await post('{}', { 'content-type': 'application/xml' })
  expect(status).toBe(415)
  expect(answer['error'].details[0].hint).toContain('Content-Type: application/json')
})

test('no key, an unknown key and a revoked key are refused', async () => {
  const noKey = await fetch(`${address}/v1/events`, { method: 'POST', body: '{"name":"a"}' })
  expect(noKey.status).toBe(401)
  expect(noKey.headers.get('www-authenticate')).toBe('Bearer')
  expect(await send({ name: 'a' }, { authorization: 'Bearer oc_w_wrong' })).toMatchObject({ status: 401 })
  const short = await createKey(control, { name: 'short', kind: 'write', source: 's', origins: [] }, now)
  await expect.poll(async () => (await send([], { authorization: `Bearer ${short.key}` })).status).toBe(200)
  await revokeKey(control, 'short', now)
  await expect
    .poll(async () => (await send([], { authorization: `Bearer ${short.key}` })).status, { timeout: 3_000 })
    .toBe(401)
})

test('a page sends with the key in its body, from its own site only', async () => {
  const page = (origin: string) =>
    fetch(`${address}/v1/events`, {
      method: 'POST',
      body: JSON.stringify({ key: pageKey, events: [{ name: 'page_viewed', id: origin }] }),
      headers: {
        'content-type': 'text/plain',
        origin,
        'user-agent': 'Browser/2',
        'x-forwarded-for': '1.1.1.1, 203.0.113.9',
      },
    })
  const own = await page('https://www.example.com')
  expect(own.status).toBe(200)
  expect(own.headers.get('access-control-allow-origin')).toBe('https://www.example.com')
  expect(journalled().at(-1)).toMatchObject({ source: 'tag', ip: '203.0.113.0', user_agent: 'Browser/2' })
  expect((await page('https://evil.example')).status).toBe(403)
  const serverKey = await fetch(`${address}/v1/events`, { method: 'POST', body: JSON.stringify({ key, name: 'a' }) })
  expect(await serverKey.json()).toMatchObject({ error: { code: 'key_in_page' } })
})

test('browsers may ask beforehand', async () => {
  const response = await fetch(`${address}/v1/events`, { method: 'OPTIONS', headers: { origin: 'https://a.example' } })
  expect(response.status).toBe(204)
  expect(response.headers.get('access-control-allow-origin')).toBe('https://a.example')
  expect(response.headers.get('access-control-allow-methods')).toBe('POST')
})

test('a full journal answers 503 with Retry-After, and takes events again when there is room', async () => {
  full = 'the disk of the data folder is full'
  const refused = await send({ name: 'a', id: 'f' })
  expect(refused).toMatchObject({ status: 503, answer: { error: { code: 'journal_full' } } })
  expect(refused.headers.get('retry-after')).toBe('10')
  expect((await fetch(`${address}/readyz`)).status).toBe(503)
  full = undefined
  expect((await fetch(`${address}/readyz`)).status).toBe(200)
  expect(await send({ name: 'a', id: 'f' })).toMatchObject({ status: 200 })
})

test('health, unknown paths and wrong methods', async () => {
  expect(await (await fetch(`${address}/healthz`)).json()).toEqual({ status: 'ok' })
  expect((await fetch(`${address}/healthz`, { method: 'HEAD' })).status).toBe(200)
  expect((await fetch(`${address}/constructor`)).status).toBe(404)
  const wrong = await fetch(`${address}/v1/events`)
  expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST, OPTIONS'])
})

test('a sender that goes away in the middle of its body leaves nothing behind', async () => {
  const before = journalled().length
  const socket = connect(Number(new URL(address).port), '127.0.0.1')
  socket.write(
    `POST /v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${key}\r\nContent-Length: 100\r\n\r\n{"name"`,
  )
  await new Promise((resolve) => setImmediate(resolve))
  socket.destroy()
  expect(await send([])).toMatchObject({ status: 200 })
  expect(journalled()).toHaveLength(before)
})

test('whatever is sent gets an answer, and what it calls accepted is in the journal', async () => {
  const wire = fc.oneof(
    fc.jsonValue(),
    fc.record({ name: fc.string({ minLength: 1 }), id: fc.uuid(), properties: fc.jsonValue() }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(wire, { maxLength: 20 }), async (events) => {
      const before = journalled().length
      const { status, answer } = await send({ events })
      expect([200, 400]).toContain(status)
      expect(answer['accepted'] + answer['rejected'].length).toBe(events.length)
      expect(journalled()).toHaveLength(before + answer['accepted'])
    }),
    { numRuns: 50 },
  )
})
