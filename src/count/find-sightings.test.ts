import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Match, type Point, planSchema } from '#contract/plan.ts'
import type { Store } from '#store/store.ts'
import { event, storeBatch, storeRecords } from '../../test/support/facts.ts'
import { openTestStore } from '../../test/support/store.ts'
import { findSightings } from './find-sightings.ts'
import type { Sighting } from './sighting.ts'

let store: Store

beforeAll(async () => {
  store = await openTestStore()
  const properties = JSON.stringify({
    status: 'paid',
    plan: { seats: 12, trial: false },
    total: '99.5',
    'odd "key"': "it's",
  })
  await storeBatch(store, [
    event({ id: 'paid', name: 'order_completed', properties, value: 10, currency: 'eur', country: 'JP' }),
    event({ id: 'open', name: 'order_completed', properties: '{"status":"open","plan":{"seats":3}}' }),
    event({ id: 'bare', name: 'order_completed' }),
    event({ id: 'thanks', url: 'https://a.example/thanks/1?x=2' }),
    event({ id: 'literal', url: 'https://a.example/100%_off' }),
    event({ id: 'other', url: 'https://a.example/100xyoff' }),
  ])
  await storeRecords(store, [
    { kind: 'deal', id: 'd1', stage: 'won', value: 5, attributes: { segment: 'pet' } },
    { kind: 'deal', id: 'd1', stage: 'lost' },
    { kind: 'lead', id: 'l1', channel: 'email' },
  ])
})
afterAll(() => store.close())

const pointOf = (match: Match, more: object = {}): Point =>
  planSchema.parse({ points: [{ id: 'p', name: 'P', tier: 'macro', match, ...more }] }).points[0]!

async function find(match: Match, more: object = {}): Promise<Sighting[]> {
  const [found] = await findSightings(store.facts, [pointOf(match, more)], {
    all: true,
    to: 99,
    undone: { ever: [], now: [] },
  })
  // a deal lost takes back what it won
  const matched = found!.filter(({ reverses }) => reverses === '')
  return matched.toSorted((a, b) => (a.recordId < b.recordId ? -1 : 1))
}
const ids = async (match: Match): Promise<string[]> => (await find(match)).map((sighting) => sighting.recordId)
const where = (conditions: NonNullable<Extract<Match, { event: unknown }>['where']>): Promise<string[]> =>
  ids({ event: 'order_completed', where: conditions })

test('conditions read columns and properties, whatever their type', async () => {
  expect(await where({ status: 'paid' })).toEqual(['paid'])
  expect(await where({ status: ['paid', 'open'] })).toEqual(['open', 'paid'])
  expect(await where({ 'plan.seats': 12 })).toEqual(['paid'])
  expect(await where({ 'plan.seats': { gte: 3, lt: 12 } })).toEqual(['open'])
  expect(await where({ 'plan.trial': false })).toEqual(['paid'])
  expect(await where({ total: { gt: 99 } })).toEqual(['paid'])
  expect(await where({ 'odd "key"': "it's" })).toEqual(['paid'])
  expect(await where({ country: 'JP' })).toEqual(['paid'])
  expect(await where({ status: { not: 'paid' } })).toEqual(['bare', 'open'])
  expect(await where({ status: { exists: false } })).toEqual(['bare'])
  expect(await where({ status: { starts_with: 'pa', contains: 'id' } })).toEqual(['paid'])
  expect(await where({ value: { gte: 10 } })).toEqual(['paid'])
})

test('a page is matched by its path; only the star is special', async () => {
  expect(await ids({ page: '/thanks*' })).toEqual(['thanks'])
  expect(await ids({ page: '/thanks' })).toEqual([])
  expect(await ids({ page: ['/100%_off', '/nowhere'] })).toEqual(['literal'])
})

test('points of all kinds that are looked for together find what each finds alone', async () => {
  const matches: Match[] = [
    { event: 'order_completed', where: { status: 'paid' } },
    { page: '/thanks*' },
    { deal: { stage: 'won' } },
    { event: ['order_completed', 'page_view'], where: { country: 'JP' } },
    { lead: {} },
    { session: { pages: 1 } },
  ]
  const points = matches.map((match, index) => pointOf(match, index === 3 ? { value: { fixed: 7 } } : {}))
  const extent = { all: true, to: 99, undone: { ever: [], now: [] } } as const
  const together = await findSightings(store.facts, points, extent)
  const alone = await Promise.all(points.map(async (point) => (await findSightings(store.facts, [point], extent))[0]))
  expect(together).toEqual(alone)
  expect(
    together.map((found) => found.filter(({ reverses }) => reverses === '').map(({ recordId }) => recordId)),
  ).toEqual([['paid'], ['thanks'], ['d1'], ['paid'], ['l1'], []])
  expect(together[3]!.map(({ value }) => value)).toContain(7)
})

test('records are matched by stage and attributes', async () => {
  expect(await ids({ deal: { stage: 'won' } })).toEqual(['d1'])
  expect(await ids({ deal: { segment: 'pet' } })).toEqual(['d1'])
  expect(await ids({ deal: { segment: 'toys' } })).toEqual([])
  expect(await ids({ lead: { channel: { not: 'email' } } })).toEqual([])
})

test('the value comes from the record, a property, or is fixed', async () => {
  const worth = async (more: object): Promise<unknown> => {
    const [sighting] = await find({ event: 'order_completed', where: { status: 'paid' } }, more)
    return [sighting!.value, sighting!.currency]
  }
  expect(await worth({})).toEqual([10, 'EUR'])
  expect(await worth({ value: { from: 'total', currency: 'USD' } })).toEqual([99.5, 'USD'])
  expect(await worth({ value: { fixed: 7.25 } })).toEqual([7.25, 'EUR'])
  expect(await worth({ value: { from: 'status' } })).toEqual([null, 'EUR'])
})
