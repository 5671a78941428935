// The ledger as it is looked at: a list of conversions, and one conversion with everything that led to it.
import { z } from 'zod'
import { ledgerFormats } from './export.ts'
import type { Junk } from './junk.ts'

const list = z.array(z.string()).max(100)

export const ledgerQuerySchema = z.strictObject({
  /** An id of any kind, as it stands: conversion (earlier ones too), order, payment, deal, lead, visitor, user, record. */
  search: z.string().trim().min(1).max(256).optional(),
  /** Point ids; absent means every point. */
  point: z.array(z.string().min(1, 'is empty')).max(100).optional(),
  /** `''` is what is not known. */
  channel: list.optional(),
  source: list.optional(),
  campaign: list.optional(),
  /** First and last day, inclusive, in the plan's time zone. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** Plan version to count all history by; absent means each day by the version then in force. */
  plan: z.coerce.number().int().min(1).optional(),
  /** `next` of the page before. */
  after: z.string().max(512).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type LedgerQuery = z.infer<typeof ledgerQuerySchema>

/** The whole ledger, or what is left of it by the same filters, as a file. */
export const ledgerExportSchema = ledgerQuerySchema
  .omit({ after: true, limit: true })
  .extend({ format: z.enum(ledgerFormats).default('jsonl') })

/** What became of a conversion: it stays counted, and its value is what is left of it. */
export type ConversionState = 'counted' | 'partly_refunded' | 'refunded' | 'cancelled'

/** A conversion; times in epoch milliseconds, `''` where nothing is known. */
export interface LedgerConversion {
  id: string
  definition: string
  time: number
  /** `kind:value`, e.g. `user:4711`. */
  person: string
  visitorId: string
  orderId: string
  paymentId: string
  dealId: string
  leadId: string
  state: ConversionState
  /** After refunds; `refunded` is what went back. */
  value: number | null
  refunded: number
  currency: string
  channel: string
  campaign: string
  ad: string
  landingPage: string
  /** The visit, lead or record credited: its time, and the session's id where it is a visit. */
  creditedAt: number | null
  sessionId: string
  sources: string[]
  /** Sightings of this one real action. */
  sightings: number
}

export interface LedgerPage {
  conversions: (LedgerConversion & { point: string })[]
  /** Cursor of the next page; null at the end. */
  next: string | null
  /** Over all pages; on the first page only. */
  total?: { conversions: number; sightings: number }
  /** Names of the points, in the plan's order. */
  points: { id: string; name: string; tier: string }[]
  timezone: string
}

export interface LedgerSighting {
  id: string
  kind: 'event' | 'session' | 'lead' | 'deal' | 'order'
  source: string
  /** Id of the record within its source. */
  recordId: string
  time: number
  visitorId: string
  userId: string
  orderId: string
  paymentId: string
  dealId: string
  leadId: string
  value: number | null
  currency: string
  /** A reversal is no sighting of the action itself, but takes it back. */
  outcome: 'counted' | 'duplicate' | 'not_counted' | 'reversal'
  /** The rule that decided, e.g. `same order`; `''` for the one counted; `refund`, `cancellation` of a reversal. */
  reason: string
  /** An event without an id that says what another said within the minute before: perhaps the same, sent twice. */
  isDouble: boolean
}

/** A sighting that was left out as junk, and so is nobody's conversion. */
export interface JunkSighting extends Pick<
  LedgerSighting,
  'kind' | 'source' | 'recordId' | 'time' | 'visitorId' | 'orderId' | 'value' | 'currency'
> {
  /** Id of the point that it would have counted for. */
  point: string
  junk: Junk
}

export interface LedgerVisit {
  id: string
  visitorId: string
  start: number
  channel: string
  campaign: string
  landingPage: string
  referrer: string
  pages: number
  device: string
  paid: boolean
  /** The conversion is credited to it. */
  credited: boolean
}

/** What somebody decided by hand: sightings that are one real action, or two. Times in epoch milliseconds. */
export interface Ruling {
  id: number
  kind: 'merge' | 'split'
  /** Ids of sightings: those taken out, and those that stayed; of a merge, those of either conversion. */
  sightings: string[]
  others: string[]
  why: string
  by: string
  at: number
  undoneBy: string | null
  undoneAt: number | null
}

const why = z.string().trim().min(1, 'is empty; say why').max(500)

export const splitSchema = z.strictObject({
  /** Sightings to take out: their ids, or those of their records. */
  sightings: z.array(z.string().min(1).max(512)).min(1, 'is empty; name what is another action').max(1_000),
  why,
})

export const mergeSchema = z.strictObject({
  /** Id of the conversion that is the same action. */
  with: z.string().min(1).max(256),
  why,
})

/** A ruling, and the conversions that hold its sightings now that it is counted. */
export interface Ruled {
  ruling: Ruling
  conversions: string[]
}

/** What was known of the conversion, and when; `knownTo` is null for what still holds. */
export interface LedgerState extends Pick<
  LedgerConversion,
  'time' | 'state' | 'value' | 'refunded' | 'currency' | 'channel' | 'campaign' | 'sources' | 'sightings'
> {
  knownFrom: number
  knownTo: number | null
}

export interface LedgerEntry {
  conversion: LedgerConversion
  /** It was known once and no longer is. */
  withdrawn: boolean
  /** Id of the conversion that a withdrawn one became part of. */
  nowPartOf: string | null
  /** Points that count by this definition, each once, the newest version's name. */
  points: { id: string; name: string; tier: string; rule: string; oncePer: string; versions: number[] }[]
  sightings: LedgerSighting[]
  /** Ids it had before. */
  aliases: { id: string; since: number }[]
  states: LedgerState[]
  /** Merges and splits by hand that name a sighting of it, those undone too, oldest first. */
  rulings: Ruling[]
  /** Visits of the person up to the conversion, oldest first; the latest thirty. */
  path: LedgerVisit[]
  /** There were more visits before. */
  pathIsCut: boolean
  lead: { id: string; time: number; channel: string; campaign: string; source: string } | null
  timezone: string
}
