// A sighting as a row of the `sightings` table, and back.
import type { Junk } from '#contract/junk.ts'
import { sqlTime } from '#store/facts.ts'
import { toReversal } from './reversal-sql.ts'
import { type Sighting, type SightingKind, known } from './sighting.ts'

/** A sighting as the columns of the `sightings` table; `time` in epoch milliseconds. */
export interface SightingRow {
  id: string
  kind: SightingKind
  reverses: string
  source: string
  record_id: string
  time: number
  visitor_id: string
  user_id: string
  match_keys: Record<string, string>
  lead_id: string
  order_id: string
  payment_id: string
  deal_id: string
  value: number | null
  currency: string
  channel: string
  campaign: string
  ad: string
  landing_page: string
  attributes: Record<string, string>
  sent_from: string
  junk: Junk
}

export function toSighting(row: SightingRow): Sighting {
  return {
    id: row.id,
    kind: row.kind,
    reverses: toReversal(row.reverses),
    source: row.source,
    recordId: row.record_id,
    time: Number(row.time),
    visitorId: known(row.visitor_id),
    userId: known(row.user_id),
    matchKeys: row.match_keys,
    leadId: known(row.lead_id),
    orderId: known(row.order_id),
    paymentId: known(row.payment_id),
    dealId: known(row.deal_id),
    value: row.value === null ? null : Number(row.value),
    currency: row.currency,
    channel: row.channel,
    campaign: row.campaign,
    ad: row.ad,
    landingPage: row.landing_page,
    attributes: row.attributes,
    sentFrom: row.sent_from,
    junk: row.junk,
  }
}

/** A sighting as the columns of the `sightings` table. */
export function toSightingColumns(sighting: Sighting): Omit<SightingRow, 'time'> & { time: string } {
  return {
    id: sighting.id,
    kind: sighting.kind,
    reverses: sighting.reverses,
    source: sighting.source,
    record_id: sighting.recordId,
    time: sqlTime(sighting.time),
    visitor_id: sighting.visitorId,
    user_id: sighting.userId,
    match_keys: sighting.matchKeys,
    lead_id: sighting.leadId,
    order_id: sighting.orderId,
    payment_id: sighting.paymentId,
    deal_id: sighting.dealId,
    value: sighting.value,
    currency: sighting.currency,
    channel: sighting.channel,
    campaign: sighting.campaign,
    ad: sighting.ad,
    landing_page: sighting.landingPage,
    attributes: sighting.attributes,
    sent_from: sighting.sentFrom,
    junk: sighting.junk,
  }
}
