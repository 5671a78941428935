import { expect, test } from 'vitest'
import type { Due } from './due.ts'
import { type Ground, drawRow } from './rows.ts'

const ground: Ground = {
  period: { from: 100, to: 129 },
  now: 127,
  before: { from: 70, to: 99 },
  began: 40,
  earlier: [],
  arrivedOn: (day) => (day > 120 ? 0.5 : 1),
  arrivedTo: 127,
  moneyRefused: undefined,
}
const days = Array.from({ length: 90 }, (_, at) => at + 40)
const due: Due = { cv: ({ from, to }) => 10 * (to - from + 1), budget: () => 30_000, cpa: () => 105 }

test('money is held against the CVs that it brought, those not known yet too', () => {
  // oracle by hand: 28 days of 10 CVs for 1,000, of the last seven of which half is known: 245 known, 280 in all
  const course = { first: 40, cv: days.map((day) => (day > 120 ? 5 : 10)), cost: days.map(() => 1_000) }
  const { row, evidence } = drawRow(ground, course, { channel: '', initiative: '' }, due, [], null)
  expect(row.cpa).toMatchObject({ value: 28_000 / 245 })
  expect(row.outcome).toBe('reached')
  expect(evidence.windows[1]).toMatchObject({ counted: 140, reckoned: 0.5 })
})

test('days of which hardly anything has arrived are not held against a row, nor against its pace', () => {
  // oracle by hand: ten CVs a day, of the last two days none is known yet, and a week of ten a day would end at 300
  const course = { first: 40, cv: days.map((day) => (day > 125 ? 0 : 10)), cost: days.map(() => 1_000) }
  const late = { ...ground, arrivedOn: (day: number) => (day > 125 ? 0.02 : 1), arrivedTo: 125 }
  const { row, evidence } = drawRow(late, course, { channel: '', initiative: '' }, due, [], null)
  expect(row.cv.value).toBe(260)
  expect(row.pacing!.end).toBeCloseTo(300, 6)
  expect(row.outcome).toBe('reached')
  for (const { counted, due: wanted } of evidence.windows) expect(counted).toBe(wanted)
  // none of the period's days has arrived: the fortnight before is all there is
  const none = drawRow({ ...late, arrivedTo: 99 }, course, { channel: '', initiative: '' }, due, [], null)
  expect(none.row.pacing).toBeNull()
  expect(none.evidence.windows).toMatchObject([{ counted: 140, due: 140 }])
})
