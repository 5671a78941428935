// The sample company: the same seed gives the same bytes, and its files agree with its truth.
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { wireEventSchema } from '#contract/event.ts'
import { planSchema } from '#contract/plan.ts'
import { createWorld } from './world.ts'

const options = { seed: 7, visitors: 1_500, weeks: 13, until: '2026-06-28' }
const world = createWorld(options)
const { files, truth } = world.records()
const events = [...world.events()]

test('the same seed gives the same bytes, another seed others', () => {
  const again = createWorld(options)
  expect(JSON.stringify([...again.events()])).toBe(JSON.stringify(events))
  expect(again.records()).toEqual({ files, truth })
  expect(createWorld({ ...options, seed: 8 }).records().files.leads).not.toBe(files.leads)
})

test('every event is valid on the wire and lies within the span', () => {
  for (const event of events) {
    expect(wireEventSchema.safeParse(event).success).toBe(true)
    expect(Number(event.time)).toBeGreaterThanOrEqual(Date.parse('2026-03-30T00:00:00+09:00'))
    expect(Number(event.time)).toBeLessThan(Date.parse('2026-06-29T00:00:00+09:00'))
  }
})

test('events repeat an id as often as the truth says they were sent twice', () => {
  expect(events.length).toBe(truth.events)
  expect(events.length - new Set(events.map((event) => event.id)).size).toBe(truth.sentTwice)
  expect(truth.sentTwice).toBeGreaterThan(0)
  expect(truth.reloaded).toBeGreaterThan(0)
})

test('deals that the file calls won are those of the truth', () => {
  const won = files.deals.split('\n').filter((line) => line.includes(',won,'))
  expect(won.length).toBe(truth.total.deal_won)
  const byDay = Object.values(truth.byDay).reduce((sum, day) => sum + (day.deal_won ?? 0), 0)
  expect(byDay).toBe(truth.total.deal_won)
})

test('people who downloaded are as many as the truth says, however often they did', () => {
  const people = new Set(events.filter((event) => event.name === 'whitepaper_downloaded').map((event) => event.email))
  expect(people.size).toBe(truth.total.whitepaper)
})

test('the plan is one that the product accepts', () => {
  expect(planSchema.safeParse(parse(files.plan)).error).toBeUndefined()
})
