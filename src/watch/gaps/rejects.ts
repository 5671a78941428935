// Rejections that have become more: of the collector's latest, which are all that is kept of them.
import type { Gap } from '#contract/gaps.ts'
import type { Rejection } from '#contract/recent.ts'
import { wilson } from '#stats/intervals.ts'
import { sqlTime } from '#store/facts.ts'
import { keptRejections, readRejections } from '#store/rejections.ts'
import type { Store } from '#store/store.ts'
import { localDay } from '#util/zone.ts'
import { dayMs } from '#util/duration.ts'

/** A source is told of when at least this share of what it sent in a day was refused, and more than in the week before. */
const leastShare = 0.01

export interface Refused {
  source: string
  lastDay: { accepted: number; refused: number }
  weekBefore: { accepted: number; refused: number }
  /** Of the last day: the reason given most, and the first time it was. */
  reason: string
  since: number
}

/** Sources whose share of refused events is above 1 % and above its own of the week before (95 % Wilson intervals apart). */
export function risingRejects(sources: readonly Refused[], timezone: string): Gap[] {
  return sources.flatMap(({ source, lastDay, weekBefore, reason, since }) => {
    const sent = lastDay.accepted + lastDay.refused
    const now = wilson(lastDay.refused, sent)
    const before = wilson(weekBefore.refused, weekBefore.accepted + weekBefore.refused)
    const known = weekBefore.accepted + weekBefore.refused > 0
    if (sent === 0 || now.low < leastShare || (known && now.low <= before.high)) return []
    return [
      {
        kind: 'rejects',
        what:
          source === ''
            ? `${lastDay.refused} requests without a known key in 24 hours were refused`
            : `${Math.round((100 * lastDay.refused) / sent)} % of what ${source} sent in 24 hours was refused`,
        source,
        point: '',
        from: localDay(since, timezone),
        to: null,
        observed: lastDay.refused,
        expected: null,
        byChanceEveryMonths: null,
        cause: `Mostly: ${reason}`,
        todo: 'Correct the sender; what was refused is not kept, so send it again where that can be done.',
        also: [],
      },
    ]
  })
}

/** What the store knows of them. Where the latest that are kept reach less far back than a week, less is compared. */
export async function readRefused({ facts, home }: Store, now: number): Promise<Refused[]> {
  const rejections = readRejections(home.journal, keptRejections)
  if (rejections.length === 0) return []
  // when the list is full, what came before its oldest entry is not known
  const knownFrom =
    rejections.length < keptRejections ? now - 8 * dayMs : Math.max(now - 8 * dayMs, rejections.at(-1)!.at)
  const lastDayFrom = Math.max(now - dayMs, knownFrom)
  const accepted = await facts.query<{ source: string; last: number; before: number }>(
    `SELECT source, countIf(received_at >= {day:DateTime64(3, 'UTC')}) AS last,
       countIf(received_at < {day:DateTime64(3, 'UTC')}) AS before
     FROM events WHERE received_at >= {from:DateTime64(3, 'UTC')} GROUP BY source`,
    { day: sqlTime(lastDayFrom), from: sqlTime(knownFrom) },
  )
  const latest = rejections.filter(({ at }) => at >= lastDayFrom)
  return [...new Set(latest.map(({ source }) => source))].map((source) => {
    const own = latest.filter((each) => each.source === source)
    const taken = accepted.find((each) => each.source === source)
    const earlier = rejections.filter((each) => each.source === source && each.at < lastDayFrom && each.at >= knownFrom)
    const reason = mostFrequent(own)!
    return {
      source,
      lastDay: { accepted: Number(taken?.last ?? 0), refused: own.length },
      weekBefore: { accepted: Number(taken?.before ?? 0), refused: earlier.length },
      reason: reason.reason,
      since: Math.min(...own.filter((each) => each.reason === reason.reason).map(({ at }) => at)),
    }
  })
}

export function mostFrequent(rejections: readonly Rejection[]): Rejection | undefined {
  const times = (reason: string): number => rejections.filter((each) => each.reason === reason).length
  return rejections.toSorted((a, b) => times(b.reason) - times(a.reason))[0]
}
