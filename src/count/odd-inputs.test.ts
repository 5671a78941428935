// What clients and machines do wrong: ids that name nobody, loads that break off, one visitor with very many events.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { StoredEvent } from '#contract/event.ts'
import { planSchema, type Point } from '#contract/plan.ts'
import { definitionsOf } from '#plan/definition.ts'
import { closeInterruptedImports, intendImportBatch } from '#store/batches.ts'
import { storeEvents } from '#store/events.ts'
import { ensureDefinitions } from '#store/plans.ts'
import type { Store } from '#store/store.ts'
import { minuteMs as minute } from '#util/duration.ts'
import { type TestRecord, emptyStore, event, start, storeBatch, storeRecords } from '../../test/support/facts.ts'
import { openTestStore } from '../../test/support/store.ts'
import { catchUp } from './catch-up.ts'
import { toSighting } from './sighting-columns.ts'
import { sightingsUnder } from './ledger-store.ts'
import { mergeSightings } from './merge.ts'
import { recount } from './recount.ts'
import { rulingsOf } from './rulings.ts'
import type { Sighting } from './sighting.ts'

let store: Store
let now = start
const clock = (): number => (now += 1_000)

beforeAll(async () => {
  store = await openTestStore('embedded')
})
beforeEach(() => emptyStore(store))
afterAll(() => store.close())

const purchase = { id: 'purchase', once_per: 'order', match: { event: 'order_completed' } }
const lead = { id: 'lead', once_per: 'person', match: { lead: { channel: 'trade_show' } } }
const order = (given: Partial<StoredEvent> & { id: string }): StoredEvent =>
  event({ name: 'order_completed', ...given })

async function define(point: object): Promise<Point> {
  const plan = planSchema.parse({ points: [{ name: 'Point', tier: 'macro', ...point }] })
  await ensureDefinitions(store.control, definitionsOf(plan))
  return plan.points[0]!
}

async function count(events: readonly StoredEvent[]): Promise<void> {
  await storeBatch(store, events)
  await catchUp(store, clock)
}

interface Counted {
  channel: string
  person: string
  sightings: number
}

function conversions(): Promise<Counted[]> {
  return store.facts.query(`SELECT channel, person, sightings FROM ledger FINAL
    WHERE known_to = toDateTime64('2299-12-31 00:00:00', 3, 'UTC') ORDER BY time, conversion_id`)
}

async function outcomes(): Promise<string[]> {
  const rows = await store.facts.query<{ line: string }>(
    "SELECT concat(record_id, ' ', outcome, ' ', reason) AS line FROM sightings FINAL ORDER BY time, record_id",
  )
  return rows.map((row) => row.line.trim())
}

function sightingOf(id: string): Sighting {
  const none = { visitor_id: '', user_id: 'pos', lead_id: '', order_id: '', payment_id: '', deal_id: '' }
  const place = { channel: '', campaign: '', ad: '', landing_page: '' }
  const record = { id, kind: 'event', reverses: '', source: 'pos', record_id: id, time: start } as const
  const rest = { match_keys: {}, value: null, currency: '', attributes: {}, sent_from: '', junk: '' } as const
  return toSighting({ ...record, ...none, ...place, ...rest })
}

async function differences(): Promise<number> {
  const results = await recount(store, clock, { repair: false })
  return results.reduce((sum, { opened, closed, sightings }) => sum + opened + closed + sightings, 0)
}

test('events of an import that broke off are counted', async () => {
  await define(purchase)
  await catchUp(store, clock)
  const batch = await intendImportBatch(store.control, 'broken', start)
  await storeEvents(store.facts, batch, [order({ id: 'a', order_id: 'A', visitor_id: 'v' })])
  await closeInterruptedImports(store.control, start)
  await catchUp(store, clock)
  expect(await conversions()).toHaveLength(1)
  expect(await differences()).toBe(0)
})

test('two orders of a person whose order id says nothing stay two', async () => {
  await define(purchase)
  await count([
    order({ id: 'a', order_id: 'undefined', user_id: 'u' }),
    order({ id: 'b', order_id: 'undefined', user_id: 'u', time: start + 999 * minute }),
  ])
  expect(await conversions()).toHaveLength(2)
})

test('a conversion is not credited to visits of nobody in particular', async () => {
  await define(purchase)
  await count([order({ id: 'a', order_id: 'A', visitor_id: 'anonymous', user_id: 'u', time: start + minute })])
  await count([event({ id: 'x', visitor_id: 'anonymous', utm_source: 'google', utm_medium: 'cpc' })])
  expect(await conversions()).toMatchObject([{ channel: '', person: 'user:u' }])
  expect(await differences()).toBe(0)
})

test('a lead whose id says nothing can be corrected', async () => {
  await define(lead)
  await storeRecords(store, [{ kind: 'lead', id: '-', channel: 'trade_show' }])
  await catchUp(store, clock)
  await storeRecords(store, [{ kind: 'lead', id: '-', channel: 'email' }], start + 1_000)
  await catchUp(store, clock)
  expect(await conversions()).toHaveLength(0)
  expect(await outcomes()).toEqual([])
})

test('a record that changes once more while it is counted stays counted', async () => {
  await define({ ...lead, match: { lead: {} } })
  await storeRecords(store, [{ kind: 'lead', id: 'l1' }])
  await catchUp(store, clock)
  await storeRecords(store, [{ kind: 'lead', id: 'l1', channel: 'email' }], start + 100_000)
  await catchUp(changingAsItIsRead([{ kind: 'lead', id: 'l1', channel: 'line' }]), clock)
  expect(await conversions()).toHaveLength(1)
  await catchUp(store, clock)
  expect(await conversions()).toMatchObject([{ channel: 'line' }])
  expect(await differences()).toBe(0)
})

/** The store, where an import changes records just before the first time that their current state is read. */
function changingAsItIsRead(records: readonly TestRecord[]): Store {
  const { facts } = store
  let changed = false
  const query: Store['facts']['query'] = async (sql, params, options) => {
    if (!changed && sql.includes('FROM records FINAL')) {
      changed = true
      await storeRecords(store, records, start + 200_000)
    }
    return facts.query(sql, params, options)
  }
  const insert: Store['facts']['insert'] = (...given) => facts.insert(...given)
  const command: Store['facts']['command'] = (...given) => facts.command(...given)
  return { ...store, facts: { ...facts, query, insert, command } }
}

test('a recount looks at what has been counted, whatever was loaded since', async () => {
  await define(purchase)
  await count([order({ id: 'a', order_id: 'A' })])
  await storeBatch(store, [order({ id: 'b', order_id: 'B' })])
  expect(await differences()).toBe(0)
})

test('an action that the rule leaves out is left out with all its sightings', async () => {
  await define({ ...purchase, once_per: 'person' })
  await count([
    order({ id: 'a', order_id: 'A', user_id: 'u' }),
    order({ id: 'b', order_id: 'B', user_id: 'u', time: start + 99 * minute }),
    order({ id: 'c', source: 'server', order_id: 'B', user_id: 'u', time: start + 100 * minute }),
  ])
  expect(await outcomes()).toEqual(['a counted', 'b not_counted once per person', 'c not_counted once per person'])
})

test('events of two sources that number them alike are two, unless they happened at about the same time', async () => {
  await define({ ...purchase, once_per: 'person' })
  await count([
    order({ id: '1', source: 'shop', user_id: 'ann' }),
    order({ id: '1', source: 'app', user_id: 'bob', time: start + 4_000 * minute }),
    order({ id: 'f3a9', visitor_id: 'v', time: start + 8_000 * minute }),
    order({ id: 'f3a9', source: 'server', user_id: 'eve', time: start + 8_001 * minute }),
  ])
  expect((await conversions()).map((row) => row.sightings)).toEqual([1, 1, 2])
})

test('a property that is null does not exist', async () => {
  await define({ id: 'coupon', match: { event: 'e', where: { coupon: { exists: true } } } })
  const coupons = ['{"coupon":null}', '{"coupon":"C"}', '{}']
  await count(coupons.map((properties, index) => event({ id: `c${index}`, name: 'e', properties })))
  expect(await outcomes()).toEqual(['c1 counted'])
})

test('two browsers of one person convert once each, and both conversions can be credited to one click', async () => {
  await define({ ...purchase, once_per: 'visitor' })
  await count([
    event({ id: 'click', visitor_id: 'v1', user_id: 'u', utm_source: 'google', utm_medium: 'cpc' }),
    order({ id: 'a', visitor_id: 'v1', user_id: 'u', time: start + minute }),
    order({ id: 'b', visitor_id: 'v2', user_id: 'u', time: start + 99 * minute }),
  ])
  expect((await conversions()).map((row) => row.channel)).toEqual(['paid_search', 'paid_search'])
})

test('one visitor with more sightings than a call takes arguments can be read', async () => {
  await store.facts.command(`INSERT INTO sightings (definition, home, id, kind)
    SELECT 'point', 'visitor:bot', toString(number), 'event' FROM numbers(150000)`)
  expect(await sightingsUnder(store.facts, ['point'], ['visitor:bot'])).toHaveLength(150_000)
})

test('one person who acts all day is counted in time that grows with the number of actions', () => {
  const at = (index: number): Sighting => ({ ...sightingOf(`s${index}`), time: start + index * 5_000 })
  const actions = mergeSightings(
    Array.from({ length: 50_000 }, (_, index) => at(index)),
    {
      personOf: () => 'user:pos',
      withinMs: minute,
      rulings: rulingsOf([]),
    },
  )
  // one every 5 s, the anchor and what follows within the minute: 13 together
  expect(actions).toHaveLength(Math.ceil(50_000 / 13))
})
