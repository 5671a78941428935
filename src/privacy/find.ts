// What is held about a person, and what erasing it comes to.
import { adKeys, eventIdentifiers } from '#contract/identifiers.ts'
import type { FoundPerson, HeldKind, PersonQuery } from '#contract/privacy.ts'
import { fromEventLine } from '#contract/event-line.ts'
import { eventSightingSql } from '#metrics/sighting-ids.ts'
import { standingNow } from '#metrics/standing.ts'
import type { Facts } from '#store/facts.ts'
import { countJournalLines } from '#store/journal-erase.ts'
import { listRulings } from '#store/rulings.ts'
import type { Store } from '#store/store.ts'
import { Problem } from '#util/problem.ts'
import { rejectedRowsOf } from './files.ts'
import { markTheirs, theirs, unmark } from './theirs.ts'
import { kindOf, valueOf, walk } from './walk.ts'
import { type Whom, whomOf } from './whom.ts'

/** All that an erasure needs to know, so that it can be finished when nothing of the person is left to look at. */
export interface Found {
  whom: Whom
  /** `kind:value` of what is the person's alone, with every hash of their addresses and numbers. */
  identifiers: string[]
  shared: string[]
  /** Ids of sightings without a name that were merged into the person's conversions. */
  sightings: string[]
  /** Ids of conversions that stay without a person. */
  conversions: string[]
  /** Identifiers, and homes of sightings, that counting has to look at again. */
  touched: string[]
}

/** Everything must be counted, and nothing may be counted meanwhile. Throws Problem. */
export function findPerson(store: Store, query: PersonQuery): Promise<{ found: Found; person: FoundPerson }> {
  return findNamed(store, whomOf(query))
}

/** The same for whom a request named before. */
export async function findNamed(store: Store, whom: Whom): Promise<{ found: Found; person: FoundPerson }> {
  const found = await lookUp(store, whom)
  try {
    const span = await spanOf(store.facts)
    const held = await countHeld(store, found)
    const counts = await currentConversions(store.facts, found.conversions)
    const { identifiers, shared } = found
    return { found, person: { identifiers, shared, held, ...counts, ...span } }
  } finally {
    await unmark(store.facts)
  }
}

/** Leaves the scratch table filled. */
async function lookUp(store: Store, whom: Whom): Promise<Found> {
  const { facts } = store
  const start = [...whom.identifiers, ...(await otherSpellings(facts, whom.identifiers))]
  const { own, shared, beside, contested } = await walk(start, (keys) => readLinks(facts, keys))
  if (contested.length > 0) throw sharedBrowser()
  await markTheirs(facts, own)
  for (const identifier of await hashesBeside(facts, own)) own.add(identifier)
  for (const identifier of await adIds(facts)) own.add(identifier)
  await markTheirs(facts, own)
  const sightings = [...new Set([...(await namelessSightings(facts)), ...(await sightingsOfClicks(facts))])]
  await markTheirs(facts, own, { sighting: sightings })
  const { settled, homes } = await conversionsOf(facts)
  await markTheirs(facts, own, { sighting: sightings, conversion: settled })
  const touched = [...new Set([...beside, ...homes])]
  return {
    whom,
    identifiers: [...own].toSorted(),
    shared: [...shared].toSorted(),
    sightings,
    conversions: settled,
    touched,
  }
}

function sharedBrowser(): Problem {
  return new Problem('shared_browser', 'Several people used this browser.', {
    status: 409,
    details: [
      { field: 'visitor', message: 'is not one person', hint: 'Name the person by user id, e-mail address or phone.' },
    ],
  })
}

async function readLinks(facts: Facts, keys: readonly string[]): Promise<Map<string, string[]>> {
  const sql = `SELECT a, groupUniqArray(b) AS near FROM links
    PREWHERE a IN (SELECT arrayJoin(JSONExtract({keys:String}, 'Array(String)'))) GROUP BY a`
  const near = new Map<string, string[]>()
  for (let at = 0; at < keys.length; at += 500) {
    const params = { keys: JSON.stringify(keys.slice(at, at + 500)) }
    for (const row of await facts.query<{ a: string; near: string[] }>(sql, params)) near.set(row.a, row.near)
  }
  return near
}

/**
 * Addresses and numbers that were written otherwise and are the same by a platform's own normalisation. Senders state
 * both hashes, and anybody can send: what was ever seen without that normalisation is somebody else's.
 */
async function otherSpellings(facts: Facts, identifiers: readonly string[]): Promise<string[]> {
  const hashes = identifiers.filter((key) => ['email', 'phone'].includes(kindOf(key))).map(valueOf)
  if (hashes.length === 0) return []
  const all = '(SELECT match_keys FROM events UNION ALL SELECT match_keys FROM records)'
  const same = (kind: string, other: string): string => {
    const isSame = `match_keys['${other}'] IN {hashes:Array(String)}`
    return `SELECT concat('${kind}:', match_keys['${kind}']) AS key FROM ${all}
      WHERE match_keys['${kind}'] != '' AND match_keys['${kind}'] IN (SELECT match_keys['${kind}'] FROM ${all} WHERE ${isSame})
      GROUP BY key HAVING min(${isSame}) = 1`
  }
  const sql = `${same('email', 'email_google')} UNION DISTINCT ${same('phone', 'phone_e164')}`
  return (await facts.query<{ key: string }>(sql, { hashes })).map(({ key }) => key)
}

/**
 * Hashes of the same addresses and numbers in other normalisations. Senders state them, and anybody can send: one that
 * was seen with somebody else is no such thing.
 */
async function hashesBeside(facts: Facts, own: ReadonlySet<string>): Promise<string[]> {
  const all =
    'SELECT match_keys FROM events UNION ALL SELECT match_keys FROM records UNION ALL SELECT match_keys FROM sightings'
  const other = { email: 'email_google', phone: 'phone_e164' }
  const sql = Object.entries(other)
    .map(
      ([kind, key]) => `SELECT DISTINCT concat('${kind}:', match_keys['${key}']) AS key FROM (${all})
    WHERE match_keys['${key}'] != '' AND match_keys['${kind}'] IN (SELECT value FROM erasing WHERE kind = '${kind}')`,
    )
    .join(' UNION DISTINCT ')
  const keys = (await facts.query<{ key: string }>(sql)).map(({ key }) => key)
  const near = await readLinks(facts, keys)
  return keys.filter((key) => (near.get(key) ?? []).every((beside) => own.has(beside)))
}

/** Shorter ones are words of somebody's own, which anybody may carry. */
const shortestAdId = 8

/** Browser, device and click ids on the person's events, but for those that were also seen with somebody else. */
async function adIds(facts: Facts): Promise<string[]> {
  const kinds = adKeys.map((kind) => `'${kind}'`).join(', ')
  const carried = `SELECT arrayJoin(arrayConcat(mapValues(click_ids),
      mapValues(mapFilter((kind, id) -> kind IN (${kinds}), match_keys)))) AS ad, ${theirs.events} AS own,
      user_id != '' OR visitor_id != '' OR match_keys['email'] != '' OR match_keys['phone'] != '' AS names
    FROM events`
  const sql = `SELECT concat('ad:', ad) AS key FROM (${carried}) WHERE length(ad) >= ${shortestAdId}
    GROUP BY ad HAVING max(own) = 1 AND max(names AND NOT own) = 0`
  return (await facts.query<{ key: string }>(sql)).map(({ key }) => key)
}

/** Sightings do not say which click brought them. */
async function sightingsOfClicks(facts: Facts): Promise<string[]> {
  const sql = `SELECT DISTINCT ${eventSightingSql} AS sighting FROM events WHERE ${theirs.events} AND notEmpty(click_ids)`
  return (await facts.query<{ sighting: string }>(sql)).map(({ sighting }) => sighting)
}

/** Events that name nobody and are the same real action as the person's. */
async function namelessSightings(facts: Facts): Promise<string[]> {
  const sql = `SELECT DISTINCT id FROM sightings FINAL
    WHERE kind = 'event' AND NOT ${theirs.sightings} AND outcome IN ('counted', 'duplicate', 'reversal')
      AND user_id = '' AND visitor_id = '' AND lead_id = '' AND match_keys['email'] = '' AND match_keys['phone'] = ''
      AND conversion_id IN (SELECT conversion_id FROM sightings FINAL
        WHERE ${theirs.sightings} AND outcome IN ('counted', 'duplicate') AND conversion_id != '')`
  return (await facts.query<{ id: string }>(sql)).map(({ id }) => id)
}

/** The person's conversions that nobody else's sighting holds; and where the sightings that hold others are filed. */
async function conversionsOf(facts: Facts): Promise<{ settled: string[]; homes: string[] }> {
  const candidates = `SELECT conversion_id FROM sightings FINAL
      WHERE ${theirs.sightings} AND outcome IN ('counted', 'duplicate') AND conversion_id != ''
    UNION DISTINCT SELECT conversion_id FROM ledger WHERE ${theirs.ledger} AND erased = 0`
  const held = `SELECT conversion_id, home FROM sightings FINAL WHERE conversion_id IN (${candidates})
    AND NOT ${theirs.sightings} AND outcome IN ('counted', 'duplicate')`
  const rows = await facts.query<{ id: string; homes: string[] }>(
    `SELECT candidate.conversion_id AS id, groupUniqArrayIf(home, home != '') AS homes
     FROM (${candidates}) AS candidate LEFT JOIN (${held}) AS held ON held.conversion_id = candidate.conversion_id
     GROUP BY id`,
  )
  return {
    settled: rows.filter(({ homes }) => homes.length === 0).map(({ id }) => id),
    homes: [...new Set(rows.flatMap(({ homes }) => homes))],
  }
}

async function currentConversions(
  facts: Facts,
  settled: readonly string[],
): Promise<{ stay: number; recounted: number }> {
  const [row] = await facts.query<{ stay: number; named: number }>(
    `SELECT countIf(${theirs.settled}) AS stay, countIf(NOT ${theirs.settled} AND ${theirs.ledger}) AS named
     FROM ledger FINAL WHERE ${standingNow} AND erased = 0`,
  )
  return settled.length === 0 ? { stay: 0, recounted: row!.named } : { stay: row!.stay, recounted: row!.named }
}

const tables: Partial<Record<HeldKind, string>> = {
  events: `SELECT count() AS n FROM events FINAL WHERE ${theirs.events}`,
  visits: `SELECT count() AS n FROM sessions FINAL WHERE ${theirs.visits}`,
  records: `SELECT uniqExact(key) AS n FROM records WHERE ${theirs.records}`,
  conversions: `SELECT count() AS n FROM ledger FINAL
    WHERE ${standingNow} AND erased = 0 AND (${theirs.settled} OR ${theirs.ledger})`,
  sightings: `SELECT uniqExact(id) AS n FROM sightings FINAL WHERE ${theirs.sightings}`,
  links: `SELECT uniqExact(a, b) AS n FROM links WHERE a < b AND ${theirs.links}`,
}

async function countHeld(store: Store, found: Found): Promise<FoundPerson['held']> {
  const held: FoundPerson['held'] = {
    events: 0,
    visits: 0,
    records: 0,
    conversions: 0,
    sightings: 0,
    links: 0,
    journal: countJournalLines(store.home.journal, lineMatcher(found.identifiers)),
    rejected_rows: (await rejectedRowsOf(store.home.imports, found)).length,
    rulings: (await listRulings(store.control)).filter(({ homes }) => homes.some(isOneOf(found.identifiers))).length,
  }
  for (const [kind, sql] of Object.entries(tables)) {
    const [row] = await store.facts.query<{ n: number }>(sql)
    held[kind as HeldKind] = row!.n
  }
  return held
}

async function spanOf(facts: Facts): Promise<{ first: number | null; last: number | null }> {
  const [row] = await facts.query<{ first: number; last: number; rows: number }>(
    `SELECT toUnixTimestamp64Milli(min(at)) AS first, toUnixTimestamp64Milli(max(at)) AS last, count() AS rows FROM (
       SELECT time AS at FROM events WHERE ${theirs.events} UNION ALL SELECT time AS at FROM records WHERE ${theirs.records}
     )`,
  )
  return row!.rows === 0 ? { first: null, last: null } : { first: Number(row!.first), last: Number(row!.last) }
}

/** Whether a line of the journal is an event of these identifiers. */
export function lineMatcher(identifiers: readonly string[]): (line: string) => boolean {
  const isTheirs = isOneOf(identifiers)
  // most lines can be told by their text: an id stands in it as JSON writes it
  const texts = [...new Set(identifiers.map((key) => JSON.stringify(valueOf(key)).slice(1, -1)))]
  return (line) => texts.some((text) => line.includes(text)) && eventIdentifiers(fromEventLine(line)).some(isTheirs)
}

function isOneOf(identifiers: readonly string[]): (identifier: string) => boolean {
  const own = new Set(identifiers)
  return (identifier) => own.has(identifier)
}
