import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ConsentOverview } from '#contract/privacy.ts'
import { createApi } from '#http/api.ts'
import { openTestServices } from '../support/services.ts'

let close: () => Promise<void>
let call: (path: string, init?: RequestInit) => Promise<Response>

const points = 'points: [{ id: won, name: Won, tier: macro, match: { deal: { stage: won } } }]'
const seen = (id: string, time: string, analytics: string) => ({ id, name: 'x', time, consent: { analytics } })
/** The last minute of 1 April in Tokyo, the first of the 2nd, and the first of the 3rd. */
const events = [
  seen('a', '2026-04-01T14:59:00Z', 'denied'),
  seen('b', '2026-04-01T15:00:00Z', 'granted'),
  seen('c', '2026-04-02T15:00:00Z', 'denied'),
]

beforeAll(async () => {
  const opened = await openTestServices()
  close = opened.close
  const api = createApi(opened.services)
  const headers = { authorization: `Bearer ${opened.services.adminToken}` }
  call = async (path, init) => api.fetch(new Request(`http://127.0.0.1${path}`, { ...init, headers }))
  const plan = `timezone: Asia/Tokyo\nnote: x\n${points}\n`
  expect((await call('/api/v1/plans', { method: 'POST', body: plan })).status).toBe(201)
  await (await call('/api/v1/plans/newest/agree', { method: 'POST', body: '{}' })).text()
  const body = events.map((event) => JSON.stringify(event)).join('\n')
  const imported = await call('/api/v1/imports?kind=events&file=e.jsonl&source=shop', { method: 'POST', body })
  expect(await imported.text()).toContain('"type":"done"')
})
afterAll(() => close())

test('what visitors agreed to on a day is of the day that the plan’s zone has', async () => {
  const answer = await call('/api/v1/privacy/consent?from=2026-04-02&to=2026-04-02')
  const { events: count, purposes } = (await answer.json()) as ConsentOverview
  expect(count).toBe(1)
  expect(purposes[0]).toMatchObject({ purpose: 'analytics', states: [{ state: 'granted', events: 1 }] })
})
