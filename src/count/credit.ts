// Which visit, lead or record a conversion is credited to: its channel, campaign, ad and landing page.
import type { Junk } from '#contract/junk.ts'
import type { Action } from './merge.ts'
import { type Sighting, isRecord } from './sighting.ts'

/** A visit as crediting sees it; times in epoch milliseconds. */
export interface Visit {
  id: string
  visitorId: string
  start: number
  end: number
  channel: string
  campaign: string
  ad: string
  landingPage: string
  /** It began with a click on an ad. */
  paid: boolean
  device: string
  country: string
  /** Why it is left out: nothing is credited to it. */
  junk: Junk
}

/** A lead as the deals and orders that came from it see it. */
export interface Lead {
  id: string
  time: number
  channel: string
  campaign: string
  ad: string
  landingPage: string
  attributes: Record<string, string>
}

export interface Credit {
  channel: string
  campaign: string
  ad: string
  landingPage: string
  /** Time of the visit or lead credited; null when there is neither. */
  creditedAt: number | null
  sessionId: string
  paid: boolean
  device: string
  country: string
}

export interface CreditSources {
  /** Visits of the people and browsers in the action that began before it, within the lookback. */
  visits: readonly Visit[]
  lead(id: string): Lead | undefined
}

/**
 * In this order: what a lead, deal or order says of itself; the lead it came from; the last visit before it
 * that was not direct, within the lookback (a direct one when there is no other); what the event itself says.
 */
export function creditAction(action: Action, sources: CreditSources): Credit {
  const records = action.sightings.filter(isRecord)
  const described = records.find((record) => record.channel !== '' || record.campaign !== '')
  const lead = action.sightings.map((sighting) => sources.lead(sighting.leadId)).find((found) => found !== undefined)
  const visit = lastVisit(sources.visits)
  // a lead that is the conversion itself was brought by something earlier, of which nothing is known
  const leadAt =
    lead && !records.some(({ kind, recordId }) => kind === 'lead' && recordId === lead.id) ? lead.time : null
  if (described) return { ...ofRecord(described), creditedAt: leadAt ?? visit?.start ?? null }
  if (lead && (lead.channel !== '' || visit === undefined))
    return { ...unvisited, ...pickPlace(lead), creditedAt: leadAt ?? visit?.start ?? null }
  if (visit) return ofVisit(visit)
  return ofRecord(action.sightings[0]!)
}

/** Direct visits only as a last resort. */
function lastVisit(visits: readonly Visit[]): Visit | undefined {
  let best: Visit | undefined
  for (const visit of visits) if (!best || better(visit, best)) best = visit
  return best
}

function better(a: Visit, b: Visit): boolean {
  const direct = (visit: Visit): number => (visit.channel === 'direct' ? 1 : 0)
  if (direct(a) !== direct(b)) return direct(a) < direct(b)
  return a.start > b.start || (a.start === b.start && a.id > b.id)
}

const unvisited = { creditedAt: null, sessionId: '', paid: false, device: '', country: '' }

interface Place {
  channel: string
  campaign: string
  ad: string
  landingPage: string
}

function pickPlace({ channel, campaign, ad, landingPage }: Place): Place {
  return { channel, campaign, ad, landingPage }
}

function ofRecord(record: Sighting): Credit {
  return { ...unvisited, ...pickPlace(record) }
}

function ofVisit(visit: Visit): Credit {
  const { paid, device, country } = visit
  return { ...pickPlace(visit), creditedAt: visit.start, sessionId: visit.id, paid, device, country }
}
