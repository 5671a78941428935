import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { planSchema } from '#contract/plan.ts'
import { definitionsOf } from '#plan/definition.ts'
import { agreePlan, proposePlan } from '#store/plans.ts'
import type { Store } from '#store/store.ts'
import { minuteMs as minute } from '#util/duration.ts'
import { event, start, storeBatch } from '../../test/support/facts.ts'
import { openTestStore } from '../../test/support/store.ts'
import { catchUp } from './catch-up.ts'
import { floodBound } from './junk-sql.ts'

const timeout = 10
const batches = 3
let store: Store

beforeAll(async () => {
  store = await openTestStore('embedded')
  const plan = planSchema.parse({
    note: 'short',
    points: [{ id: 'buy', name: 'Buy', tier: 'macro', match: { event: 'buy' } }],
    sessions: { timeout: `${timeout}m`, new_campaign: true },
  })
  await proposePlan(store.control, plan, 'test', start)
  await agreePlan(store.control, 1, undefined, 'test', start, definitionsOf)
})
afterAll(() => store.close())

interface Step {
  minute: number
  campaign: string
  /** The batch in which it arrives. */
  batch: number
}

/** The rules again, plainly: first events of visits and how many events each has. */
function visitsOf(steps: readonly Step[]): [minute: number, events: number][] {
  const visits: [number, number][] = []
  let last: Step | undefined
  let named: Step | undefined
  for (const step of steps.toSorted((a, b) => a.minute - b.minute)) {
    const silent = last === undefined || step.minute - last.minute > timeout
    const remembered = named && step.minute - named.minute <= timeout ? named.campaign : ''
    const other = step.campaign !== '' && step.campaign !== remembered
    if (silent || other) visits.push([step.minute, 1])
    else visits.at(-1)![1] += 1
    last = step
    if (step.campaign !== '') named = step
  }
  return visits
}

const steps = fc.uniqueArray(
  fc.record({
    minute: fc.integer({ min: 0, max: 90 }),
    campaign: fc.constantFrom('', '', 'a', 'b', 'click 1', 'click 2'),
    batch: fc.integer({ min: 1, max: batches }),
  }),
  { selector: (step) => step.minute, minLength: 1, maxLength: 14 },
)

function namedBy(campaign: string) {
  if (campaign === '') return {}
  return campaign.startsWith('click')
    ? { click_ids: { gclid: campaign } }
    : { utm_source: 'crm', utm_campaign: campaign }
}

test('silence and other campaigns begin visits, in whatever order and batches the events arrive', async () => {
  const visitors = fc.sample(steps, { numRuns: 60, seed: 7 })
  for (let batch = 1; batch <= batches; batch += 1) {
    const arriving = visitors.flatMap((own, visitor) =>
      own
        .filter((step) => step.batch === batch)
        .map((step) =>
          event({
            id: `${visitor} ${step.minute}`,
            visitor_id: `v${visitor}`,
            time: start + step.minute * minute,
            ...namedBy(step.campaign),
          }),
        ),
    )
    await storeBatch(store, arriving)
    await catchUp(store, () => start)
  }
  const rows = await store.facts.query<{ visitor_id: string; visits: [number, number][] }>(
    `SELECT visitor_id, arraySort(groupArray((toUInt32((toUnixTimestamp64Milli(start) - {from:Int64}) / ${minute}), events)))
       AS visits FROM sessions FINAL GROUP BY visitor_id`,
    { from: start },
  )
  const found = new Map(rows.map((row) => [row.visitor_id, row.visits.map((visit) => Object.values(visit))]))
  const expected = new Map(visitors.map((own, visitor) => [`v${visitor}`, visitsOf(own)]))
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected))
})

test('two campaigns in one millisecond are one visit: a visit is known by its beginning', async () => {
  const at = { visitor_id: 'twice', time: start }
  await storeBatch(store, [
    event({ id: 'one', ...at, utm_source: 'a' }),
    event({ id: 'two', ...at, utm_source: 'b' }),
    event({ id: 'three', ...at, time: start + 1, utm_source: 'b' }),
  ])
  await catchUp(store, () => start)
  const sql = "SELECT events FROM sessions FINAL WHERE visitor_id = 'twice'"
  expect(await store.facts.query(sql)).toEqual([{ events: 3 }])
})

test('a visit that another event of its first millisecond takes the beginning from is no more', async () => {
  const at = { visitor_id: 'taken', name: 'page_view' }
  const visits = "SELECT events FROM sessions FINAL WHERE visitor_id = 'taken' ORDER BY start"
  const second = event({ id: 'b', ...at, time: start + minute, utm_source: 'b' })
  await storeBatch(store, [event({ id: 'first', ...at, time: start, utm_source: 'a' }), second])
  await catchUp(store, () => start)
  expect(await store.facts.query(visits)).toEqual([{ events: 1 }, { events: 1 }])
  await storeBatch(store, [event({ id: 'a', ...at, time: start + minute })])
  await catchUp(store, () => start)
  expect(await store.facts.query(visits)).toEqual([{ events: 3 }])
})

test('a flood that goes on over a change of campaign is one, also when only the later visit is made again', async () => {
  const views = (id: string, from: number, given: object) =>
    Array.from({ length: 0.6 * floodBound }, (_, n) =>
      event({ id: `${id} ${n}`, visitor_id: 'flooding', time: start + from + n * 300, sent_from: 'page', ...given }),
    )
  const later = (minutes: number) =>
    event({ id: `later ${minutes}`, visitor_id: 'flooding', time: start + minutes * minute, sent_from: 'page' })
  const sql = "SELECT junk FROM sessions FINAL WHERE visitor_id = 'flooding' ORDER BY start"
  const first = [...views('a', 0, { utm_source: 'a' }), ...views('b', 20_000, { utm_source: 'b' }), later(9)]
  for (const batch of [first, [later(12)]]) {
    await storeBatch(store, batch)
    await catchUp(store, () => start)
    expect(await store.facts.query(sql)).toEqual([{ junk: '' }, { junk: 'flood' }])
  }
})
