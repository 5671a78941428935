// One conversion with its story: every sighting and what became of it, earlier ids, earlier states, and the path to it.
import type { LedgerEntry, LedgerSighting, LedgerState, Ruling } from '#contract/ledger.ts'
import { doublesAmongSql } from '#metrics/doubles.ts'
import { standingNow } from '#metrics/standing.ts'
import { definitionHash } from '#plan/definition.ts'
import { describeMatch, describeOncePer } from '#plan/describe.ts'
import { forever, type Facts } from '#store/facts.ts'
import { listRulings, toldRuling } from '#store/rulings.ts'
import { businessZone, listPlans } from '#store/plans.ts'
import type { Store } from '#store/store.ts'
import { type ConversionRow, conversionColumns, toConversion } from '#store/ledger-rows.ts'
import { type PersonSighting, pathTo } from './ledger-path.ts'

type StateRow = ConversionRow & { known_from_ms: number; known_to_ms: number }

/** The conversion of an id, or of an id that it once had; undefined when there never was one. */
export async function ledgerEntry(store: Store, id: string, now: number): Promise<LedgerEntry | undefined> {
  const { facts } = store
  const states = await statesOf(facts, id)
  if (states.length === 0) {
    const newer = await laterId(facts, id)
    return newer === undefined ? undefined : ledgerEntry(store, newer, now)
  }
  const last = states.at(-1)!
  const conversion = toConversion(last)
  const withdrawn = last.known_to_ms < forever
  const sightings = await sightingsOf(facts, conversion.definition, id)
  const [{ points, timezone }, aliases, path, lead, doubles] = await Promise.all([
    pointsBy(store, conversion.definition, now),
    aliasesOf(facts, id),
    pathTo(facts, conversion, sightings),
    leadOf(facts, conversion.leadId),
    doublesAmong(facts, sightings),
  ])
  return {
    conversion,
    withdrawn,
    nowPartOf: withdrawn ? ((await laterId(facts, id)) ?? null) : null,
    points,
    sightings: sightings.map((sighting) => told(sighting, doubles)),
    aliases,
    states: states.map(toState),
    rulings: await rulingsOn(store, new Set(sightings.map((sighting) => sighting.id))),
    ...path,
    lead,
    timezone,
  }
}

/** What leads to the path is not told. */
function told({ matchKeys: _, ...sighting }: PersonSighting, doubles: ReadonlySet<string>): LedgerSighting {
  return { ...sighting, isDouble: doubles.has(`${sighting.source} ${sighting.recordId}`) }
}

/** `source id` of events that are suspected doubles. */
async function doublesAmong(facts: Facts, sightings: readonly PersonSighting[]): Promise<ReadonlySet<string>> {
  const events = sightings.filter(({ kind }) => kind === 'event')
  if (events.length === 0) return new Set()
  const { sql, params } = doublesAmongSql(events.map(({ recordId: id, time }) => ({ id, time })))
  const doubles = await facts.query<{ source: string; id: string }>(sql, params)
  return new Set(doubles.map(({ source, id }) => `${source} ${id}`))
}

async function rulingsOn({ control }: Store, sightings: ReadonlySet<string>): Promise<Ruling[]> {
  const rulings = await listRulings(control)
  return rulings
    .filter((ruling) => [...ruling.sightings, ...ruling.others].some((id) => sightings.has(id)))
    .map(toldRuling)
}

function statesOf(facts: Facts, id: string): Promise<StateRow[]> {
  return facts.query<StateRow>(
    `SELECT ${conversionColumns}, toUnixTimestamp64Milli(known_from) AS known_from_ms,
       toUnixTimestamp64Milli(known_to) AS known_to_ms
     FROM ledger FINAL WHERE conversion_id = {id:String} ORDER BY known_from`,
    { id },
  )
}

function toState(row: StateRow): LedgerState {
  const { time, state, value, refunded, currency, channel, campaign, sources, sightings } = toConversion(row)
  const knownTo = row.known_to_ms < forever ? Number(row.known_to_ms) : null
  const known = { knownFrom: Number(row.known_from_ms), knownTo }
  return { ...known, time, state, value, refunded, currency, channel, campaign, sources, sightings }
}

async function laterId(facts: Facts, alias: string): Promise<string | undefined> {
  const sql = 'SELECT conversion_id AS id FROM conversion_aliases FINAL WHERE alias = {alias:String} AND id != alias'
  const [row] = await facts.query<{ id: string }>(sql, { alias })
  return row?.id
}

function aliasesOf(facts: Facts, id: string): Promise<LedgerEntry['aliases']> {
  return facts.query(
    `SELECT alias AS id, toUnixTimestamp64Milli(since) AS since FROM conversion_aliases FINAL
     WHERE conversion_id = {id:String} ORDER BY conversion_aliases.since`,
    { id },
  )
}

interface SightingRow {
  id: string
  kind: LedgerSighting['kind']
  source: string
  record_id: string
  at: number
  visitor_id: string
  user_id: string
  match_keys: Record<string, string>
  order_id: string
  payment_id: string
  deal_id: string
  lead_id: string
  value: number | null
  currency: string
  outcome: LedgerSighting['outcome']
  reason: string
}

/** In order of time. Where they are filed is looked up first, since the table is sorted by that. */
async function sightingsOf(facts: Facts, definition: string, id: string): Promise<PersonSighting[]> {
  const rows = await facts.query<SightingRow>(
    `SELECT id, kind, source, record_id, toUnixTimestamp64Milli(time) AS at, visitor_id, user_id, match_keys, order_id,
       payment_id, deal_id, lead_id, value, currency, outcome, reason
     FROM sightings FINAL
     WHERE home IN (SELECT home FROM sightings WHERE conversion_id = {id:String} AND definition = {definition:String})
       AND definition = {definition:String} AND conversion_id = {id:String}
     ORDER BY at, id`,
    { id, definition },
  )
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    source: row.source,
    recordId: row.record_id,
    time: Number(row.at),
    visitorId: row.visitor_id,
    userId: row.user_id,
    matchKeys: row.match_keys,
    orderId: row.order_id,
    paymentId: row.payment_id,
    dealId: row.deal_id,
    leadId: row.lead_id,
    value: row.value === null ? null : Number(row.value),
    currency: row.currency,
    outcome: row.outcome,
    reason: row.reason,
  }))
}

/** The points of all versions that count by this definition. */
async function pointsBy(
  { control }: Store,
  definition: string,
  now: number,
): Promise<Pick<LedgerEntry, 'points' | 'timezone'>> {
  const versions = await listPlans(control, now)
  const points = new Map<string, LedgerEntry['points'][number]>()
  for (const { version, plan } of versions.toSorted((a, b) => a.version - b.version)) {
    for (const point of plan.points.filter((each) => definitionHash(each) === definition)) {
      const { id, name, tier } = point
      const before = points.get(id)?.versions ?? []
      const words = { rule: describeMatch(point.match), oncePer: describeOncePer(point) }
      points.set(id, { id, name, tier, ...words, versions: [...before, version] })
    }
  }
  return { points: [...points.values()], timezone: await businessZone(control, now) }
}

async function leadOf(facts: Facts, id: string): Promise<LedgerEntry['lead']> {
  if (id === '') return null
  const [lead] = await facts.query<NonNullable<LedgerEntry['lead']> & { at: number }>(
    `SELECT id, toUnixTimestamp64Milli(time) AS at, channel, campaign, source FROM records FINAL
     WHERE ${standingNow} AND kind = 'lead' AND id = {id:String}
     ORDER BY records.time LIMIT 1`,
    { id },
  )
  if (!lead) return null
  const { at, ...rest } = lead
  return { ...rest, time: Number(at) }
}
