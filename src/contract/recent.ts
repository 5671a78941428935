// What arrived lately: events as they are stored, and those that the collector refused.

import type { Junk } from './junk.ts'

/** An event as the live list shows it; times in epoch milliseconds, `''` where it says nothing. */
export interface RecentEvent {
  source: string
  id: string
  name: string
  time: number
  receivedAt: number
  visitorId: string
  page: string
  orderId: string
  value: number | null
  currency: string
  /** `no_id`: it came without an id, so a repeat of it would count again. */
  suspect: string
  /** It has no id and says what another said within the minute before. */
  isDouble: boolean
  /** Why it is left out, by itself or with its visit; `''` for people's. */
  junk: Junk
}

/** A refused event or request. Holds nothing of what the event said but its name. */
export interface Rejection {
  /** Epoch milliseconds. */
  at: number
  /** `''` where the key was not known. */
  source: string
  /** Name of the event; `''` for a whole request. */
  name: string
  /** Which event of its request, from 0; null for a whole request. */
  index: number | null
  field: string
  /** For a whole request, a code: `unknown_key`, `broken_json`… */
  reason: string
}

export interface RecentAnswer {
  events: RecentEvent[]
  rejections: Rejection[]
  /** Events that are on disk and not yet stored. */
  waiting: number
  /** The server's clock, epoch milliseconds. */
  now: number
}

/** What the list can be filtered by. */
export interface EventNames {
  names: string[]
  sources: string[]
}
