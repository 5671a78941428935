// Sightings → conversions, for several points at once: split into sets that cannot influence each other,
// count each point over each set, and compare with what stands.
import { UnionFind } from '#util/union-find.ts'
import type { StoredRuling } from '#store/rulings.ts'
import type { Store } from '#store/store.ts'
import { type CountedPoint, type Surroundings, countPoint, lookbackMs } from './count-point.ts'
import type { Change } from './ledger-store.ts'
import type { Link } from './people.ts'
import { homeOf, identifiers, type Sighting } from './sighting.ts'
import { rulingsOf } from './rulings.ts'
import { readSurroundings } from './surroundings.ts'

/** A sighting of one definition. */
export interface Filed {
  definition: string
  sighting: Sighting
}

/** What ties sightings together beside what they carry: links, and the rulings in force. */
export interface Known {
  links: readonly Link[]
  rulings: readonly StoredRuling[]
}

/** Sightings whose visits and leads are held in memory at a time. */
const chunkSize = 50_000

/**
 * Counts all points over all sightings. `sightings` must hold every stored and new sighting that shares an
 * identifier, directly or through links, with any other of them.
 */
export async function countSightings(
  store: Store,
  points: readonly CountedPoint[],
  sightings: readonly Filed[],
  { links, rulings }: Known,
  progress: (done: number) => void = () => undefined,
): Promise<Change['wanted']> {
  const wanted: Change['wanted'] = { outcomes: [], conversions: [] }
  let done = 0
  const ruled = rulingsOf(rulings)
  for (const part of chunksOfSets(splitIntoSets(sightings, { links, rulings }))) {
    const members = part.flatMap((set) => set.sightings)
    const surroundings = await readSurroundings(store, {
      sightings: members.map((filed) => filed.sighting),
      links: part.flatMap((set) => set.links),
      lookbackMs: Math.max(...points.map(lookbackMs)),
    })
    for (const set of part) countSet(points, set.sightings, { ...surroundings, rulings: ruled }, wanted)
    done += members.length
    progress(done)
  }
  return wanted
}

function countSet(
  points: readonly CountedPoint[],
  members: readonly Filed[],
  around: Surroundings,
  wanted: Change['wanted'],
): void {
  for (const counted of points) {
    const { definition } = counted
    const own = members.filter((filed) => filed.definition === definition).map((filed) => filed.sighting)
    if (own.length === 0) continue
    const { conversions, outcomes } = countPoint(counted, own, around)
    for (const conversion of conversions) wanted.conversions.push(conversion)
    for (const outcome of outcomes) wanted.outcomes.push({ definition, ...outcome })
  }
}

interface InfluenceSet {
  sightings: Filed[]
  links: Link[]
}

/** Sets of sightings that share no identifier, directly or through links, and that nobody merged by hand. */
function splitIntoSets(sightings: readonly Filed[], { links, rulings }: Known): InfluenceSet[] {
  const joined = new UnionFind()
  for (const { homes } of rulings) for (const home of homes) joined.union(homes[0]!, home)
  for (const { a, b } of links) joined.union(a, b)
  // rulings name homes, and that of a record without an id of its own is none of its identifiers
  const keyOf = ({ sighting }: Filed): string => homeOf(sighting)
  for (const filed of sightings) for (const key of identifiers(filed.sighting)) joined.union(keyOf(filed), key)
  const sets = new Map<string, InfluenceSet>()
  for (const filed of sightings) {
    const root = joined.find(keyOf(filed))
    const set = sets.get(root) ?? { sightings: [], links: [] }
    set.sightings.push(filed)
    sets.set(root, set)
  }
  for (const link of links) sets.get(joined.find(link.a))?.links.push(link)
  return [...sets.values()]
}

function* chunksOfSets(sets: readonly InfluenceSet[]): Generator<InfluenceSet[]> {
  let part: InfluenceSet[] = []
  let size = 0
  for (const set of sets) {
    part.push(set)
    size += set.sightings.length
    if (size < chunkSize) continue
    yield part
    part = []
    size = 0
  }
  if (part.length > 0) yield part
}
