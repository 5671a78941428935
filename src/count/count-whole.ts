// One definition over everything, part by part: find sightings, count them, and compare with what stands.
import { undoneImports } from '#store/batches.ts'
import { keptFrom } from '#store/retention.ts'
import type { StoredRuling } from '#store/rulings.ts'
import type { Facts } from '#store/facts.ts'
import type { Store } from '#store/store.ts'
import { rulingsInForce, withKeptPersons } from './count-extent.ts'
import type { CountedPoint } from './count-point.ts'
import { countSightings } from './count-sightings.ts'
import type { Extent, WholeExtent } from './extent.ts'
import { findSightings } from './find-sightings.ts'
import {
  type Difference,
  type StoredSighting,
  allConversions,
  allSightings,
  differenceOf,
  strayConversions,
  writeDifference,
} from './ledger-store.ts'
import { linkSightings } from './links.ts'
import { type Part, inPartSql, partParams } from './part-sql.ts'
import { divide, forgetParts } from './parts.ts'
import type { Link } from './people.ts'
import type { Sighting } from './sighting.ts'

/** Counts everything up to a batch. */
export interface WholeCount {
  to: number
  knownAt: number
  progress?: (done: number, total: number) => void
  /** The most sightings, found or stored, that are held in memory at a time, unless more influence one another. */
  partSize?: number | undefined
}

const defaultPartSize = 50_000

/**
 * Counts one definition over all raw data up to a batch and writes what differs, part by part. Cut short anywhere, what is
 * written is right, and counting again finds what is missing.
 */
export async function countAll(store: Store, point: CountedPoint, whole: WholeCount): Promise<void> {
  for await (const difference of compareAll(store, point, whole))
    await writeDifference(store.facts, difference, whole.knownAt)
}

/**
 * What counting everything again would change, in parts that have nothing to do with one another: nothing, when the ledger
 * is right.
 */
export async function* compareAll(store: Store, point: CountedPoint, whole: WholeCount): AsyncGenerator<Difference> {
  const { facts, control } = store
  const { to, progress = () => undefined, partSize = defaultPartSize } = whole
  const extent = { all: true, to, undone: { ever: await undoneImports(control), now: [] } } as const
  const rulings = await rulingsInForce(control)
  progress(0, 0)
  const { parts, found } = await divide(facts, point, { extent, rulings, most: partSize })
  let done = 0
  const count = (part?: Part): Promise<Difference> =>
    compare(store, point, { ...extent, ...(part && { part }) }, { rulings, knownAt: whole.knownAt, counted })
  const counted = (more: number): void => {
    done += more
    progress(done, Math.max(done, found))
  }
  if (parts === 0) {
    yield await count()
    return
  }
  try {
    for (let number = 1; number <= parts; number += 1) yield await count({ definition: point.definition, number })
    const strays = { sightings: [], conversions: await strayConversions(facts, point.definition) }
    yield differenceOf({ standing: strays, wanted: { outcomes: [], conversions: [] } })
  } finally {
    await forgetParts(facts, point.definition)
  }
}

interface Around {
  rulings: readonly StoredRuling[]
  knownAt: number
  /** Is told how many more sightings have been counted. */
  counted: (more: number) => void
}

/** What counting an extent, or a part of it, would change. */
async function compare(
  store: Store,
  point: CountedPoint,
  extent: Extent & WholeExtent,
  { rulings, knownAt, counted }: Around,
): Promise<Difference> {
  const { facts, control } = store
  const { definition } = point
  const [found = []] = await findSightings(facts, [point.point], extent)
  await linkSightings(facts, found, knownAt)
  const stored = await allSightings(facts, definition, extent.part)
  found.push(...goneByRetention(stored, found, await keptFrom(control, 'events')))
  const filed = withKeptPersons(
    found.map((sighting) => ({ definition, sighting })),
    stored,
    await keptFrom(control, 'record_persons'),
  )
  const links = await linksOf(facts, extent.part)
  let done = 0
  const wanted = await countSightings(store, [point], filed, { links, rulings }, (now) => {
    counted(now - done)
    done = now
  })
  const conversions = await allConversions(facts, definition, extent.part)
  return differenceOf({ standing: { sightings: stored, conversions }, wanted })
}

function linksOf(facts: Facts, part?: Part): Promise<Link[]> {
  const among = part ? `AND ${inPartSql('a')}` : ''
  const sql = `SELECT DISTINCT a, b FROM links WHERE a < b ${among}`
  return facts.query<Link>(sql, part && partParams(part), { lane: 'count' })
}

/** Sightings whose events are no longer kept: they stay as they were. */
function goneByRetention(stored: readonly StoredSighting[], found: readonly Sighting[], from: number): Sighting[] {
  const known = new Set(found.map(({ id }) => id))
  return stored
    .map(({ sighting }) => sighting)
    .filter(({ kind, time, id }) => kind === 'event' && time < from && !known.has(id))
}
