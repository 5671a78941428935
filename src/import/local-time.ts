// What a clock on the wall showed → the instant, for times that name no zone.
import { wallClock } from '#util/zone.ts'
import { dayMs } from '#util/duration.ts'

/** Zones change their offset on quarters of an hour at the finest. */
const quarterMs = 900_000
const known = new Map<string, number>()

/**
 * The instant at which clocks in the zone showed a time.
 * @param wall the shown time, counted as if it were UTC (milliseconds). A time that clocks showed twice is
 *   the first of the two; one that they skipped is as far after the skip as it reads after its beginning.
 */
export function localInstant(wall: number, zone: string): number {
  if (zone === 'UTC') return wall
  const quarter = Math.floor(wall / quarterMs)
  const key = `${zone} ${quarter}`
  const found = known.get(key)
  if (found !== undefined) return wall - found
  if (known.size >= 50_000) known.clear()
  const offset = offsetAt(quarter * quarterMs, zone)
  known.set(key, offset)
  return wall - offset
}

/** Milliseconds that the zone is ahead of UTC when its clocks show `wall`. */
function offsetAt(wall: number, zone: string): number {
  const before = offsetOf(wall - dayMs, zone)
  const after = offsetOf(wall + dayMs, zone)
  // The offset before a change is tried first: it holds for the first of two equal readings, and for skipped ones.
  return offsetOf(wall - before, zone) === before ? before : offsetOf(wall - after, zone) === after ? after : before
}

function offsetOf(instant: number, zone: string): number {
  return wallClock(instant, zone) - Math.floor(instant / 1000) * 1000
}
