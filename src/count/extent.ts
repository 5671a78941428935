// Which part of the raw data is looked at, as a condition on each table.
import type { CompiledMatch } from '#metrics/match.ts'
import type { Part } from './part-sql.ts'
import { type NewEvents, newEventsOf, newEventsParams, newEventsSql } from './sessions.ts'

/**
 * What of the raw data to look at: all of it up to a batch, or what is new since another. Of all of it, a part of the
 * sightings may be wanted.
 */
export type Extent = { undone: Undone } & (WholeExtent | ({ all: false } & NewExtent))

export interface WholeExtent {
  all: true
  to: number
  part?: Part
}

/** Ids of imports that were undone: all of them, and those of the batches that are looked at. */
export interface Undone {
  ever: readonly string[]
  now: readonly string[]
}

/** What is new: batches after `from` up to `to`. */
export interface NewExtent {
  from: number
  to: number
  events: NewEvents | null
  /** Whether imports or undos are among them: a journal brings events alone, and takes none out. */
  imports: boolean
  undone: Undone
}

/** The rows of a table that an extent takes in; null, when it takes in none. */
export function filterOf(
  table: CompiledMatch['table'],
  extent: Extent,
): { sql: string; params: Record<string, unknown> } | null {
  if (table === 'sessions') {
    if (extent.all) return { sql: '1', params: {} }
    // visits of every visitor with new events: their number of pages may have changed either way
    return (
      extent.events && {
        sql: `visitor_id IN (${touchedVisitorsSql(extent.events)})`,
        params: newEventsParams(extent.events),
      }
    )
  }
  if (table === 'events') {
    if (extent.all) return { sql: 'batch <= {to:UInt64}', params: { to: extent.to } }
    return extent.events && { sql: newEventsSql, params: newEventsParams(extent.events) }
  }
  const undone = { undone: extent.undone.ever }
  if (extent.all) return { sql: 'batch <= {to:UInt64}', params: { to: extent.to, ...undone } }
  const { sql, params } = newRecords(extent)
  return extent.imports ? { sql, params: { ...params, ...undone } } : null
}

/**
 * New and changed records, without an upper bound: a record that changes once more while it is counted is known in its
 * newest state alone, and would seem to be gone. That state is looked at again in its own turn. And what an import said
 * that was undone, where a later one has said more.
 */
export function newRecords({ from, undone }: NewExtent): { sql: string; params: Record<string, unknown> } {
  const isNew = 'batch > {from:UInt64}'
  if (undone.now.length === 0) return { sql: isNew, params: { from } }
  const said = 'SELECT key FROM records WHERE import_id IN {undone_now:Array(String)}'
  return { sql: `(${isNew} OR key IN (${said}))`, params: { from, undone_now: undone.now } }
}

export function touchedVisitorsSql(events: NewEvents): string {
  return `SELECT visitor_id FROM (${newEventsOf(events, 'visitor_id')}) WHERE visitor_id != ''`
}
