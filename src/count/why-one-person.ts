// Why identifiers are taken for one person: the links that lead from each of them to the one that names the person.
import type { PersonStory } from '#contract/person.ts'
import { boundLists } from '#store/bound-params.ts'
import type { Facts } from '#store/facts.ts'
import { closeOver } from './links.ts'
import { type Link, kindOf, resolvePeople } from './people.ts'

/** A link with when it was first seen, epoch milliseconds. */
export interface DatedLink extends Link {
  firstSeen: number
}

/** Undefined for an identifier that nothing was ever seen with. */
export async function whyOnePerson(facts: Facts, asked: string): Promise<PersonStory | undefined> {
  const { keys, links } = await closeOver(facts, [asked], [])
  if (links.length === 0) return undefined
  const dated: DatedLink[] = []
  for (const part of boundLists(keys)) {
    const sql = `SELECT a, b, toUnixTimestamp64Milli(min(first_seen)) AS firstSeen FROM links
      WHERE a IN {keys:Array(String)} GROUP BY a, b ORDER BY firstSeen, a, b`
    const rows = await facts.query<DatedLink>(sql, { keys: part })
    dated.push(...rows.map((row) => ({ ...row, firstSeen: Number(row.firstSeen) })))
  }
  return explain(asked, dated)
}

/**
 * The same from links, which hold both directions and everything that `asked` leads to.
 */
export function explain(asked: string, links: readonly DatedLink[]): PersonStory {
  const resolve = resolvePeople(links)
  const person = resolve([asked])
  const own = new Set([
    person,
    ...links.map(({ a }) => a).filter((key) => isOfPeople(key) && resolve([key]) === person),
  ])
  const shared = links
    .filter(({ a, b }) => own.has(a) && kindOf(b) === 'visitor' && resolve([b]) !== person)
    .map(({ b }) => b)
  const isShared = kindOf(person) === 'visitor' && usersOf(person, links, resolve).length > 1
  return {
    asked,
    person,
    identifiers: leadingTo(person, own, links),
    shared: [...new Set([...shared, ...(isShared ? [person] : [])])].toSorted().map((visitor) => ({
      visitor,
      usedBy: usersOf(visitor, links, resolve),
    })),
  }
}

const personKinds = new Set(['user', 'email', 'phone', 'lead', 'visitor'])
const isOfPeople = (key: string): boolean => personKinds.has(kindOf(key))

function usersOf(visitor: string, links: readonly DatedLink[], resolve: (keys: readonly string[]) => string): string[] {
  const others = links.filter(({ a, b }) => a === visitor && isOfPeople(b) && kindOf(b) !== 'visitor')
  return [...new Set(others.map(({ b }) => resolve([b])))].toSorted()
}

/** The shortest way from the person's name to each identifier, earlier links first. */
function leadingTo(person: string, own: ReadonlySet<string>, links: readonly DatedLink[]): PersonStory['identifiers'] {
  const from = new Map<string, DatedLink[]>()
  for (const link of links) from.set(link.a, [...(from.get(link.a) ?? []), link])
  const found = new Map<string, PersonStory['identifiers'][number]>()
  found.set(person, { id: person, seenWith: null, firstSeen: null })
  for (const { id } of found.values()) {
    for (const { b, firstSeen } of from.get(id) ?? []) {
      if (own.has(b) && !found.has(b)) found.set(b, { id: b, seenWith: id, firstSeen })
    }
  }
  return [...found.values()]
}
