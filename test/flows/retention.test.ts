import { afterAll, beforeAll, expect, test } from 'vitest'
import { catchUp } from '#count/catch-up.ts'
import { setRetention } from '#store/retention.ts'
import type { Store } from '#store/store.ts'
import { event, start, storeBatch } from '../support/facts.ts'
import { openTestStore } from '../support/store.ts'
import { applyRetention } from '#privacy/retain.ts'

let store: Store
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.close())

test('old events that are stored while the others are counted stay until they are counted, too', async () => {
  const clock = (): number => start + 10 * 86_400_000
  await setRetention(store.control, 'events', 1, { by: 'eve', at: clock() })
  await storeBatch(store, [event({ id: 'counted', visitor_id: 'v' })])
  const counting = {
    async all() {
      await catchUp(store, clock)
      await storeBatch(store, [event({ id: 'late', visitor_id: 'v' })])
    },
    around: async () => undefined,
  }
  await applyRetention({ store, clock, counting })
  expect(await store.facts.query('SELECT id FROM events')).toEqual([{ id: 'late' }])
})
