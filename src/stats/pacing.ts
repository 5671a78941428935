// Where a period will end, from its first days and those before it. Days are numbers from 1970; a month or week is a span of
// them, both ends included.

/** Counts by day, from day `first` on. Fractions are allowed: counts that were corrected for what has not arrived. */
export interface DailyCounts {
  first: number
  counts: readonly number[]
}

export interface DaySpan {
  from: number
  to: number
}

/**
 * `run_rate`: as it went on average since the period began. `weekday`: the same with each weekday counting as it did in
 * the eight weeks up to now. `recent`: by weekday, at the level of the last four weeks. `season`: the same, and as the
 * year before went on from there.
 */
export const pacingMethods = ['run_rate', 'weekday', 'recent', 'season'] as const
export type PacingMethod = (typeof pacingMethods)[number]

/** What a method makes of the days it knows: level × weights of the days to come. */
export interface Projection {
  /** What the days after `now` will bring. */
  rest: number
  /** The counts that its level was taken from; the fewer, the less sure. */
  basis: number
  /** `rest` for each of them. */
  share: number
}

const weekdayDays = 56
const levelDays = 28
const yearDays = 364
/** Days on each side that a season's day is the mean of: 364 days ago alone is chance. */
const seasonReach = 10

/** Sums of a history by day, each in one step. */
export class History {
  readonly first: number
  readonly last: number
  readonly #upTo: number[]

  constructor({ first, counts }: DailyCounts) {
    this.first = first
    this.last = first + counts.length - 1
    let sum = 0
    this.#upTo = [0, ...counts.map((count) => (sum += count))]
  }

  /** Days outside of the history count nothing. */
  sum({ from, to }: DaySpan): number {
    const at = (day: number): number => this.#upTo[Math.min(Math.max(day - this.first, 0), this.#upTo.length - 1)]!
    return to < from ? 0 : at(to + 1) - at(from)
  }

  /** Sums by weekday of so many days up to a day; index is the day's number modulo 7. */
  byWeekday(upTo: number, days: number): number[] {
    const sums = Array<number>(7).fill(0)
    for (let day = Math.max(upTo - days + 1, this.first); day <= Math.min(upTo, this.last); day++) {
      const at = day - this.first
      sums[weekdayOf(day)]! += this.#upTo[at + 1]! - this.#upTo[at]!
    }
    return sums
  }
}

const weekdayOf = (day: number): number => ((day % 7) + 7) % 7

/** Null where the history is too short for the method, or gives it nothing to go by. */
export function project(history: History, method: PacingMethod, period: DaySpan, now: number): Projection | null {
  // days before all history are not days without counts
  const elapsed = { from: Math.max(period.from, history.first), to: now }
  const ahead = { from: now + 1, to: period.to }
  const lastWeeks = { from: now - levelDays + 1, to: now }
  if (method === 'run_rate') return leveled(history, elapsed, ahead, () => 1)
  if (history.first > now - weekdayDays + 1) return null
  const weekdays = history.byWeekday(now, weekdayDays)
  const byWeekday = (day: number): number => weekdays[weekdayOf(day)]!
  if (method === 'weekday') return leveled(history, elapsed, ahead, byWeekday)
  if (method === 'recent') return leveled(history, lastWeeks, ahead, byWeekday)
  if (history.first > lastWeeks.from - yearDays - seasonReach) return null
  const yearAgo = (day: number): number =>
    history.sum({ from: day - yearDays - seasonReach, to: day - yearDays + seasonReach })
  return leveled(history, lastWeeks, ahead, (day) => byWeekday(day) * yearAgo(day))
}

function leveled(history: History, over: DaySpan, ahead: DaySpan, weight: (day: number) => number): Projection | null {
  const weighed = total(over, weight)
  if (weighed <= 0) return null
  const basis = history.sum(over)
  const share = total(ahead, weight) / weighed
  return { rest: basis * share, basis, share }
}

function total({ from, to }: DaySpan, weight: (day: number) => number): number {
  let sum = 0
  for (let day = from; day <= to; day++) sum += weight(day)
  return sum
}

/** A period's first days as they were on a day, to be held against how it ended. */
export interface Trial {
  period: DaySpan
  now: number
}

/** The mean of |projected − in the end| ÷ in the end over trials; null where a method could tell none of them. */
export function projectionError(history: History, method: PacingMethod, trials: readonly Trial[]): number | null {
  const errors = trials.flatMap(({ period, now }) => {
    const projected = project(history, method, period, now)
    const truth = history.sum(period)
    if (projected === null || truth === 0) return []
    return [Math.abs(history.sum({ from: period.from, to: now }) + projected.rest - truth) / truth]
  })
  return errors.length === 0 ? null : errors.reduce((sum, error) => sum + error, 0) / errors.length
}
