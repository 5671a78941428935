// Days of the calendar as ISO text, `2026-03-31`, and as numbers from 1 January 1970.
import { dayMs } from './duration.ts'

export const dayNumber = (day: string): number => Date.parse(day) / dayMs
const names = new Map<number, string>()

/** Each is written once: reports name their days tens of thousands of times. */
export function dayName(day: number): string {
  const known = names.get(day) ?? new Date(day * dayMs).toISOString().slice(0, 10)
  names.set(day, known)
  return known
}

/** So many days after a day; before it for negative numbers. */
export function dayAt(day: string, number: number): string {
  return dayName(dayNumber(day) + number)
}

/** From a day to another: 1 to the next one. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from)
}
