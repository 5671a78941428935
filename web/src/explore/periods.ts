// Days, weeks and months as rows of an answer name them: when each begins and ends, and all of a range, those without a row too.
import { addDays } from '../days.ts'

export type Time = 'day' | 'week' | 'month'

export function isTime(dimension: string): dimension is Time {
  return dimension === 'day' || dimension === 'week' || dimension === 'month'
}

/** First and last day of `2026-04-01` as a day or week, of `2026-04` as a month. */
export function spanOf(time: Time, period: string): { from: string; to: string } {
  if (time === 'day') return { from: period, to: period }
  if (time === 'week') return { from: period, to: addDays(period, 6) }
  return { from: `${period}-01`, to: addDays(`${monthAfter(period, 1)}-01`, -1) }
}

export function periodAfter(time: Time, period: string, count: number): string {
  return time === 'month' ? monthAfter(period, count) : addDays(period, count * (time === 'week' ? 7 : 1))
}

/**
 * All periods that touch the days `from` to `to`, in order.
 * @param known some of them, which say on which weekday weeks begin.
 */
export function periodsBetween(time: Time, known: readonly string[], from: string, to: string): string[] {
  const [some] = known
  if (some === undefined || from === '' || to === '') return [...known]
  let first = some
  while (spanOf(time, first).from > from) first = periodAfter(time, first, -1)
  const periods: string[] = []
  for (let period = first; period <= to; period = periodAfter(time, period, 1)) {
    if (spanOf(time, period).to >= from) periods.push(period)
  }
  return periods
}

function monthAfter(month: string, count: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  const months = year * 12 + number - 1 + count
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`
}
