import { afterAll, beforeAll, expect, test } from 'vitest'
import { acceptEvent } from '#contract/accept-event.ts'
import type { StoredEvent } from '#contract/event.ts'
import { planSchema } from '#contract/plan.ts'
import { visitRulesOf } from '#metrics/channels.ts'
import type { Store } from '#store/store.ts'
import { start, storeBatch } from '../../test/support/facts.ts'
import { openTestStore } from '../../test/support/store.ts'
import { catchUp } from './catch-up.ts'
import { arrivals } from '../../test/support/arrivals.ts'
import { rulesOf } from './try-channel.ts'

let store: Store

beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.close())

/** An event as the collector would store it. */
function arriving(index: number, query: string, referrer: string): StoredEvent {
  const url = `https://shop.example/lp/spring${query === '' ? '' : `?${query}`}`
  const wire = { id: String(index), name: 'page_view', visitor_id: `v${index}`, time: start + index, url, referrer }
  const outcome = acceptEvent(wire, index, { source: 'tag', receivedAt: start, ip: '', userAgent: '' })
  if ('rejected' in outcome) throw new Error(`${url}: ${outcome.rejected.reason}`)
  return outcome.event
}

test('every arrival is assigned to its channel, and only clicks that were paid for make it paid', async () => {
  await storeBatch(
    store,
    arrivals.map(([, query, referrer], index) => arriving(index, query, referrer)),
  )
  await catchUp(store, () => start)
  const rows = await store.facts.query<{ visitor_id: string; channel: string; paid: 0 | 1 }>(
    'SELECT visitor_id, channel, paid FROM sessions FINAL',
  )
  const found = new Map(rows.map((row) => [row.visitor_id, row]))
  const assigned = arrivals.map(([, query, referrer], index) => [found.get(`v${index}`)?.channel, query, referrer])
  expect(assigned).toEqual(arrivals)
  const paid = [...new Set(rows.filter((row) => row.paid === 1).map((row) => row.channel))].toSorted()
  const alwaysPaid = ['display', 'paid_other', 'paid_search', 'paid_shopping', 'paid_social', 'paid_video']
  expect(paid).toEqual(['cross_network', 'line', ...alwaysPaid].toSorted())
})

test('trying an arrival names the rule of the channel that its visit got', async () => {
  const events = arrivals.map(([, query, referrer], index) => arriving(index, query, referrer))
  const tried = await rulesOf(store.facts, visitRulesOf(undefined), events)
  expect(tried.map(({ rule }) => rule.channel)).toEqual(arrivals.map(([channel]) => channel))
  expect(tried[0]!.rule).toMatchObject({ number: 0, words: { en: 'Nothing says where it came from' } })
})

const { channels } = planSchema.pick({ channels: true }).parse({
  channels: [
    {
      id: 'brand',
      label: { ja: '指名' },
      where: { utm_campaign: { starts_with: 'Brand' }, utm_medium: ['cpc', 'ppc'] },
    },
    { id: 'spring_page', where: { landing_page: { contains: '/spring' }, referrer_host: 'partner.example' } },
    { id: 'clicked', where: { 'click_ids.irclickid': { exists: true } } },
    { id: 'organic_social', where: { referrer: { contains: 'qiita.com/' } } },
    { id: 'term', where: { utm_term: { not: ['', 'shoes'] }, utm_source: 'google' } },
    { id: 'kiosk', where: { source: 'KIOSK' } },
    { id: 'big', where: { utm_content: { gte: 300 } } },
  ],
})

test("the plan's rules come first, in their order, whatever the capitals", async () => {
  const cases: [channel: string, query: string, referrer: string, more?: Partial<StoredEvent>][] = [
    ['brand', 'utm_source=google&utm_medium=CPC&utm_campaign=bRAND-tokyo', ''],
    ['paid_search', 'utm_source=google&utm_medium=cpc&utm_campaign=generic', ''],
    ['email', 'utm_medium=email&utm_campaign=brand', ''],
    ['spring_page', '', 'https://www.partner.example/x'],
    ['referral', '', 'https://partner.example.net/'],
    ['clicked', '', '', { click_ids: { irclickid: 'x' } }],
    ['organic_social', '', 'https://qiita.com/someone/items/1'],
    ['term', 'utm_source=google&utm_term=boots&utm_medium=cpc', ''],
    ['paid_search', 'utm_source=google&utm_term=Shoes&utm_medium=cpc', ''],
    ['kiosk', '', 'https://www.google.com/', { source: 'kiosk' }],
    ['big', 'utm_content=300', ''],
    ['other', 'utm_source=x1&utm_content=299', ''],
  ]
  const events = cases.map(([, query, referrer, more], index) => ({ ...arriving(index, query, referrer), ...more }))
  const tried = await rulesOf(store.facts, visitRulesOf({ channels }), events)
  expect(tried.map(({ rule }, index) => [rule.channel, ...cases[index]!.slice(1)])).toEqual(cases)
  expect(tried[0]!.rule).toMatchObject({ number: 1, from: 'plan', label: { en: '指名', ja: '指名' } })
})
