import { afterAll, beforeAll, expect, test } from 'vitest'
import { gapLines } from '#cli/commands/gaps.ts'
import type { GapReport } from '#contract/gaps.ts'
import { openTestServices } from '../support/services.ts'
import { createApi } from '#http/api.ts'
import { dayMs, hourMs } from '#util/duration.ts'

let close: () => Promise<void>
let call: (path: string, init?: RequestInit) => Promise<Response>

const plan = `
timezone: UTC
currency: JPY
points:
  - { id: buy, name: Orders, tier: macro, match: { event: order_completed }, once_per: order }
note: one point is enough here
`

/** Two sources that see orders; the website has nothing on the three days before the last ten. */
function events(today: number): Record<'website' | 'shop', object[]> {
  const [website, shop]: [object[], object[]] = [[], []]
  for (let day = -100; day < 0; day++) {
    const silent = day >= -13 && day <= -11
    for (let order = 0; order < 12; order++) {
      const at = today + day * dayMs + order * hourMs
      const order_id = `A${day + 200}-${order}`
      const about = { name: 'order_completed', order_id }
      const time = new Date(at).toISOString()
      // each misses every fifth or so, with nothing to do with the other
      if (!silent && (order + day + 200) % 5 !== 0)
        website.push({ ...about, id: `w${order_id}`, time, visitor_id: order_id })
      if ((order * 7 + day + 200) % 6 !== 0) shop.push({ ...about, id: `s${order_id}`, time, user_id: `u${order_id}` })
    }
  }
  return { website, shop }
}

beforeAll(async () => {
  const opened = await openTestServices()
  close = opened.close
  const api = createApi(opened.services)
  const headers = { authorization: `Bearer ${opened.services.adminToken}` }
  call = async (path, init) => api.fetch(new Request(`http://127.0.0.1${path}`, { ...init, headers }))
  expect((await call('/api/v1/plans', { method: 'POST', body: plan })).status).toBe(201)
  await (await call('/api/v1/plans/newest/agree', { method: 'POST', body: '{}' })).text()
  const today = Math.floor(opened.services.clock() / dayMs) * dayMs
  for (const [source, own] of Object.entries(events(today))) {
    const body = own.map((event) => JSON.stringify(event)).join('\n')
    const imported = await call(`/api/v1/imports?kind=events&file=e.jsonl&source=${source}`, { method: 'POST', body })
    expect(await imported.text()).toContain('"type":"done"')
  }
})
afterAll(() => close())

async function report(query = ''): Promise<GapReport> {
  const answer = await call(`/api/v1/gaps?${query}`)
  expect(answer.status).toBe(200)
  return (await answer.json()) as GapReport
}

test('a source that was silent for three days is found with its days, and nothing else is', async () => {
  const { gaps, watched, timezone } = await report()
  const day = (ago: number): string => new Date(Date.now() - ago * dayMs).toISOString().slice(0, 10)
  expect(timezone).toBe('UTC')
  expect(gaps.map(({ what, from, to }) => [what, from, to])).toEqual([['website fell silent', day(13), day(11)]])
  expect(watched).toContain('buy as website sees it')
})

test('the true number is estimated from the two sources that saw the orders', async () => {
  const [orders] = (await report()).trueNumbers
  expect(orders!.sources.map(({ source }) => source).toSorted()).toEqual(['shop', 'website'])
  expect(orders!.method).toBe('Chapman')
  expect(orders!.total).toBeGreaterThan(orders!.counted)
  expect(orders!.sensitivity).toHaveLength(3)
})

test('the command line says it in 80 columns', async () => {
  const lines = gapLines(await report())
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80)
  expect(lines.join('\n')).toContain('website fell silent, ')
  expect(lines.join('\n')).toContain('To do:')
})

test('wrong days are refused with what to write', async () => {
  for (const query of ['from=soon', 'since=2026-01-01', 'from=2100-01-01']) {
    const answer = await call(`/api/v1/gaps?${query}`)
    expect(answer.status).toBe(400)
    const { error } = (await answer.json()) as { error: { details: { hint?: string }[] } }
    expect(error.details[0]!.hint).toBeTruthy()
  }
})

test('a plan that is agreed for later days changes neither the days nor the currency of today', async () => {
  const later = plan.replace('UTC', 'Asia/Tokyo').replace('JPY', 'EUR') + 'effective: 2099-01-01\n'
  expect((await call('/api/v1/plans', { method: 'POST', body: later })).status).toBe(201)
  expect((await call('/api/v1/plans/newest/agree', { method: 'POST', body: '{}' })).status).toBe(200)
  expect((await report()).timezone).toBe('UTC')
  const read = async (path: string, body?: object): Promise<unknown> =>
    (await call(`/api/v1/${path}`, body && { method: 'POST', body: JSON.stringify(body) })).json()
  expect(await read('sources')).toMatchObject({ timezone: 'UTC' })
  const goal = { revenue: '1000000', customer_value: '10000', close_rate: ['0.5'] }
  expect(await read('target', goal)).toMatchObject({ currency: 'JPY' })
})
