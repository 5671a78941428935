// Junk is left out of visits, CVs and rates, and said beside them; a question can be about it. Suspected doubles too.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answer } from '#ask/answer.ts'
import { junkSightings } from '#ask/junk-sightings.ts'
import { ledgerEntry } from '#ask/ledger-entry.ts'
import { recentEvents } from '#collect/recent.ts'
import type { RecentEvent } from '#contract/recent.ts'
import { catchUp } from '#count/catch-up.ts'
import { type Answer, type Figure, type QuestionInput, questionSchema } from '#contract/ask.ts'
import { planSchema } from '#contract/plan.ts'
import { definitionsOf } from '#plan/definition.ts'
import { agreePlan, ensureDefinitions, proposePlan } from '#store/plans.ts'
import type { Store } from '#store/store.ts'
import { readEventSeries, readPointSeries, readSources } from '#watch/gaps/read-series.ts'
import { event, start, storeBatch } from '../support/facts.ts'
import { openTestStore } from '../support/store.ts'

let store: Store
let now = start
const clock = (): number => (now += 1_000)
const bought = { id: 'bought', name: 'Bought', tier: 'macro', once_per: 'order', match: { event: 'order_completed' } }
const seconds = (n: number): number => start + n * 1_000

beforeAll(async () => {
  store = await openTestStore('embedded')
  const plan = planSchema.parse({ points: [bought], note: 'one point' })
  const { version } = await proposePlan(store.control, plan, 'test', clock())
  await agreePlan(store.control, version, undefined, 'test', clock(), definitionsOf)
  const page = { sent_from: 'page' } as const
  const visitors = ['a', 'b', 'c', 'd'].map((id) => event({ id, visitor_id: id, ...page }))
  const robots = ['r', 's'].map((id) => event({ id, visitor_id: id, ...page, junk: 'bot' }))
  const order = { name: 'order_completed', time: seconds(30), ...page } as const
  const like = { source: 'matomo', suspect: 'no_id', url: 'https://x.jp/', visitor_id: 'a' } as const
  await storeBatch(store, [
    ...visitors,
    ...robots,
    event({ id: 'o1', order_id: 'o1', visitor_id: 'a', ...order }),
    event({ id: 'o2', order_id: 'o2', visitor_id: 'r', ...order, junk: 'bot' }),
    // a robot that changed its name
    event({ id: 'o3', order_id: 'o3', visitor_id: 's', ...order }),
    event({ id: 'n1', ...like, time: seconds(5) }),
    event({ id: 'n2', ...like, time: seconds(15) }),
    event({ id: 'n3', ...like, time: seconds(15), url: 'https://x.jp/other' }),
    event({ id: 'n4', ...like, time: seconds(76) }),
    ...[40, 42].map((n) =>
      event({
        id: `d${n}`,
        source: 'shop',
        name: 'order_completed',
        suspect: 'no_id',
        visitor_id: 'd',
        time: seconds(n),
      }),
    ),
  ])
  await catchUp(store, clock)
})
afterAll(() => store.close())

const ask = (question: QuestionInput): Promise<Answer> => answer(store, questionSchema.parse(question), now)
const value = (row: Record<string, unknown>, metric: string): number | null => (row[metric] as Figure).value
const told = ({ caveats }: Answer): [string, number | undefined][] => caveats.map(({ code, count }) => [code, count])

test('visits, CVs and rates are people’s, and the answer says how much was left out', async () => {
  const given = await ask({ metrics: ['sessions', 'visitors', 'cv', 'cvr.session'] })
  expect(['sessions', 'visitors', 'cv', 'cvr.session'].map((metric) => value(given.total, metric))).toEqual([
    4, 4, 2, 0.5,
  ])
  expect(told(given)).toEqual(
    expect.arrayContaining([
      ['junk_visits', 2],
      ['junk_sightings', 2],
    ]),
  )
  const visits = await ask({ metrics: ['sessions'], by: ['landing_page'] })
  expect(told(visits)).toEqual(expect.arrayContaining([['junk_visits', 2]]))
})

test('a question about junk has it in its rows and in its total', async () => {
  const split = await ask({ metrics: ['sessions', 'cv', 'cvr.session'], by: ['junk'] })
  expect(split.rows.map((row) => [row['junk'], value(row, 'sessions'), value(row, 'cv')])).toEqual([
    ['', 4, 2],
    ['bot', 2, 0],
  ])
  expect(value(split.total, 'sessions')).toBe(6)
  expect(told(split)).not.toContainEqual(['junk_visits', 2])
  const alone = await ask({ metrics: ['sessions'], filter: { junk: 'bot' } })
  expect(value(alone.total, 'sessions')).toBe(2)
  expect(value((await ask({ metrics: ['events'], filter: { junk: 'bot' } })).total, 'events')).toBe(3)
})

test('of events without an id, those like another of the minute before are suspected doubles', async () => {
  expect(told(await ask({ metrics: ['events'] }))).toEqual(
    expect.arrayContaining([
      ['without_id', 6],
      ['suspected_doubles', 2],
    ]),
  )
})

test('a conversion’s story names the sighting that is a suspected double', async () => {
  const [{ id }] = (await store.facts.query<{ id: string }>(
    "SELECT conversion_id AS id FROM sightings FINAL WHERE record_id = 'd40'",
  )) as [{ id: string }]
  const entry = await ledgerEntry(store, id, now)
  expect(entry!.sightings.map(({ recordId, isDouble }) => [recordId, isDouble])).toEqual([
    ['d40', false],
    ['d42', true],
  ])
})

test('the live list marks junk, by itself and with its visit, and doubles; it can show junk alone', async () => {
  const { events } = await recentEvents(store, { limit: 50 }, now)
  const marked = events.filter(({ junk, isDouble }) => junk !== '' || isDouble)
  const line = ({ id, junk, isDouble }: RecentEvent): string => `${id} ${junk}${isDouble ? 'double' : ''}`
  expect(marked.map(line).toSorted()).toEqual(['d42 double', 'n2 double', 'o2 bot', 'o3 bot', 'r bot', 's bot'])
  const alone = await recentEvents(store, { junk: true, limit: 50 }, now)
  expect(alone.events.map(line).toSorted()).toEqual(['o2 bot', 'o3 bot', 'r bot', 's bot'])
})

test('what machines did is no part of the patterns that are watched', async () => {
  const day = new Date(start).toISOString().slice(0, 10)
  const span = { from: day, to: day, timezone: 'UTC' }
  const heard = (await readSources(store, span)).map((each) => ({ ...each, first: day, until: day }))
  const events = await readEventSeries(store, span, heard)
  const points = await readPointSeries(store, span, heard, planSchema.parse({ points: [bought], note: 'one' }), now)
  const lines = [...events, ...points]
    .filter(({ kind }) => kind === 'source' || kind === 'sightings')
    .map(({ kind, source, counts }) => `${kind} ${source} ${counts.join()}`)
  // of the tag four visitors and the order of one: nothing of the robots
  expect(lines.toSorted()).toEqual([
    'sightings shop 2',
    'sightings tag 1',
    'source matomo 4',
    'source shop 2',
    'source tag 5',
  ])
})

test('what was left out is listed with its reason and point; once, though the point’s rule changed, and not for drafts', async () => {
  const other = (more: object) =>
    definitionsOf(planSchema.parse({ points: [{ ...bought, ...more }], note: 'one point' }))
  const draft = other({ id: 'tried', merge_within: '3h' })
  await ensureDefinitions(store.control, [...other({ merge_within: '2h' }), ...draft])
  await catchUp(store, clock)
  await store.control.updateTable('definitions').set({ preview: 1 }).where('hash', '=', draft[0]!.hash).execute()
  const listed = await junkSightings(store)
  expect(listed.map(({ recordId, point, junk }) => `${recordId} ${point} ${junk}`).toSorted()).toEqual([
    'o2 bought bot',
    'o3 bought bot',
  ])
})
