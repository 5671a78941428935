import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Store } from '#store/store.ts'
import { minuteMs as minute } from '#util/duration.ts'
import { event, start, storeBatch } from '../../test/support/facts.ts'
import { openTestStore } from '../../test/support/store.ts'
import { catchUp } from './catch-up.ts'
import { longestVisit } from './sessions.ts'

let store: Store

beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.close())

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
