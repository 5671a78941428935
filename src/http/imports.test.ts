import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ImportEntry, ImportProgress, ImportResult } from '#contract/import.ts'
import type { ProgressLine } from '#contract/progress.ts'
import { Problem } from '#util/problem.ts'
import { openTestServices } from '../../test/support/services.ts'
import { importRoutes } from './imports.ts'
import type { Services } from './services.ts'

let services: Services
let opened: Awaited<ReturnType<typeof openTestServices>>
let app: Hono
beforeAll(async () => {
  opened = await openTestServices({ importBytes: 2_000_000 })
  services = opened.services
  app = new Hono().route('/imports', importRoutes(services))
  app.onError((error, context) => {
    if (error instanceof Problem) return context.json(error.toJSON(), error.status as 400)
    throw error
  })
})
afterAll(() => opened.close())
beforeEach(() => services.store.facts.command('TRUNCATE TABLE records'))

const leads = 'ID,Date,Origin\na,2026-04-01,email\nb,someday,email\n'

type ImportLine = ProgressLine<ImportProgress, ImportResult>

async function lines(response: Response): Promise<ImportLine[]> {
  const text = await response.text()
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as ImportLine)
}

async function post(query: string, body: string): Promise<ImportResult> {
  const response = await app.request(`/imports?${query}`, { method: 'POST', body })
  expect(response.status).toBe(200)
  const last = (await lines(response)).at(-1)!
  if (last.type !== 'done') throw new Error(JSON.stringify(last))
  return last.result
}

test('a file is imported from the body, its options from the query', async () => {
  const result = await post('kind=leads&file=leads.csv&map=channel=Origin&timezone=Asia/Tokyo', leads)
  expect(result).toMatchObject({ kind: 'leads', rows: 2, added: 1, rejected: 1, format: 'csv' })
  expect(await services.store.facts.query('SELECT id, channel, time FROM records')).toEqual([
    { id: 'a', channel: 'email', time: '2026-03-31 15:00:00.000' },
  ])
})

test('imports are listed with what became of them, and their rejected rows can be had', async () => {
  const { id } = await post('kind=leads&file=april.csv', leads)
  const { imports } = (await (await app.request('/imports')).json()) as { imports: ImportEntry[] }
  expect(imports[0]).toMatchObject({ id, kind: 'leads', fileName: 'april.csv', state: 'done', result: { added: 1 } })
  expect(await (await app.request(`/imports/${id}`)).json()).toEqual(imports[0])
  const rejects = await (await app.request(`/imports/${id}/rejects`)).text()
  expect(JSON.parse(rejects)).toMatchObject({ row: 2, field: 'time', record: { ID: 'b' } })
  expect(rejects).toBe(readFileSync(imports[0]!.result!.rejectsFile!, 'utf8'))
  expect((await app.request('/imports/unknown')).status).toBe(404)
})

test('what undoing would do is asked first; undone, the import says what it did', async () => {
  const { id } = await post('kind=leads&file=april.csv&source=undone', leads)
  expect(await (await app.request(`/imports/${id}/undo`)).json()).toMatchObject({ removed: 1, restored: 0, kept: 0 })
  const answer = await app.request(`/imports/${id}/undo`, { method: 'POST' })
  expect(await answer.json()).toMatchObject({ id, state: 'undone', undo: { removed: 1 } })
  expect((await app.request('/imports/unknown/undo', { method: 'POST' })).status).toBe(404)
})

test('a preview answers with the mapping and stores nothing', async () => {
  const response = await app.request('/imports/preview?kind=leads', { method: 'POST', body: leads })
  expect(await response.json()).toMatchObject({ mapping: { id: 'ID', time: 'Date' }, attributes: ['Origin'] })
  expect(await services.store.facts.query('SELECT id FROM records')).toEqual([])
})

test.each([
  ['kind=leeds', 'wrong_option', 'kind'],
  ['kind=leads&map=id', 'wrong_option', 'map'],
  ['kind=leads&map=id=nr', 'unknown_column', 'map.id'],
  ['kind=ads', 'missing_field', 'platform'],
])('%s is refused before anything is stored: %s', async (query, code, field) => {
  const response = await app.request(`/imports?${query}`, { method: 'POST', body: leads })
  expect(response.status).toBe(400)
  const { error } = (await response.json()) as ReturnType<Problem['toJSON']>
  expect(error.code).toBe(code)
  expect(error.details.map((detail) => detail.field)).toContain(field)
})

test('a file that turns out to be too long fails with the remedy and stores nothing', async () => {
  const pieces = [`ID,Date\n`, ...Array.from({ length: 30 }, () => 'a,2026-04-01\n'.repeat(8_000))]
  const body = new ReadableStream({
    pull: (controller) => (pieces.length > 0 ? controller.enqueue(Buffer.from(pieces.shift()!)) : controller.close()),
  })
  const response = await app.request('/imports?kind=leads', { method: 'POST', body, duplex: 'half' })
  expect((await lines(response)).at(-1)).toMatchObject({ type: 'failed', hint: expect.stringContaining('Split it') })
  expect(await services.store.facts.query('SELECT id FROM records')).toEqual([])
})

test('a refusal reaches a client that is still sending', async () => {
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  if (!server.listening) await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const body = `ID,Date\n${'a,2026-04-01\n'.repeat(100_000)}`
  const response = await fetch(`http://127.0.0.1:${port}/imports?kind=deals`, { method: 'POST', body })
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ error: { code: 'missing_field' } })
  server.close()
})
