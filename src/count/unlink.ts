// When an import is undone, what it alone had linked is no longer linked: a wrong column of e-mail addresses must not
// keep strangers welded together.
import type { Control } from '#store/control.ts'
import type { Store } from '#store/store.ts'
import { allEventKeysSql, pairsOf, recordKeysSql } from './links.ts'

const ofBatches = 'batch > {from:UInt64} AND batch <= {to:UInt64}'
const isUndone = 'import_id IN {undone:Array(String)}'
/** Pairs that what was taken back had stated. */
const lostSql = `SELECT pair FROM (${pairsOf(`records WHERE ${ofBatches} AND ${isUndone}`, recordKeysSql)})
  UNION DISTINCT SELECT pair FROM (${pairsOf(`taken_events WHERE ${ofBatches}`, allEventKeysSql)})`

/** Pairs that are still stated, by any state of a record that was ever known, or by an event. */
const statedSql = `SELECT pair FROM (${pairsOf(`records WHERE NOT ${isUndone}`, recordKeysSql)})
  UNION ALL SELECT pair FROM (${pairsOf('events', allEventKeysSql)})`

const unlinkSql = `DELETE FROM links WHERE (a, b) IN (
  SELECT pair FROM (${lostSql}) WHERE pair NOT IN (SELECT pair FROM (${statedSql}) WHERE pair IN (${lostSql})))`

/**
 * Takes away the links that undos in batches after `from` up to `to` have left without a record or event that states
 * them. Safe to repeat. Reads all records and events, so only where something was undone.
 */
export async function unlinkUndone({ control, facts }: Store, from: number, to: number): Promise<void> {
  if ((await undoneImports(control, { from, to })).length === 0) return
  const undone = await undoneImports(control)
  await facts.command(unlinkSql, { from, to, undone }, { lane: 'count' })
}

/** Ids of imports that were undone: ever, or in batches after `from` up to `to`. */
export async function undoneImports(control: Control, within?: { from: number; to: number }): Promise<string[]> {
  const undone = control.selectFrom('imports').select('imports.id').where('state', 'in', ['undoing', 'undone'])
  if (!within) return (await undone.execute()).map(({ id }) => id)
  const rows = await control
    .selectFrom('batches')
    .innerJoin('imports', 'imports.id', 'batches.import_id')
    .select('imports.id')
    .distinct()
    .where('imports.state', 'in', ['undoing', 'undone'])
    .where('batches.id', '>', within.from)
    .where('batches.id', '<=', within.to)
    .execute()
  return rows.map(({ id }) => id)
}
