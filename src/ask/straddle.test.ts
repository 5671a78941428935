import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { questionSchema, type Answer, type Figure, type QuestionInput } from '#contract/ask.ts'
import type { Point } from '#contract/plan.ts'
import type { Segment } from '#metrics/scope.ts'
import { definitionHash } from '#plan/definition.ts'
import { sqlTime } from '#store/facts.ts'
import type { Store } from '#store/store.ts'
import { agreeCounted, at, insertLedger } from '../../test/support/counted.ts'
import { openTestStore } from '../../test/support/store.ts'
import { answer } from './answer.ts'
import { settle, type Straddler } from './straddle.ts'

const now = at('2026-06-01')
const before: Segment = { point: 'buy', definition: 'old', from: 0, to: 100 }
const after: Segment = { point: 'buy', definition: 'new', from: 100, to: 1_000 }
const row = (
  definition: string,
  conversion: string,
  time: number,
  records: string[],
  leftOut: string[] = [],
): Straddler => ({
  definition,
  conversion,
  time,
  records,
  leftOut,
})

test('an action seen before and after the change counts under the older version alone', () => {
  const rows = [row('old', 'o', 90, ['tag', 'server']), row('new', 'n', 110, ['server'])]
  expect(settle([before, after], rows)).toEqual({ dropped: ['buy/new/n'], added: [] })
})

test('an action that each version would leave to the other counts, at its earliest sighting', () => {
  const rows = [row('new', 'n', 90, ['tag', 'server']), row('old', 'o', 110, ['server'])]
  expect(settle([before, after], rows)).toEqual({ dropped: [], added: ['buy/new/n'] })
})

test('actions that share no record stay two', () => {
  const rows = [row('old', 'o', 90, ['a', 'b']), row('new', 'n', 110, ['c'])]
  expect(settle([before, after], rows)).toEqual({ dropped: [], added: [] })
})

test('an action that the older version leaves out, with its duplicates, counts under the newer', () => {
  // the person's second order, seen twice: its first sighting was left out, its second is a duplicate of it
  const rows = [row('old', 'o', 90, ['first', 'again'], ['second']), row('new', 'n', 110, ['second', 'again'])]
  expect(settle([before, after], rows)).toEqual({ dropped: [], added: [] })
})

test('what only a later version knows does not count before it is in force', () => {
  const third: Segment = { point: 'buy', definition: 'third', from: 1_000, to: 2_000 }
  const rows = [row('new', 'n', 50, ['a', 'b']), row('third', 't', 60, ['b'])]
  expect(settle([before, after, third], rows)).toEqual({ dropped: [], added: [] })
})

let store: Store
let old: Point
let current: Point

const ask = (question: QuestionInput): Promise<Answer> => answer(store, questionSchema.parse(question), now)
const cv = async (question: Partial<QuestionInput>): Promise<number | null> =>
  ((await ask({ metrics: ['cv'], ...question })).total['cv'] as Figure).value

interface Seen {
  point: Point
  conversion: string
  record: string
  time: string
}

async function insertSightings(seen: readonly Seen[]): Promise<void> {
  const rows = seen.map(({ point, conversion, record, time }) => ({
    definition: definitionHash(point),
    home: `order:${record}`,
    id: record,
    kind: 'event',
    source: 'tag',
    record_id: record,
    time: sqlTime(at(time)),
    outcome: 'counted',
    conversion_id: conversion,
    revision: 1,
  }))
  await store.facts.insert('sightings', rows)
}

beforeAll(async () => {
  store = await openTestStore('embedded')
  const point = (event: string[]): unknown => ({ id: 'buy', name: 'Purchase', tier: 'macro', match: { event } })
  const first = await agreeCounted(store, { points: [point(['tag_order', 'server_order'])] }, at('2026-05-01'))
  const second = await agreeCounted(store, { effective: '2026-04-01', points: [point(['server_order'])] }, now)
  old = first.points[0]!
  current = second.points[0]!
})
beforeEach(async () => {
  for (const table of ['ledger', 'sightings']) await store.facts.command(`TRUNCATE TABLE ${table}`)
})
afterAll(() => store.close())

test('as-was counts each version’s rows in its own time, as-is one version’s in all time', async () => {
  await insertLedger(store, [
    { point: old, id: 'o1', time: '2026-03-30' },
    { point: old, id: 'o2', time: '2026-04-02' },
    { point: current, id: 'n2', time: '2026-04-02' },
    { point: current, id: 'n3', time: '2026-04-03' },
  ])
  expect(await cv({})).toBe(3)
  expect(await cv({ plan: 1 })).toBe(2)
  expect(await cv({ plan: 2 })).toBe(2)
  const { definitions } = await ask({ metrics: ['cv'] })
  expect(definitions[0]!.planVersions).toEqual([1, 2])
})

test('a conversion that straddles the change of its definition counts once, by its earliest sighting', async () => {
  // the tag saw it before midnight, the server after it; the new version knows the server alone
  await insertLedger(store, [
    { point: old, id: 'o', time: '2026-03-31T23:59', lastTime: '2026-04-01T00:01' },
    { point: current, id: 'n', time: '2026-04-01T00:01' },
    { point: current, id: 'other', time: '2026-04-01T00:02' },
  ])
  await insertSightings([
    { point: old, conversion: 'o', record: 'tag', time: '2026-03-31T23:59' },
    { point: old, conversion: 'o', record: 'server', time: '2026-04-01T00:01' },
    { point: current, conversion: 'n', record: 'server', time: '2026-04-01T00:01' },
    { point: current, conversion: 'other', record: 'third', time: '2026-04-01T00:02' },
  ])
  const given = await ask({ metrics: ['cv'], by: ['day'] })
  expect(given.rows.map((each) => [each['day'], (each['cv'] as Figure).value])).toEqual([
    ['2026-03-31', 1],
    ['2026-04-01', 1],
  ])
  expect(given.caveats).toContainEqual(expect.objectContaining({ code: 'straddles_versions', count: 1 }))
  expect(await cv({ plan: 2 })).toBe(2)
})

test('a conversion that each version would leave to the other counts once too', async () => {
  await insertLedger(store, [
    { point: current, id: 'n', time: '2026-03-31T23:59', lastTime: '2026-04-01T00:01' },
    { point: old, id: 'o', time: '2026-04-01T00:01' },
  ])
  await insertSightings([
    { point: current, conversion: 'n', record: 'server', time: '2026-03-31T23:59' },
    { point: current, conversion: 'n', record: 'again', time: '2026-04-01T00:01' },
    { point: old, conversion: 'o', record: 'again', time: '2026-04-01T00:01' },
  ])
  const given = await ask({ metrics: ['cv'], by: ['day'] })
  expect(given.rows).toMatchObject([{ day: '2026-03-31', cv: { value: 1 } }])
})

test('as it was known before a version was agreed, the version agreed then counts', async () => {
  // agreed on 2026-05-01, and the version after it today
  await insertLedger(store, [
    { point: old, id: 'o', time: '2026-04-10', knownFrom: '2026-04-10' },
    { point: current, id: 'n', time: '2026-04-10', knownFrom: '2026-06-01' },
    { point: current, id: 'later', time: '2026-04-11', knownFrom: '2026-06-01' },
  ])
  expect(await cv({ known: '2026-05-20T00:00:00Z' })).toBe(1)
  expect(await cv({ known: '2026-06-02T00:00:00Z' })).toBe(2)
})

test('where a point is counted by another rule within the days, or between those compared, the answer says since when', async () => {
  const changed = async (question: Partial<QuestionInput>): Promise<string[]> =>
    (await ask({ metrics: ['cv'], ...question })).caveats
      .filter(({ code }) => code === 'rule_changed')
      .map(({ message }) => message)
  const told = [
    'Purchase is counted by another rule since 2026-04-01: figures before and after are not of the same thing; one version of the plan counts all alike.',
  ]
  expect(await changed({})).toEqual(told)
  expect(await changed({ points: ['buy'], from: '2026-03-31', to: '2026-04-01' })).toEqual(told)
  expect(await changed({ to: '2026-03-31' })).toEqual([])
  expect(await changed({ from: '2026-04-01' })).toEqual([])
  expect(await changed({ plan: 2 })).toEqual([])
  expect(await changed({ metrics: ['sessions'] })).toEqual([])
  const april = { from: '2026-04-10', to: '2026-04-19' }
  expect(await changed({ ...april, compare: 'previous' })).toEqual(told)
  expect(await changed({ ...april, compare: { from: '2026-02-01', to: '2026-02-10' } })).toEqual(told)
  expect(await changed({ from: '2026-04-11', to: '2026-04-15', compare: 'previous' })).toEqual([])
})

test('each rule says which version of the plan had it', async () => {
  const { definitions } = await ask({ metrics: ['cv'] })
  expect(definitions[0]!.point!.map(({ planVersions }) => planVersions)).toEqual([[1], [2]])
})

test('where another point became the macro, a question that names none is told when', async () => {
  const lead = { id: 'lead', name: 'Lead', tier: 'macro', match: { event: 'lead' } }
  await agreeCounted(store, { effective: '2026-04-10', points: [lead] }, now)
  const changed = async (question: Partial<QuestionInput>): Promise<string[]> =>
    (await ask({ metrics: ['cv'], ...question })).caveats
      .filter(({ code }) => code === 'macro_changed')
      .map(({ message }) => message)
  expect(await changed({})).toEqual([
    'The macro CV was Purchase before 2026-04-10 and is Lead since: these are different actions; name the point that is meant.',
  ])
  expect(await changed({ to: '2026-04-09' })).toEqual([])
  const since = { from: '2026-04-10', to: '2026-04-12' }
  expect(await changed(since)).toEqual([])
  expect(await changed({ ...since, compare: 'previous' })).toHaveLength(1)
  expect(await changed({ points: ['buy'] })).toEqual([])
  expect(await changed({ plan: 2 })).toEqual([])
})
