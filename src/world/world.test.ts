// The sample company: the same seed gives the same bytes, and its files agree with its truth.
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { wireEventSchema } from '#contract/event.ts'
import { planSchema } from '#contract/plan.ts'
import { dayMs } from '#util/duration.ts'
import { noDefects } from './setting/defects.ts'
import type { WorldOptions } from './setting/setting.ts'
import { booksOf, createWorld } from './world.ts'

const options: WorldOptions = { seed: 7, visitors: 1_500, months: 3, until: '2026-06-28' }
const world = createWorld(options)
const books = booksOf(world)
const files = books.files()
const summary = books.summary()
const sent = [...world.send(world.parts())]

test('the same seed gives the same bytes, another seed others', () => {
  const again = createWorld(options)
  expect(JSON.stringify([...again.send(again.parts())])).toBe(JSON.stringify(sent))
  const { real, observable } = booksOf(again)
  expect(JSON.stringify({ real, observable })).toBe(JSON.stringify({ real: books.real, observable: books.observable }))
  expect(booksOf(again).files()).toEqual(files)
  expect(booksOf(createWorld({ ...options, seed: 8 })).files().leads).not.toBe(files.leads)
})

test('every event is valid on the wire and lies within the span', () => {
  for (const { event } of sent) {
    expect(wireEventSchema.safeParse(event).error).toBeUndefined()
    expect(Number(event.time)).toBeGreaterThanOrEqual(Date.parse('2026-03-29T00:00:00+09:00'))
    expect(Number(event.time)).toBeLessThan(Date.parse('2026-06-29T00:00:00+09:00'))
  }
})

test('an id comes a second time only where the event is a repeat, word for word', () => {
  const first = new Map<string, string>()
  for (const { source, event, repeat } of sent) {
    const id = `${source} ${event.id}`
    expect(first.has(id)).toBe(repeat)
    if (repeat) expect(JSON.stringify(event)).toBe(first.get(id))
    else first.set(id, JSON.stringify(event))
  }
  expect(sent.some(({ repeat }) => repeat)).toBe(true)
})

test('contracts that the file calls won are those of the truth, and all of them can be known', () => {
  const won = files.deals.split('\n').filter((line) => line.includes(',won,'))
  expect(won.length).toBe(summary.total.deal_won)
  expect(summary.observable.deal_won).toBe(summary.total.deal_won)
  const byDay = Object.values(summary.byDay).reduce((sum, day) => sum + (day.deal_won ?? 0), 0)
  expect(byDay).toBe(summary.total.deal_won)
})

test('where nothing goes wrong, what can be known is what happened', () => {
  const perfect = booksOf(createWorld({ ...options, defects: noDefects })).summary()
  expect(perfect.observable).toEqual(perfect.total)
})

test('every defect leaves its mark', () => {
  const reasons = new Set(books.observable.flatMap(({ sightings }) => sightings.map(({ reason }) => reason)))
  const expected = [
    '',
    'same deal',
    'same event id',
    'same order',
    'same payment',
    'same person within 30m',
    'once per person',
  ]
  expect([...reasons].toSorted()).toEqual(expected.toSorted())
  const websiteDays = new Set(
    sent.filter(({ source }) => source === 'website').map(({ event }) => dayOf(Number(event.time))),
  )
  expect(websiteDays.size).toBe(world.setting.span.days - 2)
  expect(sent.some(({ event }) => event.consent !== undefined && event.visitor_id === undefined)).toBe(true)
})

function dayOf(ms: number): number {
  return Math.floor((ms - world.setting.span.start) / dayMs)
}

test('the plan is one that the product accepts', () => {
  expect(planSchema.safeParse(parse(files.plan)).error).toBeUndefined()
})
