// Quiet hours in business time. Pure.
import type { AlertSettings } from '#contract/alerts.ts'
import { wallClock } from '#util/zone.ts'

/** Whether an instant lies in them; from 22:00 to 07:00 runs over midnight, the same time twice is the whole day. */
export function isQuiet(quiet: AlertSettings['quiet'], now: number, timezone: string): boolean {
  if (quiet === null) return false
  const clock = new Date(wallClock(now, timezone)).toISOString().slice(11, 16)
  const { from, to } = quiet
  return from < to ? clock >= from && clock < to : clock >= from || clock < to
}
