// The company's days: the span, which day an instant lies on, and the hours people come at.
import { localMidnight } from '#util/zone.ts'
import { dayMs, hourMs } from '#util/duration.ts'
import { company } from './company.ts'
import type { Random } from '../random.ts'

export interface Span {
  /** First instant, and the first after the end; epoch milliseconds. */
  start: number
  end: number
  days: number
  /** Last day (`2026-06-28`). */
  until: string
}

/** `months` months up to and including the day `until` in the company's time zone. */
export function spanOf(until: string, months: number): Span {
  const [year = 0, month = 1, day = 1] = until.split('-').map(Number)
  const target = new Date(Date.UTC(year, month - 1 - months, 1))
  const lastOfMonth = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate()
  target.setUTCDate(Math.min(day, lastOfMonth))
  const days = Math.round((Date.parse(until) - target.getTime()) / dayMs)
  const end = localMidnight(until, company.timezone) + dayMs
  return { start: end - days * dayMs, end, days, until }
}

/** Number of the day that an instant lies on, from 0. Tokyo keeps no summer time, so a day is always 24 hours. */
export function dayNumber(span: Span, ms: number): number {
  return Math.floor((ms - span.start) / dayMs)
}

/** The day (`2026-04-01`) of that number. */
export function dayName(span: Span, day: number): string {
  return new Date(Date.parse(span.until) - (span.days - 1 - day) * dayMs).toISOString().slice(0, 10)
}

/** Milliseconds after midnight: mostly office hours, some evenings. */
export function timeOfDay(random: Random): number {
  const hour = random.chance(0.8) ? 9 + 9 * random.uniform() : 7 + 16.5 * random.uniform()
  return Math.floor(hour * hourMs)
}
