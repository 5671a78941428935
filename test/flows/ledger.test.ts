import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Answer, Figure } from '#contract/ask.ts'
import type { LedgerEntry, LedgerPage, Ruled, Ruling } from '#contract/ledger.ts'
import { entryLines } from '#cli/commands/ledger.ts'
import { openTestServices } from '../support/services.ts'
import { createApi } from '#http/api.ts'

let close: () => Promise<void>
let call: (path: string, init?: RequestInit) => Promise<Response>

const plan = `
timezone: Asia/Tokyo
currency: JPY
points:
  - { id: buy, name: Orders, tier: macro, match: { event: order_completed }, once_per: order, value: { from: value } }
  - { id: trial, name: Trials, tier: micro, match: { event: trial_started }, once_per: person }
note: two points are enough here
`
const pageView = (visitor: string, time: string, medium: string) => {
  const utm = medium && { utm_source: 'google', utm_medium: medium, utm_campaign: 'spring' }
  return { id: `p-${visitor}-${time}`, name: 'page_viewed', time, visitor_id: visitor, url: 'https://x.jp/lp', ...utm }
}
const trial = (id: string, visitor: string, time: string) => ({ id, name: 'trial_started', time, visitor_id: visitor })
const order = (id: string, visitor: string, order_id: string, time: string) => ({
  id,
  name: 'order_completed',
  time,
  visitor_id: visitor,
  order_id,
  value: 1200,
  currency: 'JPY',
})
const events = [
  pageView('v1', '2026-04-01T01:00:00Z', 'cpc'),
  trial('t1', 'v1', '2026-04-01T01:05:00Z'),
  trial('t2', 'v1', '2026-04-03T01:05:00Z'),
  order('e1', 'v1', 'A-17', '2026-04-05T01:00:00Z'),
  order('e2', 'v1', 'A-17', '2026-04-05T01:01:00Z'),
  ...Array.from({ length: 7 }, (_, n) => order(`f${n}`, `w${n}`, `B-${n}`, `2026-04-1${n}T01:00:00Z`)),
]

beforeAll(async () => {
  const opened = await openTestServices()
  close = opened.close
  const api = createApi(opened.services)
  const headers = { authorization: `Bearer ${opened.services.adminToken}` }
  call = async (path, init) => api.fetch(new Request(`http://127.0.0.1${path}`, { ...init, headers }))
  const body = events.map((event) => JSON.stringify(event)).join('\n')
  expect((await call('/api/v1/plans', { method: 'POST', body: plan })).status).toBe(201)
  await (await call('/api/v1/plans/newest/agree', { method: 'POST', body: '{}' })).text()
  const imported = await call('/api/v1/imports?kind=events&file=e.jsonl&source=shop', { method: 'POST', body })
  expect(await imported.text()).toContain('"type":"done"')
})
afterAll(() => close())

async function page(query: string): Promise<LedgerPage> {
  const answer = await call(`/api/v1/ledger?${query}`)
  expect(answer.status).toBe(200)
  return (await answer.json()) as LedgerPage
}

test('pages follow each other without gap or overlap, newest first, and hold what the figure counts', async () => {
  const asked = await call('/api/v1/ask', { method: 'POST', body: '{"metrics":["cv"],"points":["buy"]}' })
  const cv = ((await asked.json()) as Answer).total['cv'] as Figure
  const first = await page('point=buy&limit=3')
  expect(first.total).toEqual({ conversions: cv.value, sightings: 9 })
  const seen = [...first.conversions]
  for (let next = first.next; next !== null;) {
    const more = await page(`point=buy&limit=3&after=${next}`)
    seen.push(...more.conversions)
    next = more.next
  }
  expect(seen.map(({ orderId }) => orderId)).toEqual(['B-6', 'B-5', 'B-4', 'B-3', 'B-2', 'B-1', 'B-0', 'A-17'])
  expect(new Set(seen.map(({ id }) => id)).size).toBe(cv.value)
})

test('an id of any kind finds its conversion, that of a sighting left out too', async () => {
  for (const id of ['A-17', 'e2', 'v1']) {
    const found = (await page(`search=${id}&point=buy`)).conversions
    expect(found.map(({ orderId }) => orderId)).toEqual(['A-17'])
  }
  expect((await page('search=t2')).conversions.map(({ point }) => point)).toEqual(['trial'])
  expect((await page('search=nobody')).conversions).toEqual([])
})

test('channel, source and days narrow the list', async () => {
  expect((await page('channel=paid_search&point=buy')).total!.conversions).toBe(1)
  expect((await page('source=crm')).total!.conversions).toBe(0)
  expect((await page('from=2026-04-11&to=2026-04-12')).total!.conversions).toBe(2)
})

test('one conversion tells each sighting, what became of it and why, and the path to it', async () => {
  const [found] = (await page('search=A-17')).conversions
  const entry = (await (await call(`/api/v1/ledger/${found!.id}`)).json()) as LedgerEntry
  expect(entry.sightings.map(({ recordId, outcome, reason }) => [recordId, outcome, reason])).toEqual([
    ['e1', 'counted', ''],
    ['e2', 'duplicate', 'same order'],
  ])
  expect(entry.points).toMatchObject([{ id: 'buy', oncePer: 'once per order', versions: [1] }])
  const credited = entry.path.filter((step) => step.credited)
  expect(credited.map(({ channel, landingPage }) => [channel, landingPage])).toEqual([['paid_search', '/lp']])
  expect(entry.path.map(({ start }) => start)).toEqual(entry.path.map(({ start }) => start).toSorted((a, b) => a - b))
  expect(entry.states).toHaveLength(1)
  const lines = entryLines(entry)
  expect(lines.join('\n')).toContain('duplicate: same order')
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(80)
})

test('what the once-per rule leaves out is told with the conversion it belongs to', async () => {
  const [found] = (await page('search=t2')).conversions
  const entry = (await (await call(`/api/v1/ledger/${found!.id}`)).json()) as LedgerEntry
  expect(entry.sightings.map(({ recordId, outcome, reason }) => [recordId, outcome, reason])).toEqual([
    ['t1', 'counted', ''],
    ['t2', 'not_counted', 'once per person'],
  ])
})

test('an earlier sighting gives the conversion a new id; the old one still finds it, and withdrawn states are told', async () => {
  const [before] = (await page('search=A-17')).conversions
  const body = JSON.stringify(order('e0', 'v1', 'A-17', '2026-04-05T00:30:00Z'))
  const imported = await call('/api/v1/imports?kind=events&file=e.jsonl&source=shop', { method: 'POST', body })
  await imported.text()
  const [after] = (await page(`search=${before!.id}`)).conversions
  expect(after!.id).not.toBe(before!.id)
  const entry = (await (await call(`/api/v1/ledger/${after!.id}`)).json()) as LedgerEntry
  expect(entry.aliases.map(({ id }) => id)).toEqual([before!.id])
  expect(entry.sightings).toHaveLength(3)
  const old = (await (await call(`/api/v1/ledger/${before!.id}`)).json()) as LedgerEntry
  expect(old).toMatchObject({ withdrawn: true, nowPartOf: after!.id })
})

test('sightings are split off by the id of their record, with who and why, and come back when that is undone', async () => {
  const send = async (path: string, body?: object) => {
    const answer = await call(`/api/v1/ledger/${path}`, { method: 'POST', body: JSON.stringify(body ?? {}) })
    return [answer.status, (await answer.json()) as Ruled] as const
  }
  const [found] = (await page('search=A-17')).conversions
  const [status, split] = await send(`${found!.id}/split`, { sightings: ['e2'], why: 'The till counts from 1.' })
  expect([status, split.conversions.length]).toEqual([201, 2])
  expect((await page('search=A-17')).conversions).toHaveLength(2)
  const other = split.conversions.find((id) => id !== found!.id)!
  const entry = (await (await call(`/api/v1/ledger/${other}`)).json()) as LedgerEntry
  expect(entry.rulings).toMatchObject([{ kind: 'split', by: 'admin', why: 'The till counts from 1.', undoneAt: null }])
  expect(entryLines(entry).join('\n')).toContain('split by admin')
  const [refused] = await send(`${found!.id}/merge`, { with: other, why: 'No, they are one.' })
  expect(refused).toBe(409)
  const [, undone] = await send(`rulings/${split.ruling.id}/undo`)
  expect(undone.conversions).toHaveLength(1)
  expect((await page('search=A-17')).conversions).toHaveLength(1)
  const [merged] = await send(`${found!.id}/merge`, {
    with: (await page('search=B-0')).conversions[0]!.id,
    why: 'One.',
  })
  expect(merged).toBe(201)
  const listed = (await (await call('/api/v1/ledger/rulings')).json()) as { rulings: Ruling[] }
  expect(listed.rulings.map(({ kind, undoneBy }) => [kind, undoneBy])).toEqual([
    ['split', 'admin'],
    ['merge', null],
  ])
  await send(`rulings/${listed.rulings[1]!.id}/undo`)
  expect((await send(`${found!.id}/split`, { sightings: [], why: '' }))[0]).toBe(400)
})

test('what cannot be asked is refused with the remedy', async () => {
  const refused = async (path: string) => {
    const answer = await call(path)
    const { error } = (await answer.json()) as { error: { code: string; details: { hint: string }[] } }
    return [answer.status, error.code, error.details[0]?.hint]
  }
  expect(await refused('/api/v1/ledger?from=monday')).toEqual([
    400,
    'invalid_query',
    expect.stringContaining('2026-04-01'),
  ])
  expect(await refused('/api/v1/ledger?chanel=a')).toEqual([
    400,
    'invalid_query',
    expect.stringContaining('Did you mean channel'),
  ])
  expect(await refused('/api/v1/ledger?after=x')).toEqual([400, 'wrong_cursor', expect.stringContaining('next')])
  expect(await refused('/api/v1/ledger?point=bye')).toEqual([400, 'unknown_point', expect.stringContaining('buy')])
  expect(await refused('/api/v1/ledger/none')).toEqual([
    404,
    'unknown_conversion',
    expect.stringContaining('--search ID'),
  ])
})

test('a proposal in another time zone leaves the times of the ledger in that of the plan in force', async () => {
  const body = plan.replace('Asia/Tokyo', 'America/New_York')
  expect((await call('/api/v1/plans', { method: 'POST', body })).status).toBe(201)
  const [found] = (await page('search=t2')).conversions
  const entry = (await (await call(`/api/v1/ledger/${found!.id}`)).json()) as LedgerEntry
  expect(entry.timezone).toBe('Asia/Tokyo')
})
