// A plan brings rules for channels to a server that counts by itself: questions are answered before and after it counted again.
import type { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Answer } from '#contract/ask.ts'
import type { ChannelRules, ChannelTested } from '#contract/channels.ts'
import { createApi } from '#http/api.ts'
import type { Services } from '#http/services.ts'
import { event, start, storeBatch } from '../support/facts.ts'
import { openTestServices } from '../support/services.ts'

let services: Services
let close: () => Promise<void>
let api: Hono

const plan = {
  note: 'short',
  points: [{ id: 'buy', name: 'Buy', tier: 'macro', match: { event: 'buy' } }],
}
const rules = { channels: [{ id: 'fair', label: { ja: '見本市' }, where: { utm_medium: 'meetup' } }] }

beforeAll(async () => {
  ;({ services, close } = await openTestServices())
  api = createApi(services)
  await agree(plan)
  const from = { visitor_id: 'v', utm_source: 'tokyo', utm_medium: 'meetup' }
  await storeBatch(services.store, [
    event({ id: '1', ...from }),
    event({ id: '2', ...from, name: 'buy', time: start + 1 }),
  ])
})
afterAll(() => close())

async function call<T>(path: string, body?: unknown): Promise<T> {
  const headers = { authorization: `Bearer ${services.adminToken}` }
  const init = body === undefined ? { headers } : { headers, method: 'POST', body: JSON.stringify(body) }
  return (await (await api.request(`http://127.0.0.1:4500/api/v1/${path}`, init)).json()) as T
}

async function agree(proposed: object): Promise<void> {
  const { version } = await call<{ version: number }>('plans', proposed)
  await call(`plans/${version}/agree`, {})
}

async function cvs(): Promise<{ byChannel: Record<string, number | null>; caveats: string[] }> {
  const { rows, caveats } = await call<Answer>('ask', { metrics: ['cv'], by: ['channel'] })
  const told = rows.map((row) => [row['channel'], (row['cv'] as { value: number }).value])
  return { byChannel: Object.fromEntries(told), caveats: caveats.map(({ code }) => code) }
}

test('questions do not wait for what changed rules ask for, and say so', async () => {
  expect(await cvs()).toMatchObject({ byChannel: { other: 1 }, caveats: [] })
  services.background.countsByItself = true
  await agree({ ...plan, ...rules })
  await services.catchUp()
  await services.countAgainStep()
  const during = await cvs()
  expect(during).toMatchObject({ byChannel: { other: 1 }, caveats: ['counted_again'] })
  expect(await call<ChannelRules>('channels')).toMatchObject({ planVersion: 2, countedAgain: 0.5 })
  while (await services.countAgainStep());
  expect(await cvs()).toMatchObject({ byChannel: { fair: 1 }, caveats: [] })
  expect(await call<ChannelRules>('channels')).toMatchObject({ countedAgain: null })
})

test('trying an address names the channel, the rule and what was read', async () => {
  const url = encodeURIComponent('https://shop.example/lp?utm_medium=Meetup&gclid=x')
  const tested = await call<ChannelTested>(`channels/test?url=${url}&referrer=${encodeURIComponent('https://t.co/')}`)
  expect(tested).toMatchObject({
    channel: 'fair',
    paid: true,
    rule: { number: 1, from: 'plan', label: { en: '見本市', ja: '見本市' }, words: { en: 'utm_medium is meetup' } },
    read: { utm_medium: 'meetup', referrer_host: 't.co', landing_page: '/lp', click_ids: 'gclid', site: 'social' },
  })
  const { error } = await call<{ error: { details: object[] } }>('channels/test?url=shop.example&refferer=x')
  expect(error.details).toMatchObject([{ field: 'url' }, { field: 'refferer', message: 'is not known' }])
})
