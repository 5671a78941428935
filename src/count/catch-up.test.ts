import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { StoredEvent } from '#contract/event.ts'
import { type Plan, planSchema } from '#contract/plan.ts'
import { definitionHash } from '#plan/definition.ts'
import type { Store } from '#store/store.ts'
import { minuteMs as minute } from '#util/duration.ts'
import { type TestRecord, emptyStore, event, start, storeBatch, storeRecords } from '../../test/support/facts.ts'
import { openTestStore } from '../../test/support/store.ts'
import { isOverdue } from './behind.ts'
import { catchUp } from './catch-up.ts'
import { recount } from './recount.ts'
import { whyOnePerson } from './why-one-person.ts'

const clock = (): number => start
let store: Store

beforeAll(async () => {
  store = await openTestStore('embedded')
})
beforeEach(() => emptyStore(store))
afterAll(() => store.close())

const plan = planSchema.parse({
  points: [
    { id: 'purchase', name: 'Purchase', tier: 'macro', once_per: 'order', match: { event: 'order_completed' } },
    { id: 'shop_order', name: 'Order', tier: 'micro', once_per: 'order', match: { order: {} } },
    { id: 'won', name: 'Won', tier: 'micro', once_per: 'person', match: { deal: { stage: 'won' } } },
    { id: 'lead', name: 'Lead', tier: 'micro', once_per: 'person', match: { lead: {} } },
    { id: 'deep_visit', name: 'Deep visit', tier: 'micro', once_per: 'session', match: { session: { pages: 2 } } },
    {
      id: 'pricing',
      name: 'Pricing',
      tier: 'micro',
      once_per: { per: 'visitor', within: '1d' },
      match: { page: '/pricing*' },
    },
  ],
})

async function define(points: Plan['points'] = plan.points): Promise<void> {
  for (const point of points) {
    const row = { hash: definitionHash(point), point: JSON.stringify(point), counted_batch: 0, counted_at: null }
    await store.control
      .insertInto('definitions')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

const hashOf = (id: string): string => definitionHash(plan.points.find((point) => point.id === id)!)
const forever = "known_to = toDateTime64('2299-12-31 00:00:00', 3, 'UTC')"

async function conversions(id: string): Promise<Record<string, unknown>[]> {
  const sql = `SELECT * EXCEPT (known_from, known_to, revision, definition) FROM ledger FINAL
    WHERE definition = {definition:String} AND ${forever} ORDER BY time, conversion_id`
  return store.facts.query(sql, { definition: hashOf(id) })
}

async function outcomes(id: string): Promise<string[]> {
  const sql = `SELECT record_id, outcome, reason FROM sightings FINAL WHERE definition = {definition:String} ORDER BY time, record_id`
  const rows = await store.facts.query<{ record_id: string; outcome: string; reason: string }>(sql, {
    definition: hashOf(id),
  })
  return rows.map((row) => [row.record_id, row.outcome, row.reason].join(' ').trim())
}

test('an order seen by tag and server is one conversion, credited to the visit that brought it', async () => {
  await define()
  await storeBatch(store, [
    event({
      id: 'v1',
      visitor_id: 'ann',
      url: 'https://shop.example/?utm_source=google',
      utm_source: 'google',
      utm_medium: 'cpc',
      utm_campaign: 'spring',
      click_ids: { gclid: 'x' },
    }),
    event({
      id: 'b1',
      visitor_id: 'ann',
      name: 'order_completed',
      time: start + 5 * minute,
      order_id: 'A',
      value: 120,
      currency: 'EUR',
    }),
  ])
  await catchUp(store, clock)
  await storeBatch(store, [
    event({
      id: 's1',
      source: 'server',
      user_id: 'u1',
      name: 'order_completed',
      time: start + 6 * minute,
      order_id: 'A',
      value: 120,
      currency: 'EUR',
    }),
  ])
  await catchUp(store, clock)
  const rows = await conversions('purchase')
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({
    channel: 'paid_search',
    campaign: 'spring',
    paid: 1,
    value: 120,
    order_id: 'A',
    sightings: 2,
    sources: ['server', 'tag'],
    landing_page: '/',
  })
  expect(await outcomes('purchase')).toEqual(['b1 counted', 's1 duplicate same order'])
})

test('a late sighting that is earlier takes over, and the old conversion id stays as an alias', async () => {
  await define()
  await storeBatch(store, [
    event({ id: 'late', source: 'server', name: 'order_completed', order_id: 'A', time: start + 10 * minute }),
  ])
  await catchUp(store, clock)
  const [before] = await conversions('purchase')
  await storeBatch(store, [event({ id: 'early', name: 'order_completed', order_id: 'A' })])
  await catchUp(store, clock)
  const [after, ...others] = await conversions('purchase')
  expect(others).toEqual([])
  expect(after!['conversion_id']).not.toBe(before!['conversion_id'])
  expect(await store.facts.query('SELECT alias, conversion_id FROM conversion_aliases FINAL')).toEqual([
    { alias: before!['conversion_id'], conversion_id: after!['conversion_id'] },
  ])
})

test('what was known before a correction can still be read', async () => {
  await define()
  await storeRecords(store, [{ kind: 'deal', id: 'd1', stage: 'won', user_id: 'u' }])
  await catchUp(store, () => start + 1_000)
  await storeRecords(store, [
    { kind: 'lead', id: 'l1', user_id: 'u' },
    { kind: 'deal', id: 'd0', stage: 'won', user_id: 'u', time: start - 1 },
  ])
  await catchUp(store, () => start + 9_000)
  const sql = `SELECT deal_id FROM ledger FINAL WHERE definition = {definition:String} AND known_from <= {at:DateTime64(3)} AND known_to > {at:DateTime64(3)}`
  const asKnown = (ms: number): Promise<unknown[]> =>
    store.facts.query(sql, { definition: hashOf('won'), at: (ms / 1_000).toFixed(3) })
  expect(await asKnown(start + 5_000)).toEqual([{ deal_id: 'd1' }])
  expect(await asKnown(start + minute)).toEqual([{ deal_id: 'd0' }])
})

test('a deal takes channel and attributes from the lead it names, whichever comes first', async () => {
  await define()
  await storeRecords(store, [
    { kind: 'deal', id: 'd1', lead_id: 'l1', stage: 'won', time: start + 99 * minute, attributes: { segment: 'pet' } },
  ])
  await catchUp(store, clock)
  await storeRecords(store, [{ kind: 'lead', id: 'l1', channel: 'organic_search', attributes: { form: 'short' } }])
  await catchUp(store, clock)
  const [deal] = await conversions('won')
  const [lead] = await conversions('lead')
  expect(deal).toMatchObject({
    channel: 'organic_search',
    attributes: { segment: 'pet', form: 'short' },
    person: lead!['person'],
  })
})

test('a second lead of the same person is not counted, and says so', async () => {
  await define()
  const match_keys = { email: 'a'.repeat(64) }
  await storeRecords(store, [
    { kind: 'lead', id: 'l1', match_keys },
    { kind: 'lead', id: 'l2', match_keys, time: start + 10 * minute },
    { kind: 'lead', id: 'l3', match_keys, time: start + 999 * minute },
  ])
  await catchUp(store, clock)
  expect(await outcomes('lead')).toEqual([
    'l1 counted',
    'l2 duplicate same person within 30m',
    'l3 not_counted once per person',
  ])
})

test('a browser that two people used belongs to neither', async () => {
  await define()
  await storeRecords(store, [
    { kind: 'lead', id: 'l1', user_id: 'ann', visitor_id: 'shared' },
    { kind: 'lead', id: 'l2', user_id: 'bob', visitor_id: 'shared', time: start + minute },
  ])
  await catchUp(store, clock)
  expect((await conversions('lead')).map((row) => row['person'])).toEqual(['user:ann', 'user:bob'])
  expect(await whyOnePerson(store.facts, 'lead:l1')).toEqual({
    asked: 'lead:l1',
    person: 'user:ann',
    identifiers: [
      { id: 'user:ann', seenWith: null, firstSeen: null },
      { id: 'lead:l1', seenWith: 'user:ann', firstSeen: start },
    ],
    shared: [{ visitor: 'visitor:shared', usedBy: ['user:ann', 'user:bob'] }],
  })
})

test('late events join two visits into one, and what was counted follows', async () => {
  await define()
  const view = (id: string, minutes: number): StoredEvent =>
    event({ id, visitor_id: 'ann', time: start + minutes * minute, url: `https://a.example/${id}` })
  await storeBatch(store, [view('a', 0), view('b', 5), view('d', 50), view('e', 55)])
  await catchUp(store, clock)
  expect(await conversions('deep_visit')).toHaveLength(2)
  await storeBatch(store, [view('c', 28)])
  await catchUp(store, clock)
  expect(await conversions('deep_visit')).toHaveLength(1)
  expect(await store.facts.query('SELECT pages, landing_page FROM sessions FINAL')).toEqual([
    { pages: 5, landing_page: '/a' },
  ])
})

test('a record that was corrected so that it no longer matches leaves the ledger', async () => {
  const point = planSchema.parse({ points: [{ ...plan.points[3]!, match: { lead: { channel: 'trade_show' } } }] })
    .points[0]!
  await define([point])
  await storeRecords(store, [{ kind: 'lead', id: 'l1', channel: 'trade_show' }])
  await catchUp(store, clock)
  expect(await currentRows()).toBe(1)
  await storeRecords(store, [{ kind: 'lead', id: 'l1', channel: 'email' }], start + 1_000)
  await catchUp(store, clock)
  expect(await currentRows()).toBe(0)
})

test('a later stage of a deal leaves the earlier one counted', async () => {
  await define()
  await storeRecords(store, [{ kind: 'deal', id: 'd1', stage: 'won', user_id: 'u' }])
  await catchUp(store, clock)
  await storeRecords(
    store,
    [{ kind: 'deal', id: 'd1', stage: 'lost', user_id: 'u', time: start + minute }],
    start + 1_000,
  )
  await catchUp(store, clock)
  expect(await conversions('won')).toHaveLength(1)
})

test('counting that broke off at any write, made again, gives the same ledger', { timeout: 180_000 }, async () => {
  const first = [
    event({ id: 'a', visitor_id: 'v', url: 'https://a.example/x' }),
    event({ id: 'b', visitor_id: 'v', url: 'https://a.example/pricing/x', time: start + minute }),
    event({
      id: 'c',
      source: 'server',
      name: 'order_completed',
      order_id: 'A',
      user_id: 'u',
      time: start + 3 * minute,
    }),
  ]
  const second = [
    event({ id: 'd', visitor_id: 'v', user_id: 'u', name: 'order_completed', order_id: 'A', time: start + 2 * minute }),
  ]
  const load = async (count: () => Promise<void>): Promise<void> => {
    await emptyStore(store)
    await define([plan.points[0]!, plan.points[4]!])
    await storeBatch(store, first)
    await catchUp(store, clock)
    await storeBatch(store, second)
    await count()
  }
  await load(() => catchUp(store, clock))
  const whole = await everything()
  let broken = true
  // the transport changes nothing about it: over HTTP some writes stand for all
  for (let survives = 0; broken; survives += 1) {
    await load(async () => {
      broken = await catchUp(breakingAfter(store, survives), clock).then(
        () => false,
        () => true,
      )
      await catchUp(store, clock)
    })
    expect(await everything()).toEqual(whole)
  }
})

/** The store as a process sees it that dies after so many writes to the facts engine. */
function breakingAfter(whole: Store, writes: number): Store {
  let left = writes
  const write = <T>(work: () => Promise<T>): Promise<T> => {
    left -= 1
    return left < 0 ? Promise.reject(new Error('died')) : work()
  }
  const facts: Store['facts'] = {
    ...whole.facts,
    query: (sql, params, options) => whole.facts.query(sql, params, options),
    insert: (table, rows, options) => write(() => whole.facts.insert(table, rows, options)),
    command: (sql, params, options) => write(() => whole.facts.command(sql, params, options)),
  }
  return { ...whole, facts }
}

async function currentRows(): Promise<number> {
  const [row] = await store.facts.query<{ rows: number }>(`SELECT count() AS rows FROM ledger FINAL WHERE ${forever}`)
  return row!.rows
}

const pick = (...values: string[]): fc.Arbitrary<string> => fc.constantFrom(...values)
const events = fc.array(
  fc
    .record({
      name: pick('order_completed', 'page_view', 'page_view', 'order_refunded', 'payment_failed'),
      source: pick('tag', 'server'),
      id: fc.integer({ min: 0, max: 25 }).map(String),
      visitor_id: pick('', 'v1', 'v2', 'v3'),
      user_id: pick('', '', 'u1', 'u2', 'anonymous'),
      order_id: pick('', 'A', 'B', 'C'),
      payment_id: pick('', '', 'P', 'Q'),
      match_keys: fc.constantFrom<Record<string, string>>({}, {}, { event_id: '3' }, { event_id: 'shared' }),
      minutes: fc.integer({ min: 0, max: 200 }),
      utm_medium: pick('', '', 'cpc'),
      url: pick('https://a.example/', 'https://a.example/pricing/x'),
      value: fc.option(fc.integer({ min: 1, max: 500 })),
    })
    .map(({ minutes, ...given }) =>
      event({
        ...given,
        order_id: given.name === 'page_view' ? '' : given.order_id,
        utm_source: given.utm_medium && 'google',
        time: start + minutes * minute,
      }),
    ),
  { maxLength: 25 },
)
const statusOf = { won: 'paid', lost: 'Refunded' }
const records = fc.uniqueArray(
  fc
    .record({
      kind: fc.constantFrom('lead' as const, 'deal' as const, 'order' as const),
      id: pick('A', 'B', '1', '2', '3'),
      stage: fc.constantFrom('won' as const, 'lost' as const),
      lead_id: pick('', '1', '2'),
      visitor_id: pick('', 'v1', 'v2'),
      user_id: pick('', 'u1', 'u2'),
      channel: pick('', 'organic_search', 'trade_show'),
      minutes: fc.integer({ min: 0, max: 300 }),
      attributes: fc.constantFrom({}, { size: 'big' }, { size: 'small', form: 'x' }),
    })
    .map(({ minutes, ...given }): TestRecord => ({
      ...given,
      stage: given.kind === 'deal' ? given.stage : given.kind === 'order' ? statusOf[given.stage] : '',
      lead_id: given.kind === 'lead' ? '' : given.lead_id,
      time: start + minutes * minute,
    })),
  { maxLength: 12, selector: ({ kind, id, stage }) => `${kind} ${id} ${kind === 'deal' ? stage : ''}` },
)

/** The ledger and the sightings, without when they became known. */
async function everything(): Promise<unknown> {
  const ledger = await store.facts.query(
    `SELECT * EXCEPT (known_from, known_to, revision) FROM ledger FINAL WHERE ${forever} ORDER BY definition, conversion_id`,
  )
  const sightings = await store.facts.query(
    'SELECT * EXCEPT (revision) FROM sightings FINAL ORDER BY definition, home, id',
  )
  return { ledger, sightings }
}

test('a lookback longer than there is time counts like any other', async () => {
  const [purchase] = plan.points
  await define([{ ...purchase!, lookback: { click: '999999999999d' } }])
  await storeBatch(store, [
    event({ id: 'a', visitor_id: 'v1', name: 'page_view' }),
    event({ id: 'b', visitor_id: 'v1', name: 'order_completed', order_id: 'A', time: start + minute }),
  ])
  await catchUp(store, clock)
  expect(await store.facts.query("SELECT count() AS n FROM ledger FINAL WHERE session_id != ''")).toEqual([{ n: 1 }])
})

test(
  'any order, any repetition and any split into batches gives the ledger of one count',
  { timeout: 240_000 },
  async () => {
    const uniqueEvents = events.map((all) => [...new Map(all.map((one) => [`${one.source} ${one.id}`, one])).values()])
    const arrivals = uniqueEvents.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }), fc.subarray(all)),
    )
    const cuts = fc.array(fc.integer({ min: 5, max: 15 }), { minLength: 1, maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(
        arrivals,
        records,
        cuts,
        fc.boolean(),
        fc.constantFrom(1, 3, undefined),
        async ([all, shuffled, again], allRecords, sizes, recordsFirst, manyRows) => {
          await emptyStore(store)
          if (all.length > 0) await storeBatch(store, all)
          if (allRecords.length > 0) await storeRecords(store, allRecords)
          await define()
          await catchUp(store, clock)
          const whole = await everything()
          await emptyStore(store)
          await define()
          await catchUp(store, clock)
          const pieces = cut([...shuffled, ...again], sizes).map((piece) => () => storeBatch(store, piece))
          const recordPieces = cut(allRecords.toReversed(), sizes).map((piece) => () => storeRecords(store, piece))
          for (const arrive of recordsFirst ? [...recordPieces, ...pieces] : [...pieces, ...recordPieces]) {
            await arrive()
            await catchUp(store, clock, undefined, manyRows === undefined ? {} : { manyRows })
          }
          expect(await everything()).toEqual(whole)
          const differing = await recount(store, clock, { repair: false })
          expect(differing.filter((result) => result.opened + result.closed + result.sightings > 0)).toEqual([])
        },
      ),
      { numRuns: 4, endOnFailure: true },
    )
  },
)

function cut<T>(items: readonly T[], sizes: readonly number[]): T[][] {
  const pieces: T[][] = []
  for (let at = 0; at < items.length;) {
    const size = sizes[pieces.length % sizes.length]!
    pieces.push(items.slice(at, at + size))
    at += size
  }
  return pieces
}

test('a question waits for what was imported, never counted, or has waited, and not for what streamed in just now', async () => {
  const { control } = store
  const overdue = (after: number): Promise<boolean> => isOverdue(control, start + after)
  await define(plan.points.slice(0, 1))
  expect(await overdue(0)).toBe(true)
  await catchUp(store, clock)
  expect(await overdue(0)).toBe(false)
  await storeBatch(store, [event({ id: 'streamed' })])
  expect(await overdue(9_000)).toBe(false)
  expect(await overdue(11_000)).toBe(true)
  await catchUp(store, clock)
  expect(await overdue(11_000)).toBe(false)
  await storeRecords(store, [{ kind: 'lead', id: 'l1' }])
  expect(await overdue(0)).toBe(true)
})
