// How far what happened is known: the last day with a visit or a conversion.
import { lastSeenSql } from '#metrics/arrivals.ts'
import type { Facts } from '#store/facts.ts'
import { dayNumber } from '#util/days.ts'
import { localDay } from '#util/zone.ts'

/**
 * The day, numbered from 1970 in business time, of the latest visit or conversion up to now: what lies ahead of the clock
 * is not open but unknown, and only where there is such are visits read.
 * @param now epoch milliseconds.
 */
export async function lastSeenDay(facts: Facts, timezone: string, now: number): Promise<number> {
  const newest = await lastSeen(facts)
  return dayNumber(localDay(newest <= now ? newest : await lastSeen(facts, now), timezone))
}

async function lastSeen(facts: Facts, until?: number): Promise<number> {
  const { sql, params } = lastSeenSql(until)
  return (await facts.query<{ at: number }>(sql, params))[0]!.at
}
