// When an import is undone, what it alone had linked is no longer linked: a wrong column of e-mail addresses must not
// keep strangers welded together.
import { allEventKeysSql, recordKeysSql } from '#metrics/identifiers.ts'
import type { Facts } from '#store/facts.ts'
import { pairsOf } from './links.ts'

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
 * @param params `undone`: all imports that ever were.
 */
export async function unlinkUndone(
  facts: Facts,
  params: { from: number; to: number; undone: readonly string[] },
): Promise<void> {
  await facts.command(unlinkSql, params, { lane: 'count' })
}
