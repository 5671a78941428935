// Data that is older than it may be kept goes, and what was counted of it stays as it was.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answer } from '#ask/answer.ts'
import { type Answer, questionSchema } from '#contract/ask.ts'
import { planSchema } from '#contract/plan.ts'
import { catchUp } from '#count/catch-up.ts'
import { recount } from '#count/recount.ts'
import { definitionsOf } from '#plan/definition.ts'
import { applyRetention, checkRetention } from '#privacy/retain.ts'
import { beginErasure, startErasure } from '#store/erasures.ts'
import { agreePlan, proposePlan } from '#store/plans.ts'
import { listRetention, setRetention } from '#store/retention.ts'
import type { Store } from '#store/store.ts'
import { dayMs } from '#util/duration.ts'
import { event, start, storeBatch, storeRecords } from '../support/facts.ts'
import { openTestStore } from '../support/store.ts'

let store: Store
let now = start + 20 * dayMs
const clock = (): number => (now += 1)
beforeAll(async () => {
  store = await openTestStore('embedded')
})
afterAll(() => store.close())

const shop = (): Parameters<typeof applyRetention>[0] => ({
  store,
  clock,
  counting: { all: () => catchUp(store, clock), around: async () => undefined },
})

const plan = planSchema.parse({
  points: [
    { id: 'won', name: 'Won', tier: 'macro', once_per: 'person', match: { deal: { stage: 'won' } } },
    { id: 'deep', name: 'Deep', tier: 'micro', once_per: 'session', match: { session: { pages: 2 } } },
    { id: 'lead', name: 'Lead', tier: 'micro', once_per: 'person', match: { lead: {} } },
  ],
})

const ledger = (): Promise<unknown[]> =>
  store.facts.query(`SELECT definition, time, person, channel, credited_at, session_id, value FROM ledger FINAL
    WHERE known_to > now() + INTERVAL 1 YEAR ORDER BY definition, time, conversion_id`)

async function recountDiffers(): Promise<unknown[]> {
  // at once, and in parts
  const results = [
    ...(await recount(store, clock, { repair: false })),
    ...(await recount(store, clock, { repair: false, partSize: 1 })),
  ]
  return results.filter((each) => each.opened + each.closed + each.sightings > 0)
}

const ask = (metrics: string[], from?: string): Promise<Answer> =>
  answer(store, questionSchema.parse({ metrics, ...(from && { from, to: '2026-03-20' }) }), now)

test('old events that are stored while the others are counted stay until they are counted, too', async () => {
  await setRetention(store.control, 'events', 1, { by: 'eve', at: clock() })
  await storeBatch(store, [event({ id: 'counted', visitor_id: 'v' })])
  const counting = {
    async all() {
      await catchUp(store, clock)
      await storeBatch(store, [event({ id: 'late', visitor_id: 'v' })])
    },
    around: async () => undefined,
  }
  await applyRetention({ store, clock, counting })
  expect(await store.facts.query('SELECT id FROM events')).toEqual([{ id: 'late' }])
})

test('visits and persons of records go when they are old; every CV keeps its person, its channel and its visit', async () => {
  await proposePlan(store.control, plan, 'eve', start)
  await agreePlan(store.control, undefined, undefined, 'eve', start, definitionsOf)
  const page = (id: string, visitor_id: string, day: number, more = {}): ReturnType<typeof event> =>
    event({ id, visitor_id, time: start + day * dayMs, ...more })
  await storeBatch(store, [
    page('p1', 'v-ann', 1, { utm_source: 'google', utm_medium: 'cpc', user_id: 'ann' }),
    page('p2', 'v-bob', 1),
    page('p3', 'v-bob', 1.001),
    page('p4', 'v-idle', 1.5),
    page('p5', 'v-new', 15),
  ])
  const won = { kind: 'deal', stage: 'won', value: 5 } as const
  await storeRecords(store, [
    { kind: 'lead', id: 'L1', user_id: 'ann', match_keys: { email: 'h-ann' }, time: start + 2 * dayMs },
    { kind: 'lead', id: 'L2', user_id: 'ann', time: start + 3 * dayMs },
    { ...won, id: 'D1', lead_id: 'L1', user_id: 'ann', time: start + 4 * dayMs, channel: 'fair' },
    { ...won, id: 'D2', user_id: 'ann', time: start + 5 * dayMs },
    { ...won, id: 'D3', user_id: 'carl', time: start + 16 * dayMs },
  ])
  await catchUp(store, clock)
  const before = await ledger()
  expect(before).toHaveLength(4)
  for (const kind of ['visits', 'record_persons'] as const) {
    await setRetention(store.control, kind, 10, { by: 'eve', at: clock() })
  }

  await applyRetention(shop())

  const visits = await store.facts.query<{ visitor_id: string }>(
    'SELECT DISTINCT visitor_id FROM sessions FINAL ORDER BY visitor_id',
  )
  expect(visits.map((row) => row.visitor_id)).toEqual(['v-ann', 'v-bob', 'v-new'])
  const named = "SELECT id FROM records WHERE user_id != '' OR notEmpty(match_keys) ORDER BY id"
  expect(await store.facts.query(named)).toEqual([{ id: 'D3' }])
  expect(await ledger()).toEqual(before)
  expect(await recountDiffers()).toEqual([])
  const removed = (await listRetention(store.control)).map((each) => [each.kind, each.removed])
  expect(removed).toEqual(
    expect.arrayContaining([
      ['visits', 2],
      ['record_persons', 4],
    ]),
  )
})

test('somebody seen again after their records were blanked is the same person', async () => {
  await storeRecords(store, [{ kind: 'deal', id: 'D4', stage: 'won', user_id: 'ann', time: start + 17 * dayMs }])
  await catchUp(store, clock)
  expect(await ledger()).toHaveLength(4)
  expect(await recountDiffers()).toEqual([])
})

test('days whose visits are gone get no rate per visit, and the reason; CVs are counted there, and say what is gone', async () => {
  const all = await ask(['cv', 'cvr.session'])
  expect(all.total['cv']).toMatchObject({ value: 2 })
  expect(all.total['cvr.session']).toMatchObject({
    value: null,
    refused: 'visits before 2026-03-12 are no longer kept; ask for days from then on',
  })
  const codes = ({ caveats }: Answer): string[] => caveats.map(({ code }) => code).filter((code) => /gone/.test(code))
  expect(codes(all)).toEqual(['events_gone', 'visits_gone', 'record_persons_gone'])
  const later = await ask(['cv', 'sessions'], '2026-03-12')
  expect(later.total['sessions']).toMatchObject({ value: 1 })
  expect(codes(later)).toEqual(['events_gone'])
})

test('answers about days in which somebody was seen who was erased say how many', async () => {
  const result = { held: {} as never, stay: 0, recounted: 0, first: start + dayMs, last: start + 2 * dayMs }
  const erased = (await ask(['cv'])).caveats.filter(({ code }) => code === 'persons_erased')
  expect(erased).toEqual([])
  for (const id of ['e1', 'e2', 'waits']) {
    await beginErasure(store.control, { id, by: 'eve', asked: [], result, work: {} }, now)
    if (id !== 'waits') await startErasure(store.control, id)
  }
  const said = async (...asked: Parameters<typeof ask>): Promise<unknown> =>
    (await ask(...asked)).caveats.find(({ code }) => code === 'persons_erased')
  expect(await said(['cv'])).toMatchObject({ count: 2, message: expect.stringMatching(/^2 persons who were seen/) })
  expect(await said(['cv'], '2026-03-10')).toBeUndefined()
  expect(await said(['cost'])).toBeUndefined()
})

test('events cannot outlast the visits that they would make again', async () => {
  const held = await listRetention(store.control)
  expect(() => checkRetention(held, { events: null })).toThrow(/events cannot be kept longer/)
  expect(() => checkRetention(held, { visits: 2, events: 1 })).not.toThrow()
})
