// A person's data: what is held, what erasing it changes, and what was erased.
import { z } from 'zod'
import { type HeldKind, type RetentionKind } from './kinds.ts'

export { type HeldKind, heldKinds, type RetentionKind, retentionKinds } from './kinds.ts'

const id = z.string().trim().min(1).max(512)

/** Whom it is about; several together name one person. */
export const personQuerySchema = z
  .strictObject({
    email: id.optional(),
    phone: id.optional(),
    user_id: id.optional(),
    visitor: id.optional(),
  })
  .refine((query) => Object.values(query).some((value) => value !== undefined), {
    message: 'names nobody; give email, phone, user_id or visitor',
  })
export type PersonQuery = z.infer<typeof personQuerySchema>

/** How many rows of each kind. */
export type Held = Record<HeldKind, number>

/** What is held about a person, before anything is done. */
export interface FoundPerson {
  /** `kind:value` of what is this person's alone; e-mail addresses and phone numbers as hashes. */
  identifiers: string[]
  /** Seen with this person's identifiers and with somebody else's: left alone, unless it is named. */
  shared: string[]
  held: Held
  /** First and last moment that the events, visits and records are about (epoch ms); null when there are none. */
  first: number | null
  last: number | null
  /** Of the conversions: those that stay in the ledger without a person, and those that others' sightings hold. */
  stay: number
  recounted: number
}

export type ErasureState = 'waiting' | 'running' | 'failed' | 'clearing' | 'done'

/** An erasure as it is remembered: not whom it concerned. Times are epoch milliseconds. */
export interface Erasure {
  id: string
  by: string
  at: number
  /**
   * `waiting`: the person is refused from now on, and nothing has gone yet. `failed`: it is tried again by itself.
   * `clearing`: done but for old copies that the engine has yet to take off its disk.
   */
  state: ErasureState
  /** Imports that read their rows before the person was refused, and have not ended: names of their files. */
  waitsFor: string[]
  /** What broke the last attempt; `''` when nothing did. */
  failure: string
  endedAt: number | null
  /** Kinds of identifier by which the person was named. */
  asked: string[]
  held: Held
  /** Conversions that stay, anonymous; and that are now held by others' sightings alone. */
  stay: number
  recounted: number
  first: number | null
  last: number | null
}

/** What was agreed to, over a period: events by state of each purpose, `''` where nothing was said. */
export interface ConsentOverview {
  from: string
  to: string
  events: number
  purposes: { purpose: string; states: { state: string; events: number }[] }[]
  /** Events without any identifier: measured without cookies, or by a server that knows nobody. */
  anonymous: number
}

/** First and last day, inclusive, in the plan's time zone. */
export const consentQuerySchema = z.strictObject({ from: z.iso.date().optional(), to: z.iso.date().optional() })

/** Times are epoch milliseconds; `days` null keeps it for ever. */
export interface Retention {
  kind: RetentionKind
  days: number | null
  by: string | null
  at: number | null
  /** When it was last applied, and how many rows or files went then. */
  appliedAt: number | null
  removed: number | null
}

const days = z.int().min(1, 'is less than a day').max(36_500, 'is more than a hundred years').nullable()

/** What is not named stays as it is. */
export const retentionSchema = z.strictObject({
  events: days.optional(),
  visits: days.optional(),
  record_persons: days.optional(),
  rejected_events: days.optional(),
  import_files: days.optional(),
})
export type RetentionRequest = z.infer<typeof retentionSchema>
