import { expect, test } from 'vitest'
import { dayAt, dayName, dayNumber, daysBetween } from './days.ts'

test('days are counted over the ends of months and leap years', () => {
  expect(dayAt('2024-02-28', 2)).toBe('2024-03-01')
  expect(dayAt('2026-01-01', -1)).toBe('2025-12-31')
  expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2)
  expect(dayName(dayNumber('1970-01-02'))).toBe('1970-01-02')
  expect(dayNumber('1970-01-02')).toBe(1)
})
