// What an extent of the raw data holds for points: sightings, read by the points' compiled rules.
import { Params, compileMatch } from '#metrics/match.ts'
import type { Point } from '#contract/plan.ts'
import type { Facts } from '#store/facts.ts'
import { type Extent, filterOf } from './extent.ts'
import { inPartSql, partParams } from './part-sql.ts'
import { isEventReversalSql } from './reversal-sql.ts'
import type { Sighting } from './sighting.ts'
import { type SightingRow, toSighting } from './sighting-columns.ts'
import { eventsSql, selects, takenBackSql } from './sighting-selects.ts'

/** A row of the selects, without what it is worth. */
interface FoundRow extends Omit<
  SightingRow,
  'id' | 'time' | 'lead_id' | 'order_id' | 'value' | 'currency' | 'reverses'
> {
  sighting: string
  at: number
  from_lead: string
  of_order: string
}

/** A visit or record that one rule matched, or that takes something back. */
interface MatchedRow extends FoundRow {
  worth: number | null
  money: string
  reversal?: string
}

/** An event, with what each of several points makes of it. */
interface EventRow extends FoundRow {
  matched: (0 | 1)[]
  worths: (number | null)[]
  moneys: string[]
  reversal: string
  own_value: number | null
  own_currency: string
}

/** Finds sightings, in rows that have the columns `sighting`, `from_lead` and `of_order` and others of `sightings`. */
export interface Finding {
  sql: string
  params: Record<string, unknown>
}

/** All that is asked to find what an extent holds for a point. A sighting may be found more than once. */
export function findingsOf(point: Point, extent: Extent): Finding[] {
  const reversed = canBeReversed(point) ? findingReversed(extent) : null
  return [findingInEvents([point], extent), findingMatched(point, extent), reversed].filter((one) => one !== null)
}

/**
 * What an extent holds for each of several points: what the point's rule matches, each record once, and all that takes
 * actions back, whether or not there is such an action. What a rule matches itself takes nothing back under it.
 */
export async function findSightings(facts: Facts, points: readonly Point[], extent: Extent): Promise<Sighting[][]> {
  const { matched, reversals } = await findInEvents(facts, points, extent)
  const reversed = points.some(canBeReversed) ? findingReversed(extent) : null
  if (reversed) for (const sighting of await readMatched(facts, reversed)) reversals.push(sighting)
  for (const [index, point] of points.entries()) {
    const finding = findingMatched(point, extent)
    if (finding) matched[index] = await readMatched(facts, finding)
    if (!canBeReversed(point)) continue
    const own = new Set(matched[index]!.map(({ id }) => id))
    for (const reversal of reversals) if (!own.has(reversal.id)) matched[index]!.push(reversal)
  }
  return matched
}

/** Events of all points, and events that take something back, in one look at the events. */
async function findInEvents(
  facts: Facts,
  points: readonly Point[],
  extent: Extent,
): Promise<{ matched: Sighting[][]; reversals: Sighting[] }> {
  const found = { matched: points.map(() => new Map<string, Sighting>()), reversals: new Map<string, Sighting>() }
  const finding = findingInEvents(points, extent)
  if (finding) {
    const sql = `${finding.sql}${extent.all ? ' SETTINGS max_threads = 0' : ''}`
    for (const row of await facts.query<EventRow>(sql, finding.params, { lane: 'count' })) {
      for (const [index, own] of found.matched.entries())
        if (row.matched[index]) keepEarliest(own, foundSighting(row, '', row.worths[index]!, row.moneys[index]!))
      if (row.reversal !== '')
        keepEarliest(found.reversals, foundSighting(row, row.reversal, row.own_value, row.own_currency))
    }
  }
  return { matched: found.matched.map((own) => [...own.values()]), reversals: [...found.reversals.values()] }
}

function findingInEvents(points: readonly Point[], extent: Extent): Finding | null {
  const params = new Params()
  const matches = points.map((point) => compileMatch(point, params))
  const rules = matches.flatMap(({ table, where }) => (table === 'events' ? [`(${where})`] : []))
  if (points.some(canBeReversed)) rules.push(`(${isEventReversalSql})`)
  const filter = filterOf('events', extent)
  if (!filter || rules.length === 0) return null
  const sql = eventsSql(matches, rules, filter.sql)
  return ofPart({ sql, params: { ...params.values, ...filter.params } }, extent)
}

/** Of visits or records. */
function findingMatched(point: Point, extent: Extent): Finding | null {
  const { table, ...match } = compileMatch(point)
  const filter = filterOf(table, extent)
  if (table === 'events' || !filter) return null
  const sql = selects[table]({ table, ...match }, filter.sql)
  return ofPart({ sql, params: { ...match.params, ...filter.params } }, extent)
}

/** Records that take something back. */
function findingReversed(extent: Extent): Finding | null {
  const filter = filterOf('records', extent)
  return filter && ofPart({ sql: takenBackSql(filter.sql), params: filter.params }, extent)
}

function ofPart({ sql, params }: Finding, extent: Extent): Finding {
  if (!extent.all || !extent.part) return { sql, params }
  return {
    sql: `SELECT * FROM (${sql}) WHERE ${inPartSql('sighting')}`,
    params: { ...params, ...partParams(extent.part) },
  }
}

/** Points whose sightings may carry the id of an order, payment or deal. */
function canBeReversed({ match }: Point): boolean {
  return !('lead' in match || 'session' in match)
}

async function readMatched(facts: Facts, { sql, params }: Finding): Promise<Sighting[]> {
  const found = new Map<string, Sighting>()
  for (const row of await facts.query<MatchedRow>(sql, params, { lane: 'count' }))
    keepEarliest(found, foundSighting(row, row.reversal ?? '', row.worth, row.money))
  return [...found.values()]
}

function foundSighting(row: FoundRow, reverses: string, value: number | null, currency: string): Sighting {
  return toSighting({
    ...row,
    id: row.sighting,
    reverses,
    time: row.at,
    value,
    currency,
    lead_id: row.from_lead,
    order_id: row.of_order,
  })
}

function keepEarliest(found: Map<string, Sighting>, sighting: Sighting): void {
  const other = found.get(sighting.id)
  if (!other || sighting.time < other.time) found.set(sighting.id, sighting)
}
