// A target from measured history to what is saved, and its allocation, on a small company whose numbers are known by hand.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Allocation } from '#contract/allocation.ts'
import type { MeasuredFunnel } from '#contract/funnel.ts'
import type { ReckonedTarget, StoredTarget } from '#contract/saved-target.ts'
import { createApi } from '#http/api.ts'
import { dayMs } from '#util/duration.ts'
import { openTestServices } from '../support/services.ts'

const plan = `
timezone: UTC
currency: JPY
points:
  - { id: lead, name: Leads, tier: micro, match: { lead: {} }, once_per: person }
  - { id: deal, name: Deals, tier: macro, match: { deal: { stage: won } }, once_per: person, value: { from: value, currency: JPY } }
note: two points are enough here
`
let close: () => Promise<void>
let send: <T>(method: string, path: string, body?: string | object) => Promise<T>

/** Thirteen months: two leads a day by search ads and one by a partner; every fourth lead buys for 500,000 after twenty days. */
function company(today: number): { leads: string; deals: string; ads: string } {
  const day = (number: number): string => new Date(today - number * dayMs).toISOString().slice(0, 10)
  const [leads, deals, ads] = [
    ['id,time,channel'],
    ['id,lead_id,time,value,currency'],
    ['date,campaign,impressions,clicks,cost'],
  ]
  for (let ago = 395; ago > 0; ago--) {
    const spend = 20_000 + 5_000 * (Math.floor(ago / 7) % 3)
    ads.push(`${day(ago)},brand,1000,40,${spend}`)
    for (const [part, channel] of ['paid_search', 'paid_search', 'partner'].entries()) {
      const number = ago * 3 + part
      leads.push(`L${number},${day(ago)}T03:00:00Z,${channel}`)
      if (number % 4 === 0 && ago > 20) deals.push(`D${number},L${number},${day(ago - 20)}T03:00:00Z,500000,JPY`)
    }
  }
  return { leads: leads.join('\n'), deals: deals.join('\n'), ads: ads.join('\n') }
}

beforeAll(async () => {
  const opened = await openTestServices()
  close = opened.close
  const api = createApi(opened.services)
  const headers = { authorization: `Bearer ${opened.services.adminToken}` }
  send = async (method, path, body) => {
    const text = typeof body === 'object' ? JSON.stringify(body) : body
    const answer = await api.fetch(
      new Request(`http://127.0.0.1${path}`, { method, headers, ...(text && { body: text }) }),
    )
    const said = await answer.text()
    return (path.includes('imports') ? said : JSON.parse(said)) as never
  }
  await send('POST', '/api/v1/plans', plan)
  const files = company(Math.floor(opened.services.clock() / dayMs) * dayMs)
  for (const [kind, text] of Object.entries(files)) {
    const more = kind === 'ads' ? '&platform=google_ads&currency=JPY' : kind === 'deals' ? '&stage=won' : ''
    expect(await send<string>('POST', `/api/v1/imports?kind=${kind}&file=${kind}.csv${more}`, text)).toContain(
      '"type":"done"',
    )
  }
  await send('POST', '/api/v1/plans/newest/agree', {})
})
afterAll(() => close())

let measured: MeasuredFunnel
let reckoned: ReckonedTarget

// Oracle: by hand. A quarter of the leads buys, for 500,000, twenty days later: about a third in the same month.
test('history gives the rate with its counts, the lag, the value and the pace', async () => {
  measured = await send('GET', '/api/v1/targets/measured')
  const { funnel, point } = measured
  expect(point).toBe('lead')
  const [won, of] = String(funnel.stages[0]!.rate!.value).split('/').map(Number) as [number, number]
  expect(won / of).toBeCloseTo(0.25, 2)
  expect(funnel.stages[0]!.lag!.value[0]).toBeCloseTo(1 - 20 / 30.4, 2)
  expect(funnel.stages[0]!.lag!.value[1]).toBeCloseTo(20 / 30.4, 2)
  // twenty days of three leads, a quarter of whom buys
  expect(Math.abs(funnel.stages[0]!.opening! - 60)).toBeLessThan(14)
  expect(Number(funnel.customer_value!.value)).toBe(500_000)
  expect(Number(funnel.pace!.cv.value)).toBeGreaterThan(88)
  expect(Number(funnel.pace!.cv.value)).toBeLessThan(94)
  expect(funnel.season!.value).toHaveLength(12)
})

test('what was measured is reckoned, saved with who and why, and looked back on', async () => {
  const money = { revenue: '150000000', unit_price: '500000', cost_of_goods: '100000', margin: '0.6' }
  reckoned = await send('POST', '/api/v1/targets/reckon', { point: 'lead', funnel: { ...measured.funnel, ...money } })
  expect(reckoned.reckoned.target_cpa).toBeGreaterThan(24_000)
  expect(reckoned.outlook.at_pace!.chance.both).toBeLessThanOrEqual(reckoned.outlook.at_pace!.chance.cv)
  const target = { ...reckoned.target, name: 'Next year', timezone: 'UTC' }
  const stored = await send<StoredTarget>('PUT', '/api/v1/targets/next', {
    target,
    why: 'the board',
    by: 'ann',
    revision: 0,
  })
  expect(stored).toMatchObject({ version: 1, by: 'ann', why: 'the board', cpa: reckoned.reckoned.target_cpa })
  const late = await send<{ error: { code: string } }>('PUT', '/api/v1/targets/next', {
    target: { ...target, cpa: 9 },
    why: 'x',
    revision: 0,
  })
  expect(late.error.code).toBe('target_changed')
  const broken = { ...target, months: [target.months[0]!, target.months[2]!] }
  const refused = await send<{ error: { code: string } }>('PUT', '/api/v1/targets/next', { target: broken, why: 'x' })
  expect(refused.error.code).toBe('invalid_target')
  expect((await send<{ versions: StoredTarget[] }>('GET', '/api/v1/targets/next')).versions).toHaveLength(1)
})

// Oracle: by hand. Search ads brought 14 leads a week for 140,000 to 210,000; the partner 7 for nothing.
test('a budget goes to the channel that money moves, within what was seen; locked and typed rows stay', async () => {
  const month = '2027-02'
  const query = { point: 'lead', months: [{ month, cv: 100, budget: 700_000 }] }
  const free = await send<Allocation>('POST', '/api/v1/allocation', query)
  expect(free).toMatchObject({ currency: 'JPY', young: { corrected: 0, leftOut: 0 } })
  const dollars = await send<{ error: { code: string } }>('POST', '/api/v1/allocation', { ...query, currency: 'USD' })
  expect(dollars.error.code).toBe('mixed_currencies')
  const row = (all: Allocation, channel: string) => all.rows.find((each) => each.channel === channel)!
  expect(row(free, 'partner')).toMatchObject({ rule: 'average', budget: 0, cv: 28 })
  expect(row(free, 'paid_search')).toMatchObject({ budget: 700_000, beyond: null })
  expect(Math.abs(row(free, 'paid_search').cv - 56)).toBeLessThan(4)
  const rows = [
    { channel: 'paid_search', month, cv: 0, budget: 2_000_000, locked: true },
    { channel: 'expo', initiative: 'spring', month, cv: 30, budget: 500_000, locked: true },
  ]
  const fixed = await send<Allocation>('POST', '/api/v1/allocation', { ...query, rows, suggest: false })
  expect(row(fixed, 'paid_search')).toMatchObject({ budget: 2_000_000, beyond: 'more', locked: true })
  // no more is promised than for the most that was ever spent, 210,000 a week
  expect(Math.abs(row(fixed, 'paid_search').cv - row(free, 'paid_search').cv)).toBeLessThan(12)
  expect(row(fixed, 'expo')).toMatchObject({ rule: 'typed', cv: 30 })
  expect(fixed.months[0]).toMatchObject({ spent: 2_500_000, left: -1_800_000 })
  const over = await send<{ error: { code: string } }>('POST', '/api/v1/allocation', { ...query, rows })
  expect(over.error.code).toBe('invalid_allocation')
})

test('cost in two currencies is neither added up nor left out: what needs it is refused, and said', async () => {
  const day = measured.funnel.pace!.cost.measured!.to
  const ads = `date,campaign,impressions,clicks,cost\n${day},video,1000,40,90`
  await send('POST', '/api/v1/imports?kind=ads&file=usd.csv&platform=meta&currency=USD', ads)
  const again = await send<MeasuredFunnel>('GET', '/api/v1/targets/measured')
  expect(again.funnel.pace).toBeUndefined()
  expect(again.notes).toContain('Not all cost is in JPY, so CVs and cost a month have to be typed.')
  const query = { point: 'lead', months: [{ month: '2027-02', budget: 700_000 }], by: 'channel' }
  const mixed = await send<{ error: { code: string; message: string } }>('POST', '/api/v1/allocation', query)
  expect(mixed.error.message).toBe('What money brings cannot be told: money is in JPY and USD; ask by currency.')
})
