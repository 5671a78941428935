// When a schedule's reports are due: an hour of a weekday or of a day of the month, in business time. Pure.
import type { ReportSchedule } from '#contract/reports.ts'
import { localDay, localMidnight, wallClock } from '#util/zone.ts'
import { dayAt } from '#util/days.ts'
import { hourMs } from '#util/duration.ts'

type Times = Pick<ReportSchedule, 'period' | 'on' | 'hour'>

/** The latest instant, epoch milliseconds, up to `now` at which a report was due. */
export function latestDue(times: Times, now: number, zone: string): number {
  for (let day = localDay(now, zone); ; day = dayAt(day, -1)) {
    if (!isDay(times, day)) continue
    const due = instantOf(day, times.hour, zone)
    if (due <= now) return due
  }
}

/** The next one after `now`. */
export function nextDue(times: Times, now: number, zone: string): number {
  for (let day = localDay(now, zone); ; day = dayAt(day, 1)) {
    if (!isDay(times, day)) continue
    const due = instantOf(day, times.hour, zone)
    if (due > now) return due
  }
}

function isDay({ period, on }: Times, day: string): boolean {
  const date = new Date(day)
  return period === 'week' ? (date.getUTCDay() + 6) % 7 === on - 1 : date.getUTCDate() === on
}

/** Where clocks are put forward over that hour, the hour after it. */
function instantOf(day: string, hour: number, zone: string): number {
  const midnight = localMidnight(day, zone)
  const wanted = Date.parse(`${day}T00:00:00Z`) + hour * hourMs
  const guess = midnight + hour * hourMs
  const moved = guess + (wanted - wallClock(guess, zone))
  return wallClock(moved, zone) === wanted ? moved : guess
}
