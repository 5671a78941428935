// What machines did is left out of visits and conversions, with the reason, in whatever order it arrives; and what
// servers say is never left out with it.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StoredEvent } from '#contract/event.ts'
import { planSchema } from '#contract/plan.ts'
import type { Store } from '#store/store.ts'
import { hourMs, minuteMs } from '#util/duration.ts'
import { beginCounting } from '../../test/support/counting.ts'
import { event, start, storeBatch } from '../../test/support/facts.ts'
import { openTestStore } from '../../test/support/store.ts'
import { catchUp } from './catch-up.ts'
import { floodBound } from './junk-sql.ts'
import { recount } from './recount.ts'

let store: Store
let now = start
const clock = (): number => (now += 1_000)

const plan = planSchema.parse({
  points: [
    { id: 'bought', name: 'Bought', tier: 'macro', once_per: 'order', match: { event: 'order_completed' } },
    { id: 'form', name: 'Form', tier: 'micro', once_per: 'visitor', match: { event: 'form_submit' } },
    { id: 'pages', name: 'Pages', tier: 'micro', once_per: 'session', match: { session: { pages: 2 } } },
  ],
})

beforeAll(async () => {
  store = await openTestStore('embedded')
  await beginCounting(store, plan, clock)
})
afterAll(() => store.close())

/** An event of a page, so many milliseconds after the start. */
const paged = (id: string, ms: number, given: Partial<StoredEvent> = {}): StoredEvent =>
  event({ id, time: start + ms, received_at: start + ms + 40, sent_from: 'page', visitor_id: 'v', ...given })
const ordered = (id: string, ms: number, given: Partial<StoredEvent> = {}): StoredEvent =>
  paged(id, ms, { name: 'order_completed', order_id: id, ...given })

async function count(...batches: StoredEvent[][]): Promise<void> {
  for (const batch of batches) {
    await storeBatch(store, batch)
    await catchUp(store, clock)
  }
}

/** Visitor and reason of each visit. */
async function visits(): Promise<string[]> {
  const sql = "SELECT concat(visitor_id, ' ', junk) AS line FROM sessions FINAL ORDER BY line"
  return (await store.facts.query<{ line: string }>(sql)).map(({ line }) => line.trim())
}

/** What became of each sighting. */
async function outcomes(): Promise<string[]> {
  const sql = "SELECT concat(record_id, ' ', outcome, ' ', reason) AS line FROM sightings FINAL ORDER BY line"
  return (await store.facts.query<{ line: string }>(sql)).map(({ line }) => line.trim())
}

async function expectRecountFindsNothing(): Promise<void> {
  // at once, and in parts
  for (const partSize of [undefined, 1]) {
    const results = await recount(store, clock, { repair: false, partSize })
    expect(results.filter((each) => each.opened + each.closed + each.sightings > 0)).toEqual([])
  }
}

/** What the first tests look at, each at visitors of its own. */
const bot = { visitor_id: 'robot', junk: 'bot' } as const
const server = (id: string, ms: number, visitor_id: string): StoredEvent =>
  event({ id, name: 'order_completed', order_id: id, visitor_id, time: start + ms })
const many = (visitor_id: string, given: (n: number) => Partial<StoredEvent>): StoredEvent[] =>
  Array.from({ length: 3 * floodBound }, (_, n) => paged(`${visitor_id}${n}`, n * 100, { visitor_id, ...given(n) }))
const form = (visitor_id: string, ms: number, given: Partial<StoredEvent> = {}): StoredEvent[] => [
  paged(`${visitor_id}1`, 0, { visitor_id }),
  paged(`${visitor_id}2`, ms, { visitor_id, name: 'form_submit', ...given }),
]
const looked = [
  paged('r1', 0, bot),
  paged('r2', 9_000, bot),
  ordered('r3', 9_500, bot),
  server('r4', 9_800, 'robot'),
  paged('p1', 0),
  ordered('p2', minuteMs),
  paged('c1', 0, { visitor_id: 'credited', utm_source: 'google', utm_medium: 'cpc' }),
  paged('c2', hourMs, { visitor_id: 'credited', utm_source: 'news', utm_medium: 'email', junk: 'automated' }),
  server('c3', 3_700_000, 'credited'),
  ...many('slow', (n) => ({ time: start + n * 700 })),
  ...many('mixed', (n) => ({ name: `step_${n % 4}` })),
  ...many('server', () => ({ sent_from: '' })),
  ...form('fast', 400),
  ...form('quick', 1_000),
  ...form('batched', 0, { received_at: start }),
  // a visit that begins with the form: the page was open before
  ...form('back', -5_000),
]

test('a robot’s visit and order are left out; a person’s, and what a server says of either, count', async () => {
  await count(looked)
  expect(await visits()).toEqual(expect.arrayContaining(['robot bot', 'v']))
  expect((await outcomes()).filter((line) => /^[rp]\d/.test(line))).toEqual([
    'p2 counted',
    'r3 not_counted junk: bot',
    'r4 counted',
  ])
  const multiPage = "SELECT reason FROM sightings FINAL WHERE kind = 'session' AND visitor_id = 'robot'"
  expect(await store.facts.query(multiPage)).toEqual([{ reason: 'junk: bot' }])
  await expectRecountFindsNothing()
})

test('nothing is credited to a visit that is left out', async () => {
  expect(await visits()).toEqual(expect.arrayContaining(['credited', 'credited automated']))
  const channel = "SELECT channel FROM ledger FINAL WHERE order_id = 'c3'"
  expect(await store.facts.query(channel)).toEqual([{ channel: 'paid_search' }])
})

test('as many events over a longer time, of several names, or from a server are no flood', async () => {
  expect(await visits()).toEqual(expect.arrayContaining(['mixed', 'server', 'slow']))
})

test('a form sent in the second of the first page is no person’s; later, or without a time of its own, it is', async () => {
  expect(await visits()).toEqual(expect.arrayContaining(['back', 'batched', 'fast too_fast', 'quick']))
  expect((await outcomes()).filter((line) => line.startsWith('fast2'))).toEqual(['fast2 not_counted junk: too_fast'])
})

test('a flood makes junk of the visit, and of the order that was counted in it before', async () => {
  await beginCounting(store, plan, clock)
  const views = Array.from({ length: floodBound + 1 }, (_, n) => paged(`e${n}`, n * 500))
  await count([ordered('o', 30_000), ...views.slice(0, floodBound)])
  expect(await visits()).toEqual(['v'])
  expect(await outcomes()).toContain('o counted')
  await count(views.slice(floodBound))
  expect(await visits()).toEqual(['v flood'])
  expect(await outcomes()).toContain('o not_counted junk: flood')
  const standing = "SELECT count() AS rows FROM ledger FINAL WHERE known_to = '2299-12-31 00:00:00'"
  expect(await store.facts.query(standing)).toEqual([{ rows: 0 }])
  expect(await store.facts.query('SELECT alias FROM conversion_aliases FINAL')).toEqual([])
  await expectRecountFindsNothing()
})

const world = [
  ...Array.from({ length: floodBound + 5 }, (_, n) => paged(`f${n}`, n * 400, { visitor_id: 'f' })),
  ordered('fo', 20_000, { visitor_id: 'f', user_id: 'u' }),
  ordered('fs', 21_000, { visitor_id: 'f', sent_from: '' }),
  paged('b1', 0, { visitor_id: 'b', junk: 'bot' }),
  ordered('b2', 5_000, { visitor_id: 'b', user_id: 'u' }),
  paged('t1', 0, { visitor_id: 't' }),
  paged('t2', 300, { visitor_id: 't', name: 'form_submit' }),
  paged('p1', 0, { visitor_id: 'p' }),
  paged('p2', 40_000, { visitor_id: 'p', name: 'form_submit', user_id: 'u' }),
]

test('any order of arrival gives the same visits and the same ledger', { timeout: 120_000 }, async () => {
  const everything = async (): Promise<unknown> => ({ visits: await visits(), outcomes: await outcomes() })
  await beginCounting(store, plan, clock)
  await count(world)
  const atOnce = await everything()
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(world, { minLength: world.length }),
      fc.integer({ min: 1, max: world.length }),
      async (shuffled, cut) => {
        await beginCounting(store, plan, clock)
        await count(shuffled.slice(0, cut), ...(cut < world.length ? [shuffled.slice(cut)] : []))
        expect(await everything()).toEqual(atOnce)
        await expectRecountFindsNothing()
      },
    ),
    { numRuns: 3, endOnFailure: true },
  )
})
