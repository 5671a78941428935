// The SQL that takes an import back: what would be known of each key had the imports that are undone never been.
// A row belongs to the import that stated it; a row's batch, once it no longer holds, to the import that closed it.
// Every statement looks at one range of keys, so that memory does not grow with the import.
import { foreverSql, standingNow } from '#metrics/standing.ts'
import type { FactTable } from './fact-tables.ts'

/** Imports that are undone, with this one; their batches; this import and its batches. */
export interface Undone extends Record<string, unknown> {
  import: string
  batches: readonly number[]
  undone: readonly string[]
  undoneBatches: readonly number[]
}

const inRange = 'key >= {from:String} AND key < {to:String}'
/** What a key is about, whichever --key columns tell its rows apart; all keys of one place lie in one range. */
const place = 'substring(key, 1, 32)'
const touches = 'import_id = {import:String} OR batch IN {batches:Array(UInt64)}'
const isUndone = 'import_id IN {undone:Array(String)}'
const byUndone = (batch: string): string => `${batch} IN {undoneBatches:Array(UInt64)}`

/** Every state that anything this import touched was ever known in. */
function history(table: FactTable): string {
  return `SELECT * FROM ${table.name} FINAL WHERE ${inRange}
    AND ${place} IN (SELECT ${place} FROM ${table.name} WHERE ${inRange} AND (${touches}))`
}

/**
 * For each of these keys: whether its row is taken back (`takes`), whether an earlier one holds again (`restores`,
 * the one known from `last_from`), and whether a later import has moved it on (`kept`, by that import's batch).
 * An earlier row holds again when an undone import closed it and its place is still told apart by the same columns.
 */
function verdicts(table: FactTable): string {
  return `SELECT key, takes, last_from, kept_by, own > 0 AND NOT takes AND own_to != ${foreverSql} AND NOT ${byUndone('kept_by')} AS kept,
      others > 0 AND last_to != ${foreverSql} AND ${byUndone('last_batch')} AND scheme = scheme_in_force AS restores
    FROM (
      SELECT *, argMax(scheme, (others > 0, last_from)) OVER (PARTITION BY place) AS scheme_in_force
      FROM (
        SELECT key, ${place} AS place, substring(key, 33, 8) AS scheme,
          countIf(${isUndone} AND ${standingNow}) > 0 AS takes,
          countIf(NOT ${isUndone}) AS others, maxIf(known_from, NOT ${isUndone}) AS last_from,
          argMaxIf(known_to, known_from, NOT ${isUndone}) AS last_to,
          argMaxIf(batch, known_from, NOT ${isUndone}) AS last_batch,
          countIf(import_id = {import:String}) AS own, argMaxIf(known_to, known_from, import_id = {import:String}) AS own_to,
          argMaxIf(batch, known_from, import_id = {import:String}) AS kept_by
        FROM (${history(table)}) GROUP BY key
      )
    )`
}

/** Rows that the import stated or closed; bounds how many ranges are looked at. */
export function touchedSql(table: FactTable): string {
  return `SELECT count() AS rows FROM ${table.name} WHERE ${touches}`
}

/**
 * How many rows of a range go, return to what was known before, and stay as a later import left them. A row whose
 * figures alone return has returned.
 */
export function undoCountsSql(table: FactTable, beside?: FactTable): string {
  const rowOf = "splitByChar(':', key)[1]"
  const figures = beside ? `UNION ALL SELECT ${rowOf}, 0, 0, takes OR restores, 0 FROM (${verdicts(beside)})` : ''
  return `SELECT countIf(goes) AS removed, countIf(returns AND NOT goes) AS restored, countIf(stays) AS kept FROM (
      SELECT row, max(takes AND NOT restores) AS goes, max(touched OR restores) AS returns, max(kept) AS stays FROM (
        SELECT ${rowOf} AS row, takes, restores, takes AS touched, kept FROM (${verdicts(table)}) ${figures}
      ) GROUP BY row
    )`
}

/** Some rows of a range that a later import has moved on: what they are, and that import's batch. */
export function keptSql(table: FactTable): string {
  const what =
    table.name === 'records' ? '[id, stage]' : '[toString(period_start), platform, campaign, ad_group, ad, label]'
  return `SELECT arrayStringConcat(arrayFilter(word -> word != '', ${what}), ' ') AS what, kept_by AS batch
    FROM (${history(table)}) AS known INNER JOIN (SELECT key, kept_by FROM (${verdicts(table)}) WHERE kept) AS verdict
      ON verdict.key = known.key
    WHERE import_id = {import:String} ORDER BY what, known_from DESC LIMIT 1 BY key LIMIT {limit:UInt32}`
}

const now = "{now:DateTime64(3, 'UTC')}"

/**
 * One insert for a range: rows of undone imports that hold are written again with the moment from which they no
 * longer do, and what holds again is known from that moment on. Made again, it finds nothing to do.
 */
export function undoSql(table: FactTable): string {
  const values = [...table.constants, ...table.columns]
  const said = values.map((name) => `known.${name}`).join(', ')
  return `INSERT INTO ${table.name}
      (key, content, known_from, known_to, revision, batch, import_id, ${values.join(', ')})
    SELECT known.key, known.content, known.known_from, ${now}, known.revision + 1, {batch:UInt64}, known.import_id, ${said}
    FROM (${history(table)}) AS known WHERE ${isUndone} AND known.known_to = ${foreverSql}
    UNION ALL
    SELECT known.key, known.content, ${now}, ${foreverSql}, 1, {batch:UInt64}, known.import_id, ${said}
    FROM (${history(table)}) AS known
    INNER JOIN (SELECT key, last_from FROM (${verdicts(table)}) WHERE restores) AS verdict
      ON verdict.key = known.key AND verdict.last_from = known.known_from`
}

/** Writes down the events of the import's batches before they are deleted. */
export const takeEventsSql = `INSERT INTO taken_events
    (batch, source, id, time, visitor_id, user_id, match_keys, order_id, payment_id, deal_id)
  SELECT {batch:UInt64}, source, id, time, visitor_id, user_id, match_keys, order_id, payment_id, deal_id
  FROM events WHERE batch IN {batches:Array(UInt64)}`

/** How many events of the import are there. */
export const importedEventsSql = `SELECT count() AS events, toUnixTimestamp64Milli(min(time)) AS minTime,
    toUnixTimestamp64Milli(max(time)) AS maxTime FROM events WHERE batch IN {batches:Array(UInt64)}`

/** Ids first, so that the events can come again: cut short between the two, there are still events to be found. */
export const deleteEventsSql = ['event_ids', 'events'].map(
  (table) => `DELETE FROM ${table} WHERE batch IN {batches:Array(UInt64)}`,
)
