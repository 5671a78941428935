// A sighting: one record (event, visit, lead, deal, order) that a point's rule matched, or that takes back what one
// matched; and its identifiers.

import type { Junk } from '#contract/junk.ts'
import { nobody } from '#metrics/identifiers.ts'

export type SightingKind = 'event' | 'session' | 'lead' | 'deal' | 'order'

/** How a record takes back an action that another one stated. */
export const reversals = ['refund', 'part refund', 'cancellation'] as const
export type Reversal = (typeof reversals)[number]

export interface Sighting {
  /** Hash of the record's identity; the same in every definition that matches the record. */
  id: string
  kind: SightingKind
  /** Not an action of its own, but one that takes another back; `''` for all that a rule matched. */
  reverses: Reversal | ''
  source: string
  /** Id of the record within its source. */
  recordId: string
  /** Epoch milliseconds. */
  time: number
  visitorId: string
  userId: string
  /** `email`, `phone` … → hash. */
  matchKeys: Record<string, string>
  leadId: string
  orderId: string
  paymentId: string
  dealId: string
  value: number | null
  currency: string
  channel: string
  campaign: string
  ad: string
  landingPage: string
  attributes: Record<string, string>
  /** `page`: anybody, and anything, could have sent it. */
  sentFrom: string
  /** What speaks against the record itself; its visit may say more. */
  junk: Junk
}

/** Keys that say "the same real action" when equal, and, but for event ids, "another one" when different. */
export const strongKinds = ['order', 'payment', 'deal', 'event'] as const
export type StrongKind = (typeof strongKinds)[number]

/**
 * Each source numbers its own events, so different event ids prove nothing; two different orders,
 * payments or deals are two actions.
 */
export const conflictKinds = ['order', 'payment', 'deal'] as const
export type ConflictKind = (typeof conflictKinds)[number]

/** Who did it, strongest first; a visitor id is a browser, not a person. */
export const personKinds = ['user', 'email', 'phone', 'lead'] as const

/** The sighting's order, payment or deal; `''` when it has none. */
export function strongKey(sighting: Sighting, kind: ConflictKind): string {
  if (kind === 'order') return sighting.orderId
  return kind === 'payment' ? sighting.paymentId : sighting.dealId
}

/**
 * The sighting's values of a strong key. An event has its own id, and may carry the one that it shares with another
 * source's: Meta's, by which browser and server are told to be one.
 */
export function strongKeys(sighting: Sighting, kind: StrongKind): readonly string[] {
  if (kind !== 'event') return one(strongKey(sighting, kind))
  if (sighting.kind !== 'event') return none
  const own = known(sighting.recordId)
  const shared = known(sighting.matchKeys['event_id'] ?? '')
  return shared === '' || shared === own ? one(own) : [...one(own), shared]
}

const none: readonly string[] = []

function one(value: string): readonly string[] {
  return value === '' ? none : [value]
}

/** Identifiers of the person or browser, as `kind:value`, strongest first. */
export function personKeys(sighting: Sighting): string[] {
  return present([
    ['user', sighting.userId],
    ['email', sighting.matchKeys['email'] ?? ''],
    ['phone', sighting.matchKeys['phone'] ?? ''],
    ['lead', sighting.leadId],
    ['visitor', sighting.visitorId],
  ])
}

/** All identifiers of a sighting; two sightings that share one may influence each other. */
export function identifiers(sighting: Sighting): string[] {
  const strong = strongKinds.flatMap((kind) => strongKeys(sighting, kind).map((value) => [kind, value] as const))
  return [...personKeys(sighting), ...present(strong)]
}

/** The identifier a sighting is filed under. A record's never changes, so that a corrected record finds its row. */
export function homeOf(sighting: Sighting): string {
  const { kind, recordId } = sighting
  if (isRecord(sighting)) return known(recordId) === '' ? fallbackHome(sighting.id) : `${kind}:${recordId}`
  return identifiers(sighting)[0] ?? fallbackHome(sighting.id)
}

/** Where a sighting is filed that has no identifier, or is a record without an id of its own. */
export function fallbackHome(sightingId: string): string {
  return `record:${sightingId}`
}

/** Whether it comes from a CRM, shop or file: a lead, deal or order. */
export function isRecord({ kind }: Sighting): boolean {
  return kind === 'lead' || kind === 'deal' || kind === 'order'
}

/** The order in which sightings are looked at; any two differ. */
export function byTimeThenId(a: Sighting, b: Sighting): number {
  return a.time - b.time || (a.id < b.id ? -1 : 1)
}

/** An identifier as it was sent, or `''` when it names nobody and nothing. */
export function known(id: string): string {
  return nobody.has(id.toLowerCase()) ? '' : id
}

function present(pairs: (readonly [string, string])[]): string[] {
  return pairs.filter(([, value]) => known(value) !== '').map(([kind, value]) => `${kind}:${value}`)
}
