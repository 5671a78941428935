// Who may pass the API's doors, what it says of its own health, and whether its description is complete.
import type { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Finding } from '#contract/checkup.ts'
import { createApi } from '#http/api.ts'
import { operations } from '#http/operations/all.ts'
import type { Services } from '#http/services.ts'
import { addRecipient } from '#store/recipients.ts'
import { dayMs, hourMs, minuteMs } from '#util/duration.ts'
import { openTestServices } from '../support/services.ts'

let services: Services
let close: () => Promise<void>
let api: Hono
let token: string

beforeAll(async () => {
  ;({ services, close } = await openTestServices())
  api = createApi(services)
  token = services.adminToken
})
afterAll(() => close())

const origin = 'http://127.0.0.1:4500'

async function call(path: string, headers: Record<string, string> = {}, method = 'GET', body?: string) {
  return api.fetch(new Request(new URL(path, origin), { method, headers, ...(body !== undefined && { body }) }))
}

async function sessionCookie(): Promise<string> {
  const answer = await call(`/sign-in?token=${token}`)
  return answer.headers.get('set-cookie')!.split(';')[0]!
}

test('Without a token nothing below /api is answered, not even what does not exist', async () => {
  for (const path of ['/api/v1/plans', '/api/v1/openapi.json', '/api/v1/nothing', '/api/']) {
    expect((await call(path)).status, path).toBe(401)
  }
  const { error } = (await (await call('/api/v1/plans')).json()) as {
    error: { code: string; details: { hint: string }[] }
  }
  expect(error.code).toBe('not_signed_in')
  expect(error.details[0]!.hint).toContain('onecount doctor')
})

test('A wrong token is refused, and so is a session that nobody was given', async () => {
  expect((await call('/api/v1/plans', { authorization: 'Bearer guess' })).status).toBe(401)
  expect((await call('/api/v1/plans', { cookie: `onecount_session_4500=${Date.now() + minuteMs}.guess` })).status).toBe(
    401,
  )
  // a wrong token is not made good by a session
  const headers = { authorization: 'Bearer guess', cookie: await sessionCookie() }
  expect((await call('/api/v1/plans', headers)).status).toBe(401)
})

test('The token opens the API', async () => {
  const answer = await call('/api/v1/plans', { authorization: `Bearer ${token}` })
  expect(answer.status).toBe(200)
  expect(await answer.json()).toEqual({ versions: [] })
  const missing = await call('/api/v1/nothing', { authorization: `Bearer ${token}` })
  expect(missing.status).toBe(404)
})

test('A body beyond the bound is refused before it is read', async () => {
  const authorization = `Bearer ${services.adminToken}`
  for (const noun of ['ask', 'keys', 'users', 'hooks']) {
    const body = `{"metrics":["${'a'.repeat(1_100_000)}"]}`
    const answer = await api.request(`/api/v1/${noun}`, { method: 'POST', body, headers: { authorization } })
    expect(answer.status, noun).toBe(413)
    expect(await answer.json()).toMatchObject({ error: { code: 'body_too_large' } })
  }
})

test('The sign-in link gives a session that scripts and other sites cannot use', async () => {
  const answer = await call(`/sign-in?token=${token}`)
  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toBe('/')
  expect(answer.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict$/)
  expect((await call('/api/v1/plans', { cookie: await sessionCookie() })).status).toBe(200)
  expect((await call('/sign-in?token=guess')).status).toBe(401)
  expect((await call('/sign-in')).headers.get('set-cookie')).toBeNull()
})

test('A session ends after thirty days', async () => {
  const cookie = await sessionCookie()
  const later = createApi({ ...services, clock: () => Date.now() + 31 * dayMs })
  expect((await later.fetch(new Request(`${origin}/api/v1/plans`, { headers: { cookie } }))).status).toBe(401)
})

test('With a session, only pages of this site change anything', async () => {
  const cookie = await sessionCookie()
  const propose = (headers: Record<string, string>) =>
    call('/api/v1/plans/check', { cookie, ...headers }, 'POST', 'points: []')
  expect((await propose({ 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  expect((await propose({ 'sec-fetch-site': 'same-site' })).status).toBe(403)
  expect((await propose({ origin: 'https://evil.example' })).status).toBe(403)
  expect((await propose({})).status).toBe(403)
  expect((await propose({ 'sec-fetch-site': 'same-origin' })).status).toBe(200)
  expect((await propose({ origin })).status).toBe(200)
})

test('A name that was made to point at this machine is refused', async () => {
  const asked = (address: string) => api.fetch(new Request(address))
  expect((await asked('http://rebound.example:4500/healthz')).status).toBe(403)
  expect((await asked('http://localhost:4500/healthz')).status).toBe(200)
  expect((await asked('http://[::1]:4500/healthz')).status).toBe(200)
})

test('The numbers of the server are open on this machine alone', async () => {
  expect((await call('/metrics')).status).toBe(200)
  const settings = { ...services.settings, publicUrl: 'https://onecount.example.com' }
  const open = createApi({ ...services, settings })
  expect((await open.fetch(new Request('https://onecount.example.com/metrics'))).status).toBe(401)
})

test('Every answer forbids other sites to frame, sniff or script it', async () => {
  for (const path of ['/healthz', '/api/v1/plans', '/nothing', '/sign-in']) {
    const { headers } = await call(path)
    expect(headers.get('content-security-policy'), path).toContain("default-src 'self'")
    expect(headers.get('x-content-type-options'), path).toBe('nosniff')
  }
})

test('Health names the instance, readiness asks both engines', async () => {
  expect(await (await call('/healthz')).json()).toEqual({ status: 'ok', instance: services.instance })
  expect(await (await call('/readyz')).json()).toEqual({ status: 'ready' })
  const failing = createApi({ ...services, background: { ...services.background, counting: 'out of memory' } })
  const answer = await failing.fetch(new Request(`${origin}/readyz`))
  expect(answer.status).toBe(503)
  expect(await answer.json()).toEqual({
    status: 'not ready',
    reasons: ['Counting fails and is tried again: out of memory'],
  })
})

test('Metrics are Prometheus text', async () => {
  const text = await (await call('/metrics')).text()
  expect(text).toContain('# TYPE onecount_events_accepted_total counter\nonecount_events_accepted_total 0\n')
  expect(text).toMatch(/onecount_http_answers_total\{status="2xx"\} \d+/)
  for (const line of text.trim().split('\n')) {
    expect(line).toMatch(/^(# (HELP|TYPE) onecount_\w+ .+|onecount_\w+(\{\w+="[^"]*"\})? [\d.]+)$/)
  }
})

test('Every mounted route is described, and every described one is mounted', async () => {
  const mounted = api.routes
    .filter(({ method, path }) => method !== 'ALL' && !path.includes('*'))
    .map(({ method, path }) => `${method.toLowerCase()} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)
  const described = operations.filter(({ collector }) => !collector).map(({ method, path }) => `${method} ${path}`)
  expect(new Set(described)).toEqual(new Set(mounted))
  const answer = await call('/api/v1/openapi.json', { authorization: `Bearer ${token}` })
  const document = (await answer.json()) as { openapi: string; paths: Record<string, Record<string, object>> }
  expect(document.openapi).toBe('3.1.0')
  for (const { method, path } of operations) expect(document.paths[path]?.[method], `${method} ${path}`).toBeDefined()
  expect(document.paths['/api/v1/ask']!['post']).toMatchObject({
    requestBody: { content: { 'application/json': { schema: { required: ['metrics'] } } } },
  })
})

test('A checkup of a new folder finds nothing wrong and says what to do first', async () => {
  const answer = await call('/api/v1/checkup', { authorization: `Bearer ${token}` })
  const { findings } = (await answer.json()) as { findings: Finding[] }
  expect(findings.filter(({ state }) => state === 'wrong')).toEqual([])
  expect(findings.filter(({ state }) => state === 'warn').map(({ what }) => what)).toEqual(['keys', 'plan'])
  expect(findings.find(({ what }) => what === 'keys')!.todo).toContain('onecount key create')
})

test('A checkup sees a table that would lose rows with the power, a clock that went back, and a recipient under another key', async () => {
  await services.store.facts.command('CREATE TABLE careless (a UInt8) ENGINE = MergeTree ORDER BY a')
  const { control, home } = services.store
  const told = { name: 'team', language: 'en', rules: {}, address: 'hooks.slack.com', by: 'ann' } as const
  const target = { kind: 'slack', url: 'https://hooks.slack.com/services/T/B/x' } as const
  await addRecipient({ control, keyFile: `${home.hookKey}-of-another-folder` }, { ...told, target }, Date.now())
  const early = createApi({ ...services, clock: () => Date.now() - hourMs })
  const answer = await early.fetch(
    new Request(`${origin}/api/v1/checkup`, { headers: { authorization: `Bearer ${token}` } }),
  )
  const { findings } = (await answer.json()) as { findings: Finding[] }
  expect(findings.find(({ what }) => what === 'facts engine')).toMatchObject({
    state: 'wrong',
    found: expect.stringContaining('careless'),
  })
  expect(findings.find(({ what }) => what === 'clock')).toMatchObject({ state: 'warn' })
  const unread = findings.find(({ what }) => what === 'recipients')!
  expect([unread.state, unread.found.includes('team'), unread.todo!.includes('hook-key')]).toEqual([
    'wrong',
    true,
    true,
  ])
  await services.store.facts.command('DROP TABLE careless')
})
