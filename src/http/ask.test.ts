import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Answer } from '#contract/ask.ts'
import type { Store } from '#store/store.ts'
import { Problem } from '#util/problem.ts'
import { at, insertSpend } from '../../test/support/counted.ts'
import { openTestStore } from '../../test/support/store.ts'
import { askRoutes } from './ask.ts'
import type { Services } from './services.ts'

let store: Store
let app: Hono
let counted = 0

beforeAll(async () => {
  store = await openTestStore()
  await insertSpend(store, [{ from: '2026-04-01', channel: 'search', cost: 12.5, clicks: 5 }])
  const services = { store, clock: () => at('2026-06-01'), catchUpToAsk: async () => void (counted += 1) }
  app = new Hono().route('/ask', askRoutes(services as unknown as Services))
  app.onError((error, context) => {
    if (error instanceof Problem) return context.json(error.toJSON(), error.status as 400)
    throw error
  })
})
afterAll(() => store.close())

async function post(body: string): Promise<{ status: number; body: unknown }> {
  const response = await app.request('/ask', { method: 'POST', body })
  return { status: response.status, body: await response.json() }
}
const details = async (question: unknown): Promise<{ field: string; message: string; hint: string }[]> => {
  const { status, body } = await post(JSON.stringify(question))
  expect(status).toBe(400)
  return (body as { error: { details: { field: string; message: string; hint: string }[] } }).error.details
}

test('a question is counted up to now, then answered', async () => {
  const { status, body } = await post('{"metrics":["cost"],"by":["channel"]}')
  expect(status).toBe(200)
  expect((body as Answer).rows).toEqual([{ channel: 'search', cost: { value: 12.5 } }])
  expect(counted).toBe(1)
})

test('the catalogue says what can be asked', async () => {
  const { metrics, dimensions } = (await (await app.request('/ask/metrics')).json()) as Record<string, { id: string }[]>
  expect(metrics!.map(({ id }) => id)).toContain('cvr.session')
  expect(dimensions!.map(({ id }) => id)).toContain('landing_page')
})

test('a question that cannot be read names every field and the remedy', async () => {
  expect(await details({})).toMatchObject([{ field: 'metrics', message: 'The question needs metrics.' }])
  expect(await details({ metrics: ['cost'], from: '2026-02-30', plan: 'x', form: 1 })).toMatchObject([
    { field: 'from', message: 'from cannot be "2026-02-30".', hint: 'Write a day of the calendar: 2026-04-01.' },
    { field: 'plan', message: 'plan cannot be "x".' },
    { field: 'form', hint: expect.stringContaining('Did you mean from?') },
  ])
  expect(await details({ metrics: ['cost'], by: ['a', 'b', 'c', 'd', 'e'] })).toMatchObject([{ field: 'by' }])
  expect(await details([])).toMatchObject([{ field: '' }])
  expect((await post('{')).status).toBe(400)
})
