import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Store } from '#store/store.ts'
import { agreeCounted, at, insertLedger, insertSpend, insertVisits } from '../../test/support/counted.ts'
import { openTestStore } from '../../test/support/store.ts'
import { readExtent } from './extent.ts'

const now = at('2026-06-01')
let store: Store

beforeAll(async () => {
  store = await openTestStore('embedded')
})
afterAll(() => store.close())

test('the extent is of visits and conversions in business time, and of costs only where there is nothing else', async () => {
  expect(await readExtent(store, now)).toBeNull()
  await insertSpend(store, [{ from: '2026-01-01', to: '2026-12-31', cost: 1_200 }])
  expect(await readExtent(store, now)).toEqual({ from: '2026-01-01', to: '2026-12-31' })
  await insertVisits(store, [
    { id: 's1', visitor: 'v1', start: '2026-04-02T10:00' },
    { id: 's2', visitor: 'v1', start: '2026-05-02T20:00' },
  ])
  expect(await readExtent(store, now)).toEqual({ from: '2026-04-02', to: '2026-05-02' })
  const points = [{ id: 'won', name: 'Won', tier: 'macro', match: { deal: {} } }]
  const plan = await agreeCounted(store, { timezone: 'Asia/Tokyo', note: 'no micro', points }, now)
  await insertLedger(store, [{ id: 'c1', point: plan.points[0]!, time: '2026-03-31T16:00' }])
  expect(await readExtent(store, now)).toEqual({ from: '2026-04-01', to: '2026-05-03' })
})
