import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StoredEvent } from '#contract/event.ts'
import type { Store } from '#store/store.ts'
import { event, start, storeBatch } from '../../test/support/facts.ts'
import { openTestStore } from '../../test/support/store.ts'
import { catchUp } from './catch-up.ts'

/** How visits really arrive: what the first event carries → the channel. */
const arrivals: [channel: string, given: Partial<StoredEvent>][] = [
  ['direct', {}],
  ['direct', { referrer: 'https://www.a.example/other' }],
  ['organic_search', { referrer: 'https://www.google.com/' }],
  ['organic_search', { referrer: 'https://search.yahoo.co.jp/search?p=x' }],
  ['organic_search', { utm_source: 'google', utm_medium: 'organic' }],
  ['paid_search', { utm_source: 'google', utm_medium: 'cpc' }],
  ['paid_search', { utm_source: 'Bing', utm_medium: 'CPC' }],
  ['paid_search', { click_ids: { gclid: 'x' }, referrer: 'https://www.google.com/' }],
  ['paid_social', { utm_source: 'facebook', utm_medium: 'paid_social' }],
  ['paid_social', { click_ids: { ttclid: 'x' } }],
  ['organic_social', { referrer: 'https://t.co/abc' }],
  ['organic_social', { referrer: 'https://l.instagram.com/' }],
  ['organic_social', { click_ids: { fbclid: 'x' } }],
  ['line', { utm_source: 'line', utm_medium: 'social' }],
  ['line', { referrer: 'https://liff.line.me/123' }],
  ['email', { utm_source: 'newsletter', utm_medium: 'email' }],
  ['email', { utm_medium: 'e-mail', utm_source: 'crm' }],
  ['display', { utm_source: 'dv360', utm_medium: 'display' }],
  ['affiliate', { utm_source: 'a8', utm_medium: 'affiliate' }],
  ['trade_show', { utm_source: 'expo-2026', utm_medium: 'trade_show' }],
  ['ai_assistant', { referrer: 'https://chatgpt.com/' }],
  ['referral', { referrer: 'https://blog.partner.example/review' }],
  ['paid_other', { utm_source: 'smartnews', utm_medium: 'cpc' }],
  ['other', { utm_source: 'qr', utm_medium: 'print' }],
]

let store: Store

beforeAll(async () => {
  store = await openTestStore()
  const events = arrivals.map(([, given], index) =>
    event({
      id: String(index),
      visitor_id: `v${index}`,
      url: 'https://a.example/landing',
      time: start + index,
      ...given,
    }),
  )
  await storeBatch(store, events)
  await catchUp(store, () => start)
})
afterAll(() => store.close())

test('every arrival is assigned to its channel', async () => {
  const rows = await store.facts.query<{ visitor_id: string; channel: string }>(
    'SELECT visitor_id, channel FROM sessions FINAL',
  )
  const found = new Map(rows.map((row) => [row.visitor_id, row.channel]))
  expect(arrivals.map(([, given], index) => [found.get(`v${index}`), given])).toEqual(arrivals)
})

test('only clicks that were paid for make a visit paid', async () => {
  const rows = await store.facts.query<{ channel: string }>(
    'SELECT DISTINCT channel FROM sessions FINAL WHERE paid = 1 ORDER BY channel',
  )
  expect(rows.map((row) => row.channel)).toEqual(['display', 'paid_other', 'paid_search', 'paid_social'])
})
