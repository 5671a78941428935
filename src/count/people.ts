// Who is who. Pure: identifiers that were seen together on one record belong to one person, but a browser
// that several people used belongs to none of them.
import { UnionFind } from '#util/union-find.ts'
import { personKinds } from './sighting.ts'

export interface Link {
  a: string
  b: string
}

const kindRank = new Map<string, number>([...personKinds, 'visitor'].map((kind, rank) => [kind, rank]))

/**
 * Resolves persons from links. User ids, e-mails, phones and leads that are linked are one person; a visitor
 * is that person when it is linked to exactly one, else a person of its own.
 * Returns who the holder of identifiers (strongest first) is: the first one's person, named by that person's
 * strongest identifier; `''` for no identifiers.
 */
export function resolvePeople(links: readonly Link[]): (keys: readonly string[]) => string {
  const people = new UnionFind()
  const named = (key: string): boolean => kindRank.has(kindOf(key)) && kindOf(key) !== 'visitor'
  for (const { a, b } of links) if (named(a) && named(b)) people.union(a, b)
  const names = strongestNames(people)
  const owners = new Map<string, Set<string>>()
  for (const { a, b } of links) {
    for (const [visitor, other] of [
      [a, b],
      [b, a],
    ] as const) {
      if (kindOf(visitor) !== 'visitor' || !named(other)) continue
      const known = owners.get(visitor) ?? new Set<string>()
      owners.set(visitor, known.add(names.get(people.find(other)) ?? other))
    }
  }
  return ([key]) => {
    if (key === undefined) return ''
    if (kindOf(key) !== 'visitor') return names.get(people.find(key)) ?? key
    const known = owners.get(key)
    return known?.size === 1 ? [...known][0]! : key
  }
}

/** Root of each person → its strongest identifier (kind first, then alphabet), whatever the order of links. */
function strongestNames(people: UnionFind): Map<string, string> {
  const names = new Map<string, string>()
  for (const key of people.keys()) {
    const root = people.find(key)
    const name = names.get(root)
    if (name === undefined || stronger(key, name)) names.set(root, key)
  }
  return names
}

function stronger(a: string, b: string): boolean {
  const difference = kindRank.get(kindOf(a))! - kindRank.get(kindOf(b))!
  return difference < 0 || (difference === 0 && a < b)
}

export function kindOf(key: string): string {
  return key.slice(0, key.indexOf(':'))
}
