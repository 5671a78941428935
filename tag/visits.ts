// Visitor, visit and campaign: in memory, and in first-party storage while that is allowed.
import { type Campaign, readCampaign } from './campaign.ts'
import { day, minute, newId } from './event.ts'
import { type Identity, readIdentity, takeLink, writeIdentity } from './link.ts'
import { cookies, load, remove, save, setCookie } from './storage.ts'

/** Name of the cookie (visitor and visit) and of the entry in localStorage (the last campaign). */
const place = 'onecount'
/** Silence that ends a visit, as in GA4 and on the server. A new campaign ends none there, so none here. */
const silence = 30 * minute
/** Google takes conversions for clicks of the last 90 days; the others remember theirs no longer. */
const campaignLasts = 90 * day

interface Arrival {
  campaign: Campaign
  at: number
  /** The visit that it brought; none yet when the address was just read. */
  session?: string
}

export interface Visits {
  /** The address has changed: the campaign that it names, if any, counts from here on. */
  arrive(): void
  /** From now on in storage, with what earlier pages left there. */
  store(): void
  /** No longer in storage; what stood there is erased. The page's own campaign stays in memory. */
  erase(): void
  /** The visit at this moment; after silence a new one begins. Other tabs may have carried it on. */
  touch(): Identity
  /** Of this visit; with `earlier` also the one that brought an earlier visit. */
  campaign(earlier?: boolean): Campaign | undefined
}

export function createVisits(): Visits {
  let identity = takeLink()
  // a visit that another domain began goes before what this one remembers
  let linked = identity
  let arrival: Arrival | undefined
  let stored = false
  const arrive = () => {
    const campaign = readCampaign()
    if (campaign) arrival = { campaign, at: Date.now() }
  }
  arrive()
  return {
    arrive,
    store() {
      stored = true
      arrival ??= load<Arrival>(place)
    },
    erase() {
      stored = false
      identity = linked = undefined
      setCookie(place, '')
      remove(place)
    },
    touch() {
      const now = Date.now()
      const last = linked ?? ((stored && readIdentity(cookies(place)[place])) || identity)
      const session = last && now - last.seen < silence ? last.session : newId()
      identity = { visitor: last?.visitor ?? newId(), session, seen: now }
      if (arrival) arrival.session ??= session
      if (stored) {
        linked = undefined
        setCookie(place, writeIdentity(identity))
        if (arrival) save(place, JSON.stringify(arrival))
      }
      return identity
    },
    campaign(earlier) {
      const holds =
        arrival && (earlier ? Date.now() - arrival.at < campaignLasts : arrival.session === identity?.session)
      return holds ? arrival!.campaign : undefined
    },
  }
}
