// Days and weeks, whatever day the week starts on.
import { expect, test } from 'vitest'
import { addDays, isDay, weekOf, weeksBetween } from './days.ts'

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

test('a day is one of the calendar, written in full', () => {
  for (const day of ['2026-11-22', '2028-02-29', '0001-01-01']) expect(isDay(day), day).toBe(true)
  for (const text of [null, '', '2026-1-1', '2026-13-01', '2026-00-10', '2026-02-30', '2027-02-29', '0000-01-01']) {
    expect(isDay(text), String(text)).toBe(false)
  }
})
