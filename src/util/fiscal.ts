// Months of a fiscal year: they begin on the day of the month on which the year begins.
import { dayMs } from './duration.ts'

/** `count` months from the first: `2026-11`, `2026-12`, `2027-01`. */
export function monthsFrom(first: string, count: number): string[] {
  const [year, month] = first.split('-').map(Number) as [number, number]
  return Array.from({ length: count }, (_, index) =>
    new Date(Date.UTC(year, month - 1 + index)).toISOString().slice(0, 7),
  )
}

/**
 * First and last day, inclusive, of a month.
 * @param fiscalStart `MM-DD`; with 04-21, `2026-04` is 21 April to 20 May.
 */
export function daysOfMonth(month: string, fiscalStart: string): { from: string; to: string } {
  const [, day] = fiscalStart.split('-') as [string, string]
  const next = Date.parse(`${monthsFrom(month, 2)[1]!}-${day}T00:00:00Z`)
  return { from: `${month}-${day}`, to: new Date(next - dayMs).toISOString().slice(0, 10) }
}

/** The month that a day (`2026-04-01`) belongs to. */
export function monthOfDay(day: string, fiscalStart: string): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const isBefore = date < Number(fiscalStart.slice(3))
  return new Date(Date.UTC(year, month - 1 - (isBefore ? 1 : 0))).toISOString().slice(0, 7)
}
