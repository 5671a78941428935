// Business time: days of a time zone, as epoch milliseconds and back.
import { dayMs } from './duration.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

function format(zone: string): Intl.DateTimeFormat {
  let known = formats.get(zone)
  if (!known) {
    known = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    formats.set(zone, known)
  }
  return known
}

/** Whether a time zone has that name (`Asia/Tokyo`, `UTC`). Case counts and abbreviations such as JST do not, as in the facts engine. */
export function isZone(zone: string): boolean {
  if (!/^(UTC|GMT|[A-Z][^/]*(\/[A-Z][^/]*)+)$/.test(zone)) return false
  try {
    const resolved = format(zone).resolvedOptions().timeZone
    return resolved === zone || resolved.toLowerCase() !== zone.toLowerCase()
  } catch {
    return false
  }
}

/** What a clock in the zone shows at an instant, as if it showed UTC: milliseconds, rounded down to the second. */
export function wallClock(ms: number, zone: string): number {
  const parts: Record<string, number> = {}
  for (const part of format(zone).formatToParts(ms)) parts[part.type] = Number(part.value)
  return Date.UTC(parts['year']!, parts['month']! - 1, parts['day'], parts['hour'], parts['minute'], parts['second'])
}

/** The day (`2026-04-01`) that an instant falls on in a zone. */
export function localDay(ms: number, zone: string): string {
  return new Date(wallClock(ms, zone)).toISOString().slice(0, 10)
}

/** The day and minute (`2026-04-01 09:00`) that a clock in the zone shows at an instant. */
export function localMinute(ms: number, zone: string): string {
  return new Date(wallClock(ms, zone)).toISOString().slice(0, 16).replace('T', ' ')
}

/**
 * The first instant of a day (`2026-04-01`) in a zone. Where clocks jump over midnight, the day begins
 * with the jump; where midnight comes twice, with the first. Throws for a zone or day that does not exist.
 */
export function localMidnight(day: string, zone: string): number {
  const wanted = Date.parse(`${day}T00:00:00Z`)
  if (Number.isNaN(wanted) || new Date(wanted).toISOString().slice(0, 10) !== day)
    throw new RangeError(`${day} is not a day; write 2026-04-01.`)
  // Mostly the clock was not changed within the day before: four looks at it instead of 28.
  const likely = wanted - (wallClock(wanted, zone) - wanted)
  const steady = wallClock(likely, zone) === wanted && wallClock(likely - dayMs, zone) === wanted - dayMs
  if (steady && wallClock(likely - 1, zone) < wanted) return likely
  // Zones lie within 15 hours of UTC, and the wall clock's day never goes back by more than the repeated hour.
  let before = wanted - dayMs
  let after = wanted + dayMs
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (wallClock(middle, zone) >= wanted) after = middle
    else before = middle
  }
  return after
}
