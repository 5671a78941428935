import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pointSchema } from '#contract/plan.ts'
import { minuteMs as minute } from '#util/duration.ts'
import { sightingOf } from '../../test/support/sighting.ts'
import { countPoint } from './count-point.ts'
import { type Action, mergeSightings } from './merge.ts'
import { rulingsOf } from './rulings.ts'
import { applyOncePer } from './once.ts'
import { conflictKinds, type Sighting, strongKey, strongKeys, strongKinds } from './sighting.ts'

function sighting(id: string, given: Partial<Sighting> & { minutes?: number } = {}): Sighting {
  const { minutes = 0, ...fields } = given
  return sightingOf(id, { time: minutes * minute, ...fields })
}

const personOf = (one: Sighting): string => one.userId
const rulings = rulingsOf([])
const merged = (sightings: Sighting[], withinMs: number | null = 30 * minute): string[][] =>
  mergeSightings(sightings, { personOf, rulings, withinMs }).map((action) => action.sightings.map((one) => one.id))

test('an order seen by the browser, the server and the payment is one action', () => {
  const actions = merged([
    sighting('browser', { orderId: 'A', minutes: 0 }),
    sighting('server', { orderId: 'A', paymentId: 'P', minutes: 1 }),
    sighting('stripe', { paymentId: 'P', minutes: 600 }),
  ])
  expect(actions).toEqual([['browser', 'server', 'stripe']])
})

test('the same event id from two sources is one action, and links through it are followed', () => {
  const actions = merged([
    sighting('a', { recordId: 'e1', source: 'tag' }),
    sighting('b', { recordId: 'e1', source: 'server', orderId: 'A', minutes: 2 }),
    sighting('c', { recordId: 'e9', orderId: 'A', minutes: 900 }),
  ])
  expect(actions).toEqual([['a', 'b', 'c']])
})

test('an event id that a server carries beside its own ties it to the browser, within two days', () => {
  const browser = sighting('browser', { recordId: 'e-1', source: 'tag' })
  const server = { recordId: 'Purchase:e-1', source: 'meta', matchKeys: { event_id: 'e-1' } }
  expect(merged([browser, sighting('server', { ...server, minutes: 2 })])).toEqual([['browser', 'server']])
  expect(merged([browser, sighting('server', { ...server, minutes: 2 * 1_440 + 1 })])).toEqual([
    ['browser'],
    ['server'],
  ])
  const [action] = mergeSightings([browser, sighting('server', { ...server, minutes: 2 })], {
    personOf,
    rulings,
    withinMs: null,
  })
  expect([...action!.reasons]).toEqual([['server', 'same event id']])
})

test('two orders minutes apart stay two, even when a third sighting touches both', () => {
  const actions = merged([
    sighting('one', { orderId: 'A', paymentId: 'P', userId: 'u' }),
    sighting('two', { orderId: 'B', paymentId: 'P', userId: 'u', minutes: 3 }),
    sighting('third', { paymentId: 'P', userId: 'u', minutes: 2 }),
  ])
  expect(actions).toEqual([['one'], ['third', 'two']])
})

test('windows are anchored on the earliest sighting and do not chain', () => {
  const actions = merged([0, 20, 40, 60].map((minutes) => sighting(`at${minutes}`, { userId: 'u', minutes })))
  expect(actions).toEqual([
    ['at0', 'at20'],
    ['at40', 'at60'],
  ])
})

test('a sighting without keys joins the nearest order of its person, and no stranger', () => {
  const actions = merged([
    sighting('far', { orderId: 'A', userId: 'u', minutes: 0 }),
    sighting('near', { orderId: 'B', userId: 'u', minutes: 25 }),
    sighting('weak', { userId: 'u', minutes: 20 }),
    sighting('stranger', { userId: 'v', minutes: 20 }),
  ])
  expect(actions).toEqual([['far'], ['stranger'], ['weak', 'near']])
})

test('every sighting but the first says why it is a duplicate', () => {
  const [action] = mergeSightings(
    [
      sighting('b', { orderId: 'A', userId: 'u', minutes: 5 }),
      sighting('a', { userId: 'u', minutes: 1 }),
      sighting('c', { orderId: 'A', minutes: 50 }),
    ],
    { personOf, rulings, withinMs: 30 * minute },
  )
  expect(action!.sightings.map((one) => one.id)).toEqual(['a', 'b', 'c'])
  expect(Object.fromEntries(action!.reasons)).toEqual({ b: 'same person in window', c: 'same order' })
})

test('a reason names a key that the sighting carries, also where the payment was reported first', () => {
  const [action] = mergeSightings(
    [
      sighting('payment', { paymentId: 'P', minutes: 0 }),
      sighting('browser', { orderId: 'A', userId: 'u', minutes: 1 }),
      sighting('server', { orderId: 'A', paymentId: 'P', minutes: 2 }),
      sighting('weak', { userId: 'u', minutes: 3 }),
    ],
    { personOf, rulings, withinMs: 30 * minute },
  )
  expect(Object.fromEntries(action!.reasons)).toEqual({
    server: 'same payment',
    browser: 'same order',
    weak: 'same person in window',
  })
})

test('what joined an action brings its other person along', () => {
  const actions = merged([
    sighting('first', { userId: 'typo' }),
    sighting('tag', { userId: 'typo', recordId: 'e1', minutes: 5 }),
    sighting('server', { userId: 'right', recordId: 'e1', minutes: 6 }),
    sighting('again', { userId: 'right', minutes: 10 }),
  ])
  expect(actions).toEqual([['first', 'tag', 'server', 'again']])
})

const few = (prefix: string): fc.Arbitrary<string> => fc.constantFrom('', '', `${prefix}1`, `${prefix}2`, `${prefix}3`)
const worlds = fc
  .array(
    fc.record({
      orderId: few('o'),
      paymentId: few('p'),
      dealId: few('d'),
      userId: few('u'),
      recordId: fc.constantFrom('e1', 'e2', 'e3', 'e4'),
      minutes: fc.integer({ min: 0, max: 120 }),
    }),
    { maxLength: 14 },
  )
  .map((rows) => rows.map((row, index) => sighting(`s${String(index).padStart(2, '0')}`, row)))

const shape = (actions: Action[]): unknown =>
  actions.map((action) => [
    action.sightings.map((one) => one.id),
    [...action.reasons].toSorted(([a], [b]) => (a < b ? -1 : 1)),
  ])

const sides = fc.uniqueArray(fc.integer({ min: 0, max: 13 }), { minLength: 2, maxLength: 5 })
const ruled = fc
  .array(fc.record({ kind: fc.constantFrom('merge' as const, 'split' as const), named: sides }), { maxLength: 4 })
  .map((given) =>
    given.map(({ kind, named: [first, ...rest] }, id) => {
      const nameOf = (index: number): string => `s${String(index).padStart(2, '0')}`
      return { id, kind, sightings: [nameOf(first!)], others: rest.map(nameOf) }
    }),
  )

test('any order of arrival and of rulings gives the same actions, and every merge by hand is one', () => {
  const shuffled = fc
    .tuple(worlds, ruled)
    .chain(([world, given]) =>
      fc.tuple(
        fc.constant(world),
        fc.shuffledSubarray(world, { minLength: world.length }),
        fc.constant(given),
        fc.shuffledSubarray(given, { minLength: given.length }),
      ),
    )
  fc.assert(
    fc.property(shuffled, ([world, other, given, otherwise]) => {
      const actions = mergeSightings(world, { personOf, withinMs: 30 * minute, rulings: rulingsOf(given) })
      const again = mergeSightings(other, { personOf, withinMs: 30 * minute, rulings: rulingsOf(otherwise) })
      expect(shape(again)).toEqual(shape(actions))
      const actionOf = new Map(actions.flatMap((action, index) => action.sightings.map(({ id }) => [id, index])))
      for (const { kind, sightings, others } of given) {
        const mine = new Set(sightings.map((id) => actionOf.get(id)).filter((index) => index !== undefined))
        const theirs = others.map((id) => actionOf.get(id)).filter((index) => index !== undefined)
        if (kind === 'merge') expect(new Set([...mine, ...theirs]).size).toBeLessThanOrEqual(1)
        // a merge comes before a split
        else if (given.every((each) => each.kind === 'split'))
          expect(theirs.some((index) => mine.has(index))).toBe(false)
      }
    }),
    { numRuns: 400 },
  )
})

test('a sighting that two merges name ties others in the same order, whichever merge came first', () => {
  const world = ['e1', 'e2', 'e2', 'e1', 'e1'].map((recordId, index) => sighting(`s0${index}`, { recordId }))
  const given = [
    { id: 0, kind: 'merge' as const, sightings: ['s04'], others: ['s01'] },
    { id: 1, kind: 'merge' as const, sightings: ['s00'], others: ['s03'] },
    { id: 2, kind: 'merge' as const, sightings: ['s02'], others: ['s04'] },
  ]
  const mergedWith = (inForce: typeof given): unknown =>
    shape(mergeSightings(world, { personOf, withinMs: 30 * minute, rulings: rulingsOf(inForce) }))
  expect(mergedWith([given[1]!, given[2]!, given[0]!])).toEqual(mergedWith(given))
})

test('any order of arrival gives the same actions', () => {
  const shuffled = worlds.chain((world) =>
    fc.tuple(fc.constant(world), fc.shuffledSubarray(world, { minLength: world.length })),
  )
  fc.assert(
    fc.property(shuffled, ([world, other]) => {
      const rules = { personOf, rulings, withinMs: 30 * minute }
      expect(shape(mergeSightings(other, rules))).toEqual(shape(mergeSightings(world, rules)))
    }),
    { numRuns: 500 },
  )
})

test('no action holds two orders, payments or deals; each sighting is in exactly one', () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const actions = mergeSightings(world, { personOf, rulings, withinMs: 30 * minute })
      for (const action of actions) {
        for (const kind of conflictKinds) {
          const values = new Set(action.sightings.map((one) => strongKey(one, kind)).filter((value) => value !== ''))
          expect(values.size).toBeLessThanOrEqual(1)
        }
        expect(action.reasons.size).toBe(action.sightings.length - 1)
      }
      expect(actions.flatMap((action) => action.sightings.map((one) => one.id)).toSorted()).toEqual(
        world.map((one) => one.id),
      )
    }),
    { numRuns: 500 },
  )
})

test('two actions that share a key differ in another kind of key', () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const actions = mergeSightings(world, { personOf, rulings, withinMs: null })
      const values = (action: Action, kind: (typeof strongKinds)[number]): Set<string> =>
        new Set(action.sightings.flatMap((one) => strongKeys(one, kind)))
      for (const a of actions) {
        for (const b of actions) {
          if (a === b || !strongKinds.some((kind) => shares(values(a, kind), values(b, kind)))) continue
          expect(conflictKinds.some((kind) => differ(values(a, kind), values(b, kind)))).toBe(true)
        }
      }
    }),
    { numRuns: 300 },
  )
})

const shares = (a: Set<string>, b: Set<string>): boolean => [...a].some((value) => b.has(value))
const differ = (a: Set<string>, b: Set<string>): boolean => a.size > 0 && b.size > 0 && !shares(a, b)

test('once per person leaves later actions out until the window has passed', () => {
  const actions = mergeSightings(
    [0, 100, 3_000, 3_100].map((minutes) => sighting(`at${minutes}`, { userId: 'u', minutes })),
    { personOf, rulings, withinMs: 30 * minute },
  )
  const find = { personOf, sessionOf: () => '' }
  const ids = (withinMs: number | null): unknown =>
    applyOncePer(actions, { unit: 'person', withinMs }, find).map((entry) => [
      entry.action.sightings[0]!.id,
      entry.leftOut.map((action) => action.sightings[0]!.id),
    ])
  expect(ids(null)).toEqual([['at0', ['at100', 'at3000', 'at3100']]])
  expect(ids(1_440 * minute)).toEqual([
    ['at0', ['at100']],
    ['at3000', ['at3100']],
  ])
})

test('an order in two currencies at one instant is worth the same in whatever order its sightings come', () => {
  const point = { id: 'bought', name: 'Bought', tier: 'macro', match: { event: 'bought' }, once_per: 'order' } as const
  const around = { rulings, personOf, visitsOf: () => [], visitAt: () => undefined, lead: () => undefined }
  const seen = [
    sighting('b', { orderId: 'A', source: 'server', value: 100, currency: 'EUR' }),
    sighting('a', { orderId: 'A', value: 16_000, currency: 'JPY' }),
    sighting('c', { orderId: 'A', source: 'app', value: 110, currency: 'USD' }),
  ]
  const orders = [0, 1, 2].flatMap((first) => [
    [seen[first]!, seen[(first + 1) % 3]!, seen[(first + 2) % 3]!],
    [seen[first]!, seen[(first + 2) % 3]!, seen[(first + 1) % 3]!],
  ])
  for (const sightings of orders) {
    const { conversions } = countPoint({ definition: 'd', point: pointSchema.parse(point) }, sightings, around)
    expect(conversions.map(({ value, currency }) => [value, currency])).toEqual([[16_000, 'JPY']])
  }
})
