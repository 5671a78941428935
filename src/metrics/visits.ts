// Questions about events and visits, and about the conversions credited to visits.
import { countedRows } from './counted.ts'
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
  const distinct = visitors ? 'uniqExactIf(visitor_key, NOT out)' : '0'
  const counts = ['countIf(NOT out) AS sessions', `${distinct} AS visitors`, 'countIf(out) AS leftOut']
  return { sql: withVisits(aggregate(rows, scope.by, [...counts, ...extent])), params: bindings.params }
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
    `WHERE session_id != '' GROUP BY ${keys.join(', ')}`
  const on = keys.map((key) => `visits.${key} = credited.${key}`).join(' AND ')
  const joined = `SELECT visits.*, credited.cvs AS cvs FROM (${visits}) AS visits LEFT JOIN (${credited}) AS credited ON ${on}`
  const columns = [
    ...splitColumns(scope.by, 'sessions', scope, bindings),
    'day',
    'cvs',
    `${isLeftOut(scope)} AS out`,
    'bitShiftLeft(visitor_key, 1) AS visit_mark',
    ...(byPoint ? ['point = asked[1] AS first_point'] : []),
  ]
  const rows = `SELECT ${columns.join(', ')} FROM (${joined})${where(filterConditions('sessions', scope, bindings))}`
  const marks = byPoint
    ? 'if(total = 1, groupArrayIf(visit_mark, first_point AND NOT out), groupArrayIf(visit_mark, NOT out))'
    : 'groupArrayIf(visit_mark, NOT out)'
  const cvMarks = 'arrayFlatten(groupArrayIf(arrayWithConstant(cvs, visit_mark + 1), cvs > 0 AND NOT out))'
  const marked = aggregate(rows, scope.by, [
    `arraySort(arrayConcat(${marks}, ${cvMarks})) AS marks`,
    byPoint ? 'countIf(out AND first_point) AS leftOut' : 'countIf(out) AS leftOut',
    ...extent,
  ])
  return { sql: withVisits(clusterSums(marked)), params: bindings.params }
}

/**
 * Sums over visitors from `marks`: a number for each visit and each CV, sorted. A visitor's marks differ in their
 * last bit alone, which is 1 for a CV. One sort does what grouping by visitor takes three times as long for.
 */
function clusterSums(marked: string): string {
  // a lambda that looks into another array would copy that array for every element, so all go side by side
  const steps = 'arrayDifference(arrayMap(mark -> bitShiftRight(mark, 1), marks))'
  const lastOnes = `if(empty(marks), [], arrayPushBack(arrayPopFront(arrayMap(step -> step != 0, ${steps})), 1))`
  const atLast = (counts: string): string => `arrayFilter((count, last) -> last, ${counts}, last_ones)`
  const inEach = (counts: string): string => `arrayPopFront(arrayDifference(arrayPushFront(${atLast(counts)}, 0)))`
  const cvMarks = 'arrayCumSum(mark -> bitAnd(mark, 1), marks)'
  const visitors = `SELECT *, ${inEach(cvMarks)} AS ys,
      arrayMap((all_marks, y) -> all_marks - y, ${inEach('arrayEnumerate(marks)')}, ys) AS xs
    FROM (SELECT *, ${lastOnes} AS last_ones FROM (${marked}))`
  return `SELECT * EXCEPT (marks, last_ones, xs, ys),
      length(xs) AS visitors, arraySum(xs) AS sessions, arraySum(ys) AS cvs,
      arraySum(x -> x * x, xs) AS sessionSquares, arraySum((x, y) -> x * y, xs, ys) AS sessionCvs,
      arraySum(y -> y * y, ys) AS cvSquares, arrayCount(y -> y > 0, ys) AS converted FROM (${visitors})`
}
