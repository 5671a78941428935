// Which days are asked for, and which week counts as the last full one.
import { expect, test } from 'vitest'
import { planSchema } from '#contract/plan.ts'
import { readView } from '../address.ts'
import { daysOf, lastFullWeek } from './questions.ts'

const plan = planSchema.parse({ points: [{ id: 'won', name: 'Won', tier: 'macro', match: { deal: {} } }] })
const extent = { from: '2026-01-05', to: '2026-06-17' }

test('a period is whole weeks back from the end of the data', () => {
  expect(daysOf(readView('?period=4w'), extent, plan)).toEqual({ from: '2026-05-25', to: '2026-06-17' })
})

test('a period does not begin before the data, and days chosen by hand go first', () => {
  expect(daysOf(readView('?period=52w'), extent, plan).from).toBe('2026-01-05')
  expect(daysOf(readView('?period=4w&from=2026-02-01'), extent, plan)).toEqual({ from: '2026-02-01', to: '2026-06-17' })
})

test('the last full week is over and lies within the days', () => {
  const weeks = ['2026-06-01', '2026-06-08', '2026-06-15']
  expect(lastFullWeek(weeks, { from: '2026-06-01', to: '2026-06-17' }, 'UTC')).toBe('2026-06-08')
  expect(lastFullWeek(weeks, { from: '2026-06-10', to: '2026-06-17' }, 'UTC')).toBeUndefined()
})
