import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StoredEvent } from '#contract/event.ts'
import type { Store } from '#store/store.ts'
import { event, start, storeBatch } from '../../test/support/facts.ts'
import { openTestStore } from '../../test/support/store.ts'
import { catchUp } from './catch-up.ts'
import { longestVisit } from './sessions.ts'

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

const minute = 60_000
const hour = 60 * minute

/** Visits of a visitor: hours from the start to the first event, length in minutes, events. */
async function visits(visitorId: string): Promise<number[][]> {
  const sql = `SELECT toUnixTimestamp64Milli(start) AS lo, toUnixTimestamp64Milli(end) AS hi, events
    FROM sessions FINAL WHERE visitor_id = {visitorId:String} ORDER BY start`
  const rows = await store.facts.query<{ lo: number; hi: number; events: number }>(sql, { visitorId })
  return rows.map(({ lo, hi, events }) => [(lo - start) / hour, (hi - lo) / minute, events])
}

async function arrive(visitorId: string, minutes: readonly number[]): Promise<void> {
  const events = minutes.map((at) =>
    event({ id: `${visitorId} ${at}`, visitor_id: visitorId, time: start + at * minute }),
  )
  await storeBatch(store, events)
  await catchUp(store, () => start)
}

test('visits are looked for no further back than the longest of them, however long ago a visitor first came', async () => {
  await arrive(
    'often',
    Array.from({ length: 40 }, (_, index) => index * 24 * 60),
  )
  expect(await longestVisit(store)).toBe(0)
  await arrive('often', [10, 30])
  expect(await longestVisit(store)).toBe(30 * minute)
  await arrive('often', [24 * 60 + 5])
  expect(await longestVisit(store)).toBe(30 * minute)
})

test('a late event joins two visits that are longer than any before, also at its very ends', async () => {
  const quarters = (from: number, to: number): number[] =>
    Array.from({ length: (to - from) / 15 + 1 }, (_, index) => from + index * 15)
  await arrive('late', quarters(0, 12 * 60))
  await arrive('late', quarters(13 * 60, 20 * 60))
  expect(await visits('late')).toEqual([
    [0, 720, 49],
    [13, 420, 29],
  ])
  await arrive('late', [12 * 60 + 30])
  expect(await visits('late')).toEqual([[0, 1200, 79]])
  expect(await longestVisit(store)).toBe(20 * hour)
  await arrive('late', [20 * 60 + 30])
  expect(await visits('late')).toEqual([[0, 1230, 80]])
})
