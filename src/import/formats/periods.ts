// First and last day in the lines above a header.
import { TimeReader } from '../values.ts'

const dates = /[A-Z][a-z]+ \d{1,2}, \d{4}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\b\d{8}\b/g

/** The first two dates of the lines, as days in order; one date alone is a day. Undefined where there is none. */
export function firstPeriod(
  lines: readonly string[],
  order: 'dmy' | 'mdy' | undefined,
): { start: string; end: string } | undefined {
  const reader = new TimeReader('UTC', order)
  const found = lines
    .flatMap((line) => line.match(dates) ?? [])
    .slice(0, 2)
    .map((date) => (/^[A-Z]/.test(date) ? namedDay(date) : reader.day(date)))
  const [start, end = start] = found
  return typeof start === 'string' && typeof end === 'string' && start <= end ? { start, end } : undefined
}

/** `September 1, 2026`. */
function namedDay(text: string): string | undefined {
  const time = Date.parse(`${text} UTC`)
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().slice(0, 10)
}
