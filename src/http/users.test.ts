import type { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type InvitedUser, type Role, type UserEntry, roles } from '#contract/user.ts'
import { linkMs } from '#store/users.ts'
import { dayMs } from '#util/duration.ts'
import { openTestServices } from '../../test/support/services.ts'
import { createApi } from './api.ts'
import { operations } from './operations/all.ts'
import { neededRole } from './roles.ts'
import type { Services } from './services.ts'

let services: Services
let close: () => Promise<void>
let api: Hono
let now = Date.UTC(2026, 4, 1)

beforeAll(async () => {
  ;({ services, close } = await openTestServices())
  services = { ...services, clock: () => now }
  api = createApi(services)
})
afterAll(() => close())

const origin = 'http://127.0.0.1:4500'

async function send(method: string, path: string, headers: Record<string, string>, body?: unknown): Promise<Response> {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const own = { 'sec-fetch-site': 'same-origin', ...headers }
  return api.fetch(
    new Request(new URL(path, origin), { method, headers: own, ...(body !== undefined && { body: text }) }),
  )
}

const asAdmin = (): Record<string, string> => ({ authorization: `Bearer ${services.adminToken}` })

async function invite(name: string, role: Role): Promise<InvitedUser> {
  const answer = await send('POST', '/api/v1/users', asAdmin(), { name, role })
  expect(answer.status).toBe(201)
  return (await answer.json()) as InvitedUser
}

/** Opens the link; the headers of a browser that is then signed in, or the answer's status. */
async function follow(link: string): Promise<Record<string, string> | number> {
  const answer = await api.fetch(new Request(link))
  return answer.status === 303 ? { cookie: answer.headers.get('set-cookie')!.split(';')[0]! } : answer.status
}

async function signIn(name: string, role: Role): Promise<Record<string, string>> {
  return (await follow((await invite(name, role)).link)) as Record<string, string>
}

const status = async (headers: Record<string, string>, path = '/api/v1/plans', method = 'GET'): Promise<number> =>
  (await send(method, path, headers)).status

test('a link signs its user in for thirty days, by name and role', async () => {
  const headers = await signIn('ann@example.com', 'editor')
  expect(await (await send('GET', '/api/v1/me', headers)).json()).toMatchObject({
    name: 'ann@example.com',
    role: 'editor',
  })
  now += 29 * dayMs
  expect(await status(headers)).toBe(200)
  now += 2 * dayMs
  expect(await status(headers)).toBe(401)
})

test('nothing that signs in is kept: neither link nor key can be read again', async () => {
  const { link } = await invite('kept', 'viewer')
  const token = new URL(link).searchParams.get('token')!
  const listed = await (await send('GET', '/api/v1/users', asAdmin())).text()
  const rows = await services.store.control.selectFrom('users').selectAll().execute()
  expect(listed + JSON.stringify(rows)).not.toContain(token)
})

test('a link is good for seven days, and a new one ends the old one and every session', async () => {
  const first = await invite('late', 'viewer')
  const headers = (await follow(first.link)) as Record<string, string>
  const renewed = await send('POST', '/api/v1/users/late/link', asAdmin())
  const second = (await renewed.json()) as InvitedUser
  expect(await follow(first.link)).toBe(401)
  expect(await status(headers)).toBe(401)
  expect(await follow(second.link)).toHaveProperty('cookie')
  now += linkMs
  expect(await follow(second.link)).toBe(401)
})

test('who is removed is out at the next request, and the name is free again', async () => {
  const headers = await signIn('gone', 'admin')
  expect(await status(headers, '/api/v1/users')).toBe(200)
  expect(await status(asAdmin(), '/api/v1/users/gone', 'DELETE')).toBe(200)
  expect(await status(headers)).toBe(401)
  expect(await status(asAdmin(), '/api/v1/users/gone', 'DELETE')).toBe(404)
  await invite('gone', 'viewer')
})

test('a role that is changed holds from the next request on', async () => {
  const headers = await signIn('promoted', 'viewer')
  expect(await status(headers, '/api/v1/keys')).toBe(403)
  const answer = await send('POST', '/api/v1/users/promoted/role', asAdmin(), { role: 'admin' })
  expect(((await answer.json()) as UserEntry).role).toBe('admin')
  expect(await status(headers, '/api/v1/keys')).toBe(200)
})

test.each([
  [{ name: '' }, 400, 'invalid_user'],
  [{ name: 'x', role: 'owner' }, 400, 'invalid_user'],
  ['{', 400, 'broken_json'],
  [{ name: 'taken' }, 409, 'name_taken'],
])('%j is refused', async (body, code, problem) => {
  if (problem === 'name_taken') await invite('taken', 'viewer')
  const answer = await send('POST', '/api/v1/users', asAdmin(), body)
  expect(answer.status).toBe(code)
  expect(await answer.json()).toMatchObject({ error: { code: problem } })
})

test('a session cannot be made up of another user’s, nor of the admin’s', async () => {
  const { cookie } = (await signIn('forger', 'viewer')) as { cookie: string }
  const other = await invite('victim', 'admin')
  const [name, value] = cookie.split('=') as [string, string]
  const [expires, , proof] = value.split('.')
  for (const forged of [
    `${expires}.${other.id}.${proof}`,
    `${expires}..${proof}`,
    `${Number(expires) + 1}.${value.slice(14)}`,
  ]) {
    expect(await status({ cookie: `${name}=${forged}` })).toBe(401)
  }
})

const needs = (method: string, path: string): Role =>
  neededRole(method.toUpperCase(), path.replaceAll(/\{\w+\}/g, 'none'))

test('every operation has the role that its kind needs', () => {
  const guarded = operations.filter(({ path }) => path.startsWith('/api/'))
  for (const { method, path } of guarded) {
    const adminOnly = /^\/api\/v1\/(hooks|keys|privacy|users)/.test(path)
    const readByPost =
      /^\/api\/v1\/(allocation|ask(\/sql)?|attribution|target|targets\/reckon|plans\/(check|.+\/preview))$/.test(path)
    const ownSay = /^\/api\/v1\/plans\/.+\/(agree|comments)$/.test(path)
    const rawRows = path.endsWith('/rejects')
    const reads = (method === 'get' || readByPost || ownSay) && !rawRows
    const whereTo = /^\/api\/v1\/alerts\/(recipients(\/\{recipient\})?|settings)$/.test(path)
    const usual = adminOnly ? 'admin' : reads ? 'viewer' : 'editor'
    const needed = whereTo ? (method === 'get' ? 'editor' : 'admin') : usual
    expect([method, path, needs(method, path)]).toEqual([method, path, needed])
  }
})

test.each(roles)('%s may do what the role allows, and nothing else, on every route', async (role) => {
  const headers = await signIn(`one-${role}`, role)
  for (const { method, path } of operations.filter((operation) => operation.path.startsWith('/api/'))) {
    const allowed = roles.indexOf(role) >= roles.indexOf(needs(method, path))
    // what may be done is asked for something that is not there, or with a body that is refused
    const answer = await send(
      method.toUpperCase(),
      path.replaceAll(/\{\w+\}/g, 'none'),
      headers,
      method === 'get' ? undefined : '{',
    )
    const { error } = answer.headers.get('content-type')?.includes('application/json')
      ? ((await answer.json()) as { error?: { code: string } })
      : { error: undefined }
    expect([path, method, error?.code === 'not_allowed']).toEqual([path, method, !allowed])
  }
})

test('an api key reads and asks; it changes nothing, sends no events, and ends when it is revoked', async () => {
  const made = await send('POST', '/api/v1/keys', asAdmin(), { name: 'report', kind: 'api' })
  const { key, source } = (await made.json()) as { key: string; source: string }
  expect([key.slice(0, 5), source]).toEqual(['oc_r_', ''])
  const headers = { authorization: `Bearer ${key}` }
  expect(await (await send('GET', '/api/v1/me', headers)).json()).toEqual({
    name: 'report',
    role: 'viewer',
    user: null,
    departments: [],
  })
  expect((await send('POST', '/api/v1/ask', headers, { metrics: ['events'] })).status).toBe(200)
  expect((await send('POST', '/api/v1/plans', headers, 'points: []')).status).toBe(403)
  expect((await send('POST', '/api/v1/plans/1/comments', headers, { text: 'x' })).status).toBe(403)
  expect(await status(headers, '/api/v1/keys')).toBe(403)
  await send('DELETE', '/api/v1/keys/report', asAdmin())
  expect(await status(headers)).toBe(401)
  // a key that sends events opens nothing here
  const sender = (await (await send('POST', '/api/v1/keys', asAdmin(), { name: 'shop' })).json()) as { key: string }
  expect(await status({ authorization: `Bearer ${sender.key}` })).toBe(401)
})

test('a plan carries the name of the user who proposed and agreed, whatever the request says', async () => {
  const headers = await signIn('Chie', 'editor')
  const plan =
    'points:\n  - { id: won, name: Won, tier: macro, match: { deal: { stage: won } }, once_per: person }\nnote: one'
  const proposed = await send('POST', '/api/v1/plans?by=Somebody', headers, plan)
  expect(await proposed.json()).toMatchObject({ proposedBy: 'Chie' })
  const agreed = await send('POST', '/api/v1/plans/newest/agree', headers, { by: 'Somebody' })
  expect(await agreed.json()).toMatchObject({ agreements: [{ by: 'Chie' }] })
})
