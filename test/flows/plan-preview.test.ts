import { afterAll, beforeAll, expect, test } from 'vitest'
import { answer } from '#ask/answer.ts'
import { questionSchema } from '#contract/ask.ts'
import { type Plan, planSchema } from '#contract/plan.ts'
import type { PlanPreview, PreviewDays } from '#contract/preview.ts'
import { Previews } from '#count/previews.ts'
import { dropAbandoned } from '#count/abandoned.ts'
import { isBehind } from '#count/behind.ts'
import { catchUp } from '#count/catch-up.ts'
import { previewPlan } from '#ask/preview.ts'
import { definitionHash, definitionsOf } from '#plan/definition.ts'
import { agreePlan, agreedTimeline, ensureDefinitions, proposePlan } from '#store/plans.ts'
import type { Store } from '#store/store.ts'
import { Turns } from '#util/turns.ts'
import { dayMs as day } from '#util/duration.ts'
import { event, start, storeBatch } from '../support/facts.ts'
import { openTestStore } from '../support/store.ts'

const now = start + 30 * day
let store: Store
let previews: Previews
const counting = new Turns()

beforeAll(async () => {
  store = await openTestStore('embedded')
  previews = new Previews(store, () => now, counting)
  await storeBatch(store, [
    buy('1', 'ann', 0, 100),
    buy('2', 'ann', 1, 40),
    buy('3', 'bob', 2, 500),
    event({ id: 's1', name: 'sign_up', visitor_id: 'cyd', time: start + 3 * day }),
  ])
  await proposePlan(store.control, inForce, 'ann', now)
  await agreePlan(store.control, 1, undefined, 'ann', now, definitionsOf)
  await catchUp(store, () => now)
})
afterAll(() => store.close())

function buy(id: string, visitor: string, days: number, value: number) {
  return event({ id, name: 'buy', visitor_id: visitor, order_id: `o-${id}`, value, time: start + days * day })
}
const plan = (...points: object[]): Plan => planSchema.parse({ note: 'x', points })
const purchase = { id: 'purchase', name: 'Purchase', tier: 'macro', match: { event: 'buy' }, once_per: 'order' }
const signUp = { id: 'sign_up', name: 'Sign-up', tier: 'micro', match: { event: 'sign_up' } }
const inForce = plan(purchase, signUp)
const large = plan({ ...purchase, match: { event: 'buy', where: { value: { gte: 50 } } } }, signUp)
const people = plan({ ...purchase, once_per: 'person' })
const asVersion = (draft: Plan) => ({
  version: 0,
  state: 'proposed' as const,
  plan: draft,
  effective: '',
  proposedAt: 0,
  proposedBy: '',
  agreedAt: null,
  agreements: [],
})

async function preview(draft: Plan, days: PreviewDays = {}): Promise<PlanPreview> {
  const definitions = definitionsOf(draft)
  await ensureDefinitions(store.control, definitions, { now, preview: true })
  await previews.count(
    definitions.map(({ hash }) => hash),
    () => undefined,
  )
  return previewPlan(store, asVersion(draft), (await agreedTimeline(store.control, now))[0], now, days)
}
const hashes = async (): Promise<string[]> =>
  (await store.control.selectFrom('definitions').select('hash').execute()).map(({ hash }) => hash)

test('a draft is counted beside the plan in force, with what enters and what leaves', async () => {
  const { points, against, rates } = await preview(large)
  expect(against).toBe(1)
  expect(points).toMatchObject([
    { id: 'purchase', same: false, before: 3, after: 2, entering: { count: 0 } },
    { id: 'sign_up', same: true, before: 1, after: 1, leaving: { count: 0 } },
  ])
  expect(points[0]!.leaving).toMatchObject({ count: 1, conversions: [{ time: start + day, value: 40 }] })
  expect(points[0]!.weeks.map(({ before, after }) => [before, after])).toEqual([[3, 2]])
  expect(rates[0]).toMatchObject({ metric: 'cvr.session', before: { numerator: 3 }, after: { numerator: 2 } })
})

test('other days than the last 90 can be counted, and so many are when only the last one is named', async () => {
  const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10)
  const [first, last] = [dayOf(start + day), dayOf(start + 2 * day)]
  const { from, to, points } = await preview(large, { from: first, to: last })
  expect([from, to]).toEqual([first, last])
  expect(points).toMatchObject([
    { id: 'purchase', before: 2, after: 1, leaving: { count: 1 } },
    { id: 'sign_up', before: 0, after: 0 },
  ])
  const upTo = await preview(large, { to: dayOf(start) })
  expect([upTo.from, upTo.to]).toEqual([dayOf(start - 89 * day), dayOf(start)])
  expect(upTo.points).toMatchObject([{ before: 1, after: 1 }, { before: 0 }])
  await expect(preview(large, { from: last, to: first })).rejects.toMatchObject({ code: 'empty_range' })
})

test('a point that only one of them has enters or leaves as a whole', async () => {
  const { points } = await preview(people)
  expect(points).toMatchObject([
    { id: 'purchase', before: 3, after: 2, leaving: { count: 1 } },
    { id: 'sign_up', before: 1, after: null, leaving: { count: 1 }, entering: { count: 0 } },
  ])
})

test('the preview counts what questions count once the draft is proposed', async () => {
  const { version } = await proposePlan(store.control, large, 'ann', now)
  const asked = questionSchema.parse({ metrics: ['cv'], by: ['point'], plan: version, points: ['purchase', 'sign_up'] })
  const { rows } = await answer(store, asked, now)
  const figures = rows.map((row) => [row['point'], (row['cv'] as { value: number }).value])
  expect(figures).toEqual([
    ['purchase', 2],
    ['sign_up', 1],
  ])
})

test('counting for the others neither waits for a draft nor begins one', async () => {
  const draft = plan({ ...purchase, once_per: 'visitor' })
  await ensureDefinitions(store.control, definitionsOf(draft), { now, preview: true })
  expect(await isBehind(store.control)).toBe(false)
  await catchUp(store, () => now)
  const row = await store.control
    .selectFrom('definitions')
    .select(['counted_at', 'preview'])
    .where('hash', '=', definitionHash(draft.points[0]!))
    .executeTakeFirstOrThrow()
  expect(row).toEqual({ counted_at: null, preview: 1 })
  await previews.count([definitionHash(draft.points[0]!)], () => undefined)
  await storeBatch(store, [buy('4', 'dan', 4, 70)])
  await catchUp(store, () => now)
  expect((await preview(draft)).points[0]).toMatchObject({ before: 4, after: 3 })
})

function rule(): Promise<unknown> {
  const sides = { sightings: '[]', others: '[]', homes: '[]', why: 'x', by: 'x', at: now, counted: 1, revision: 1 }
  return store.control
    .insertInto('rulings')
    .values({ kind: 'merge', ...sides, undone_by: null, undone_at: null })
    .execute()
}

test('a draft is counted once more when something is ruled by hand meanwhile', async () => {
  const draft = plan({ ...purchase, merge_within: '2h' })
  await ensureDefinitions(store.control, definitionsOf(draft), { now, preview: true })
  const { hash } = definitionsOf(draft)[0]!
  let rounds = 0
  await previews.count([hash], ({ done }) => {
    if (done === 0) return
    rounds += 1
    if (rounds === 1) void rule()
  })
  expect(rounds).toBe(2)
  const [row] = await store.control.selectFrom('definitions').selectAll().where('hash', '=', hash).execute()
  expect(row!.counted_at).toBe(now)
})

test('definitions of abandoned drafts leave the ledger; those that a plan names stay', async () => {
  const before = await hashes()
  expect(await dropAbandoned(store, now + 6 * day)).toEqual([])
  const dropped = await dropAbandoned(store, now + 8 * day)
  const gone = [people, plan({ ...purchase, once_per: 'visitor' }), plan({ ...purchase, merge_within: '2h' })]
  expect(dropped.toSorted()).toEqual(gone.map(({ points }) => definitionHash(points[0]!)).toSorted())
  expect(await hashes()).toEqual(before.filter((hash) => !dropped.includes(hash)))
  for (const table of ['ledger', 'sightings']) {
    const rows = await store.facts.query<{ definition: string }>(`SELECT DISTINCT definition FROM ${table} FINAL`)
    expect(rows.filter(({ definition }) => dropped.includes(definition))).toEqual([])
    expect(rows.length).toBe(3)
  }
})

test('no more drafts are kept than can be kept up to date, but those asked for just now are', async () => {
  for (let windows = 1; windows <= 26; windows++) {
    const draft = plan({ ...purchase, merge_within: `${windows + 100}h` })
    await ensureDefinitions(store.control, definitionsOf(draft), { now: now + windows, preview: true })
  }
  expect(await dropAbandoned(store, now + 30)).toEqual([])
  expect(await dropAbandoned(store, now + day)).toHaveLength(2)
})
