// Refunds and cancellations as they are stored and counted: whatever comes first, the ledger says the same.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { StoredEvent } from '#contract/event.ts'
import { planSchema } from '#contract/plan.ts'
import { definitionHash } from '#plan/definition.ts'
import type { Store } from '#store/store.ts'
import { dayMs as day } from '#util/duration.ts'
import { beginCounting } from '../../test/support/counting.ts'
import { event, start, storeBatch, storeRecords } from '../../test/support/facts.ts'
import { openTestStore } from '../../test/support/store.ts'
import { catchUp } from './catch-up.ts'
import { recount } from './recount.ts'

let store: Store
let now = start
const clock = (): number => (now += 1_000)

const plan = planSchema.parse({
  points: [
    { id: 'bought', name: 'Bought', tier: 'macro', once_per: 'order', match: { event: 'order_completed' } },
    { id: 'paid', name: 'Paid', tier: 'micro', once_per: 'order', match: { order: { status: 'paid' } } },
    { id: 'order', name: 'Order', tier: 'micro', once_per: 'order', match: { order: {} } },
    { id: 'won', name: 'Won', tier: 'micro', match: { deal: { stage: 'won' } } },
    { id: 'refund', name: 'Refund', tier: 'micro', match: { event: 'order_refunded' } },
  ],
})

beforeAll(async () => {
  store = await openTestStore('embedded')
})
beforeEach(async () => {
  await beginCounting(store, plan, clock)
})
afterAll(() => store.close())

const bought = (id: string, given: Partial<StoredEvent> = {}): StoredEvent =>
  event({ id, name: 'order_completed', order_id: 'A', value: 100, currency: 'EUR', ...given })
const refunded = (id: string, value: number | null, given: Partial<StoredEvent> = {}): StoredEvent =>
  event({ id, name: 'order_refunded', order_id: 'A', value, currency: 'EUR', time: start + day, ...given })

async function count(events: readonly StoredEvent[]): Promise<void> {
  await storeBatch(store, events)
  await catchUp(store, clock)
}

/** State, value and what went back of each conversion of a point. */
async function ledger(id: string, known = '2299-01-01 00:00:00'): Promise<unknown[]> {
  const definition = definitionHash(plan.points.find((point) => point.id === id)!)
  const rows = await store.facts.query<{ state: string; value: number | null; refunded: number }>(
    `SELECT state, toFloat64(value) AS value, toFloat64(refunded) AS refunded FROM ledger FINAL
     WHERE definition = {definition:String} AND known_from <= {known:DateTime64(3, 'UTC')}
       AND known_to > {known:DateTime64(3, 'UTC')} ORDER BY time, conversion_id`,
    { definition, known },
  )
  return rows.map(({ state, value, refunded: back }) => [state, value, back])
}

async function expectRecountFindsNothing(): Promise<void> {
  // at once, and in parts
  for (const partSize of [undefined, 1]) {
    const results = await recount(store, clock, { repair: false, partSize })
    expect(results.filter((each) => each.opened + each.closed + each.sightings > 0)).toEqual([])
  }
}

test('a refund takes its amount off the conversion, which stays; what was known before can still be read', async () => {
  await count([bought('a')])
  const before = new Date(now).toISOString().slice(0, 23).replace('T', ' ')
  now += day
  await count([refunded('r1', 30)])
  expect(await ledger('bought')).toEqual([['partly_refunded', 70, 30]])
  expect(await ledger('bought', before)).toEqual([['counted', 100, 0]])
  await count([refunded('r2', 70)])
  expect(await ledger('bought')).toEqual([['refunded', 0, 100]])
  await expectRecountFindsNothing()
})

test('a refund that is known before its order waits for it', async () => {
  await count([refunded('r1', 30, { order_id: '', payment_id: 'P' })])
  expect(await ledger('bought')).toEqual([])
  await count([bought('a', { payment_id: 'P' })])
  expect(await ledger('bought')).toEqual([['partly_refunded', 70, 30]])
  await expectRecountFindsNothing()
})

test('a point that counts refunds counts them, and takes nothing back', async () => {
  await count([bought('a'), refunded('r1', 30)])
  expect(await ledger('refund')).toEqual([['counted', 30, 0]])
})

test('an order that was paid for stays counted when its row says that it was refunded, with the value it had', async () => {
  await storeRecords(store, [{ kind: 'order', id: 'A', stage: 'paid', value: 80 }], start)
  await catchUp(store, clock)
  await storeRecords(store, [{ kind: 'order', id: 'A', stage: 'Refunded', value: 0 }], start + 1)
  await catchUp(store, clock)
  expect(await ledger('paid')).toEqual([['refunded', 0, 80]])
  expect(await ledger('order')).toEqual([['refunded', 0, 80]])
  await expectRecountFindsNothing()
  await storeRecords(store, [{ kind: 'order', id: 'A', stage: 'paid', value: 90 }], start + 2)
  await catchUp(store, clock)
  expect(await ledger('paid')).toEqual([['counted', 90, 0]])
  await expectRecountFindsNothing()
})

test('an order first known as cancelled is counted by a rule that takes every order, and by no other', async () => {
  await storeRecords(store, [{ kind: 'order', id: 'A', stage: 'キャンセル', value: 80 }])
  await catchUp(store, clock)
  expect(await ledger('paid')).toEqual([])
  expect(await ledger('order')).toEqual([['cancelled', 0, 80]])
  await expectRecountFindsNothing()
})

test('what an undone import said of an order counts no more, though a later file says that it was refunded', async () => {
  await storeRecords(store, [{ kind: 'order', id: 'A', stage: 'paid', value: 999 }], start, 'wrong')
  await storeRecords(store, [{ kind: 'order', id: 'A', stage: 'refunded', value: 80 }], start + 1)
  await catchUp(store, clock)
  expect(await ledger('paid')).toEqual([['refunded', 0, 999]])
  const undone = {
    id: 'wrong',
    kind: 'orders',
    file_name: 'x',
    options: '{}',
    state: 'undone',
    started_at: start,
  } as const
  const none = { ended_at: null, result: null, undo: null, undone_at: null }
  await store.control
    .insertInto('imports')
    .values({ ...undone, ...none })
    .execute()
  // the undo's own batch, in which the later file's row stays as it is
  await storeRecords(store, [{ kind: 'lead', id: 'other' }], start + 2, 'wrong')
  await catchUp(store, clock)
  expect(await ledger('paid')).toEqual([])
  expect(await ledger('order')).toEqual([['refunded', 0, 80]])
  await expectRecountFindsNothing()
})

test('a refunded order of the shop takes back what the pages saw', async () => {
  await count([bought('a')])
  await storeRecords(store, [{ kind: 'order', id: 'A', stage: 'refunded' }])
  await catchUp(store, clock)
  expect(await ledger('bought')).toEqual([['refunded', 0, 100]])
  await expectRecountFindsNothing()
})

test('a deal lost after it was won is cancelled; one won after it was lost is won', async () => {
  const deal = (id: string, stage: string, days: number) =>
    ({ kind: 'deal', id, stage, value: 50, time: start + days * day }) as const
  await storeRecords(store, [deal('d1', 'won', 1), deal('d2', 'Closed Lost', 1), deal('d2', 'won', 2)])
  await catchUp(store, clock)
  expect(await ledger('won')).toEqual([
    ['counted', 50, 0],
    ['counted', 50, 0],
  ])
  await storeRecords(store, [deal('d1', 'lost', 30)])
  await catchUp(store, clock)
  expect(await ledger('won')).toEqual([
    ['cancelled', 0, 50],
    ['counted', 50, 0],
  ])
  await expectRecountFindsNothing()
})
