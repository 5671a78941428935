// What is known around sightings: the persons they belong to, those persons' visits, and the leads they name.
import { standingNow } from '#metrics/standing.ts'
import { finalByMonth } from '#metrics/visits.ts'
import { boundLists } from '#store/bound-params.ts'
import { type Facts, sqlTime } from '#store/facts.ts'
import type { Store } from '#store/store.ts'
import { firstNot } from '#util/sorted.ts'
import type { Lead, Visit } from './credit.ts'
import type { Surroundings } from './count-point.ts'
import { type Link, resolvePeople } from './people.ts'
import { longestVisit } from './sessions.ts'
import { personKeys, type Sighting } from './sighting.ts'

interface VisitRow extends Omit<Visit, 'start' | 'end' | 'paid' | 'visitorId' | 'landingPage'> {
  visitor_id: string
  start_ms: number
  end_ms: number
  landing_page: string
  paid: number
}

interface LeadRow extends Omit<Lead, 'landingPage'> {
  landing_page: string
  at: number
}

/** Sightings with all links among their identifiers; visits are wanted that began so long before them. */
export interface Counted {
  sightings: readonly Sighting[]
  links: readonly Link[]
  lookbackMs: number
}

/** Reads what surrounds sightings. */
export async function readSurroundings(
  store: Store,
  { sightings, links, lookbackMs }: Counted,
): Promise<Omit<Surroundings, 'rulings'>> {
  const { facts } = store
  const resolve = resolvePeople(links)
  const visitors = new Set(sightings.map((sighting) => sighting.visitorId))
  for (const key of links.flatMap(({ a, b }) => [a, b])) {
    if (key.startsWith('visitor:')) visitors.add(key.slice('visitor:'.length))
  }
  visitors.delete('')
  const times = sightings.map((sighting) => sighting.time)
  // the visit that holds a sighting began before it, however short the lookback
  const begin = Math.max(0, earliest(times) - Math.max(lookbackMs, await longestVisit(store)))
  const visits = await readVisits(facts, visitors, { from: begin, to: latest(times) })
  const leads = await readLeads(facts, new Set(sightings.map((sighting) => sighting.leadId).filter((id) => id !== '')))
  const visitorsOf = visitorsByPerson(visitors, resolve)
  return {
    personOf: memoised((sighting) => resolve(personKeys(sighting))),
    lead: (id) => leads.get(id),
    visitsOf: (person, visitorId, from, to) =>
      [...new Set([visitorId, ...(visitorsOf.get(person) ?? [])])].flatMap((id) =>
        startedWithin(visits.get(id) ?? [], from, to).filter(({ junk }) => junk === ''),
      ),
    visitAt: (visitorId, time) => {
      const own = visits.get(visitorId) ?? []
      const last = own[startedBefore(own, time + 1) - 1]
      return last && time <= last.end ? last : undefined
    },
  }
}

/** Of visits in order of their start, those that began from `from` up to `to`. */
function startedWithin(visits: readonly Visit[], from: number, to: number): readonly Visit[] {
  return visits.slice(startedBefore(visits, from), startedBefore(visits, to + 1))
}

function startedBefore(visits: readonly Visit[], time: number): number {
  return firstNot(visits, ({ start }) => start < time)
}

function memoised(personOf: (sighting: Sighting) => string): (sighting: Sighting) => string {
  const known = new Map<Sighting, string>()
  return (sighting) => {
    const person = known.get(sighting) ?? personOf(sighting)
    known.set(sighting, person)
    return person
  }
}

/** The browsers of each person; a browser used by several people is nobody's but its own. */
function visitorsByPerson(
  visitors: ReadonlySet<string>,
  resolve: (keys: readonly string[]) => string,
): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  for (const visitorId of visitors) {
    const person = resolve([`visitor:${visitorId}`])
    found.set(person, (found.get(person) ?? new Set()).add(visitorId))
  }
  return found
}

function earliest(times: readonly number[]): number {
  return times.reduce((least, time) => Math.min(least, time), Infinity)
}

function latest(times: readonly number[]): number {
  return times.reduce((most, time) => Math.max(most, time), -Infinity)
}

/** Visits of each visitor that began within a span, in order of their start. */
async function readVisits(
  facts: Facts,
  visitors: ReadonlySet<string>,
  span: { from: number; to: number },
): Promise<Map<string, Visit[]>> {
  const found = new Map<string, Visit[]>()
  const within = { from: sqlTime(span.from), to: sqlTime(span.to) }
  for (const part of boundLists(visitors)) {
    const sql = `SELECT visitor_id, id, toUnixTimestamp64Milli(start) AS start_ms, toUnixTimestamp64Milli(end) AS end_ms,
      channel, campaign, ad, landing_page, paid, device, country, junk
      FROM sessions FINAL PREWHERE visitor_id IN {visitors:Array(String)}
        AND start >= {from:DateTime64(3)} AND start <= {to:DateTime64(3)} ORDER BY visitor_id, start
      ${finalByMonth}`
    for (const row of await facts.query<VisitRow>(sql, { visitors: part, ...within }, { lane: 'count' })) {
      const own = found.get(row.visitor_id)
      if (own) own.push(toVisit(row))
      else found.set(row.visitor_id, [toVisit(row)])
    }
  }
  return found
}

function toVisit(row: VisitRow): Visit {
  return {
    id: row.id,
    visitorId: row.visitor_id,
    start: Number(row.start_ms),
    end: Number(row.end_ms),
    channel: row.channel,
    campaign: row.campaign,
    ad: row.ad,
    landingPage: row.landing_page,
    paid: row.paid === 1,
    device: row.device,
    country: row.country,
    junk: row.junk,
  }
}

async function readLeads(facts: Facts, ids: ReadonlySet<string>): Promise<Map<string, Lead>> {
  const found = new Map<string, Lead>()
  for (const part of boundLists(ids)) {
    const sql = `SELECT id, toUnixTimestamp64Milli(time) AS at, channel, campaign, ad, landing_page, attributes
      FROM records FINAL WHERE ${standingNow} AND kind = 'lead' AND id IN {ids:Array(String)} ORDER BY time DESC, source DESC`
    // two sources with the same lead id: the earlier lead stays
    for (const row of await facts.query<LeadRow>(sql, { ids: part }, { lane: 'count' })) {
      const { id, channel, campaign, ad, attributes } = row
      found.set(id, { id, time: Number(row.at), channel, campaign, ad, landingPage: row.landing_page, attributes })
    }
  }
  return found
}
