// Where data comes from: each source, how it sends, how much, and whether it is well.

export const sourceHealths = ['rejecting', 'silent', 'never', 'test', 'healthy'] as const
export type SourceHealth = (typeof sourceHealths)[number]

/** Name of the event by which a connection is tried. */
export const testEventName = 'onecount_test'

/** Days of volume that the page of sources shows, today the last; what is missing is looked for in the same. */
export const volumeDays = 91

export interface SourceEntry {
  name: string
  /** Single events, records of a CRM or shop, or what ad platforms and cost sheets report. */
  holds: 'events' | 'records' | 'reports'
  /**
   * How it sends: `tag`, `onecount` (our own protocol), a client library or provider by its name, `file`;
   * while it has never sent, `browser_key` or `write_key`.
   */
  ways: string[]
  /** Epoch milliseconds; null where there is none within the days looked at. */
  firstAt: number | null
  lastAt: number | null
  /** By day, of the report's days. */
  volume: number[]
  /** Of what was sent in the last seven days, or of the latest file; null where that is not known. */
  sent: { accepted: number; refused: number } | null
  /** Hours without an event, and how many were to be expected in them; null where that is no silence by the hour. */
  silence: { hours: number; expected: number } | null
  health: SourceHealth
  why: string
  /** Empty where there is nothing to do. */
  todo: string
}

export interface SourceReport {
  /** First and last day of the volumes, both included; the last is today. */
  from: string
  to: string
  timezone: string
  /** The ones that need a look first. */
  sources: SourceEntry[]
  /** Requests of the last 24 hours with a key or address that nobody knows. */
  strangers: number
}

/** What became of a test event that the server sent to the collector. */
export interface TestSent {
  /** To be found again among the latest events. */
  id: string
  source: string
  accepted: boolean
  /** Why it was refused, and what to do; empty when it was accepted. */
  reason: string
  hint: string
}
