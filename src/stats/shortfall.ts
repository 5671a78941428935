// Whether counts fell short of what was due by more than chance: one count, and many of them judged together.
import { type DailyCounts, History } from './pacing.ts'
import { countCdf, withUnknownSpread } from './seasonal.ts'

/** How much counts of a day scatter about their weekday and week, in multiples of a Poisson count's variance. */
export interface Scatter {
  /** At least 1. */
  dispersion: number
  /** Degrees of freedom it was taken with. */
  freedom: number
}

const days = 56

/** From the eight weeks up to a day: Pearson's statistic about weekday × week. Where history is short: 1.5, as many show. */
export function scatterOf(daily: DailyCounts, now: number): Scatter {
  const history = new History(daily)
  const from = now - days + 1
  const all = history.sum({ from, to: now })
  if (history.first > from || all < days / 2) return { dispersion: 1.5, freedom: 6 }
  const weekdays = history.byWeekday(now, days)
  let squares = 0
  let cells = 0
  for (let week = 0; week < days / 7; week++) {
    const inWeek = history.sum({ from: from + 7 * week, to: from + 7 * week + 6 })
    for (let day = from + 7 * week; day < from + 7 * week + 7; day++) {
      const mean = (inWeek * weekdays[((day % 7) + 7) % 7]!) / all
      if (mean <= 0) continue
      squares += (history.sum({ from: day, to: day }) - mean) ** 2 / mean
      cells += 1
    }
  }
  const freedom = Math.max(1, cells - 7 - days / 7 + 1)
  return { dispersion: Math.max(1, squares / freedom), freedom }
}

/** The chance of a count as low as this where so many were due. */
export function shortfallChance(counted: number, due: number, { dispersion, freedom }: Scatter): number {
  return withUnknownSpread(countCdf(counted, due, due * dispersion), freedom)
}

/**
 * Which of many chances stand out, so that with chance alone at work the first of them does so with at most `level`
 * (Holm 1979), however they hang together.
 */
export function standOut(chances: readonly number[], level: number): boolean[] {
  const order = chances.map((_, index) => index).toSorted((a, b) => chances[a]! - chances[b]!)
  const out = chances.map(() => false)
  for (const [rank, index] of order.entries()) {
    if (chances[index]! > level / (chances.length - rank)) break
    out[index] = true
  }
  return out
}
