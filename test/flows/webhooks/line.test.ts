// LINE's webhooks, and the link that makes a visitor and a friend one person.
import { fromEventLine } from '#contract/event-line.ts'
import { createHmac } from 'node:crypto'
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { validateSignature } from '@line/bot-sdk'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { JunkSigns } from '#collect/junk.ts'
import { finishLink, startLink } from '#collect/webhooks/line-link.ts'
import type { Delivery } from '#collect/webhooks/provider.ts'
import { hookOptionsSchema } from '#contract/hook.ts'
import { type StoredEvent } from '#contract/event.ts'
import type { LiveHook } from '#store/hooks.ts'
import { hourMs } from '#util/duration.ts'
import { type TestCollector, openTestCollector } from '../../support/collector.ts'
import { deliver } from '../../support/deliver.ts'
import { aMessage } from '../../support/message.ts'
import { unwatched } from '../../support/receiver.ts'

const secret = 'line-channel-secret'
const person = `U${'0123456789abcdef'.repeat(2)}`
let collector: TestCollector
let address: string

beforeAll(async () => {
  collector = await openTestCollector()
  address = await collector.addHook({ provider: 'line', secret })
})
beforeEach(() => void collector.events(true))
afterAll(() => collector.close())

function send(events: object[], key = secret) {
  const body = JSON.stringify({ destination: 'Ubot', events })
  const signature = createHmac('sha256', key).update(body).digest('base64')
  expect(validateSignature(body, secret, signature)).toBe(key === secret)
  return deliver(address, body, { 'x-line-signature': signature })
}

const happened = (type: string, more: object = {}) => ({
  type,
  mode: 'active',
  timestamp: Date.UTC(2026, 9, 1),
  source: { type: 'user', userId: person },
  webhookEventId: `01${type}`,
  deliveryContext: { isRedelivery: false },
  ...more,
})

test('friends who come and go are events of one person, and messages are not read', async () => {
  const message = happened('message', { message: { type: 'text', text: 'hello' } })
  const events = [happened('follow', { follow: { isUnblocked: false } }), message, happened('unfollow')]
  expect(await send(events)).toMatchObject({ status: 200, answer: { accepted: 2 } })
  expect(collector.events()).toMatchObject([
    { id: '01follow', name: 'line_follow', user_id: `line:${person}`, time: Date.UTC(2026, 9, 1) },
    { id: '01unfollow', name: 'line_unfollow', user_id: `line:${person}` },
  ])
  expect(JSON.stringify(collector.events())).not.toContain('hello')
})

test("LINE's own check of the address, which holds no event, is answered 200; others are refused", async () => {
  expect((await send([])).status).toBe(200)
  expect((await send([happened('follow')], 'other-secret')).status).toBe(401)
})

/** LINE Login's token endpoint, for one code. */
function openLine(answer: (form: URLSearchParams) => object | undefined): Promise<Server> {
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const found = answer(new URLSearchParams(body))
      response.writeHead(found ? 200 : 400).end(JSON.stringify(found ?? { error: 'invalid_grant' }))
    })
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

function idToken(claims: object, key: string): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`
  return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`
}

test('the link takes a visitor through LINE Login, and back comes one event that joins both', async () => {
  const now = Date.now()
  const loginSecret = 'line-login-secret'
  const options = hookOptionsSchema.parse({
    login_channel: '1234567890',
    after_login: 'https://www.example.com/thanks',
  })
  const hook: LiveHook = {
    id: 'h',
    name: 'line',
    provider: 'line',
    source: 'line',
    options,
    secrets: [],
    loginSecret,
    sealed: false,
  }
  const asked: URLSearchParams[] = []
  let key = loginSecret
  const server = await openLine((form) => {
    asked.push(form)
    const claims = { iss: 'https://access.line.me', aud: '1234567890', exp: Math.floor(now / 1_000) + 60, sub: person }
    return form.get('code') === 'c1' ? { id_token: idToken(claims, key) } : undefined
  })
  const login = {
    authorize: 'https://line.test/authorize',
    token: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
  }
  const kept: StoredEvent[] = []
  const receiver = {
    journal: {
      append: async ({ body }: { body: string }) => {
        kept.push(fromEventLine(body))
        return 'written' as const
      },
    },
    keys: { find: () => undefined },
    clock: () => now,
    junk: new JunkSigns([]),
    ...unwatched,
  }
  const visit = (page: string, query: string, receivedAt = now): Delivery => {
    const path = `/v1/hooks/line/line/${page}`
    const urls = [`https://events.example.com${path}`, `http://events.example.com${path}`]
    return { ...aMessage({ method: 'GET', path, query, receivedAt }), raw: Buffer.alloc(0), urls }
  }
  const start = async (mark: string): Promise<URL> => {
    const answer = await startLink(visit('link', `_oc=${mark}`), hook, receiver, login)
    return new URL('location' in answer ? answer.location : 'none:')
  }
  const finish = (state: string, code = 'c1', at = now) =>
    finishLink(visit('linked', `code=${code}&state=${state}`, at), hook, receiver, login)
  const thanks = { location: 'https://www.example.com/thanks' }

  const to = await start(`v1.s1.${now - 5_000}`)
  expect(Object.fromEntries(to.searchParams)).toMatchObject({
    client_id: '1234567890',
    redirect_uri: 'https://events.example.com/v1/hooks/line/line/linked',
    bot_prompt: 'aggressive',
  })
  const state = to.searchParams.get('state')!
  expect(await finish(state, 'unknown')).toEqual(thanks)
  expect(await finish(`${state}0`)).toMatchObject({ dropped: 'stale' })
  expect(await finish(state, 'c1', now + hourMs)).toMatchObject({ dropped: 'stale' })
  key = 'not the secret'
  expect(await finish(state)).toEqual(thanks)
  key = loginSecret
  expect(kept).toEqual([])
  expect(await finish(state)).toEqual(thanks)
  expect(kept).toMatchObject([
    { name: 'line_linked', visitor_id: 'v1', session_id: 's1', user_id: `line:${person}`, source: 'line' },
  ])
  expect(asked.at(-1)!.get('redirect_uri')).toBe(to.searchParams.get('redirect_uri'))

  // a link that was copied makes nobody else this visitor
  const copied = await start(`v1.s1.${now - 600_000}`)
  expect(await finish(copied.searchParams.get('state')!)).toEqual(thanks)
  expect(kept.length).toBe(1)
  server.close()
})

test('over HTTP the link leads to LINE, where a login channel is set', async () => {
  const options = { login_channel: '1234567890' } as never
  const login_secret = 'line-login-secret'
  const to = await collector.addHook({ provider: 'line', name: 'linked', secret, login_secret, options })
  const answer = await fetch(`${to}/link?_oc=v.s.${Date.now()}`, { redirect: 'manual' })
  expect(answer.status).toBe(302)
  expect(answer.headers.get('location')).toMatch(/^https:\/\/access\.line\.me\/oauth2\/v2\.1\/authorize\?/)
  expect((await fetch(`${to}/linked?code=x&state=x`, { redirect: 'manual' })).status).toBe(401)
  expect((await fetch(`${address}/link`)).status).toBe(404)
  expect((await fetch(`${to}/nothing`)).status).toBe(404)
})
