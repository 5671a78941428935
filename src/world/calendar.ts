// The company's days: how many visitors each draws, and the hours they come.
import { localMidnight } from '#util/zone.ts'
import { company, weekdayWeight } from './company.ts'
import { Random } from './random.ts'

export const hourMs = 3_600_000
export const dayMs = 24 * hourMs

export interface Span {
  /** First instant, and the first after the end; epoch milliseconds. */
  start: number
  end: number
  days: number
}

/** `weeks` weeks up to and including the day `until` in the company's time zone. */
export function spanOf(until: string, weeks: number): Span {
  const days = weeks * 7
  const end = localMidnight(until, company.timezone) + dayMs
  return { start: end - days * dayMs, end, days }
}

/** The day (`2026-04-01`) of an instant. Tokyo keeps no summer time, so a day is always 24 hours. */
export function dayOf(span: Span, until: string, ms: number): string {
  const back = Math.floor((span.end - 1 - ms) / dayMs)
  return new Date(Date.parse(until) - back * dayMs).toISOString().slice(0, 10)
}

/** Running share of first visits at the end of each day: the week's rhythm, growth, and good and bad days. */
export function cumulativeArrivals(span: Span, until: string, seed: number): number[] {
  const random = new Random(seed, 'calendar')
  const weights = Array.from({ length: span.days }, (_, index) => {
    const weekday = new Date(Date.parse(until) - (span.days - 1 - index) * dayMs).getUTCDay()
    const growth = 1 + (0.3 * index) / span.days
    return weekdayWeight[weekday]! * growth * random.lognormal(1, 0.09)
  })
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let sum = 0
  return weights.map((weight) => (sum += weight) / total)
}

/** Instant of the first visit that stands at `share` (0 to 1) of all. */
export function arrivalAt(span: Span, cumulative: readonly number[], share: number, random: Random): number {
  const found = cumulative.findIndex((upTo) => share < upTo)
  const day = found === -1 ? cumulative.length - 1 : found
  return span.start + day * dayMs + timeOfDay(random)
}

/** Milliseconds after midnight: mostly office hours, some evenings. */
export function timeOfDay(random: Random): number {
  const hour = random.chance(0.8) ? 9 + 9 * random.uniform() : 7 + 16.5 * random.uniform()
  return Math.floor(hour * hourMs)
}
