// Records whose own id names nobody (`0`, `null`), though they tell of somebody: a user, an e-mail address. Counting what is
// new finds them by what they tell, as counting everything again does.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { StoredEvent } from '#contract/event.ts'
import { planSchema } from '#contract/plan.ts'
import { catchUp } from '#count/catch-up.ts'
import { recount } from '#count/recount.ts'
import { mergeConversions, splitConversion } from '#count/rule.ts'
import { prepareImport } from '#import/import.ts'
import { undoImport } from '#import/undo.ts'
import { undoRuling } from '#store/rulings.ts'
import type { Store } from '#store/store.ts'
import { minuteMs as minute } from '#util/duration.ts'
import { beginCounting } from '../support/counting.ts'
import { event, start, storeBatch } from '../support/facts.ts'
import { openTestStore } from '../support/store.ts'

let store: Store
let now = start + 365 * 24 * 60 * minute
const clock = (): number => (now += 1_000)

const plan = planSchema.parse({
  points: [
    { id: 'won', name: 'Won', tier: 'macro', once_per: 'person', match: { deal: { stage: 'won' } } },
    { id: 'sold', name: 'Sold', tier: 'micro', once_per: 'order', match: { order: {} } },
    { id: 'bought', name: 'Bought', tier: 'micro', once_per: 'order', match: { event: 'order_completed' } },
  ],
})

beforeAll(async () => {
  store = await openTestStore('embedded')
})
beforeEach(() => beginCounting(store, plan, clock))
afterAll(() => store.close())

interface Row {
  id: string
  time: number
  [column: string]: unknown
}

/** Imports rows of a file, `time` in minutes, and counts them. */
async function load(kind: 'deals' | 'orders', ...rows: Row[]): Promise<string> {
  const lines = rows.map((row) => JSON.stringify({ stage: 'won', ...row, time: new Date(start + row.time * minute) }))
  const bytes = (async function* () {
    yield Buffer.from(lines.join('\n'))
  })()
  const options = { kind, fileName: `${kind}.jsonl`, source: 'crm' }
  const prepared = await prepareImport({ store, clock }, options, { bytes, totalBytes: null })
  const { id, ...result } = await prepared.run(() => undefined)
  expect(result).toMatchObject({ rejected: 0 })
  await catchUp(store, clock)
  return id
}

async function send(...events: StoredEvent[]): Promise<void> {
  await storeBatch(store, events)
  await catchUp(store, clock)
}

/** What became of each sighting, in order of time. */
async function outcomes(): Promise<string[]> {
  const rows = await store.facts.query<{ line: string }>(
    `SELECT trim(concat(record_id, ' ', user_id, ' ', outcome, ' ', reason)) AS line FROM sightings FINAL ORDER BY time, id`,
  )
  return rows.map(({ line }) => line)
}

async function conversionOf(recordId: string): Promise<string> {
  const sql = 'SELECT conversion_id AS id FROM sightings FINAL WHERE record_id = {recordId:String}'
  return (await store.facts.query<{ id: string }>(sql, { recordId }))[0]!.id
}

async function expectRecountFindsNothing(): Promise<void> {
  // at once, and in parts
  for (const partSize of [undefined, 1]) {
    const results = await recount(store, clock, { repair: false, partSize })
    expect(results.filter((each) => each.opened + each.closed + each.sightings > 0)).toEqual([])
  }
}

const ruler = () => ({ by: 'Ann', why: 'They told us so.', now: clock() })

test('a later deal of the same person is not counted again', async () => {
  await load('deals', { id: '0', time: 600, user_id: 'ann' })
  await load('deals', { id: 'd1', time: 1200, user_id: 'ann' })
  expect(await outcomes()).toEqual(['0 ann counted', 'd1 ann not_counted once per person'])
  await expectRecountFindsNothing()
})

test('an earlier deal of the same person, known by another address of theirs, takes its place', async () => {
  await load('deals', { id: 'null', time: 1200, email: 'ann@example.com' })
  await load('deals', { id: 'd1', time: 600, user_id: 'ann' })
  await load('deals', { id: 'd2', time: 610, user_id: 'ann', email: 'ann@example.com' })
  expect(await outcomes()).toEqual([
    'd1 ann counted',
    'd2 ann not_counted once per person',
    'null  not_counted once per person',
  ])
  await expectRecountFindsNothing()
})

test('one that is told of somebody else leaves what it stood before', async () => {
  await load('deals', { id: '0', time: 600, user_id: 'ann' })
  await load('deals', { id: 'd1', time: 1200, user_id: 'ann' }, { id: 'd2', time: 1260, user_id: 'bob' })
  await load('deals', { id: '0', time: 600, user_id: 'bob' })
  expect(await outcomes()).toEqual(['0 bob counted', 'd1 ann counted', 'd2 bob not_counted once per person'])
  await expectRecountFindsNothing()
})

test('one that is taken back leaves what it stood before', async () => {
  const wrong = await load('deals', { id: '0', time: 600, user_id: 'ann' })
  await load('deals', { id: 'd1', time: 1200, user_id: 'ann' })
  await undoImport({ store, clock }, wrong)
  await catchUp(store, clock)
  expect(await outcomes()).toEqual(['d1 ann counted'])
  await expectRecountFindsNothing()
})

test('a visit that is known later brings it', async () => {
  await load('deals', { id: '0', time: 600, visitor_id: 'v' })
  await send(
    event({ id: 'x', visitor_id: 'v', utm_source: 'google', utm_medium: 'cpc', time: start + 9 * 60 * minute }),
  )
  expect(await store.facts.query("SELECT channel FROM ledger FINAL WHERE known_to > '2299-01-01'")).toEqual([
    { channel: 'paid_search' },
  ])
  await expectRecountFindsNothing()
})

test('a refund under an order id that says nothing takes back what was paid, whatever was known first', async () => {
  await load('orders', { id: '0', time: 720, status: 'refunded', payment_id: 'P' })
  await send(event({ id: 'a', name: 'order_completed', order_id: 'A', payment_id: 'P', value: 100, currency: 'EUR' }))
  const sql = "SELECT state FROM ledger FINAL WHERE order_id = 'A' AND known_to > '2299-01-01'"
  expect(await store.facts.query(sql)).toEqual([{ state: 'refunded' }])
  await expectRecountFindsNothing()
})

test('merged by hand with somebody else’s, it brings its person along, until that is undone', async () => {
  await load('deals', { id: '0', time: 600, user_id: 'ann' })
  await load('deals', { id: 'd1', time: 1200, user_id: 'bob' }, { id: 'd2', time: 1260, user_id: 'ann' })
  const before = await outcomes()
  const ruling = await mergeConversions(store, [await conversionOf('0'), await conversionOf('d1')], ruler())
  await catchUp(store, clock)
  expect(await outcomes()).toEqual([
    '0 ann counted',
    'd1 bob duplicate merged by hand',
    'd2 ann not_counted once per person',
  ])
  await expectRecountFindsNothing()
  await load('deals', { id: 'd3', time: 540, user_id: 'ann' })
  await expectRecountFindsNothing()
  await undoRuling(store.control, ruling.id, 'Bob', clock())
  await catchUp(store, clock)
  expect((await outcomes()).slice(1)).toEqual(
    before.map((line) => line.replace('0 ann counted', '0 ann not_counted once per person')),
  )
  await expectRecountFindsNothing()
})

test('split by hand from what the same person did within minutes, it stays apart when more arrives', async () => {
  await load(
    'orders',
    { id: '0', time: 600, status: 'paid', user_id: 'ann' },
    { id: 'null', time: 605, status: 'paid', user_id: 'ann' },
  )
  expect(await outcomes()).toEqual(['0 ann counted', 'null ann duplicate same person within 30m'])
  await splitConversion(store, await conversionOf('0'), ['null'], ruler())
  await catchUp(store, clock)
  expect(await outcomes()).toEqual(['0 ann counted', 'null ann counted'])
  await expectRecountFindsNothing()
  await load('orders', { id: 'none', time: 601, status: 'paid', user_id: 'ann' })
  expect(await outcomes()).toEqual(['0 ann counted', 'none ann duplicate same person within 30m', 'null ann counted'])
  await expectRecountFindsNothing()
})

test('of nobody known, merged by hand and then corrected or taken back, it lets go of what it was merged with', async () => {
  await load('deals', { id: 'd1', time: 600, user_id: 'ann' }, { id: 'd2', time: 700, user_id: 'ann' })
  const file = await load('deals', { id: '0', time: 500 })
  await mergeConversions(store, [await conversionOf('0'), await conversionOf('d1')], ruler())
  await catchUp(store, clock)
  const merged = ['0  counted', 'd1 ann duplicate merged by hand', 'd2 ann not_counted once per person']
  expect(await outcomes()).toEqual(merged)
  await expectRecountFindsNothing()
  await load('deals', { id: '0', time: 650 })
  expect(await outcomes()).toEqual(['d1 ann counted', '0  duplicate merged by hand', merged[2]])
  await expectRecountFindsNothing()
  await undoImport({ store, clock }, file)
  await catchUp(store, clock)
  await expectRecountFindsNothing()
})

test('what was lost of the ledger is counted again in parts as it was at once', async () => {
  await load('deals', { id: '0', time: 600, user_id: 'ann' }, { id: 'd1', time: 700, user_id: 'bob' })
  await mergeConversions(store, [await conversionOf('0'), await conversionOf('d1')], ruler())
  await catchUp(store, clock)
  const before = await outcomes()
  for (const table of ['sightings', 'ledger']) await store.facts.command(`TRUNCATE TABLE ${table}`)
  await recount(store, clock, { repair: true, partSize: 1 })
  expect(await outcomes()).toEqual(before)
  expect(before).toEqual(['0 ann counted', 'd1 bob duplicate merged by hand'])
})
