import { expect, test } from 'vitest'
import { localInstant } from './local-time.ts'
import { type DayOrder, Refusal, TimeReader, readAmount, readCount, readCurrency, readPeriod } from './values.ts'

const said = (value: unknown): unknown => (value instanceof Refusal ? `refused: ${value.reason}` : value)

test.each([
  ['12', '12'],
  ['-12.5', '-12.5'],
  ['1,234', '1234'],
  ['795,836.50', '795836.50'],
  ['12,34,567', '1234567'],
  ['¥1,234', '1234'],
  ['￥１，２３４', '1234'],
  ['1,234円', '1234'],
  ['$ 1,003.59', '1003.59'],
  ['-$5.00', '-5.00'],
  ['(5.00)', '-5.00'],
  ['1.234,56 €', '1234.56'],
  ['1,5', '1.5'],
  ["1'234.50", '1234.50'],
  ['1 234,50', '1234.50'],
  ['EUR 12', '12'],
  ['1.429999948', '1.430000'],
  ['1e3', '1000.000000'],
  [' --', undefined],
  ['', undefined],
  ['n/a', undefined],
  ['abc', 'refused: is not a number'],
  ['12%', 'refused: is not a number'],
  ['<5', 'refused: is not a number'],
  ['1,23,4', 'refused: is not a number'],
  ['1234567890123', 'refused: is too large: amounts go up to 12 digits before the point'],
])('the amount %j is read as %j', (cell, expected) => {
  expect(said(readAmount(cell))).toBe(expected)
})

test.each([
  ['7350', 7350],
  ['1,234', 1234],
  ['12.0', 12],
  ['--', undefined],
  ['1.5', 'refused: is not a whole number of 0 or more'],
  ['-1', 'refused: is not a whole number of 0 or more'],
])('the count %j is read as %j', (cell, expected) => {
  expect(said(readCount(cell))).toBe(expected)
})

test('currencies are three letters, or a sign that means one', () => {
  expect(['jpy', '¥', '€', ''].map(readCurrency)).toEqual(['JPY', 'JPY', 'EUR', undefined])
  expect(said(readCurrency('dollars'))).toMatch(/refused: is not a currency/)
})

test.each([
  ['2026-04-01', '2026-04-01T00:00:00.000Z'],
  ['2026/4/1', '2026-04-01T00:00:00.000Z'],
  ['20260401', '2026-04-01T00:00:00.000Z'],
  ['2018-02-26 19:58', '2018-02-26T19:58:00.000Z'],
  ['2026-04-01 09:30:15.25', '2026-04-01T09:30:15.250Z'],
  ['2026-04-01T09:30:00+09:00', '2026-04-01T00:30:00.000Z'],
  ['2026-04-01 00:30:00 UTC', '2026-04-01T00:30:00.000Z'],
  ['2026年4月1日', '2026-04-01T00:00:00.000Z'],
  ['2026年４月１日 9時30分', '2026-04-01T09:30:00.000Z'],
  ['1775000000', '2026-03-31T23:33:20.000Z'],
  ['1775000000123', '2026-03-31T23:33:20.123Z'],
  ['25/12/2026', '2026-12-25T00:00:00.000Z'],
  ['12/25/2026 3:05 PM', '2026-12-25T15:05:00.000Z'],
  ['01.04.2026', '2026-04-01T00:00:00.000Z'],
  ['04/04/2026', '2026-04-04T00:00:00.000Z'],
])('the time %j is %s', (cell, expected) => {
  const read = new TimeReader('UTC', undefined).time(cell)
  expect(typeof read === 'number' ? new Date(read).toISOString() : said(read)).toBe(expected)
})

test.each([
  ['03/04/2026', /--date-format/],
  ['2026-02-30', /no date of the calendar/],
  ['2026-04-01 25:00', /not a time/],
  ['1969-01-01', /before 1970/],
  ['yesterday', /not a time/],
  ['12', /not a time/],
])('the time %j is refused', (cell, reason) => {
  expect(said(new TimeReader('UTC', undefined).time(cell))).toMatch(reason)
})

test.each([
  ['dmy', '2026-04-03'],
  ['mdy', '2026-03-04'],
] as const)('with --date-format %s the day 03/04/2026 is %s', (order: DayOrder, expected) => {
  expect(new TimeReader('UTC', order).day('03/04/2026')).toBe(expected)
})

test('a time without a zone is in the zone of the import, one with a zone is not', () => {
  const tokyo = new TimeReader('Asia/Tokyo', undefined)
  expect(tokyo.time('2026-04-01')).toBe(Date.parse('2026-03-31T15:00:00Z'))
  expect(tokyo.time('2026-04-01T00:00:00Z')).toBe(Date.parse('2026-04-01T00:00:00Z'))
})

test('summer time: a time that comes twice is the first, one that is skipped is as much later', () => {
  const at = (wall: string): string => new Date(localInstant(Date.parse(`${wall}Z`), 'Europe/Berlin')).toISOString()
  expect(at('2026-10-25T02:30:00')).toBe('2026-10-25T00:30:00.000Z')
  expect(at('2026-10-25T03:30:00')).toBe('2026-10-25T02:30:00.000Z')
  expect(at('2026-03-29T02:30:00')).toBe('2026-03-29T01:30:00.000Z')
  expect(at('2026-03-29T01:30:00')).toBe('2026-03-29T00:30:00.000Z')
})

test('a period is two days, a day or a month', () => {
  expect(readPeriod('2017-08-01..2017-08-31')).toEqual({ start: '2017-08-01', end: '2017-08-31' })
  expect(readPeriod('2026-02')).toEqual({ start: '2026-02-01', end: '2026-02-28' })
  expect(readPeriod('2026/4/1')).toEqual({ start: '2026-04-01', end: '2026-04-01' })
  for (const wrong of ['2026-13', '2026-04-02..2026-04-01', 'april', '']) expect(readPeriod(wrong)).toBeUndefined()
})
