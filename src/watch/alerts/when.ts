// When the server looks for alerts by itself: some minutes after something was counted, and every quarter of an hour,
// since silence counts nothing. Pure.
import { minuteMs } from '#util/duration.ts'

const quietStartMs = 2 * minuteMs
const afterCountMs = 5 * minuteMs
const anywayMs = 15 * minuteMs

interface Times {
  now: number
  /** When the server started, and when something was counted last; epoch milliseconds. */
  startedAt: number
  countedAt: number
  /** When it was last looked; null: never yet. */
  lastAt: number | null
}

/** A look that lies ahead was noted under a clock that has been set back, and holds nothing up. */
export function isTimeToLook({ now, startedAt, countedAt, lastAt }: Times): boolean {
  const pause = lastAt !== null && countedAt > lastAt ? afterCountMs : anywayMs
  const isSettled = Math.abs(now - startedAt) >= quietStartMs
  return isSettled && (lastAt === null || now < lastAt || now - lastAt >= pause)
}
