// Days and weeks, whatever day the week starts on.
import { expect, test } from 'vitest'
import { addDays, weekOf, weeksBetween } from './days.ts'

test('a day belongs to the week that starts on or before it', () => {
  expect(weekOf('2026-11-22', 'monday')).toBe('2026-11-16')
  expect(weekOf('2026-11-22', 'sunday')).toBe('2026-11-22')
  expect(weekOf('2026-11-20', 'saturday')).toBe('2026-11-14')
})

test('weeks between two days include those that they cut', () => {
  expect(weeksBetween('2026-11-04', '2026-11-16', 'monday')).toEqual(['2026-11-02', '2026-11-09', '2026-11-16'])
})

test('days are added over months and leap days', () => {
  expect(addDays('2028-02-28', 2)).toBe('2028-03-01')
})
