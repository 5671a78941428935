// Rules for visits that change: everything they touch is counted again, and ends where a first count would have.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StoredEvent } from '#contract/event.ts'
import { type Plan, planSchema } from '#contract/plan.ts'
import { definitionsOf } from '#plan/definition.ts'
import { agreePlan, proposePlan } from '#store/plans.ts'
import type { Store } from '#store/store.ts'
import { minuteMs as minute } from '#util/duration.ts'
import { event, start, storeBatch } from '../../test/support/facts.ts'
import { openTestServices } from '../../test/support/services.ts'
import { catchUp } from './catch-up.ts'
import { countAgainStep } from './count-again.ts'
import { recount } from './recount.ts'
import { countedAgain, isOutdated } from './visit-rules.ts'

let now = start
const clock = (): number => (now += 1_000)

const points = [
  { id: 'order', name: 'Order', tier: 'macro', match: { event: 'order_completed' }, once_per: 'order' },
  { id: 'deep', name: 'Deep visit', tier: 'micro', match: { session: { pages: 3 } }, once_per: 'session' },
]
const before = planSchema.parse({ points, note: 'short' })
const after = planSchema.parse({
  points,
  note: 'short',
  channels: [{ id: 'brand', where: { utm_campaign: { starts_with: 'brand' } } }],
  sessions: { timeout: '1h', new_campaign: true },
})

/** A morning of a visitor, in minutes: two visits by the old rules (a gap of 40), two other ones by the new (a click). */
function morning(visitorId: string, day: number): StoredEvent[] {
  const at = (minutes: number): number => start + day * 1_440 * minute + minutes * minute
  const page = (minutes: number, more: Partial<StoredEvent> = {}): StoredEvent =>
    event({
      id: `${visitorId} ${minutes}`,
      visitor_id: visitorId,
      time: at(minutes),
      url: 'https://a.example/',
      ...more,
    })
  const search = { utm_source: 'google', utm_medium: 'cpc' }
  return [
    page(0, { ...search, utm_campaign: 'brand-a' }),
    page(5),
    page(45),
    page(50, { utm_source: 'crm', utm_medium: 'email', utm_campaign: 'spring' }),
    page(55, { utm_source: 'crm', utm_medium: 'email', utm_campaign: 'spring' }),
    page(60, { name: 'order_completed', order_id: `order ${visitorId}`, value: 10 }),
  ]
}
const visitors = Array.from({ length: 6 }, (_, index) => `v${index}`)

async function agree(store: Store, plan: Plan): Promise<void> {
  const { version } = await proposePlan(store.control, plan, 'test', clock())
  await agreePlan(store.control, version, undefined, 'test', clock(), definitionsOf)
}

async function storeMornings(store: Store): Promise<void> {
  const events = visitors.flatMap((visitor, index) => morning(visitor, index))
  // every event of a morning in a batch of its own kind: visits are put together from several
  for (let part = 0; part < 3; part += 1)
    await storeBatch(
      store,
      events.filter((_, index) => index % 3 === part),
    )
}

const visitsSql = `SELECT visitor_id, id, toUnixTimestamp64Milli(start) AS lo, toUnixTimestamp64Milli(end) AS hi, events,
  pages, channel, campaign, paid FROM sessions FINAL ORDER BY visitor_id, start`
const ledgerSql = `SELECT definition, conversion_id, toUnixTimestamp64Milli(time) AS at, channel, campaign, session_id, paid
  FROM ledger FINAL WHERE known_to > now64(3) + INTERVAL 50 YEAR ORDER BY definition, conversion_id`
const made = async ({ facts }: Store): Promise<unknown> => [await facts.query(visitsSql), await facts.query(ledgerSql)]

// the engine behind it makes no difference here: embedded alone
let store: Store
let close: () => Promise<void>
let expected: unknown
let visitsBefore: { visitor_id: string }[]

beforeAll(async () => {
  const first = await openTestServices()
  const fresh = first.services.store
  await agree(fresh, after)
  await storeMornings(fresh)
  await catchUp(fresh, clock)
  expected = await made(fresh)
  await first.close()
  const second = await openTestServices()
  store = second.services.store
  close = second.close
  await agree(store, before)
  await storeMornings(store)
  await catchUp(store, clock)
  visitsBefore = await store.facts.query<{ visitor_id: string }>(visitsSql)
}, 60_000)
afterAll(() => close())

/** As if the process were killed at the n-th write: what it wrote stays, and nothing after it happens. */
function dyingAt(write: number): Store {
  let writes = 0
  const count = (): void => {
    writes += 1
    if (writes >= write) throw new Error('killed')
  }
  const facts = new Proxy(store.facts, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      return async (...given: unknown[]) => {
        if (name === 'command' || name === 'insert') count()
        return value.apply(target, given) as unknown
      }
    },
  })
  return { ...store, facts }
}

test('new rules are not in the visits until they are counted again, and it is told how far that is', async () => {
  expect(await countedAgain(store.control, now)).toBeNull()
  await agree(store, after)
  await catchUp(store, clock)
  expect(await isOutdated(store.control, now)).toBe(true)
  expect(await countedAgain(store.control, now)).toBe(0)
  expect(await made(store)).not.toEqual(expected)
})

test('counting again that breaks off at any write, taken up again, ends where a first count would have', async () => {
  const told: number[] = []
  for (let write = 1; await isOutdated(store.control, now); write += 1) {
    await countAgainStep(dyingAt(1 + (write % 7)), clock).catch((error: Error) => {
      if (error.message !== 'killed') throw error
    })
    told.push((await countedAgain(store.control, now)) ?? 1)
  }
  expect(told).toEqual(told.toSorted((a, b) => a - b))
  expect(new Set(told).size).toBeGreaterThan(3)
  expect(await made(store)).toEqual(expected)
  const differing = (await recount(store, clock, { repair: false })).filter(
    (row) => row.opened + row.closed + row.sightings > 0,
  )
  expect(differing).toEqual([])
})

test('events that come while everything is counted again are counted in between, by the new rules', async () => {
  await agree(store, { ...before, note: 'back again' })
  await catchUp(store, clock)
  // into a visit that the new rules begin elsewhere, and before it is counted again
  await storeBatch(store, [event({ id: 'v0 61', visitor_id: 'v0', time: start + 61 * minute })])
  await catchUp(store, clock)
  const beginnings =
    "SELECT toUnixTimestamp64Milli(start) AS lo FROM sessions FINAL WHERE visitor_id = 'v0' ORDER BY lo"
  expect(await store.facts.query(beginnings)).toEqual([{ lo: start }, { lo: start + 45 * minute }])
  expect(await countAgainStep(store, clock)).toBe(true)
  await storeBatch(store, morning('late', 3))
  await catchUp(store, clock)
  const sql =
    "SELECT count() AS visits, groupUniqArray(channel) AS channels FROM sessions FINAL WHERE visitor_id = 'late'"
  expect(await store.facts.query(sql)).toEqual([
    { visits: 2, channels: expect.arrayContaining(['paid_search', 'email']) },
  ])
  while (await countAgainStep(store, clock));
  expect(await isOutdated(store.control, now)).toBe(false)
  const others = (await store.facts.query<{ visitor_id: string }>(visitsSql)).filter(
    ({ visitor_id }) => !['late', 'v0'].includes(visitor_id),
  )
  expect(others).toEqual(visitsBefore.filter(({ visitor_id }) => visitor_id !== 'v0'))
  const results = await recount(store, clock, { repair: false })
  expect(results.every((row) => row.opened + row.closed + row.sightings === 0)).toBe(true)
})

test('a plan that changes points alone leaves the visits as they are', async () => {
  await agree(store, { ...before, note: 'the same rules' })
  expect(await isOutdated(store.control, now)).toBe(false)
})
