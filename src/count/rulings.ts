// What people decided by hand, as merging asks for it: which sightings are one action, and which are not. Pure; the
// order in which rulings were made does not matter.
import type { Ruling } from '#contract/ledger.ts'

export interface Rulings {
  /** Merges that name a sighting. */
  mergedBy(sightingId: string): readonly string[]
  /** Sides of splits on which a sighting stands. */
  sidesOf(sightingId: string): readonly string[]
}

type Names = Pick<Ruling, 'id' | 'kind' | 'sightings' | 'others'>

const none: readonly string[] = []
const stayed = (ruling: string): string => `${ruling} stayed`
const takenSuffix = ' taken'

/** @param rulings those in force. */
export function rulingsOf(rulings: readonly Names[]): Rulings {
  const merges = new Map<string, string[]>()
  const sides = new Map<string, string[]>()
  const add = (into: Map<string, string[]>, sighting: string, name: string): void => {
    const names = into.get(sighting)
    if (names) names.push(name)
    else into.set(sighting, [name])
  }
  // in one order, since a sighting that several merges name is told of by the first
  for (const { id, kind, sightings, others } of rulings.toSorted((a, b) => a.id - b.id)) {
    const name = String(id)
    for (const sighting of sightings) {
      if (kind === 'merge') add(merges, sighting, name)
      else add(sides, sighting, `${name}${takenSuffix}`)
    }
    for (const sighting of others) {
      if (kind === 'merge') add(merges, sighting, name)
      else add(sides, sighting, stayed(name))
    }
  }
  return { mergedBy: (id) => merges.get(id) ?? none, sidesOf: (id) => sides.get(id) ?? none }
}

/** Whether a split keeps two groups apart. One that was merged again by hand stands on both sides, and counts for neither. */
export function isSeparated(a: readonly string[], b: readonly string[]): boolean {
  if (a.length === 0 || b.length === 0) return false
  return splitsFrom(a, b) || splitsFrom(b, a)
}

function splitsFrom(taken: readonly string[], rest: readonly string[]): boolean {
  return rulingsTaken(taken).some(
    (ruling) => rest.includes(stayed(ruling)) && !rest.includes(`${ruling}${takenSuffix}`),
  )
}

/** Names what was taken out by splits; `''` for what was not. */
export function takenOut(sides: readonly string[]): string {
  return rulingsTaken(sides).toSorted().join(' ')
}

function rulingsTaken(sides: readonly string[]): string[] {
  return sides
    .filter((side) => side.endsWith(takenSuffix))
    .map((side) => side.slice(0, -takenSuffix.length))
    .filter((ruling) => !sides.includes(stayed(ruling)))
}
