// A definition that is counted in parts is counted as it would be at once.
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { planSchema } from '#contract/plan.ts'
import { sightingKeysSql } from '#metrics/identifiers.ts'
import { conversionIdSql } from '#metrics/sighting-ids.ts'
import { definitionsOf } from '#plan/definition.ts'
import { ensureDefinitions } from '#store/plans.ts'
import type { Store } from '#store/store.ts'
import { minuteMs as minute } from '#util/duration.ts'
import { hashParts } from '#util/ids.ts'
import { UnionFind } from '#util/union-find.ts'
import { type TestRecord, emptyStore, event, start, storeBatch, storeRecords } from '../../test/support/facts.ts'
import { openTestStore } from '../../test/support/store.ts'
import { catchUp } from './catch-up.ts'
import type { CountedPoint } from './count-point.ts'
import { compareAll, countAll } from './count-whole.ts'
import { toCountedPoint } from './definitions.ts'
import { KeySets } from './key-sets.ts'
import { allSightings } from './ledger-store.ts'
import { mergeConversions } from './rule.ts'
import { identifiers } from './sighting.ts'

/** There it is about the statements of parts, which are sent by the first draw as by the fourth. */
const overHttp = inject('clickhouseUrl') !== undefined

let store: Store
let now = start
const clock = (): number => (now += 1_000)
beforeAll(async () => {
  store = await openTestStore()
})
beforeEach(() => emptyStore(store))
afterAll(() => store.close())

const plan = planSchema.parse({
  points: [
    { id: 'bought', name: 'Bought', tier: 'macro', once_per: 'order', match: { event: 'order_completed' } },
    { id: 'order', name: 'Order', tier: 'micro', once_per: 'order', match: { order: {} } },
    { id: 'won', name: 'Won', tier: 'micro', once_per: 'person', match: { deal: { stage: 'won' } } },
    { id: 'lead', name: 'Lead', tier: 'micro', once_per: 'person', match: { lead: {} } },
    { id: 'visit', name: 'Visit', tier: 'micro', once_per: 'visitor', match: { session: { pages: 1 } } },
  ],
})

const pick = (...values: string[]): fc.Arbitrary<string> => fc.constantFrom(...values)
const person = pick('', '', 'ann', 'bob', 'eve', 'joe')
const events = fc.array(
  fc
    .record({
      name: pick('order_completed', 'order_completed', 'page_view', 'order_refunded'),
      source: pick('tag', 'server'),
      id: fc.integer({ min: 0, max: 30 }).map(String),
      visitor_id: pick('', 'v1', 'v2', 'v3', 'v4', 'v5'),
      user_id: person,
      order_id: pick('', 'A', 'B', 'C', 'D', '0'),
      match_keys: fc.constantFrom<Record<string, string>>({}, {}, { event_id: '3' }, { email: 'h-ann' }),
      minutes: fc.integer({ min: 0, max: 200 }),
    })
    .map(({ minutes, ...one }) => event({ ...one, time: start + minutes * minute, url: 'https://a.example/' })),
  { minLength: 10, maxLength: 30 },
)
const records = fc.array(
  fc
    .record({
      kind: fc.constantFrom('lead' as const, 'deal' as const, 'order' as const),
      id: pick('1', '2', '3', '4', 'A', 'B', '0'),
      stage: pick('won', 'lost', 'paid', 'refunded'),
      lead_id: pick('', '', '1', '2'),
      user_id: person,
      // a trade show's list: an e-mail address and a telephone number are all that is known
      match_keys: fc.constantFrom<Record<string, string>>({}, { email: 'h-ann', phone: 'p1' }, { email: 'h-bob' }),
      value: fc.integer({ min: 1, max: 90 }),
    })
    .map((record): TestRecord => record),
  { maxLength: 15 },
)

const stored = { sightings: 'id, home', ledger: 'conversion_id, known_from', conversion_aliases: 'alias' }

/** All that counting wrote, but for when. */
async function everything(): Promise<unknown[][]> {
  const tables = Object.entries(stored).map(([table, order]) => {
    const when = [
      'revision',
      table === 'ledger' ? 'known_from, known_to' : table === 'sightings' ? 'is_deleted' : 'since',
    ]
    const standing = table === 'ledger' ? `WHERE known_to > '2299-01-01'` : ''
    return `SELECT * EXCEPT (${when.join(', ')}) FROM ${table} FINAL ${standing} ORDER BY definition, ${order}`
  })
  return Promise.all(tables.map((sql) => store.facts.query(sql, {}, { lane: 'count' })))
}

async function counted(): Promise<CountedPoint[]> {
  return (await store.control.selectFrom('definitions').selectAll().orderBy('hash').execute()).map(toCountedPoint)
}

/** What comparing says in all, in an order of its own. */
async function difference(point: CountedPoint, partSize: number): Promise<unknown> {
  const all: Record<string, string[]> = { opened: [], closed: [], aliases: [], filed: [], removed: [] }
  for await (const part of compareAll(store, point, { to: 99, knownAt: clock(), partSize }))
    for (const [name, rows] of Object.entries(part)) all[name]!.push(...rows.map((row: object) => JSON.stringify(row)))
  return Object.fromEntries(Object.entries(all).map(([name, rows]) => [name, rows.toSorted()]))
}

const nothing = { opened: [], closed: [], aliases: [], filed: [], removed: [] }

async function load([batch, rows]: [ReturnType<typeof event>[], TestRecord[]]): Promise<void> {
  await emptyStore(store)
  await storeBatch(store, [...new Map(batch.map((one) => [`${one.source} ${one.id}`, one])).values()])
  await storeRecords(store, [...new Map(rows.map((row) => [`${row.kind} ${row.id}`, row])).values()])
  await ensureDefinitions(store.control, definitionsOf(plan))
  await catchUp(store, clock)
}

/** Two conversions that have nothing to do with each other are one, as somebody said. */
async function mergeTwo(): Promise<void> {
  const sql = `SELECT definition, groupArray(conversion_id) AS ids FROM ledger FINAL WHERE known_to > '2299-01-01'
    GROUP BY definition HAVING length(ids) > 1 ORDER BY definition LIMIT 1`
  const [two] = await store.facts.query<{ ids: string[] }>(sql, {}, { lane: 'count' })
  if (!two) return
  await mergeConversions(store, two.ids.slice(0, 2) as [string, string], { by: 'Ann', why: 'One.', now: clock() })
  await catchUp(store, clock)
}

/** Rows that are missing, and rows that nothing says. */
async function damage(): Promise<void> {
  const at = (sql: string): Promise<void> => store.facts.command(`${sql} SETTINGS mutations_sync = 2`)
  await at(`ALTER TABLE sightings DELETE WHERE cityHash64(id) % 3 = 0`)
  await at(`ALTER TABLE ledger DELETE WHERE cityHash64(conversion_id) % 4 = 0`)
  await store.facts.command(`INSERT INTO ledger SELECT * REPLACE (concat('stray', conversion_id) AS conversion_id)
    FROM ledger FINAL WHERE known_to > '2299-01-01' AND cityHash64(conversion_id) % 4 = 1`)
  await store.facts.command(`INSERT INTO sightings SELECT * REPLACE (concat('stray', id) AS id) FROM sightings FINAL
    WHERE cityHash64(id) % 4 = 1`)
}

test(
  'what differs is the same, counted at once and in parts, and is set right in parts',
  { timeout: 240_000 },
  async () => {
    const cases = fc.tuple(events, records, fc.integer({ min: 1, max: 9 }))
    await fc.assert(
      fc.asyncProperty(cases, async ([batch, rows, partSize]) => {
        await load([batch, rows])
        await mergeTwo()
        const atOnce = (point: CountedPoint) => countAll(store, point, { to: 99, knownAt: clock(), partSize: 1e9 })
        for (const point of await counted()) await atOnce(point)
        const right = await everything()
        await damage()
        for (const point of await counted()) {
          const whole = await difference(point, 1e9)
          expect(await difference(point, partSize)).toEqual(whole)
          await countAll(store, point, { to: 99, knownAt: clock(), partSize })
          expect(await difference(point, 1e9)).toEqual(nothing)
        }
        const [sightings, ledger] = await everything()
        expect([sightings, ledger]).toEqual(right.slice(0, 2))
        expect(await store.facts.query('SELECT count() AS rows FROM counting_parts')).toEqual([{ rows: 0 }])
      }),
      { numRuns: overHttp ? 1 : 4, endOnFailure: true },
    )
  },
)

const killed = 'a first count that is killed after any write is made right by the next'
test.skipIf(overHttp)(killed, { timeout: 240_000 }, async () => {
  await load(fc.sample(fc.tuple(events, records), { numRuns: 1, seed: 7 })[0]!)
  const right = await everything()
  const [point] = (await counted()).filter(({ point: { id } }) => id === 'bought')
  const again = async (): Promise<void> => {
    for (const table of Object.keys(stored))
      await store.facts.command(
        `ALTER TABLE ${table} DELETE WHERE definition = {hash:String} SETTINGS mutations_sync = 2`,
        { hash: point!.definition },
      )
  }
  let broken = true
  let breaks = 0
  for (let survives = 0; broken; survives += 1) {
    await again()
    const count = { to: 99, knownAt: clock(), partSize: 2 }
    broken = await countAll(dyingAfter(survives), point!, count).then(
      () => false,
      () => true,
    )
    if (broken) breaks += 1
    await countAll(store, point!, { ...count, knownAt: clock(), partSize: 3 })
    expect(await everything()).toEqual(right)
  }
  expect(breaks).toBeGreaterThan(5)
})

/** The store of a process that dies after so many writes: nothing comes after the last. */
function dyingAfter(writes: number): Store {
  let left = writes
  const write = <T>(work: () => Promise<T>): Promise<T> => {
    left -= 1
    return left < 0 ? Promise.reject(new Error('died')) : work()
  }
  const { facts } = store
  return {
    ...store,
    facts: {
      query: (sql, params, options) => facts.query(sql, params, options),
      command: (sql, params, options) => write(() => facts.command(sql, params, options)),
      insert: (table, rows, options) =>
        write(() => (rows.length === 0 ? Promise.resolve() : facts.insert(table, rows, options))),
      insertLines: (...given) => write(() => facts.insertLines(...given)),
      close: () => facts.close(),
    },
  }
}

test('the engine finds the identifiers and the conversion that counting finds', async () => {
  await load(fc.sample(fc.tuple(events, records), { numRuns: 1, seed: 3 })[0]!)
  let looked = 0
  for (const { definition } of await counted()) {
    const sql = `SELECT id, ${sightingKeysSql()} AS keys, ${conversionIdSql('id')} AS conversion FROM sightings FINAL
      WHERE definition = {definition:String}`
    const rows = await store.facts.query<{ id: string; keys: string[]; conversion: string }>(sql, { definition })
    const told = new Map(rows.map((row) => [row.id, row]))
    for (const { sighting } of await allSightings(store.facts, definition)) {
      const { keys, conversion } = told.get(sighting.id)!
      expect(new Set(keys)).toEqual(new Set(identifiers(sighting)))
      expect(conversion).toBe(hashParts(definition, sighting.id))
      looked += 1
    }
  }
  expect(looked).toBeGreaterThan(10)
})

test('hashes that were joined, directly or through others, are in one part, and parts are as large as they may be', () => {
  const rows = fc.array(fc.array(fc.nat({ max: 4_000 }), { minLength: 1, maxLength: 4 }), { maxLength: 4_000 })
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 50 }), (joined, most) => {
      const sets = new KeySets()
      const expected = new UnionFind()
      const weight = new Map<string, number>()
      // some share their last 32 bits
      const hashOf = (key: number): number => (key % 7) * 4_294_967_296 + (key >> 2)
      for (const keys of joined) sets.join(keys.map(hashOf), 1)
      for (const keys of joined) for (const key of keys) expected.union(String(hashOf(keys[0]!)), String(hashOf(key)))
      for (const [first] of joined) {
        const root = expected.find(String(hashOf(first!)))
        weight.set(root, (weight.get(root) ?? 0) + 1)
      }
      const { count, each } = sets.parts(most)
      const partOf = new Map<string, Set<number>>()
      for (const [key, part] of each()) {
        const root = expected.find(String(key))
        partOf.set(root, (partOf.get(root) ?? new Set()).add(part))
      }
      expect([...partOf.values()].every((parts) => parts.size === 1)).toBe(true)
      expect(new Set(partOf.keys())).toEqual(new Set(weight.keys()))
      const sizes = Array.from({ length: count }, () => [] as number[])
      for (const [root, parts] of partOf) sizes[[...parts][0]! - 1]!.push(weight.get(root)!)
      for (const part of sizes) expect(part.length === 1 || part.reduce((sum, one) => sum + one, 0) <= most).toBe(true)
    }),
    { numRuns: 30 },
  )
})
