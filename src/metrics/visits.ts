// Questions about events and visits, and about the conversions credited to visits.
import { countedRows, hasVisit } from './counted.ts'
import {
  Bindings,
  aggregate,
  dayOf,
  engineTime,
  extent,
  filterConditions,
  instant,
  splitColumns,
  where,
  withinDays,
  type Counting,
  type Scope,
  type Statement,
} from './scope.ts'

/** Repeats of an event or visit have its time, so they lie in its partition and months need not be merged with others. */
export const finalByMonth = ' SETTINGS do_not_merge_across_partitions_select_final = 1'

/** `events`: events by the client's time. */
export function eventsSql(scope: Scope): Statement {
  const bindings = new Bindings()
  const conditions = withinDays('time', scope, bindings)
  if (scope.known !== undefined) {
    conditions.push(`received_at <= ${bindings.bind('known', instant, engineTime(scope.known))}`)
  }
  const dated = `SELECT *, ${dayOf('time', scope, bindings)} AS day FROM events FINAL${where(conditions)}`
  const columns = [...splitColumns(scope.by, 'events', scope, bindings), 'day', 'suspect']
  const rows = `SELECT ${columns.join(', ')} FROM (${dated})${where(filterConditions('events', scope, bindings))}`
  const sql = aggregate(rows, scope.by, ['count() AS events', "countIf(suspect != '') AS suspected", ...extent])
  return {
    sql: `SELECT * EXCEPT suspected, suspected AS suspect FROM (${sql})${finalByMonth}`,
    params: bindings.params,
  }
}

function datedSessions(scope: Scope, bindings: Bindings): string {
  const conditions = withinDays('start', scope, bindings)
  return `SELECT *, visitor_key, visit_key, ${dayOf('start', scope, bindings)} AS day FROM sessions FINAL${where(conditions)}`
}

/** Junk is left out, unless the question is about it: then it stands beside the rest, or alone. */
function isLeftOut({ by, filter }: Scope): string {
  return by.includes('junk') || 'junk' in filter ? '0' : "junk != ''"
}

/** `sessions`: visits by their start; distinct visitors, which cost more than all else, where `visitors` asks for them. */
export function sessionsSql(scope: Scope, visitors: boolean): Statement {
  const bindings = new Bindings()
  const dated = datedSessions(scope, bindings)
  const columns = [
    ...splitColumns(scope.by, 'sessions', scope, bindings),
    'day',
    'visitor_key',
    `${isLeftOut(scope)} AS out`,
  ]
  const rows = `SELECT ${columns.join(', ')} FROM (${dated})${where(filterConditions('sessions', scope, bindings))}`
  // sorting takes less than a table of all that were seen
  const distinct = visitors ? 'length(arrayCompact(arraySort(groupArrayIf(visitor_key, NOT out))))' : '0'
  const counts = ['countIf(NOT out) AS sessions', `${distinct} AS visitors`, 'countIf(out) AS leftOut']
  return { sql: withVisits(aggregate(rows, scope.by, [...counts, ...extent], visitors)), params: bindings.params }
}

/** Rows in which all is left out say nothing. */
function withVisits(sql: string): string {
  return `SELECT * FROM (${sql}) WHERE total = 1 OR sessions > 0${finalByMonth}`
}

/**
 * `converting`: visits with the CVs credited to each, clustered by visitor. Split by point, every visit
 * stands once for each point, and once in the row over all.
 */
export function convertingSql(counting: Counting, scope: Scope): Statement {
  const bindings = new Bindings()
  const byPoint = scope.by.includes('point')
  const points = [...new Set(counting.segments.map((segment) => segment.point))]
  const asked = byPoint ? `, ${bindings.bind('points_asked', 'Array(String)', points)} AS asked` : ''
  const visits = `SELECT *${asked}${byPoint ? ', arrayJoin(asked) AS point' : ''} FROM (${datedSessions(scope, bindings)})`
  const keys = byPoint ? ['visit_key', 'point'] : ['visit_key']
  const credited =
    `SELECT ${keys.join(', ')}, count() AS cvs FROM (${countedRows(counting, { ...scope, by: [] }, bindings)}) ` +
    `WHERE ${hasVisit} GROUP BY ${keys.join(', ')}`
  const on = keys.map((key) => `visits.${key} = credited.${key}`).join(' AND ')
  const joined = `SELECT visits.*, credited.cvs AS cvs FROM (${visits}) AS visits LEFT ANY JOIN (${credited}) AS credited ON ${on}`
  const columns = [
    ...splitColumns(scope.by, 'sessions', scope, bindings),
    'day',
    'cvs',
    `${isLeftOut(scope)} AS out`,
    'visitor_key',
    ...(byPoint ? ['point = asked[1] AS first_point'] : []),
  ]
  const rows = `SELECT ${columns.join(', ')} FROM (${joined})${where(filterConditions('sessions', scope, bindings))}`
  const ofVisits = byPoint
    ? 'if(total = 1, groupArrayIf(visitor_key, first_point AND NOT out), groupArrayIf(visitor_key, NOT out))'
    : 'groupArrayIf(visitor_key, NOT out)'
  const sums = [
    `arraySort(${ofVisits}) AS of_visits`,
    'groupArrayArrayIf(arrayWithConstant(cvs, visitor_key), cvs > 0 AND NOT out) AS of_cvs',
    byPoint ? 'countIf(out AND first_point) AS leftOut' : 'countIf(out) AS leftOut',
    ...extent,
  ]
  const visitors = aggregate(rows, scope.by, sums, true)
  return { sql: withVisits(clusterSums(visitors)), params: bindings.params }
}

/**
 * Sums over visitors from two lists: the visitor of each visit, sorted, and of each CV. A visitor's first visit is set
 * apart, since most have no other: what is summed by visitor are the visits beyond it, which are few, and the CVs. With
 * x = 1 + e visits, Σx² is one for each visit and each beyond the first, and Σe². The k-th of equal values adds 2k - 1 to
 * the square of their number, so all squares are sums of places.
 */
function clusterSums(visitors: string): string {
  const beyond = 'arrayPopFront(arrayFilter((visitor, step) -> step = 0, of_visits, arrayDifference(of_visits)))'
  const places =
    'arrayEnumerateUniq(of_cvs) AS cv_places, arrayEnumerateUniq(arrayConcat(of_beyond, of_cvs)) AS all_places'
  const sums = `length(of_visits) AS sessions, length(of_beyond) AS beyond, length(of_cvs) AS cvs,
      2 * arraySum(cv_places) - cvs AS cvSquares, countEqual(cv_places, 1) AS converted,
      2 * arraySum(arraySlice(all_places, 1, beyond)) - beyond AS beyondSquares,
      2 * arraySum(all_places) - length(all_places) AS allSquares`
  return `SELECT * EXCEPT (beyondSquares, allSquares), sessions - beyond AS visitors,
      sessions + beyond + beyondSquares AS sessionSquares, cvs + intDiv(allSquares - beyondSquares - cvSquares, 2) AS sessionCvs
    FROM (SELECT * EXCEPT (of_visits, of_cvs, of_beyond, cv_places, all_places), ${sums}
      FROM (SELECT *, ${places} FROM (SELECT *, ${beyond} AS of_beyond FROM (${visitors}))))`
}
