import { expect, test } from 'vitest'
import { daysOfMonth, monthOfDay, monthsFrom } from './fiscal.ts'

test('months run over the end of a year', () => {
  expect(monthsFrom('2026-11', 4)).toEqual(['2026-11', '2026-12', '2027-01', '2027-02'])
})

test('a month begins on the day on which the fiscal year does', () => {
  expect(daysOfMonth('2028-02', '04-01')).toEqual({ from: '2028-02-01', to: '2028-02-29' })
  expect(daysOfMonth('2026-12', '04-21')).toEqual({ from: '2026-12-21', to: '2027-01-20' })
})

test('a day belongs to the month that has begun', () => {
  expect(monthOfDay('2026-05-20', '04-21')).toBe('2026-04')
  expect(monthOfDay('2026-05-21', '04-21')).toBe('2026-05')
  expect(monthOfDay('2026-01-05', '04-21')).toBe('2025-12')
  expect(monthOfDay('2026-01-31', '01-01')).toBe('2026-01')
})
