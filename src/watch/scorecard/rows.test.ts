import { expect, test } from 'vitest'
import { type Ground, drawRow } from './rows.ts'

test('money is held against the CVs that it brought, those not known yet too', () => {
  // oracle by hand: 28 days of 10 CVs for 1,000, of the last seven of which half is known: 245 known, 280 in all
  const ground: Ground = {
    period: { from: 100, to: 129 },
    now: 127,
    before: { from: 70, to: 99 },
    began: 40,
    earlier: [],
    arrivedOn: (day) => (day > 120 ? 0.5 : 1),
    moneyRefused: undefined,
  }
  const days = Array.from({ length: 90 }, (_, at) => at + 40)
  const course = { first: 40, cv: days.map((day) => (day > 120 ? 5 : 10)), cost: days.map(() => 1_000) }
  const due = { cv: () => 300, budget: () => 30_000, cpa: () => 105 }
  const { row, evidence } = drawRow(ground, course, { channel: '', initiative: '' }, due, [], null)
  expect(row.cpa).toMatchObject({ value: 28_000 / 245 })
  expect(row.outcome).toBe('reached')
  expect(evidence.windows[1]).toMatchObject({ counted: 140, reckoned: 0.5 })
})
