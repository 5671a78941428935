// When conversions arrive: how many came so many days after the click, the micro or the day itself, by cohort.
import { countedRows, hasVisit } from './counted.ts'
import { Bindings, dayOf, engineTime, instant, type Counting, type Scope, type Statement } from './scope.ts'
import { standingNow } from './standing.ts'

/** Statements below give these rows; days are counted from 1970. */
export interface CohortRow {
  point: string
  day: number
  lag: number | null
  /** All of them; those credited to an ad click; those credited to a visit. */
  every: number
  paid: number
  visited: number
}

/** Of delays until a CV was known, with the last day on which anything was. */
export interface ReportRow extends CohortRow {
  asOf: number
}

const dayNumber = (column: string, scope: Scope, bindings: Bindings): string =>
  `toInt32(${dayOf(column, scope, bindings)})`

/**
 * The latest visit or conversion, `at` in epoch milliseconds; 0 without any.
 * @param until epoch milliseconds: the latest up to then. Without it the newest is known without reading visits.
 */
export function lastSeenSql(until?: number): Statement {
  const bindings = new Bindings()
  const upTo = (time: string): string =>
    until === undefined ? '' : ` WHERE ${time} <= ${bindings.bind('until', instant, engineTime(until))}`
  const times = `SELECT max(time) AS at FROM ledger${upTo('time')} UNION ALL SELECT max(start) FROM sessions${upTo('start')}`
  return { sql: `SELECT toUnixTimestamp64Milli(max(at)) AS at FROM (${times})`, params: bindings.params }
}

/** CVs by the day they are credited to and how many days later they came. */
export function creditLagsSql(counting: Counting, scope: Scope): Statement {
  const bindings = new Bindings()
  const dates = {
    day: dayNumber('assumeNotNull(credited_at)', scope, bindings),
    arrival: dayNumber('time', scope, bindings),
  }
  const rows = `SELECT * FROM (${countedRows(counting, scope, bindings)}) WHERE isNotNull(credited_at)`
  return { sql: cohortsSql(rows, dates), params: bindings.params }
}

/** CVs by the day they happened and how many days later they were first known. */
export function reportLagsSql(counting: Counting, scope: Scope): Statement {
  const bindings = new Bindings()
  const key = 'cityHash64(definition, conversion_id) AS conversion_key'
  const rows = `SELECT *, ${key} FROM (${countedRows(counting, scope, bindings)})`
  const asked = counting.segments.map(({ definition }) => definition)
  // what was known in another state before has a row that is closed; these are few beside all
  const firsts =
    `SELECT ${key}, min(known_from) AS first_known FROM ledger ` +
    `WHERE definition IN ${bindings.bind('asked', 'Array(String)', asked)} AND NOT (${standingNow}) GROUP BY conversion_key`
  const joined =
    `SELECT counted.*, if(firsts.conversion_key = 0, known_from, first_known) AS first_known ` +
    `FROM (${rows}) AS counted LEFT ANY JOIN (${firsts}) AS firsts ON counted.conversion_key = firsts.conversion_key`
  const dates = { day: dayNumber('time', scope, bindings), arrival: dayNumber('first_known', scope, bindings) }
  const until =
    scope.known === undefined ? '' : ` WHERE known_from <= ${bindings.bind('known', instant, engineTime(scope.known))}`
  const asOf = `${dayNumber(`(SELECT max(known_from) FROM ledger${until})`, scope, bindings)} AS asOf`
  return { sql: `SELECT *, ${asOf} FROM (${cohortsSql(joined, dates)})`, params: bindings.params }
}

/** Rows told apart by one number made of point, day and lag, which takes less than comparing all three. */
function cohortsSql(rows: string, { day, arrival }: { day: string; arrival: string }): string {
  const dated = `SELECT *, ${day} AS day, ${arrival} - day AS lag, cityHash64(point, day, lag) AS cohort FROM (${rows})`
  const counts = `count() AS every, countIf(paid = 1) AS paid_count, countIf(${hasVisit}) AS visited`
  return (
    `SELECT * EXCEPT paid_count, paid_count AS paid FROM (` +
    `SELECT any(dated.point) AS point, any(dated.day) AS day, any(dated.lag) AS lag, ${counts} ` +
    `FROM (${dated}) AS dated GROUP BY cohort) ORDER BY day, lag`
  )
}

/** Persons by the day of their micro CV and how many days later they had the macro; `lag` is null for those who have not. */
export function transitionLagsSql(micro: Counting, macro: Counting, scope: Scope): Statement {
  const bindings = new Bindings()
  const firstOf = (counting: Counting, name: string): string =>
    `SELECT person, min(time) AS first FROM (${countedRows(counting, scope, bindings, name)}) WHERE person != '' GROUP BY person`
  const day = dayNumber('micros.first', scope, bindings)
  const sql =
    `SELECT '' AS point, ${day} AS day, if(macros.person = '', NULL, ${dayNumber('macros.first', scope, bindings)} - ${day}) AS lag, ` +
    `count() AS every, 0 AS paid, 0 AS visited ` +
    `FROM (${firstOf(micro, 'micro_')}) AS micros LEFT JOIN (${firstOf(macro, 'macro_')}) AS macros ON micros.person = macros.person ` +
    `GROUP BY day, lag ORDER BY day, lag`
  return { sql, params: bindings.params }
}
