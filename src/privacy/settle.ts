// The ledger after an erasure: what was counted stays counted, under ids that nobody can make again.
import { erasedPrefix } from '#contract/erased.ts'
import type { Facts } from '#store/facts.ts'
import { changeRows, deleteRows } from '#store/remove-rows.ts'
import { anonymous, theirs } from './theirs.ts'

const none = 'CAST(map() AS Map(String, String))'

/** One part holds what closes and what takes its place; the names of columns are those of the rows that are read. */
const settings = 'max_threads = 1, prefer_column_name_to_alias = 1'
const ledgerRows = `SELECT * FROM ledger FINAL WHERE ${theirs.settled} AND known_to > known_from`

/** Every state in which the person's conversions were ever known, without the person; those that name them are closed. */
const settleLedgerSql = `INSERT INTO ledger
  SELECT * REPLACE (${anonymous('conversion_id')} AS conversion_id, if(person = '', '', concat('${erasedPrefix}', ${anonymous('person')})) AS person,
    '' AS visitor_id, '' AS order_id, '' AS payment_id, '' AS deal_id, '' AS lead_id, '' AS session_id,
    ${none} AS attributes, toUInt8(1) AS erased)
  FROM (${ledgerRows})
  UNION ALL
  SELECT * REPLACE (known_from AS known_to, revision + 1 AS revision)
  FROM (${ledgerRows})
  SETTINGS ${settings}`

/** Sightings of these conversions, without whose they were; those that name the person are taken out. */
const settleSightingsSql = `INSERT INTO sightings
  SELECT * REPLACE (concat('erased:', ${anonymous('id')}) AS home, ${anonymous('id')} AS id, '' AS record_id,
    '' AS visitor_id, '' AS user_id, ${none} AS match_keys, '' AS lead_id, '' AS order_id, '' AS payment_id, '' AS deal_id,
    ${none} AS attributes, ${anonymous('conversion_id')} AS conversion_id)
  FROM (SELECT * FROM sightings FINAL WHERE ${theirs.settled})
  UNION ALL
  SELECT * REPLACE (revision + 1 AS revision, toUInt8(1) AS is_deleted)
  FROM (SELECT * FROM sightings FINAL WHERE ${theirs.settled} OR ${theirs.sightings})
  SETTINGS ${settings}`

/** Safe to repeat: what was settled is no longer found. */
export async function settleConversions(facts: Facts): Promise<void> {
  await facts.command(settleLedgerSql, {}, { lane: 'load' })
  await facts.command(settleSightingsSql, {}, { lane: 'load' })
}

const forgotten = (column: string, kind: string): string =>
  `${column} = if(${column} IN (SELECT value FROM erasing WHERE kind = '${kind}'), '', ${column})`

/**
 * Takes the rows that name the person off the disk. Earlier states of conversions that others' sightings hold stay
 * without the person's identifiers.
 */
export async function removeSettled(facts: Facts): Promise<void> {
  await deleteRows(facts, 'ledger', `${theirs.settled} AND erased = 0`)
  await deleteRows(
    facts,
    'sightings',
    `(${theirs.settled} AND NOT startsWith(home, 'erased:')) OR ${theirs.sightingsNaming}`,
  )
  await deleteRows(facts, 'conversion_aliases', theirs.aliases)
  const changes = [
    `person = if(person IN (SELECT concat(kind, ':', value) FROM erasing), concat('${erasedPrefix}', ${anonymous('person')}), person)`,
    `session_id = if(visitor_id IN (SELECT value FROM erasing WHERE kind = 'visitor'), '', session_id)`,
    forgotten('visitor_id', 'visitor'),
    forgotten('order_id', 'order'),
    forgotten('payment_id', 'payment'),
    forgotten('deal_id', 'deal'),
    forgotten('lead_id', 'lead'),
  ]
  await changeRows(facts, 'ledger', { change: changes.join(', '), where: `erased = 0 AND ${theirs.ledger}` })
}
