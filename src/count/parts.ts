// Divides what is found and stored of a definition into parts of bounded size, so that never all of it is in memory: all
// sightings that may influence one another, by identifiers, links or rulings, are in one part.
import { isNobodySql, sightingKeysSql } from '#metrics/identifiers.ts'
import { conversionIdSql } from '#metrics/sighting-ids.ts'
import type { Facts } from '#store/facts.ts'
import type { StoredRuling } from '#store/rulings.ts'
import type { CountedPoint } from './count-point.ts'
import type { Extent } from './extent.ts'
import { type Finding, findingsOf } from './find-sightings.ts'
import { KeySets } from './key-sets.ts'
import { standingSightingsSql } from './ledger-store.ts'
import { hashSql } from './part-sql.ts'
import { fallbackHome } from './sighting.ts'

/** Rows of hashes read at a time, and written: about a hundred bytes each. */
const rowsAtOnce = 100_000

/** Says in a column `keys` which hashes belong together: of a sighting, of a link. */
interface Telling extends Finding {
  rows: number
}

export interface Division {
  /** 0: it is small enough to be counted at once, and is not divided. */
  parts: number
  /** Sightings that were found; one may be found twice. */
  found: number
}

/**
 * Divides a definition into parts of at most so many sightings, found or stored, and writes down which is where, until
 * `forgetParts`. More that influence one another are a part of their own.
 */
export async function divide(
  facts: Facts,
  { definition, point }: CountedPoint,
  { extent, rulings, most }: { extent: Extent; rulings: readonly StoredRuling[]; most: number },
): Promise<Division> {
  const tell = (finding: Finding, keys: string): Promise<Telling> => telling(facts, definition, finding, keys)
  const found: Telling[] = []
  for (const finding of findingsOf(point, extent)) found.push(await tell(finding, foundKeysSql))
  const sightings = [...found, await tell(stored, storedKeysSql)]
  const foundRows = sumOfRows(found)
  if (sumOfRows(sightings) <= most) return { parts: 0, found: foundRows }
  const sets = new KeySets()
  for (const each of sightings) await joinTold(facts, each, (keys) => sets.join(keys, 1))
  await joinTold(facts, await tell(links, keysSql(['a', 'b'])), (keys) => sets.join(keys))
  for (const { homes } of rulings) sets.join(await hashed(facts, homes))
  const { count, each } = sets.parts(most)
  await writeParts(facts, definition, each())
  return { parts: count, found: foundRows }
}

/** Forgets how a definition was divided. */
export async function forgetParts(facts: Facts, definition: string): Promise<void> {
  const sql = 'ALTER TABLE counting_parts DELETE WHERE definition = {definition:String} SETTINGS mutations_sync = 2'
  await facts.command(sql, { definition }, { lane: 'count' })
}

const stored: Finding = { sql: `SELECT * FROM sightings FINAL PREWHERE ${standingSightingsSql}`, params: {} }
const links: Finding = { sql: 'SELECT a, b FROM links WHERE a < b', params: {} }

/** Where it is filed if it has no id of its own: rulings name that. */
const unnamedHomeSql = `if(${isNobodySql('record_id')}, concat('${fallbackHome('')}', sighting), '')`
// a sighting's own conversion is one that it may become the first of, and that may stand already
const foundKeysSql = keysSql(
  ['sighting', conversionIdSql('sighting'), unnamedHomeSql],
  sightingKeysSql({ lead: 'from_lead', order: 'of_order' }),
)
const storedKeysSql = keysSql(['id', conversionIdSql('id'), 'conversion_id', 'home'], sightingKeysSql())

function keysSql(names: readonly string[], more = '[]'): string {
  return `arrayMap(key -> ${hashSql('key')}, arrayFilter(key -> key != '', arrayConcat([${names.join(', ')}], ${more})))`
}

async function telling(facts: Facts, definition: string, finding: Finding, keys: string): Promise<Telling> {
  const params = { ...finding.params, definition }
  const sql = `SELECT count() AS rows FROM (${finding.sql})`
  const [counted] = await facts.query<{ rows: number }>(sql, params, { lane: 'count' })
  return { sql: `SELECT ${keys} AS keys FROM (${finding.sql})`, params, rows: counted!.rows }
}

function sumOfRows(tellings: readonly Telling[]): number {
  return tellings.reduce((sum, { rows }) => sum + rows, 0)
}

async function joinTold(facts: Facts, { sql, params, rows }: Telling, join: (keys: number[]) => void): Promise<void> {
  const pages = Math.ceil(rows / rowsAtOnce)
  const pageSql = `SELECT keys FROM (${sql}) WHERE keys[1] % {pages:UInt32} = {page:UInt32}`
  for (let page = 0; page < pages; page += 1) {
    const told = await facts.query<{ keys: number[] }>(pageSql, { ...params, pages, page }, { lane: 'count' })
    for (const { keys } of told) join(keys)
  }
}

async function hashed(facts: Facts, keys: readonly string[]): Promise<number[]> {
  const sql = `SELECT ${hashSql('arrayJoin({keys:Array(String)})')} AS key`
  return (await facts.query<{ key: number }>(sql, { keys }, { lane: 'count' })).map(({ key }) => key)
}

async function writeParts(facts: Facts, definition: string, parts: Iterable<[number, number]>): Promise<void> {
  await forgetParts(facts, definition)
  let lines: string[] = []
  const write = async (): Promise<void> => {
    await facts.insertLines('counting_parts', ['definition', 'key', 'part'], lines, { lane: 'count' })
    lines = []
  }
  for (const [key, part] of parts) {
    lines.push(JSON.stringify([definition, key, part]))
    if (lines.length === rowsAtOnce) await write()
  }
  await write()
}
