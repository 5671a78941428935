// Everything that is fixed before the first visitor comes: options, span, days, defects.
import { Random } from '../random.ts'
import { type Span, spanOf } from './calendar.ts'
import { type Day, conditionsOf } from './conditions.ts'
import { usualVisitors } from './company.ts'
import { type DefectRates, defects } from './defects.ts'
import type { Injection } from './inject.ts'

export interface WorldOptions {
  seed: number
  visitors: number
  /** Whole months that end with the day `until` (`2026-06-28`), in the company's time zone. */
  months: number
  until: string
  injections?: readonly Injection[] | undefined
  /** Rates that differ from the usual ones; tests switch defects off by it. */
  defects?: Partial<DefectRates> | undefined
  /** Language of the names in the plan; English by default. */
  language?: 'en' | 'ja' | undefined
}

export interface Setting {
  options: WorldOptions
  span: Span
  days: Day[]
  defects: DefectRates
  /** Share of all first visits that lie before the end of each day. */
  arrivals: number[]
  /** How large the company is, 1 with its usual number of visitors a month. */
  size: number
}

export function settingOf(options: WorldOptions): Setting {
  const { seed, visitors, months, until, injections = [] } = options
  const span = spanOf(until, months)
  const rates = { ...defects, ...options.defects }
  const days = conditionsOf(seed, span, injections, rates.outage > 0)
  const total = days.reduce((sum, { weight }) => sum + weight, 0)
  let sum = 0
  const arrivals = days.map(({ weight }) => (sum += weight) / total)
  return { options, span, days, defects: rates, arrivals, size: visitors / months / usualVisitors }
}

/** The stream of draws of one thing in this world. */
export function stream({ options }: Setting, name: string): Random {
  return new Random(options.seed, name)
}
