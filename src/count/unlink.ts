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

// Found first, deleted then: a delete that looked for all this itself now and then never ended in the engine (26.7), with every
// thread of it waiting.
const findSql = `INSERT INTO lost_links
  SELECT pair.1, pair.2 FROM (${lostSql})
  WHERE pair NOT IN (SELECT pair FROM (${statedSql}) WHERE pair IN (${lostSql}))`
const unlinkSql = 'DELETE FROM links WHERE (a, b) IN (SELECT a, b FROM lost_links)'
const clearSql = 'TRUNCATE TABLE lost_links'

/**
 * Takes away the links that undos in batches after `from` up to `to` have left without a record or event that states
 * them. Safe to repeat. Reads all records and events, so only where something was undone.
 * @param params `undone`: all imports that ever were.
 */
export async function unlinkUndone(
  facts: Facts,
  params: { from: number; to: number; undone: readonly string[] },
): Promise<void> {
  const lane = 'count'
  await facts.command(clearSql, {}, { lane })
  await facts.command(findSql, params, { lane })
  const [found] = await facts.query<{ links: number }>('SELECT count() AS links FROM lost_links', {}, { lane })
  if (found!.links === 0) return
  await facts.command(unlinkSql, {}, { lane })
  await facts.command(clearSql, {}, { lane })
}
