// Measurement comes first: what a source that fell silent, or sent less, did not let us see is reckoned in, before anything
// is said of ads and pages.
import { type Flow, type Flows, noFlow } from '#stats/decompose.ts'
import { type FlowDay, wholeFlow } from './flows.ts'

/** Days on which a source sent less than its pattern. */
export interface Outage {
  source: string
  from: string
  /** Null while it lasts. */
  to: string | null
  /** What arrived of what was expected, 0 to 1. */
  seen: number
}

/** CVs that no other source than this one saw, by day and segment. */
export type OnlyBy = (source: string, day: string, segment: string) => number

/** Below this share, the days themselves tell nothing, and days around them are asked. */
const leastSeen = 0.1
const leastClicks = 30
/** Visits per click vary by some per cent from day to day. */
const stillSeen = 0.95

/** Sources that fell together, with the days that nothing can be told about. */
export interface Corrected {
  days: FlowDay[]
  /** Those that are reckoned in. */
  confirmed: Outage[]
}

/**
 * Puts in what was lost. An outage counts only where visits fell behind clicks and visits without clicks fell too: when
 * fewer people come, both fall alike, and when a landing page is broken, those without an ad still arrive.
 */
export function reckonIn(days: readonly FlowDay[], outages: readonly Outage[], onlyBy: OnlyBy): Corrected {
  const confirmed = outages
    .map((outage) => refined(days, outage))
    .filter((outage) => outage.seen < 1 && isConfirmed(days, outage))
  if (confirmed.length === 0) return { days: [...days], confirmed }
  const clean = days.filter(({ day }) => !confirmed.some((outage) => holds(outage, day)))
  const usual = usualOf(clean)
  const corrected = days.map(({ day, flows }): FlowDay => {
    const outage = confirmed.find((each) => holds(each, day))
    return outage ? { day, flows: filledIn(day, flows, outage, usual, onlyBy) } : { day, flows }
  })
  return { days: corrected, confirmed }
}

/** Whether a day lies in an outage. */
export function holds({ from, to }: Outage, day: string): boolean {
  return from <= day && (to === null || day <= to)
}

/**
 * From when to when, and how much was seen: visits per click tell it better than volumes, which vary by themselves. Of all
 * spans that overlap with the one found, the one whose days differ most from the others.
 */
function refined(days: readonly FlowDay[], outage: Outage): Outage {
  const paid = days.map(({ day, flows }) => {
    const { visits, clicks } = partOf([{ day, flows }], true)
    return { day, visits, clicks }
  })
  if (outage.seen < leastSeen || paid.some(({ clicks }) => clicks < leastClicks)) return outage
  const ratio = (some: typeof paid): number => sumOf(some, 'visits') / sumOf(some, 'clicks')
  const [found, others] = [true, false].map((inside) => paid.filter(({ day }) => holds(outage, day) === inside))
  // fewer visits of fewer clicks are no outage
  if (ratio(found!) > stillSeen * ratio(others!)) return { ...outage, seen: 1 }
  let [best, most] = [outage, 0]
  for (let from = 0; from < paid.length; from++) {
    for (let to = from; to < paid.length; to++) {
      const inside = paid.slice(from, to + 1)
      const outside = paid.filter((_, index) => index < from || index > to)
      if (outside.length === 0 || !inside.some(({ day }) => holds(outage, day))) continue
      const seen = ratio(inside) / ratio(outside)
      const weight = (inside.length * outside.length) / paid.length
      const parted = seen < 1 ? weight * (1 - seen) ** 2 : 0
      if (parted <= most) continue
      const last = to === paid.length - 1 && outage.to === null
      ;[best, most] = [{ ...outage, from: inside[0]!.day, to: last ? null : inside.at(-1)!.day, seen }, parted]
    }
  }
  return best
}

function sumOf<Field extends string>(rows: readonly Record<Field, number>[], field: Field): number {
  return rows.reduce((sum, row) => sum + row[field], 0)
}

function isConfirmed(days: readonly FlowDay[], outage: Outage): boolean {
  const inside = days.filter(({ day }) => holds(outage, day))
  const outside = days.filter(({ day }) => !holds(outage, day))
  if (inside.length === 0 || outside.length === 0) return inside.length > 0
  const halfway = (1 + outage.seen) / 2
  const [paid, unpaid] = [true, false].map((clicked) => [partOf(inside, clicked), partOf(outside, clicked)] as const)
  const [paidIn, paidOut] = paid!
  const [unpaidIn, unpaidOut] = unpaid!
  const behindClicks =
    paidIn.clicks < leastClicks ||
    paidIn.visits / paidIn.clicks <= halfway * (paidOut.visits / Math.max(1, paidOut.clicks))
  const others =
    unpaidOut.visits < leastClicks || unpaidIn.visits / inside.length <= halfway * (unpaidOut.visits / outside.length)
  return behindClicks && others
}

/** Of segments with clicks, or of those without. */
function partOf(days: readonly FlowDay[], clicked: boolean): Flow {
  return wholeFlow(
    days.map(({ day, flows }) => ({
      day,
      flows: new Map([...flows].filter(([, each]) => each.clicks > 0 === clicked)),
    })),
  )
}

/** A segment on days without outage. */
interface Usual {
  visitsPerClick: number
  visitsPerDay: number
  cvr: number
}

function usualOf(clean: readonly FlowDay[]): Map<string, Usual> {
  const segments = new Set(clean.flatMap(({ flows }) => [...flows.keys()]))
  return new Map(
    [...segments].map((segment) => {
      const own = clean.map(({ day, flows }) => ({
        day,
        flows: new Map([...flows].filter(([key]) => key === segment)),
      }))
      const { clicks, visits, cvs } = wholeFlow(own)
      const per = (below: number, above: number): number => (below > 0 ? above / below : 0)
      const usual = { visitsPerClick: per(clicks, visits), visitsPerDay: visits / clean.length, cvr: per(visits, cvs) }
      return [segment, usual]
    }),
  )
}

function filledIn(
  day: string,
  flows: Flows,
  { source, seen }: Outage,
  usual: ReadonlyMap<string, Usual>,
  onlyBy: OnlyBy,
): Flows {
  const segments = new Set([...flows.keys(), ...(seen < leastSeen ? usual.keys() : [])])
  return new Map(
    [...segments].map((segment) => {
      const own = flows.get(segment) ?? noFlow
      if (seen >= leastSeen) {
        const times = 1 / seen - 1
        return [
          segment,
          { ...own, lostVisits: own.visits * times, lostCvs: onlyBy(source, day, segment) * times },
        ] as const
      }
      const { visitsPerClick = 0, visitsPerDay = 0, cvr = 0 } = usual.get(segment) ?? {}
      const visits = own.clicks > 0 ? own.clicks * visitsPerClick : visitsPerDay
      const lostVisits = Math.max(0, visits - own.visits)
      return [segment, { ...own, lostVisits, lostCvs: Math.max(0, visits * cvr - own.cvs) }] as const
    }),
  )
}
