import { expect, test } from 'vitest'
import { isZone, localDay, localMidnight } from './zone.ts'

const iso = (day: string, zone: string): string => new Date(localMidnight(day, zone)).toISOString()

test('a day begins at midnight of its time zone', () => {
  expect(iso('2026-04-01', 'UTC')).toBe('2026-04-01T00:00:00.000Z')
  expect(iso('2026-04-01', 'Asia/Tokyo')).toBe('2026-03-31T15:00:00.000Z')
  expect(iso('2026-04-01', 'Asia/Kolkata')).toBe('2026-03-31T18:30:00.000Z')
  expect(iso('2026-01-15', 'America/New_York')).toBe('2026-01-15T05:00:00.000Z')
  expect(iso('2026-07-15', 'America/New_York')).toBe('2026-07-15T04:00:00.000Z')
  expect(iso('2026-07-15', 'Pacific/Kiritimati')).toBe('2026-07-14T10:00:00.000Z')
  expect(iso('2026-07-15', 'Etc/GMT+12')).toBe('2026-07-15T12:00:00.000Z')
})

test('where clocks jump over midnight the day begins with the jump', () => {
  // Brazil, 2018-11-04: 00:00 became 01:00
  expect(iso('2018-11-04', 'America/Sao_Paulo')).toBe('2018-11-04T03:00:00.000Z')
  expect(localDay(Date.parse('2018-11-04T02:59:59.999Z'), 'America/Sao_Paulo')).toBe('2018-11-03')
})

test('where midnight comes twice the day begins with the first', () => {
  // Cuba, 2025-11-02: 01:00 became 00:00
  expect(iso('2025-11-02', 'America/Havana')).toBe('2025-11-02T04:00:00.000Z')
  // Newfoundland, 2009-11-01: 00:01 became 23:01 of the day before
  expect(iso('2009-11-01', 'America/St_Johns')).toBe('2009-11-01T02:30:00.000Z')
})

test('every midnight is the first instant of its day, all year, in zones of every kind', () => {
  for (const zone of ['Europe/London', 'America/Havana', 'Africa/Cairo', 'Australia/Lord_Howe', 'Asia/Beirut']) {
    for (let i = 0; i < 366; i += 3) {
      const day = new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10)
      const start = localMidnight(day, zone)
      expect(localDay(start, zone), `${day} ${zone}`).toBe(day)
      expect(localDay(start - 1, zone), `${day} ${zone}`).not.toBe(day)
    }
  }
})

test('a day that no calendar has is refused', () => {
  expect(() => localMidnight('2026-02-30', 'UTC')).toThrow('2026-02-30 is not a day')
})

test('time zones are known by their exact names', () => {
  for (const zone of ['UTC', 'Asia/Tokyo', 'Asia/Kolkata', 'America/Port_of_Spain', 'Etc/GMT+12']) {
    expect(isZone(zone), zone).toBe(true)
  }
  for (const zone of ['', 'JST', '+09:00', 'asia/tokyo', 'Asia/tokyo', 'utc', 'Mars/Olympus']) {
    expect(isZone(zone), zone).toBe(false)
  }
})
