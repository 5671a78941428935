// A conversion as a row of the `ledger` table: its columns, and the row read.
import type { LedgerConversion } from '#contract/ledger.ts'

/** Columns of a conversion, times in epoch ms. */
export const conversionColumns = `conversion_id, definition, toUnixTimestamp64Milli(time) AS at, person, visitor_id, order_id,
  payment_id, deal_id, lead_id, state, value, refunded, currency, channel, campaign, ad, landing_page,
  toUnixTimestamp64Milli(credited_at) AS credited_ms, session_id, sources, sightings`

export interface ConversionRow {
  conversion_id: string
  definition: string
  at: number
  person: string
  visitor_id: string
  order_id: string
  payment_id: string
  deal_id: string
  lead_id: string
  state: LedgerConversion['state']
  value: number | null
  refunded: number
  currency: string
  channel: string
  campaign: string
  ad: string
  landing_page: string
  credited_ms: number | null
  session_id: string
  sources: string[]
  sightings: number
}

export function toConversion(row: ConversionRow): LedgerConversion {
  return { id: row.conversion_id, ...conversionOf(row) }
}

/** The same without its id, which counting knows under another name. */
export function conversionOf(row: ConversionRow): Omit<LedgerConversion, 'id'> {
  return {
    definition: row.definition,
    time: Number(row.at),
    person: row.person,
    visitorId: row.visitor_id,
    orderId: row.order_id,
    paymentId: row.payment_id,
    dealId: row.deal_id,
    leadId: row.lead_id,
    state: row.state,
    value: row.value === null ? null : Number(row.value),
    refunded: Number(row.refunded),
    currency: row.currency,
    channel: row.channel,
    campaign: row.campaign,
    ad: row.ad,
    landingPage: row.landing_page,
    creditedAt: row.credited_ms === null ? null : Number(row.credited_ms),
    sessionId: row.session_id,
    sources: row.sources,
    sightings: row.sightings,
  }
}
