// What is told of a person: by calls that say who somebody is, and by leads, deals and orders.
import { eventPersonSql, recordPersonSql } from './identifiers.ts'
import { personKeys } from './person-keys.ts'
import { hasProperty, propertySql } from './properties.ts'
import type { Bindings, Statement } from './scope.ts'
import { standingNow } from './standing.ts'
import { dayMs } from '#util/duration.ts'

/** Events that tell of the person, or of the company that the person is of. */
const tellingEvents = `events PREWHERE name IN ('identify', 'group') WHERE properties NOT IN ('', '{}') AND junk = ''`
const tellingRecords = `records FINAL WHERE ${standingNow}`

/** What is told so soon after a conversion counts for it where nothing was told before: forms are sent first. */
const afterwardsMs = dayMs

/**
 * Rows of the ledger with the map `told`: of each attribute what was told of the person last before the conversion; where
 * nothing was, what was told first within a day after it.
 * @param rows with `person`, `visitor_id` and `ms`.
 */
export function withPersons(rows: string, attributes: readonly string[], bindings: Bindings): string {
  const bind = (part: string): string => bindings.bind('attribute', 'String', part)
  const entries = attributes.flatMap((name, index) => [bind(name), toldAt(`sayings_${index}`)])
  return (
    `SELECT counted.*, map(${entries.join(', ')}) AS told FROM (${rows}) AS counted ` +
    `LEFT ANY JOIN (${sayings(rows, attributes, bind)}) AS telling ON counted.person = telling.person`
  )
}

/** Of sayings in order, the last up to `ms`, else the first if it came soon enough; `''` where there is none. */
function toldAt(ordered: string): string {
  const before = `arrayLast(said -> said.1 <= ms, ${ordered}).3`
  return `if(${before} != '', ${before}, arrayFirst(said -> said.1 <= ms + ${afterwardsMs}, ${ordered}).3)`
}

/** What was said of each person of the rows: for each attribute `sayings_0`… of time (epoch ms), id and text, in order. */
function sayings(rows: string, attributes: readonly string[], bind: (part: string) => string): string {
  const texts = attributes.map((_, index) => `text_${index}`)
  const saysAny = texts.map((text) => `${text} != ''`).join(' OR ')
  const columns = (key: string, textOf: (name: string) => string): string =>
    [`${key} AS key`, 'time', 'id', ...attributes.map((name, index) => `${textOf(name)} AS ${texts[index]}`)].join(', ')
  const said =
    `SELECT ${columns(eventPersonSql, (name) => propertySql(name, bind))} FROM ${tellingEvents} AND (${saysAny}) UNION ALL ` +
    `SELECT ${columns(recordPersonSql, (name) => `attributes[${bind(name)}]`)} FROM ${tellingRecords} AND (${saysAny})`
  // what was said without a name counts for the conversions that were seen on that browser
  const keys =
    `${personKeys(rows)} UNION ALL ` +
    `SELECT DISTINCT concat('visitor:', visitor_id), person FROM (${rows}) WHERE visitor_id != ''`
  const inOrder = texts.map(
    (text, index) =>
      `arraySort(groupArrayIf((toUnixTimestamp64Milli(time), id, ${text}), ${text} != '')) AS sayings_${index}`,
  )
  return (
    `SELECT person, ${inOrder.join(', ')} FROM (${said}) AS said INNER JOIN (${keys}) AS keys ON said.key = keys.key ` +
    `GROUP BY person`
  )
}

/** Reading all of them would take long where there are many. */
const newest = 300_000

/** Names of what is told of persons, `name`, in alphabetical order; of the newest events, and of all records. */
export const personNamesSql =
  `SELECT DISTINCT name FROM (SELECT arrayJoin(JSONExtractKeys(properties)) AS name FROM ` +
  `(SELECT properties FROM ${tellingEvents} ORDER BY toDate(time) DESC LIMIT ${newest}) WHERE position(name, '.') = 0 ` +
  `UNION ALL SELECT arrayJoin(attributes.keys) AS name FROM ${tellingRecords}) ORDER BY name`

/** One row where the attribute was told of anybody, none otherwise. */
export function hasPersonSql(name: string): Statement {
  const { condition, params } = hasProperty(name)
  const sql =
    `SELECT 1 AS found FROM ${tellingEvents} AND ${condition} LIMIT 1 UNION ALL ` +
    `SELECT 1 AS found FROM ${tellingRecords} AND mapContains(attributes, {attribute:String}) LIMIT 1`
  return { sql, params: { ...params, attribute: name } }
}
