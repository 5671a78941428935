import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hourMs } from './duration.ts'
import { readEventTime } from './event-time.ts'

const now = Date.UTC(2026, 3, 1)
const bounds = { earliestMs: Date.UTC(2000, 0, 1), aheadMs: 24 * hourMs }
const read = (time: string | number) => readEventTime(time, now, bounds)

test.each([
  ['2026-03-31T09:00:00+09:00', Date.UTC(2026, 2, 31)],
  ['2026-03-31T09:00:00+0900', Date.UTC(2026, 2, 31)],
  ['2026-03-31 00:00Z', Date.UTC(2026, 2, 31)],
  ['2026-03-31t00:00:00.1239z', Date.UTC(2026, 2, 31) + 123],
  [Date.UTC(2026, 2, 31), Date.UTC(2026, 2, 31)],
  [String(Date.UTC(2026, 2, 31)), Date.UTC(2026, 2, 31)],
  [now + 24 * hourMs, now + 24 * hourMs],
])('%s is a time', (time, ms) => {
  expect(read(time)).toEqual({ ms })
})

test('a time as Date writes it is read as the same one in another form', () => {
  const part = (least: number, most: number, digits = 2): fc.Arbitrary<string> =>
    fc.integer({ min: least, max: most }).map((number) => String(number).padStart(digits, '0'))
  const parts = fc.tuple(part(1999, 2027, 4), part(0, 13), part(0, 32), part(0, 25), part(0, 61), part(0, 61))
  fc.assert(
    fc.property(parts, part(0, 999, 3), ([year, month, day, hour, minute, second], ms) => {
      const time = `${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}`
      expect(read(`${time}Z`)).toEqual(read(`${time}+00:00`))
    }),
    { numRuns: 2_000 },
  )
})

test.each([
  [1_774_915_200, 'looks like seconds; send milliseconds'],
  ['1774915200', 'looks like seconds; send milliseconds'],
  [1_774_915_200_000_000, 'looks like microseconds; send milliseconds'],
  [0, 'is before 2000-01-01; send ISO 8601 or milliseconds since 1970'],
  [now + 26 * hourMs, "is 26 hours ahead of the collector's clock; check the clock of the sender"],
  ['2026-03-31T09:00:00', 'has no time zone; write 2026-04-01T09:00:00+09:00 or 2026-04-01T00:00:00Z'],
  ['2026-03-31', 'has no time zone; write 2026-04-01T09:00:00+09:00 or 2026-04-01T00:00:00Z'],
  ['yesterday', 'is not a time; write 2026-04-01T09:00:00+09:00 or milliseconds since 1970'],
  ['', 'is not a time; write 2026-04-01T09:00:00+09:00 or milliseconds since 1970'],
  ['2026-02-30T00:00:00Z', 'is no date of the calendar; correct it'],
  ['2026-13-01T00:00:00Z', 'is no date of the calendar; correct it'],
  ['2026-03-31T25:00:00Z', 'is no date of the calendar; correct it'],
])('%s is refused with the remedy', (time, unusable) => {
  expect(read(time)).toEqual({ unusable })
})
