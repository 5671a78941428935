// Sources that are silent now: hours without an event, against the hours of the week in which they usually send.
import type { Gap } from '#contract/gaps.ts'
import { type SeasonalPoint, expect, seasonalBaseline, tails } from '#stats/seasonal.ts'
import { chanceAllowed } from '#stats/seasonal-breaks.ts'
import { sqlTime } from '#store/facts.ts'
import type { Store } from '#store/store.ts'
import { localDay, wallClock } from '#util/zone.ts'
import { hourMs } from '#util/duration.ts'
import { falseAlarmsPerMonth } from './find-gaps.ts'
import type { Heard } from './read-series.ts'

const historyHours = 5 * 7 * 24
const leastHours = 2 * 7 * 24
const hoursPerMonth = 730.5

/** Counts by full hour, oldest first; the last is the last full hour. */
export interface HourlySeries {
  source: string
  counts: readonly number[]
}

/**
 * Silent for how many full hours up to now, where that is too many to be chance.
 * @param lastHour start of the last full hour, epoch ms.
 * @param sources how many sources are watched: the false alarms allowed are shared among their hours.
 */
export function silentHours(
  { counts }: HourlySeries,
  lastHour: number,
  timezone: string,
  sources: number,
): { hours: number; expected: number; chance: number } | null {
  const heard = counts.findLastIndex((count) => count > 0)
  const hours = counts.length - 1 - heard
  if (hours < 1 || heard < leastHours) return null
  const points = counts.map((count, at): SeasonalPoint => {
    const clock = new Date(wallClock(lastHour - (counts.length - 1 - at) * hourMs, timezone))
    return { at, phases: [clock.getUTCHours(), clock.getUTCDay()], count, exposure: 1 }
  })
  const baseline = seasonalBaseline(points.slice(0, heard + 1), [24, 7])
  if (!baseline) return null
  const expected = expect(baseline, points.slice(heard + 1))
  const chance = tails(0, expected).low
  const tests = sources * hoursPerMonth
  if (chance > chanceAllowed(falseAlarmsPerMonth.silence, tests)) return null
  return { hours, expected: expected.mean, chance: chance * tests }
}

/** Sources that send all the time and do not now. */
export async function findSilence(
  { facts }: Store,
  sources: readonly Heard[],
  timezone: string,
  now: number,
): Promise<Gap[]> {
  const steady = sources.filter(({ inFiles }) => !inFiles).map(({ source }) => source)
  if (steady.length === 0) return []
  const end = Math.floor(now / hourMs) * hourMs
  const start = end - historyHours * hourMs
  const rows = await facts.query<{ source: string; hour: number; events: number; last: number }>(
    `SELECT source, intDiv(toUnixTimestamp(time) - {from:Int64}, 3600) AS hour, count() AS events,
       toUnixTimestamp64Milli(max(time)) AS last
     FROM events WHERE source IN {sources:Array(String)}
       AND time >= {start:DateTime64(3, 'UTC')} AND time < {end:DateTime64(3, 'UTC')} GROUP BY source, hour`,
    { sources: steady, from: start / 1000, start: sqlTime(start), end: sqlTime(end) },
  )
  return steady.flatMap((source) => {
    const counts = Array<number>(historyHours).fill(0)
    const own = rows.filter((row) => row.source === source)
    for (const { hour, events } of own) counts[Number(hour)] = Number(events)
    const since = counts.findIndex((count) => count > 0)
    if (since < 0) return []
    const silence = silentHours({ source, counts: counts.slice(since) }, end - hourMs, timezone, steady.length)
    return silence ? [toGap(source, silence, Math.max(...own.map(({ last }) => Number(last))), timezone)] : []
  })
}

function toGap(
  source: string,
  { hours, expected, chance }: { hours: number; expected: number; chance: number },
  last: number,
  timezone: string,
): Gap {
  return {
    kind: 'silent',
    what: `${source} has been silent for ${hours} hours`,
    source,
    point: '',
    from: localDay(last, timezone),
    to: null,
    observed: 0,
    expected: { mean: expected, low: expected, high: expected },
    byChanceEveryMonths: 1 / Math.max(chance, 1e-12),
    cause: 'The tag or the sender is gone, its key is revoked, or its requests are blocked.',
    todo: 'Send a test event; look at the latest rejections; ask what was deployed since.',
    also: [],
  }
}
