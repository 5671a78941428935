// Calls to action asked on the real engine: clicks within their visits, and what followed them.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Answer, type Figure, type QuestionInput, questionSchema } from '#contract/ask.ts'
import { planSchema } from '#contract/plan.ts'
import { catchUp } from '#count/catch-up.ts'
import { definitionsOf } from '#plan/definition.ts'
import { ratioOfSumsInterval } from '#stats/intervals.ts'
import { agreePlan, proposePlan } from '#store/plans.ts'
import type { Store } from '#store/store.ts'
import { answer } from '#ask/answer.ts'
import { seenProperties } from '#ask/properties.ts'
import { at } from '../support/counted.ts'
import { event, storeBatch } from '../support/facts.ts'
import { openTestStore } from '../support/store.ts'

const now = at('2026-06-01')
let store: Store

const ask = (question: QuestionInput): Promise<Answer> => answer(store, questionSchema.parse(question), now)
const figure = (given: Answer, metric: string, cta?: string): Figure =>
  (cta === undefined ? given.total : given.rows.find((row) => row['cta'] === cta)!)[metric] as Figure

const point = { id: 'trial', name: 'Trial', tier: 'macro', match: { event: 'trial' }, once_per: 'event' }
const lead = { id: 'lead', name: 'Lead', tier: 'micro', match: { event: 'lead' }, once_per: 'event' }

function seen(visitor: string, time: string, cta: string, what: 'view' | 'click', page = '/'): object {
  const properties = JSON.stringify({ cta, copy: `Go ${cta}`, placement: 'hero', colour: 'rgb(0, 0, 0)', size: '9x9' })
  const url = `https://shop.example${page}?utm_source=x`
  return { name: `cta_${what}`, visitor_id: visitor, time: at(`2026-04-01T${time}`), properties, url }
}
const acts = (visitor: string, time: string, name = 'trial', properties: object = {}): object => ({
  name,
  visitor_id: visitor,
  time: at(`2026-04-01T${time}`),
  properties: JSON.stringify(properties),
})

beforeAll(async () => {
  store = await openTestStore('embedded')
  const plan = planSchema.parse({ points: [point, lead], note: 'one micro is enough here' })
  const { version } = await proposePlan(store.control, plan, 'test', now)
  await agreePlan(store.control, version, undefined, 'test', now, definitionsOf)
  await storeBatch(
    store,
    [
      // seen twice, clicked twice, then a trial: one visit, one CV
      seen('v1', '10:00', 'a', 'view'),
      seen('v1', '10:01', 'a', 'view', '/next'),
      seen('v1', '10:02', 'a', 'click', '/next'),
      seen('v1', '10:03', 'a', 'click', '/next'),
      acts('v1', '10:05', 'trial', { plan: 'team', seats: 5, company: { size: 'small' } }),
      // the same browser in the evening: a trial before the click does not follow it
      seen('v1', '20:00', 'a', 'view'),
      acts('v1', '20:01', 'trial', { plan: 'solo', seats: null }),
      seen('v1', '20:02', 'a', 'click'),
      // two calls clicked in one visit, one trial: each row has it, the total once
      seen('v2', '10:00', 'a', 'view'),
      seen('v2', '10:01', 'a', 'click'),
      seen('v2', '10:02', 'b', 'click'),
      acts('v2', '10:10', 'trial', { plan: 'team' }),
      acts('v2', '10:11', 'lead', { 'company.name': 'Acme' }),
      // a trial in the next visit does not follow either
      seen('v3', '10:00', 'b', 'view'),
      seen('v3', '10:01', 'b', 'click'),
      acts('v3', '12:00'),
      seen('v4', '10:00', 'a', 'view'),
      seen('v5', '10:00', 'b', 'view', '/next'),
      // nobody that could be recognised
      seen('', '11:00', 'a', 'view'),
      seen('', '11:01', 'a', 'click'),
    ].map((given, index) => event({ id: `e${index}`, ...given })),
  )
  await catchUp(store, () => now)
})
afterAll(() => store.close())

test('views and clicks are counted as they came, those without a visitor too', async () => {
  const given = await ask({ metrics: ['cta.views', 'cta.clicks'], by: ['cta'] })
  expect(given.rows.map((row) => [row['cta'], figure(given, 'cta.views', String(row['cta'])).value])).toEqual([
    ['a', 6],
    ['b', 2],
  ])
  expect(figure(given, 'cta.clicks', 'a').value).toBe(5)
  expect(figure(given, 'cta.clicks').value).toBe(7)
  expect(given.caveats).toMatchObject([{ code: 'cta_without_visit', count: 2 }])
})

test('the click rate is of visits, its interval clustered by visitor', async () => {
  const rate = figure(await ask({ metrics: ['cta.rate'], by: ['cta'] }), 'cta.rate', 'a')
  expect(rate).toMatchObject({ numerator: 3, denominator: 4 })
  // visitors v1 (2 visits, 2 with a click), v2 (1, 1), v4 (1, 0), put together by hand
  const oracle = ratioOfSumsInterval({ n: 3, sumX: 4, sumY: 3, sumXX: 6, sumYY: 5, sumXY: 5 })!
  expect(rate.low).toBeCloseTo(Math.max(0, oracle.low), 12)
  expect(rate.high).toBeCloseTo(Math.min(1, oracle.high), 12)
})

test('a CV follows a click when it came after it and in the same visit', async () => {
  const given = await ask({ metrics: ['cta.cv', 'cta.cvr', 'cta.rate'], by: ['cta'] })
  expect(figure(given, 'cta.cvr', 'a')).toMatchObject({ numerator: 2, denominator: 3 })
  expect(figure(given, 'cta.cvr', 'b')).toMatchObject({ numerator: 1, denominator: 2 })
  expect(figure(given, 'cta.cv', 'b').value).toBe(1)
  expect(figure(given, 'cta.cvr')).toMatchObject({ numerator: 2, denominator: 4 })
  expect(figure(given, 'cta.rate')).toMatchObject({ numerator: 4, denominator: 6 })
})

test('another point is another CV', async () => {
  const given = await ask({ metrics: ['cta.cvr'], points: ['lead'], by: ['cta'] })
  expect(figure(given, 'cta.cvr', 'b')).toMatchObject({ numerator: 1, denominator: 2 })
  expect(figure(given, 'cta.cvr', 'a')).toMatchObject({ numerator: 1, denominator: 3 })
})

test('they are split by what the tag read and by page, and filtered by both', async () => {
  const given = await ask({
    metrics: ['cta.views', 'cta.rate'],
    by: ['cta', 'page', 'cta_copy', 'cta_placement'],
    filter: { cta_colour: ['rgb(0, 0, 0)'], page: '/next' },
  })
  expect(given.rows.map(({ cta, page, cta_copy: copy }) => [cta, page, copy])).toEqual([
    ['a', '/next', 'Go a'],
    ['b', '/next', 'Go b'],
  ])
  expect(figure(given, 'cta.rate', 'a')).toMatchObject({ numerator: 1, denominator: 1 })
})

test('what cannot be asked of them is refused with the reason', async () => {
  const apart = await ask({ metrics: ['cta.views', 'sessions'], by: ['country'] })
  expect((apart.rows[0]!['cta.views'] as Figure).refused).toBe('calls to action are not known by country')
  const nobody = await ask({ metrics: ['cta.rate', 'cta.cvr'], from: '2026-05-01' })
  expect(figure(nobody, 'cta.rate').refused).toBe('no visits with a call to action')
  expect(figure(nobody, 'cta.cvr').refused).toBe('no visits with a click')
})

const rowsOf = (given: Answer, dimension: string, metric: string): [unknown, number | null][] =>
  given.rows.map((row) => [row[dimension], (row[metric] as Figure).value])

test('each CV stands in the row of the last call to action clicked before it in its visit', async () => {
  const given = await ask({ metrics: ['cv', 'cta.cv'], by: ['cta'] })
  expect(rowsOf(given, 'cta', 'cv')).toEqual([
    ['', 2],
    ['a', 1],
    ['b', 1],
  ])
  // who clicked two stands in both rows there; over all it is the same CVs
  expect(rowsOf(given, 'cta', 'cta.cv').slice(1)).toEqual([
    ['a', 2],
    ['b', 1],
  ])
  expect(figure(given, 'cta.cv').value).toBe(2)
  const kept = await ask({ metrics: ['cv', 'customers'], by: ['page'], filter: { cta_copy: 'Go a' } })
  expect(rowsOf(kept, 'page', 'cv')).toEqual([['/next', 1]])
  expect(figure(await ask({ metrics: ['cv'], by: ['cta'], known: '2026-05-01T00:00:00Z' }), 'cv').refused).toBe(
    'visits are not kept as they were known on a day',
  )
})

test('CVs are split and filtered by what their events say, whatever its type', async () => {
  const by = async (property: string, more: Partial<QuestionInput> = {}) =>
    rowsOf(await ask({ metrics: ['cv'], by: [property], ...more }), property, 'cv')
  expect(await by('property.plan')).toEqual([
    ['team', 2],
    ['', 1],
    ['solo', 1],
  ])
  expect(await by('property.company.size')).toEqual([
    ['', 3],
    ['small', 1],
  ])
  expect(await by('property.seats', { filter: { 'property.plan': 'team', cta: 'a' } })).toEqual([['5', 1]])
  const events = await ask({ metrics: ['events', 'sessions'], by: ['property.plan'] })
  expect(rowsOf(events, 'property.plan', 'events')).toContainEqual(['team', 2])
  expect((events.rows[0]!['sessions'] as Figure).refused).toBe('visits are not known by property.plan')
  const then = await ask({ metrics: ['cv'], by: ['property.plan'], known: '2026-05-01T00:00:00Z' })
  expect(figure(then, 'cv').refused).toBe('sightings are not kept as they were known on a day')
})

test('a property that no event has is refused, with the nearest of those that can be asked for', async () => {
  expect(await seenProperties(store.facts)).toEqual([
    'colour',
    'company',
    'copy',
    'cta',
    'placement',
    'plan',
    'seats',
    'size',
  ])
  const refused = ask({ metrics: ['cv'], by: ['property.plam'] })
  await expect(refused).rejects.toMatchObject({
    code: 'unknown_property',
    details: [{ field: 'by.0', hint: expect.stringContaining('Did you mean property.plan?') }],
  })
})
