import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Control, openControl } from '#store/control.ts'
import { Problem } from '#util/problem.ts'
import { keyRoutes } from './keys.ts'
import type { Services } from './services.ts'

const folder = mkdtempSync(join(tmpdir(), 'onecount-key-routes-'))
let control: Control
let app: Hono

beforeAll(async () => {
  control = await openControl(join(folder, 'control.sqlite'))
  // The routes of keys touch the control store only.
  app = new Hono().route('/keys', keyRoutes({ store: { control }, clock: () => 5 } as unknown as Services))
  app.onError((error, context) => {
    if (error instanceof Problem) return context.json(error.toJSON(), error.status as 400)
    throw error
  })
})
afterAll(async () => {
  await control.destroy()
  rmSync(folder, { recursive: true, force: true })
})

async function create(body: unknown) {
  const answer = await app.request('/keys', { method: 'POST', body: JSON.stringify(body) })
  return { status: answer.status, body: (await answer.json()) as Record<string, any> }
}

test('a key is shown when it is made, and never again', async () => {
  const { status, body } = await create({ name: 'shop' })
  expect(status).toBe(201)
  expect(body).toMatchObject({ name: 'shop', kind: 'write', source: 'shop', key: expect.stringMatching(/^oc_w_/) })
  const listed = await (await app.request('/keys')).json()
  expect(listed).toEqual({ keys: [expect.objectContaining({ name: 'shop', createdAt: 5, revokedAt: null })] })
  expect(JSON.stringify(listed)).not.toContain(body['key'])
})

test('a revoked key’s name is free, and the new key can keep its source', async () => {
  expect((await app.request('/keys/shop', { method: 'DELETE' })).status).toBe(200)
  expect((await app.request('/keys/shop', { method: 'DELETE' })).status).toBe(404)
  expect((await create({ name: 'shop', source: 'old shop' })).body).toMatchObject({ source: 'old shop' })
})

test('a browser key admits the origins of its sites', async () => {
  const { body } = await create({ name: 'pages', kind: 'browser', origins: ['https://www.example.com/shop?a=1', '*'] })
  expect(body).toMatchObject({ origins: ['https://www.example.com', '*'] })
})

test.each([
  [{}, 'name'],
  [{ name: ' ' }, 'name'],
  [{ name: 'x', kind: 'everything' }, 'kind'],
  [{ name: 'x', kind: 'browser' }, 'origins'],
  [{ name: 'x', origins: ['example'] }, 'origins.0'],
])('%j is refused, naming the field', async (request, field) => {
  expect(await create(request)).toMatchObject({ status: 400, body: { error: { details: [{ field }] } } })
})
