// All definitions over what is new: find sightings, widen to everything they could influence, count, and write the
// difference.
import type { Control } from '#store/control.ts'
import { allEventKeysSql, eventKeysSql, recordKeysSql } from '#metrics/identifiers.ts'
import { eventSightingSql, recordReversalIdSql, recordSightingSql } from '#metrics/sighting-ids.ts'
import type { Facts } from '#store/facts.ts'
import { keptFrom } from '#store/retention.ts'
import { type StoredRuling, listRulings } from '#store/rulings.ts'
import type { Store } from '#store/store.ts'
import type { CountedPoint } from './count-point.ts'
import { type Filed, countSightings } from './count-sightings.ts'
import { type NewExtent, newRecords, touchedVisitorsSql } from './extent.ts'
import { findSightings } from './find-sightings.ts'
import {
  type StoredSighting,
  conversionsById,
  differenceOf,
  sightingsUnder,
  unnamedSightings,
  writeDifference,
} from './ledger-store.ts'
import { type StatedKeys, closeOver, linkSightings } from './links.ts'
import type { Link } from './people.ts'
import { type NewEvents, newEventsOf, newEventsParams, newEventsSql } from './sessions.ts'
import { homeOf, identifiers, isRecord, type Sighting } from './sighting.ts'

/** Sightings of records whose person is no longer kept: whose they were is as they were counted. */
export function withKeptPersons(
  found: readonly Filed[],
  stored: readonly StoredSighting[],
  personsFrom: number,
): Filed[] {
  if (personsFrom === 0) return [...found]
  const known = new Map(stored.map(({ definition, sighting }) => [`${definition} ${sighting.id}`, sighting]))
  return found.map((filed) => {
    const { definition, sighting } = filed
    const isBlank = sighting.userId + sighting.visitorId === '' && Object.keys(sighting.matchKeys).length === 0
    const older = known.get(`${definition} ${sighting.id}`)
    if (!older || !isBlank || !isRecord(sighting) || sighting.time >= personsFrom) return filed
    const { userId, visitorId, matchKeys } = older
    return { definition, sighting: { ...sighting, userId, visitorId, matchKeys } }
  })
}

/**
 * Counts all definitions over what is new and everything it touches, and writes what differs.
 * @param ruledOn identifiers under which somebody merged or split something by hand.
 */
export async function countNew(
  store: Store,
  points: readonly CountedPoint[],
  extent: NewExtent,
  knownAt: number,
  ruledOn: readonly string[] = [],
): Promise<void> {
  const { facts, control } = store
  const found = await findNew(facts, points, extent)
  await linkSightings(facts, uniqueById(found.map((filed) => filed.sighting)), knownAt)
  const rulings = await rulingsInForce(control)
  const definitions = points.map((point) => point.definition)
  const unnamed = await unnamedSightings(facts, definitions)
  const reach = await reachOf(store, extent, { found, unnamed, rulings, ruledOn })
  const stored = await sightingsUnder(facts, definitions, reach.homes, reach.stated)
  const named = withKeptPersons(found, stored, await keptFrom(control, 'record_persons'))
  const members = mergeFound(stored, named, await goneSightings(facts, { stored, found, ...reach }, extent))
  if (members.length === 0 && stored.length === 0) return
  const wanted = await countSightings(store, points, members, { links: reach.links, rulings })
  const ids = new Set([...stored, ...wanted.conversions].map(({ conversionId }) => conversionId))
  const conversions = await conversionsById(facts, definitions, ids)
  const difference = differenceOf({ standing: { sightings: stored, conversions }, wanted })
  await writeDifference(facts, difference, knownAt)
}

async function findNew(facts: Facts, points: readonly CountedPoint[], extent: NewExtent): Promise<Filed[]> {
  const byPoint = await findSightings(
    facts,
    points.map(({ point }) => point),
    { all: false, ...extent },
  )
  return points.flatMap(({ definition }, index) => byPoint[index]!.map((sighting) => ({ definition, sighting })))
}

/** How far what is new reaches: what stored sightings it may influence, and what of them it may have taken away. */
interface Reach {
  /** Under these, and what is stated, stored sightings are filed that are counted again. */
  homes: ReadonlySet<string>
  stated: StatedKeys | undefined
  links: readonly Link[]
  /** Sighting ids of records that are new or changed, and of events that were taken out. */
  changed: ReadonlySet<string>
  taken: ReadonlySet<string>
}

async function reachOf(
  store: Store,
  extent: NewExtent,
  known: {
    found: readonly Filed[]
    unnamed: readonly StoredSighting[]
    rulings: readonly StoredRuling[]
    ruledOn: readonly string[]
  },
): Promise<Reach> {
  const { found, unnamed, rulings, ruledOn } = known
  const changed = await changedRecords(store, extent)
  const taken = await takenEvents(store, extent)
  const touched = new Set([...(await recordKeys(store, extent)), ...ruledOn])
  for (const { sighting } of found) for (const key of [homeOf(sighting), ...identifiers(sighting)]) touched.add(key)
  const lookedAt = new Set([...changed, ...taken, ...found.map(({ sighting }) => sighting.id)])
  for (const { home, sighting } of unnamed) if (lookedAt.has(sighting.id)) touched.add(home)
  const ties = [...rulings.map(({ homes }) => homes), ...unnamed.map(tieOf)]
  const stated = extent.events ? eventKeys(extent.events) : undefined
  const { keys: homes, links } = await closeOver(store.facts, touched, ties, stated)
  return { homes, stated, links, changed, taken }
}

export async function rulingsInForce(control: Control): Promise<StoredRuling[]> {
  return (await listRulings(control)).filter(({ undoneAt }) => undoneAt === null)
}

function uniqueById(sightings: readonly Sighting[]): Sighting[] {
  return [...new Map(sightings.map((sighting) => [sighting.id, sighting])).values()]
}

/** No link holds where it is filed, so its identifiers lead there, and from there to what it was told of before. */
function tieOf({ home, sighting }: StoredSighting): string[] {
  return [home, ...identifiers(sighting)]
}

/** Every identifier on the new or taken events: their visits and persons may have changed. */
function eventKeys(events: NewEvents): StatedKeys {
  // taken events are no longer found, so their own ids have to lead to what they were counted as
  const sql = newEventsOf(events, `arrayJoin(${eventKeysSql}) AS key`, `arrayJoin(${allEventKeysSql}) AS key`)
  return { sql, params: newEventsParams(events) }
}

/** Every identifier on the new records: their leads and persons may have changed. */
async function recordKeys({ facts }: Store, extent: NewExtent): Promise<Set<string>> {
  if (!extent.imports) return new Set()
  const { sql: isNew, params } = newRecords(extent)
  const sql = `SELECT DISTINCT arrayJoin(${recordKeysSql}) AS identifier FROM records WHERE ${isNew}`
  const rows = await facts.query<{ identifier: string }>(sql, params, { lane: 'count' })
  return new Set(rows.map(({ identifier }) => identifier))
}

/** Sighting ids of the leads, deals and orders that are new or changed, also as what takes something back. */
async function changedRecords({ facts }: Store, extent: NewExtent): Promise<Set<string>> {
  if (!extent.imports) return new Set()
  const { sql: isNew, params } = newRecords(extent)
  const rows = await facts.query<{ sighting: string }>(
    `SELECT DISTINCT arrayJoin([${recordSightingSql}, ${recordReversalIdSql}]) AS sighting FROM records WHERE ${isNew}`,
    params,
    { lane: 'count' },
  )
  return new Set(rows.map((row) => row.sighting))
}

/** Sighting ids of the events that an undone import took out. */
async function takenEvents({ facts }: Store, { events }: NewExtent): Promise<Set<string>> {
  if (!events?.taken) return new Set()
  const sql = `SELECT DISTINCT ${eventSightingSql} AS sighting FROM taken_events WHERE ${newEventsSql}`
  const rows = await facts.query<{ sighting: string }>(sql, newEventsParams(events), { lane: 'count' })
  return new Set(rows.map((row) => row.sighting))
}

/**
 * Stored sightings whose record no longer matches: a record that was changed, a visit that new events merged,
 * split or made shorter, an event that was taken out. Otherwise events never change; one that was taken out may
 * have come again.
 */
async function goneSightings(
  facts: Facts,
  {
    stored,
    found,
    changed,
    taken,
  }: { stored: readonly StoredSighting[]; found: readonly Filed[] } & Pick<Reach, 'changed' | 'taken'>,
  { events }: NewExtent,
): Promise<Set<StoredSighting>> {
  const matched = new Set(found.map((filed) => `${filed.definition} ${filed.sighting.id}`))
  const visitors =
    events && stored.some(({ sighting }) => sighting.kind === 'session')
      ? await facts.query<{ visitor_id: string }>(touchedVisitorsSql(events), newEventsParams(events), {
          lane: 'count',
        })
      : []
  const touchedVisitors = new Set(visitors.map((row) => row.visitor_id))
  return new Set(
    stored.filter(({ definition, sighting }) => {
      if (sighting.kind === 'event') return taken.has(sighting.id)
      if (matched.has(`${definition} ${sighting.id}`)) return false
      if (sighting.kind === 'session') return touchedVisitors.has(sighting.visitorId)
      return changed.has(sighting.id)
    }),
  )
}

/** Stored sightings without those that are gone, and over them the ones just found. */
function mergeFound(
  stored: readonly StoredSighting[],
  found: readonly Filed[],
  gone: ReadonlySet<StoredSighting>,
): Filed[] {
  const members = new Map<string, Filed>()
  for (const entry of stored) {
    if (!gone.has(entry))
      members.set(`${entry.definition} ${entry.sighting.id}`, {
        definition: entry.definition,
        sighting: entry.sighting,
      })
  }
  for (const filed of found) {
    const key = `${filed.definition} ${filed.sighting.id}`
    const older = members.get(key)
    // an event that came a second time, with another time, after its id was forgotten
    if (filed.sighting.kind === 'event' && older && older.sighting.time <= filed.sighting.time) continue
    members.set(key, filed)
  }
  return [...members.values()]
}
