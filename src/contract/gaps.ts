// What is missing from the data: breaks with their dates, and how many conversions there were that no source saw.
import { z } from 'zod'

const day = z.iso.date()

export const gapsQuerySchema = z.strictObject({
  from: day.optional().describe('First day looked at; 28 days by default.'),
  to: day.optional().describe('Last day; yesterday by default.'),
})
export type GapsQuery = z.infer<typeof gapsQuerySchema>

export type GapKind = 'silent' | 'volume' | 'click_ids' | 'consent' | 'identifiers' | 'rejects' | 'tag_version'

export interface Gap {
  kind: GapKind
  /** What happened, in a sentence's words: `website: events fell by 78 %`. */
  what: string
  /** Empty where it is about none. */
  source: string
  point: string
  /** Days (`2026-05-01`), both included; `to` is null while it lasts. */
  from: string
  to: string | null
  observed: number
  /** What the pattern lets expect, and the range that 95 of 100 such spans keep within; null for what is no estimate. */
  expected: { mean: number; low: number; high: number } | null
  /** Chance alone would bring something as striking once in so many months, in all series together; null: certain. */
  byChanceEveryMonths: number | null
  cause: string
  todo: string
  /** What broke along with it. */
  also: string[]
}

/** How many there were, of one point; `total` null where it cannot be told, `note` says why. */
export interface TrueNumber {
  point: string
  name: string
  from: string
  to: string
  /** What stands in the ledger. */
  counted: number
  sources: { source: string; seen: number; unlinkable: number }[]
  method: 'Chapman' | 'log-linear' | null
  total: number | null
  low: number | null
  high: number | null
  /** Two lists: what it would be, were being on one list to make being on the other likelier by an odds ratio. */
  sensitivity: { oddsRatio: number; total: number; low: number; high: number }[]
  /** Three lists: which pairs the chosen model lets depend on each other, and how it was chosen. */
  dependent: [string, string][]
  selection: string | null
  notes: string[]
}

export interface GapReport {
  from: string
  to: string
  timezone: string
  gaps: Gap[]
  /** The promise: at most so many false alarms a month on average, in all watched series together. */
  falseAlarmsPerMonth: number
  watched: string[]
  /** Too few or too young to tell a pattern. */
  unwatched: string[]
  trueNumbers: TrueNumber[]
}
