// The ledger and its sightings as tables: what stands there now, and the smallest change that makes it right.
import { isDeepStrictEqual } from 'node:util'
import { standingNow } from '#metrics/standing.ts'
import { boundLists } from '#store/bound-params.ts'
import { type Facts, sqlTime } from '#store/facts.ts'
import { type ConversionRow, conversionColumns, conversionOf } from '#store/ledger-rows.ts'
import type { Conversion, Outcome } from './count-point.ts'
import { type SightingRow, toSighting, toSightingColumns } from './sighting-columns.ts'
import { type StatedKeys, underKeys } from './links.ts'
import { type Part, inNoPartSql, inPartSql, partParams } from './part-sql.ts'
import { fallbackHome, homeOf, type Sighting } from './sighting.ts'

/** A sighting as it stands in the store, with what became of it. */
export interface StoredSighting extends Outcome {
  definition: string
  home: string
}

/** A ledger row as it stands in the store. */
export interface StoredConversion extends Conversion {
  knownFrom: number
}

interface StoredSightingRow extends SightingRow {
  definition: string
  home: string
  outcome: Outcome['outcome']
  reason: string
  conversion_id: string
}

const sightingColumns = `id, kind, reverses, source, record_id, toUnixTimestamp64Milli(time) AS at, visitor_id, user_id, match_keys,
  lead_id, order_id, payment_id, deal_id, value, currency, channel, campaign, ad, landing_page, attributes,
  sent_from, junk, definition, home, outcome, reason, conversion_id`

/** Stored sightings of these definitions that are filed under any of these identifiers, or of those stated. */
export async function sightingsUnder(
  facts: Facts,
  definitions: readonly string[],
  homes: Iterable<string>,
  stated?: StatedKeys,
): Promise<StoredSighting[]> {
  const found = new Map<string, StoredSighting>()
  for (const { where, params } of underKeys('home', [...homes], stated)) {
    const under = `${where} AND definition IN {definitions:Array(String)}`
    // a home may be listed and stated
    for (const entry of await readSightings(facts, under, { ...params, definitions })) found.set(placeOf(entry), entry)
  }
  return [...found.values()]
}

/**
 * Stored sightings of these definitions that no identifier leads to by itself: of records and events whose own id names
 * nobody. A source has one of each such id, kind and stage, so there are a handful.
 */
export function unnamedSightings(facts: Facts, definitions: readonly string[]): Promise<StoredSighting[]> {
  const where = 'startsWith(home, {unnamed:String}) AND definition IN {definitions:Array(String)}'
  return readSightings(facts, where, { unnamed: fallbackHome(''), definitions })
}

function placeOf({ definition, home, sighting }: Pick<StoredSighting, 'definition' | 'home' | 'sighting'>): string {
  return `${definition} ${home} ${sighting.id}`
}

/** Stored sightings of `{definition:String}`, but those of erased persons: no raw data says them any more. */
export const standingSightingsSql = "definition = {definition:String} AND NOT startsWith(home, 'erased:')"

/** All stored sightings of a definition, or those of a part. */
export function allSightings(facts: Facts, definition: string, part?: Part): Promise<StoredSighting[]> {
  return readSightings(facts, ofPart(standingSightingsSql, 'id', part), { definition, ...(part && partParams(part)) })
}

function ofPart(where: string, id: string, part?: Part): string {
  return part ? `${where} AND ${inPartSql(id)}` : where
}

/** @param where on columns of the sorting key alone, so that other columns are read of these rows only. */
async function readSightings(facts: Facts, where: string, params: Record<string, unknown>): Promise<StoredSighting[]> {
  const sql = `SELECT ${sightingColumns} FROM sightings FINAL PREWHERE ${where}`
  const rows = await facts.query<StoredSightingRow & { at: number }>(sql, params, { lane: 'count' })
  return rows.map((row) => ({
    sighting: toSighting({ ...row, time: row.at }),
    definition: row.definition,
    home: row.home,
    outcome: row.outcome,
    reason: row.reason,
    conversionId: row.conversion_id,
  }))
}

interface LedgerRow extends ConversionRow {
  known_from_ms: number
  last_at: number
  paid: number
  device: string
  country: string
  attributes: Record<string, string>
}

const ledgerColumns = `${conversionColumns}, toUnixTimestamp64Milli(known_from) AS known_from_ms,
  toUnixTimestamp64Milli(last_time) AS last_at, paid, device, country, attributes`

/** Current ledger rows of these definitions with these ids. */
export async function conversionsById(
  facts: Facts,
  definitions: readonly string[],
  ids: Iterable<string>,
): Promise<StoredConversion[]> {
  const parts: StoredConversion[][] = []
  for (const part of boundLists(ids)) {
    const where = 'definition IN {definitions:Array(String)} AND conversion_id IN {ids:Array(String)}'
    parts.push(await readLedger(facts, where, { definitions, ids: part }))
  }
  return parts.flat()
}

/** All current ledger rows of a definition, or those of a part. */
export function allConversions(facts: Facts, definition: string, part?: Part): Promise<StoredConversion[]> {
  const where = ofPart('definition = {definition:String}', 'conversion_id', part)
  return readLedger(facts, where, { definition, ...(part && partParams(part)) })
}

/** Current ledger rows of a definition that is counted in parts which no sighting leads to. */
export function strayConversions(facts: Facts, definition: string): Promise<StoredConversion[]> {
  const where = `definition = {parted:String} AND ${inNoPartSql('conversion_id')}`
  return readLedger(facts, where, { parted: definition })
}

/** Rows of erased persons are neither made nor taken back. @param where as above. */
async function readLedger(facts: Facts, where: string, params: Record<string, unknown>): Promise<StoredConversion[]> {
  const sql = `SELECT ${ledgerColumns} FROM ledger FINAL PREWHERE ${where} WHERE ${standingNow} AND erased = 0`
  const rows = await facts.query<LedgerRow>(sql, params, { lane: 'count' })
  return rows.map((row) => ({
    ...conversionOf(row),
    conversionId: row.conversion_id,
    knownFrom: Number(row.known_from_ms),
    lastTime: Number(row.last_at),
    paid: row.paid === 1,
    device: row.device,
    country: row.country,
    attributes: row.attributes,
  }))
}

/** What stands, and what should stand, for the same set of sightings. */
export interface Change {
  standing: { sightings: StoredSighting[]; conversions: StoredConversion[] }
  wanted: { outcomes: (Outcome & { definition: string })[]; conversions: Conversion[] }
}

export interface Difference {
  opened: Conversion[]
  closed: StoredConversion[]
  aliases: { definition: string; alias: string; conversionId: string }[]
  filed: (Outcome & { definition: string })[]
  removed: StoredSighting[]
}

/** The smallest change that turns what stands into what is wanted; empty when it already is. */
export function differenceOf({ standing, wanted }: Change): Difference {
  const standingById = new Map(standing.conversions.map((conversion) => [conversion.conversionId, conversion]))
  const wantedById = new Map(wanted.conversions.map((conversion) => [conversion.conversionId, conversion]))
  const opened = wanted.conversions.filter((conversion) => {
    const old = standingById.get(conversion.conversionId)
    return !old || !sameConversion(old, conversion)
  })
  const openedIds = new Set(opened.map((conversion) => conversion.conversionId))
  const closed = standing.conversions.filter(
    (conversion) => openedIds.has(conversion.conversionId) || !wantedById.has(conversion.conversionId),
  )
  const place = ({ definition, sighting }: { definition: string; sighting: Sighting }): string =>
    placeOf({ definition, home: homeOf(sighting), sighting })
  const before = new Map(standing.sightings.map((entry) => [placeOf(entry), entry]))
  const after = new Map(wanted.outcomes.map((entry) => [place(entry), entry]))
  return {
    opened,
    closed,
    aliases: aliasesOf(standing.sightings, wanted.outcomes, wantedById),
    filed: wanted.outcomes.filter((entry) => !sameOutcome(before.get(place(entry)), entry)),
    removed: [...before].filter(([key]) => !after.has(key)).map(([, entry]) => entry),
  }
}

/** A conversion id that is no more lives on as a name of the conversion its anchor now belongs to. */
function aliasesOf(
  before: readonly StoredSighting[],
  after: readonly (Outcome & { definition: string })[],
  wanted: ReadonlyMap<string, Conversion>,
): Difference['aliases'] {
  const now = new Map(after.map((entry) => [`${entry.definition} ${entry.sighting.id}`, entry.conversionId]))
  return before
    .filter((entry) => entry.outcome === 'counted' && !wanted.has(entry.conversionId))
    .flatMap(({ definition, sighting, conversionId: alias }) => {
      const conversionId = now.get(`${definition} ${sighting.id}`)
      // what is left out as junk belongs to none
      return conversionId ? [{ definition, alias, conversionId }] : []
    })
}

function sameConversion(stored: StoredConversion, conversion: Conversion): boolean {
  const { knownFrom: _, ...rest } = stored
  return isDeepStrictEqual(rest, { ...conversion, value: asStored(conversion.value) })
}

function sameOutcome(stored: StoredSighting | undefined, entry: Outcome): boolean {
  return (
    stored !== undefined &&
    stored.outcome === entry.outcome &&
    stored.reason === entry.reason &&
    stored.conversionId === entry.conversionId &&
    isDeepStrictEqual(stored.sighting, entry.sighting)
  )
}

/** Money is kept with six decimals. */
function asStored(value: number | null): number | null {
  return value === null ? null : Number(value.toFixed(6))
}

/**
 * Writes a difference. The ledger goes first, the sightings last: cut short anywhere, the same count made again
 * finds what is missing.
 */
export async function writeDifference(facts: Facts, difference: Difference, knownAt: number): Promise<void> {
  const closing = difference.closed.map((row) => ({
    ...toLedgerColumns(row),
    known_from: sqlTime(row.knownFrom),
    known_to: sqlTime(knownAt),
    revision: knownAt,
  }))
  const opening = difference.opened.map((row) => ({
    ...toLedgerColumns(row),
    known_from: sqlTime(knownAt),
    revision: knownAt,
  }))
  // both rows of a correction side by side, so that they are sent together
  const rows = [...closing, ...opening].toSorted((a, b) => (a.conversion_id < b.conversion_id ? -1 : 1))
  await facts.insert('ledger', rows, { lane: 'count' })
  const aliases = difference.aliases.map(({ definition, alias, conversionId }) => {
    return { definition, alias, conversion_id: conversionId, since: sqlTime(knownAt), revision: knownAt }
  })
  await facts.insert('conversion_aliases', aliases, { lane: 'count' })
  const filed = difference.filed.map((entry) => ({
    ...toStoredColumns(entry),
    home: homeOf(entry.sighting),
    revision: knownAt,
  }))
  const removed = difference.removed.map((entry) => ({
    ...toStoredColumns(entry),
    home: entry.home,
    revision: knownAt,
    is_deleted: 1,
  }))
  await facts.insert('sightings', [...removed, ...filed], { lane: 'count' })
}

function toStoredColumns(entry: Outcome & { definition: string }): object {
  const { definition, outcome, reason, conversionId } = entry
  return { ...toSightingColumns(entry.sighting), definition, outcome, reason, conversion_id: conversionId }
}

function toLedgerColumns(row: Conversion): { conversion_id: string; [column: string]: unknown } {
  return {
    definition: row.definition,
    conversion_id: row.conversionId,
    time: sqlTime(row.time),
    last_time: sqlTime(row.lastTime),
    person: row.person,
    visitor_id: row.visitorId,
    order_id: row.orderId,
    payment_id: row.paymentId,
    deal_id: row.dealId,
    lead_id: row.leadId,
    state: row.state,
    value: row.value,
    refunded: row.refunded,
    currency: row.currency,
    channel: row.channel,
    campaign: row.campaign,
    ad: row.ad,
    landing_page: row.landingPage,
    credited_at: row.creditedAt === null ? null : sqlTime(row.creditedAt),
    session_id: row.sessionId,
    paid: row.paid ? 1 : 0,
    device: row.device,
    country: row.country,
    attributes: row.attributes,
    sources: row.sources,
    sightings: row.sightings,
  }
}
