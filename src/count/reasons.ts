// Why the sightings of one action belong together. Pure: every sighting but the first says what it shares with those
// tied before it, the surest key first, so that the reason names a key that the sighting carries.
import { type Sighting, type StrongKind, strongKeys, strongKinds } from './sighting.ts'

/** Why a sighting is a duplicate of another. */
export type MergeReason =
  | 'same order'
  | 'same payment'
  | 'same deal'
  | 'same event id'
  | 'merged by hand'
  | 'same person in window'

type Tie = StrongKind | 'ruling' | 'person'
const ties: readonly Tie[] = [...strongKinds, 'ruling', 'person']
const reasonOf: Record<Tie, MergeReason> = {
  order: 'same order',
  payment: 'same payment',
  deal: 'same deal',
  event: 'same event id',
  ruling: 'merged by hand',
  person: 'same person in window',
}

export interface TieFinder {
  personOf(sighting: Sighting): string
  /** Merges by hand that name the sighting. */
  mergedBy(sighting: Sighting): readonly string[]
}

/** Sighting id → reason, for all but the first of an action's sightings, which are in order of time. */
export function reasonsOf(sightings: readonly Sighting[], { personOf, mergedBy }: TieFinder): Map<string, MergeReason> {
  if (sightings.length === 1) return new Map()
  const valuesOf = (sighting: Sighting, tie: Tie): readonly string[] => {
    if (tie === 'ruling') return mergedBy(sighting)
    return tie === 'person' ? [personOf(sighting)].filter((person) => person !== '') : strongKeys(sighting, tie)
  }
  const keysOf = (sighting: Sighting): { tie: Tie; key: string }[] =>
    ties.flatMap((tie) => valuesOf(sighting, tie).map((key) => ({ tie, key })))
  const holders = Object.fromEntries(ties.map((tie) => [tie, new Map<string, Sighting[]>()])) as Holders
  for (const sighting of sightings.toReversed()) {
    for (const { tie, key } of keysOf(sighting)) {
      const sharing = holders[tie].get(key)
      if (sharing) sharing.push(sighting)
      else holders[tie].set(key, [sighting])
    }
  }
  const reasons = new Map<string, MergeReason>()
  const open = Object.fromEntries(ties.map((tie) => [tie, new Set<string>()])) as Record<Tie, Set<string>>
  const tied = new Set<Sighting>()
  for (let next: Tied | undefined = { sighting: sightings[0]!, tie: null }; next; next = nextOf(open, holders, tied)) {
    tied.add(next.sighting)
    if (next.tie) reasons.set(next.sighting.id, reasonOf[next.tie])
    for (const { tie, key } of keysOf(next.sighting)) open[tie].add(key)
  }
  return reasons
}

type Holders = Record<Tie, Map<string, Sighting[]>>
interface Tied {
  sighting: Sighting
  tie: Tie | null
}

/** The earliest sighting that shares the surest of the keys met so far. */
function nextOf(open: Record<Tie, Set<string>>, holders: Holders, tied: ReadonlySet<Sighting>): Tied | undefined {
  for (const tie of ties) {
    for (const key of open[tie]) {
      const left = holders[tie].get(key)!
      while (left.length > 0) {
        const sighting = left.pop()!
        if (!tied.has(sighting)) return { sighting, tie }
      }
      open[tie].delete(key)
    }
  }
  return undefined
}
