// Conversions seen under two definitions of one point, around the day on which the plan changed: each counts once.
import { rowKey, type Counting, type Segment } from '#metrics/scope.ts'
import { standingNow } from '#metrics/standing.ts'
import type { Facts } from '#store/facts.ts'
import { UnionFind } from '#util/union-find.ts'
import type { Series } from './points.ts'

/** A ledger row near a change of definition, with the records it was made of. */
export interface Straddler {
  definition: string
  conversion: string
  /** Epoch ms of its earliest sighting. */
  time: number
  /** Sightings in it, and those that its definition left out. */
  records: string[]
  leftOut: string[]
}

/**
 * What the ledger rows of a series count as. Two rows of different definitions that share a record are one
 * action. Without this an action seen on both sides of the change would count under both definitions, or
 * under neither.
 */
export async function countingOf(facts: Facts, series: readonly Series[]): Promise<Counting> {
  const settled = await Promise.all(series.map(async ({ segments }) => settle(segments, await read(facts, segments))))
  return {
    segments: series.flatMap(({ segments }) => segments),
    dropped: settled.flatMap(({ dropped }) => dropped),
    added: settled.flatMap(({ added }) => added),
  }
}

/**
 * Rows of conversions that lie on both sides of a change, and of all that share a record with them. A
 * conversion on one side alone cannot be at odds: a record that two rows share is no older than the later
 * row, so the earlier row reaches over the change.
 */
async function read(facts: Facts, segments: readonly Segment[]): Promise<Straddler[]> {
  const definitions = [...new Set(segments.map(({ definition }) => definition))]
  if (definitions.length < 2) return []
  const sideOf = (time: string): string =>
    `arrayCount(change -> toUnixTimestamp64Milli(${time}) >= change, {changes:Array(Int64)})`
  const across = await facts.query<{ id: string }>(
    `SELECT DISTINCT conversion_id AS id FROM ledger FINAL
     WHERE definition IN {definitions:Array(String)} AND ${standingNow}
       AND last_time > time AND ${sideOf('time')} != ${sideOf('last_time')}`,
    { definitions, changes: segments.slice(1).map(({ from }) => from) },
  )
  if (across.length === 0) return []
  const ofAction = "outcome IN ('counted', 'duplicate')"
  const seen = 'sightings FINAL WHERE definition IN {definitions:Array(String)}'
  const records = `SELECT id FROM ${seen} AND ${ofAction} AND conversion_id IN {across:Array(String)}`
  return facts.query<Straddler>(
    `SELECT definition, conversion_id AS conversion,
       toUnixTimestamp64Milli(minIf(time, ${ofAction})) AS time,
       groupArrayIf(id, ${ofAction}) AS records, groupArrayIf(id, outcome = 'not_counted') AS leftOut
     FROM ${seen} AND conversion_id IN (SELECT conversion_id FROM ${seen} AND id IN (${records}))
     GROUP BY definition, conversion_id ORDER BY time, conversion`,
    { definitions, across: across.map(({ id }) => id) },
  )
}

/**
 * Of the rows of one action the earliest that is in force counts. Where none is in force, though the
 * definition in force at the earliest sighting knows the action, the earliest row counts.
 * @param rows in order of time.
 */
export function settle(segments: readonly Segment[], rows: readonly Straddler[]): Pick<Counting, 'dropped' | 'added'> {
  const dropped: string[] = []
  const added: string[] = []
  for (const action of actions(rows)) {
    const inForce = action.filter((row) => segmentOf(segments, row) !== undefined)
    const kept = inForce[0]
    if (kept) {
      const others = inForce.filter((row) => row.definition !== kept.definition)
      dropped.push(...others.map((row) => keyOf(segmentOf(segments, row)!, row)))
      continue
    }
    const first = action[0]!
    const then = segments.find(({ from, to }) => from <= first.time && first.time < to)
    const known = then && action.some((row) => row.definition === then.definition)
    if (known)
      added.push(
        keyOf(
          segments.find(({ definition }) => definition === first.definition)!,
          first,
        ),
      )
  }
  return { dropped, added }
}

function segmentOf(segments: readonly Segment[], row: Straddler): Segment | undefined {
  return segments.find(({ definition, from, to }) => definition === row.definition && from <= row.time && row.time < to)
}

function keyOf(segment: Segment, row: Straddler): string {
  return rowKey(segment.point, row.definition, row.conversion)
}

/** Groups of rows that are one action, each of more than one definition, rows in order of time. */
function actions(rows: readonly Straddler[]): Straddler[][] {
  const groups = new UnionFind()
  const byRecord = new Map<string, Straddler[]>()
  for (const row of rows) {
    groups.add(row.conversion)
    for (const record of row.records) byRecord.set(record, [...(byRecord.get(record) ?? []), row])
  }
  for (const sharing of byRecord.values()) {
    for (const [index, row] of sharing.entries()) {
      for (const other of sharing.slice(index + 1)) {
        if (sameAction(row, other)) groups.union(row.conversion, other.conversion)
      }
    }
  }
  const byGroup = new Map<string, Straddler[]>()
  for (const row of rows) {
    const group = groups.find(row.conversion)
    byGroup.set(group, [...(byGroup.get(group) ?? []), row])
  }
  return [...byGroup.values()].filter((group) => new Set(group.map(({ definition }) => definition)).size > 1)
}

/** An action that one definition leaves out (the person's second) is not the one that it counts. */
function sameAction(a: Straddler, b: Straddler): boolean {
  return !a.records.some((id) => b.leftOut.includes(id)) && !b.records.some((id) => a.leftOut.includes(id))
}
