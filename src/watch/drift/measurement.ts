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

/** Days with what was lost put in. */
export interface Corrected {
  days: FlowDay[]
  /** Outages that are reckoned in; where several lie on a day, each says what was seen of all. */
  confirmed: Outage[]
}

/**
 * Puts in what was lost. An outage counts only where visits fell behind clicks and visits without clicks fell too: when
 * fewer people come, both fall alike, and when a landing page is broken, those without an ad still arrive.
 */
export function reckonIn(days: readonly FlowDay[], outages: readonly Outage[], onlyBy: OnlyBy): Corrected {
  const confirmed = outages.flatMap((outage) => {
    const others = outages.filter((each) => each !== outage)
    return others.some((each) => overlap(each, outage))
      ? confirmedRuns(days, outage, others)
      : confirmedAlone(days, outage, others)
  })
  if (confirmed.length === 0) return { days: [...days], confirmed }
  const usual = usualOf(without(days, confirmed))
  const corrected = days.map(({ day, flows }): FlowDay => {
    const found = confirmed.filter((each) => holds(each, day))
    return found.length > 0 ? { day, flows: filledIn(day, flows, found, usual, onlyBy) } : { day, flows }
  })
  return { days: corrected, confirmed }
}

export function overlap(a: Pick<Outage, 'from' | 'to'>, b: Pick<Outage, 'from' | 'to'>): boolean {
  return (a.to === null || b.from <= a.to) && (b.to === null || a.from <= b.to)
}

function heldBy(days: readonly FlowDay[], outage: Outage): FlowDay[] {
  return days.filter(({ day }) => holds(outage, day))
}

function without(days: readonly FlowDay[], outages: readonly Outage[]): FlowDay[] {
  return days.filter(({ day }) => !outages.some((each) => holds(each, day)))
}

function confirmedAlone(days: readonly FlowDay[], outage: Outage, others: readonly Outage[]): Outage[] {
  const own = without(days, others)
  const found = refined(own, outage, others)
  return found.seen < 1 && isConfirmed(heldBy(own, found), without(own, [found]), found.seen) ? [found] : []
}

/**
 * Where sources fell together for some days and alone for others, each run of days with the same of them is looked at by
 * itself: how much of all visits was seen.
 */
function confirmedRuns(days: readonly FlowDay[], outage: Outage, others: readonly Outage[]): Outage[] {
  const clean = without(days, [outage, ...others])
  const usual = partOf(clean, true)
  return runsOf(heldBy(days, outage), others).flatMap((run): Outage[] => {
    const { day: from } = run[0]!
    const { day: last } = run.at(-1)!
    const found = [outage, ...others.filter((other) => holds(other, from))]
    const least = Math.min(...found.map(({ seen }) => seen))
    const { visits, clicks } = partOf(run, true)
    const isTold = least >= leastSeen && clicks >= leastClicks && usual.clicks >= leastClicks
    const seen = isTold ? visits / clicks / (usual.visits / usual.clicks) : least
    const to = outage.to === null && last === days.at(-1)!.day ? null : last
    return seen <= stillSeen && isConfirmed(run, clean, seen) ? [{ source: outage.source, from, to, seen }] : []
  })
}

/** Days in a row that the same outages lie on. */
function runsOf(days: readonly FlowDay[], outages: readonly Outage[]): FlowDay[][] {
  const runs: FlowDay[][] = []
  const onDay = (day: string): string => outages.map((each) => (holds(each, day) ? 'x' : '-')).join('')
  for (const each of days) {
    const run = runs.at(-1)
    if (run && onDay(run[0]!.day) === onDay(each.day)) run.push(each)
    else runs.push([each])
  }
  return runs
}

/** Whether a day lies in an outage. */
export function holds({ from, to }: Outage, day: string): boolean {
  return from <= day && (to === null || day <= to)
}

/**
 * From when to when, and how much was seen: visits per click tell it better than volumes, which vary by themselves. Of all
 * spans that overlap with the one found, the one whose days differ most from the others.
 * @param days without those of others.
 */
function refined(days: readonly FlowDay[], outage: Outage, others: readonly Outage[]): Outage {
  const paid = days.map(({ day, flows }) => {
    const { visits, clicks } = partOf([{ day, flows }], true)
    return { day, visits, clicks }
  })
  if (outage.seen < leastSeen || paid.some(({ clicks }) => clicks < leastClicks)) return outage
  const ratio = (some: typeof paid): number => sumOf(some, 'visits') / sumOf(some, 'clicks')
  const [found, usual] = [true, false].map((inside) => paid.filter(({ day }) => holds(outage, day) === inside))
  // fewer visits of fewer clicks are no outage
  if (ratio(found!) > stillSeen * ratio(usual!)) return { ...outage, seen: 1 }
  const visits = spanSums(paid.map((each) => each.visits))
  const clicks = spanSums(paid.map((each) => each.clicks))
  const held = spanSums(paid.map(({ day }) => (holds(outage, day) ? 1 : 0)))
  const end = paid.length - 1
  let [best, most] = [outage, 0]
  for (let from = 0; from <= end; from++) {
    for (let to = from; to <= end; to++) {
      const length = to - from + 1
      if (length === paid.length || held(from, to) === 0) continue
      const span = { from: paid[from]!.day, to: paid[to]!.day }
      if (others.some((each) => overlap(each, span))) continue
      const [seenVisits, itsClicks] = [visits(from, to), clicks(from, to)]
      const seen = seenVisits / itsClicks / ((visits(0, end) - seenVisits) / (clicks(0, end) - itsClicks))
      const weight = (length * (paid.length - length)) / paid.length
      const parted = seen < 1 ? weight * (1 - seen) ** 2 : 0
      if (parted <= most) continue
      const last = to === end && outage.to === null
      ;[best, most] = [{ ...outage, from: span.from, to: last ? null : span.to, seen }, parted]
    }
  }
  return best
}

/** Sums of spans, both ends counted: of a year there are tens of thousands. */
function spanSums(values: readonly number[]): (from: number, to: number) => number {
  const upTo = [0]
  for (const value of values) upTo.push(upTo.at(-1)! + value)
  return (from, to) => upTo[to + 1]! - upTo[from]!
}

function sumOf<Field extends string>(rows: readonly Record<Field, number>[], field: Field): number {
  return rows.reduce((sum, row) => sum + row[field], 0)
}

function isConfirmed(inside: readonly FlowDay[], outside: readonly FlowDay[], seen: number): boolean {
  if (inside.length === 0 || outside.length === 0) return inside.length > 0
  const halfway = (1 + seen) / 2
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
  outages: readonly Outage[],
  usual: ReadonlyMap<string, Usual>,
  onlyBy: OnlyBy,
): Flows {
  const seen = Math.min(...outages.map((each) => each.seen))
  const sources = [...new Set(outages.map(({ source }) => source))]
  const segments = new Set([...flows.keys(), ...(seen < leastSeen ? usual.keys() : [])])
  return new Map(
    [...segments].map((segment) => {
      const own = flows.get(segment) ?? noFlow
      if (seen >= leastSeen) {
        const times = 1 / seen - 1
        const unseenByOthers = sources.reduce((sum, source) => sum + onlyBy(source, day, segment), 0)
        return [segment, { ...own, lostVisits: own.visits * times, lostCvs: unseenByOthers * times }] as const
      }
      const { visitsPerClick = 0, visitsPerDay = 0, cvr = 0 } = usual.get(segment) ?? {}
      const visits = own.clicks > 0 ? own.clicks * visitsPerClick : visitsPerDay
      const lostVisits = Math.max(0, visits - own.visits)
      return [segment, { ...own, lostVisits, lostCvs: Math.max(0, visits * cvr - own.cvs) }] as const
    }),
  )
}
