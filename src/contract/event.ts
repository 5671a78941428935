// An event: what a client may send (wire), and the row that is stored.
import { z } from 'zod'
import { hourMs } from '#util/duration.ts'
import type { ArrivalJunk } from './junk.ts'

/** Bounds of the collector, with the reason each answer names. Bytes and counts. */
export const limits = {
  bodyBytes: 1_048_576,
  batchEvents: 1_000,
  eventBytes: 65_536,
  idLength: 256,
  nameLength: 128,
  textLength: 4_096,
  /** A time further ahead of our clock than this is refused (milliseconds). */
  aheadMs: 24 * hourMs,
  /** A time before this is refused: it is a unit mix-up (seconds for milliseconds), not history. */
  earliestMs: Date.UTC(2000, 0, 1),
} as const

const text = z.string().max(limits.textLength)
const key = z.string().max(limits.idLength)
/** Apple's, in the order of its numbers. */
export const trackingStates = ['not_determined', 'restricted', 'denied', 'authorized'] as const

const consent = z.union([z.boolean(), z.enum(['granted', 'denied'])])

/**
 * The wire form. Plain `email` and `phone` are hashed on arrival and never stored.
 * `time` is ISO 8601 or epoch milliseconds; without it the time of arrival is taken.
 */
export const wireEventSchema = z.object({
  id: key.optional(),
  name: z.string().min(1).max(limits.nameLength),
  time: z.union([z.string(), z.number()]).optional(),
  visitor_id: key.optional(),
  user_id: key.optional(),
  session_id: key.optional(),
  email: text.optional(),
  phone: text.optional(),
  match_keys: z.record(z.string(), key).optional(),
  url: text.optional(),
  referrer: text.optional(),
  title: text.optional(),
  utm_source: key.optional(),
  utm_medium: key.optional(),
  utm_campaign: key.optional(),
  utm_term: key.optional(),
  utm_content: key.optional(),
  click_ids: z.record(z.string(), z.string().max(1_024)).optional(),
  order_id: key.optional(),
  payment_id: key.optional(),
  deal_id: key.optional(),
  value: z.number().finite().min(-1e11).max(1e11).optional(),
  currency: z
    .string()
    .regex(/^[A-Za-z]{3}$/, 'must be a three-letter code such as JPY')
    .optional(),
  consent: z
    .object({
      analytics: consent.optional(),
      ad_storage: consent.optional(),
      ad_user_data: consent.optional(),
      ad_personalization: consent.optional(),
      /** What iOS says of tracking by this app (ATT). */
      app_tracking: z.enum(trackingStates).optional(),
    })
    .optional(),
  /** Address and browser of the person, when a server speaks for them; the address is truncated on arrival. */
  ip: key.optional(),
  user_agent: text.optional(),
  country: z
    .string()
    .regex(/^[A-Za-z]{2}$/, 'must be a two-letter code such as JP')
    .optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  experiment: z.record(z.string(), key).optional(),
})
export type WireEvent = z.infer<typeof wireEventSchema>

/** An event as it lies in the journal and in the store; times are epoch milliseconds. */
export interface StoredEvent {
  source: string
  id: string
  name: string
  time: number
  received_at: number
  visitor_id: string
  user_id: string
  session_id: string
  /** Kind of key (`email`, `phone`, `fbp`, …) → hash or browser id. */
  match_keys: Record<string, string>
  url: string
  referrer: string
  title: string
  utm_source: string
  utm_medium: string
  utm_campaign: string
  utm_term: string
  utm_content: string
  click_ids: Record<string, string>
  order_id: string
  payment_id: string
  deal_id: string
  value: number | null
  currency: string
  consent: Record<string, string>
  ip: string
  user_agent: string
  country: string
  /** The JSON of an object, scrubbed of addresses; `''` where none was said. */
  properties: string
  experiment: Record<string, string>
  /** `''`, or `no_id`: the client sent no id, so a retry of its own cannot be told from a new event. */
  suspect: string
  /** `page`: it came with a browser key, from a page that anybody and anything may open; else `''`. */
  sent_from: 'page' | ''
  junk: ArrivalJunk
}

/** Why one event of a request was refused. `index` counts from 0 within the request. */
export interface EventRejection {
  index: number
  id?: string
  field: string
  reason: string
}

/** The collector's answer; `accepted` events are on disk. */
export interface CollectAnswer {
  accepted: number
  rejected: EventRejection[]
  /** Things to mend that lost nothing, e.g. events without an id. */
  notes?: string[]
}
