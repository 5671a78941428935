// Links: identifiers seen together on one record, and the closure over them: everything that could
// influence how a new record is counted.
import { eventKeysSql, recordKeysSql } from '#metrics/identifiers.ts'
import { foreverSql, foreverText } from '#metrics/standing.ts'
import { boundLists } from '#store/bound-params.ts'
import { type Facts, sqlTime } from '#store/facts.ts'
import type { Link } from './people.ts'
import { type NewEvents, newEventsParams, newEventsSql } from './sessions.ts'
import { identifiers, type Sighting } from './sighting.ts'

/**
 * SQL for the pairs of identifiers that rows state, in both directions, each with the row's `time`: every identifier
 * is linked to the strongest one, so that what says who it was is one link away.
 */
export function pairsOf(from: string, keys: string): string {
  return `SELECT time, arrayJoin(arrayFlatten(arrayMap(key -> [(keys[1], key), (key, keys[1])], arraySlice(keys, 2)))) AS pair
  FROM (SELECT time, ${keys} AS keys FROM ${from}) WHERE length(keys) > 1`
}

const insertLinksOf = (
  from: string,
  keys: string,
): string => `INSERT INTO links (a, b, first_seen, known_from, known_to)
SELECT pair.1, pair.2, min(time), {known:DateTime64(3)}, ${foreverSql}
FROM (${pairsOf(from, keys)}) GROUP BY pair`

const eventLinksSql = insertLinksOf(`events WHERE ${newEventsSql}`, eventKeysSql)
const recordLinksSql = insertLinksOf('records WHERE batch > {from:UInt64} AND batch <= {to:UInt64}', recordKeysSql)

/** Writes down which identifiers the new events were seen with. Safe to repeat. */
export async function linkEvents(facts: Facts, span: NewEvents, knownAt: number): Promise<void> {
  await facts.command(eventLinksSql, { ...newEventsParams(span), known: sqlTime(knownAt) }, { lane: 'count' })
}

/** The same for leads, deals and orders of batches after `from` up to `to`. */
export async function linkRecords(facts: Facts, from: number, to: number, knownAt: number): Promise<void> {
  await facts.command(recordLinksSql, { from, to, known: sqlTime(knownAt) }, { lane: 'count' })
}

/** Writes down the identifiers of sightings that raw links do not hold: event ids shared between sources. */
export async function linkSightings(facts: Facts, sightings: readonly Sighting[], knownAt: number): Promise<void> {
  const rows = sightings.flatMap((sighting) => {
    const [home, ...others] = identifiers(sighting)
    return others
      .filter((key) => key.startsWith('event:'))
      .flatMap((key) =>
        [
          { a: home, b: key },
          { a: key, b: home },
        ].map((link) => ({
          ...link,
          first_seen: sqlTime(sighting.time),
          known_from: sqlTime(knownAt),
          known_to: foreverText,
        })),
      )
  })
  await facts.insert('links', rows, { lane: 'count' })
}

export interface Closure {
  keys: Set<string>
  links: Link[]
}

/** A statement that says identifiers, in a column `key`: as many as a day has visitors, so that they are not read here. */
export interface StatedKeys {
  sql: string
  params: Record<string, unknown>
}

/**
 * Every identifier that can be reached from `start` and from what is `stated` through links, with the links between
 * them. Of what is stated itself, only the identifiers that have a link or a tie.
 * @param ties identifiers and homes that lead to each other beside: what somebody ruled on, what has no id of its own.
 */
export async function closeOver(
  facts: Facts,
  start: Iterable<string>,
  ties: readonly (readonly string[])[],
  stated?: StatedKeys,
): Promise<Closure> {
  const tied = new Map<string, string[]>()
  for (const tie of ties) for (const key of tie) tied.set(key, [...(tied.get(key) ?? []), ...tie])
  const begin = [...start, ...(await statedAmong(facts, [...tied.keys()], stated))]
  const links = await linksOf(facts, begin, stated)
  const keys = new Set([...begin, ...links.map(({ a }) => a)])
  let reached = [...links.map(({ b }) => b), ...begin.flatMap((key) => tied.get(key) ?? [])]
  for (;;) {
    const frontier = [...new Set(reached)].filter((key) => !keys.has(key))
    if (frontier.length === 0) return { keys, links }
    const next = await linksOf(facts, frontier)
    for (const key of frontier) keys.add(key)
    for (const link of next) links.push(link)
    reached = [...next.map(({ b }) => b), ...frontier.flatMap((key) => tied.get(key) ?? [])]
  }
}

async function statedAmong(facts: Facts, keys: readonly string[], stated?: StatedKeys): Promise<string[]> {
  if (!stated || keys.length === 0) return []
  const sql = `SELECT DISTINCT key FROM (${stated.sql}) WHERE key IN {keys:Array(String)}`
  const rows = await facts.query<{ key: string }>(sql, { keys, ...stated.params }, { lane: 'count' })
  return rows.map(({ key }) => key)
}

/** The links of these identifiers and of those stated. */
async function linksOf(facts: Facts, keys: readonly string[], stated?: StatedKeys): Promise<Link[]> {
  const links: Link[] = []
  for (const { where, params } of underKeys('a', keys, stated)) {
    const sql = `SELECT DISTINCT a, b FROM links WHERE ${where}`
    for (const link of await facts.query<Link>(sql, params, { lane: 'count' })) links.push(link)
  }
  return links
}

/** Conditions that a column is one of these identifiers, some thousands at a time, and of those stated. */
export function* underKeys(
  column: string,
  keys: readonly string[],
  stated?: StatedKeys,
): Generator<{ where: string; params: Record<string, unknown> }> {
  const lists = [...boundLists(keys)]
  if (stated) {
    const where = `(${column} IN {keys:Array(String)} OR ${column} IN (${stated.sql}))`
    yield { where, params: { keys: lists.shift() ?? [], ...stated.params } }
  }
  for (const list of lists) yield { where: `${column} IN {keys:Array(String)}`, params: { keys: list } }
}
