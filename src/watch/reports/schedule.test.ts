// When reports are due, held against a calendar.
import { expect, test } from 'vitest'
import { latestDue, nextDue } from './schedule.ts'

const monday = { period: 'week', on: 1, hour: 8 } as const
const at = (text: string): number => Date.parse(text)

test('a weekly report is due on its weekday at its hour, in business time', () => {
  // 2026-11-16 is a Monday; 8:00 in Tokyo is 23:00 UTC of the day before
  expect(nextDue(monday, at('2026-11-14T00:00Z'), 'Asia/Tokyo')).toBe(at('2026-11-15T23:00Z'))
  expect(latestDue(monday, at('2026-11-15T23:00Z'), 'Asia/Tokyo')).toBe(at('2026-11-15T23:00Z'))
  expect(latestDue(monday, at('2026-11-15T22:59Z'), 'Asia/Tokyo')).toBe(at('2026-11-08T23:00Z'))
  expect(nextDue(monday, at('2026-11-15T23:00Z'), 'Asia/Tokyo')).toBe(at('2026-11-22T23:00Z'))
})

test('a monthly one on its day', () => {
  const third = { period: 'month', on: 3, hour: 0 } as const
  expect(nextDue(third, at('2026-01-31T12:00Z'), 'UTC')).toBe(at('2026-02-03T00:00Z'))
  expect(latestDue(third, at('2026-02-02T12:00Z'), 'UTC')).toBe(at('2026-01-03T00:00Z'))
})

test('where clocks change, the hour is that of the clock on the wall', () => {
  const sunday = { period: 'week', on: 7, hour: 8 } as const
  // Berlin goes to summer time on 2026-03-29 and back on 2026-10-25
  expect(nextDue(sunday, at('2026-03-28T12:00Z'), 'Europe/Berlin')).toBe(at('2026-03-29T06:00Z'))
  expect(nextDue(sunday, at('2026-10-24T12:00Z'), 'Europe/Berlin')).toBe(at('2026-10-25T07:00Z'))
  // two o'clock is left out in spring: three is meant; in autumn there are two of them: the first, and once
  const early = { ...sunday, hour: 2 }
  expect(nextDue(early, at('2026-03-28T12:00Z'), 'Europe/Berlin')).toBe(at('2026-03-29T01:00Z'))
  expect(nextDue(early, at('2026-10-24T12:00Z'), 'Europe/Berlin')).toBe(at('2026-10-25T00:00Z'))
  expect(latestDue(early, at('2026-10-25T01:30Z'), 'Europe/Berlin')).toBe(at('2026-10-25T00:00Z'))
})
