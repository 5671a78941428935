// Questions about events and visits, and about the conversions credited to visits.
import { countedRows } from './counted.ts'
import {
  Bindings,
  aggregate,
  aggregateClusters,
  clusterExtent,
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
const finalByMonth = ' SETTINGS do_not_merge_across_partitions_select_final = 1'

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
  const sql = aggregate(rows, scope.by.length, ['count() AS events', "countIf(suspect != '') AS suspected", ...extent])
  return {
    sql: `SELECT * EXCEPT suspected, suspected AS suspect FROM (${sql})${finalByMonth}`,
    params: bindings.params,
  }
}

function datedSessions(scope: Scope, bindings: Bindings): string {
  const conditions = withinDays('start', scope, bindings)
  return `SELECT *, ${dayOf('start', scope, bindings)} AS day FROM sessions FINAL${where(conditions)}`
}

/** `sessions`: visits and distinct visitors by the visit's start. */
export function sessionsSql(scope: Scope): Statement {
  const bindings = new Bindings()
  const dated = datedSessions(scope, bindings)
  const columns = [...splitColumns(scope.by, 'sessions', scope, bindings), 'day', 'visitor_id']
  const rows = `SELECT ${columns.join(', ')} FROM (${dated})${where(filterConditions('sessions', scope, bindings))}`
  const sql = aggregate(rows, scope.by.length, [
    'count() AS sessions',
    "uniqExactIf(visitor_id, visitor_id != '') AS visitors",
    ...extent,
  ])
  return { sql: sql + finalByMonth, params: bindings.params }
}

/**
 * `converting`: visits with the CVs credited to each, clustered by visitor. Split by point, every visit
 * stands once for each point, and once in the row over all.
 */
export function convertingSql(counting: Counting, scope: Scope): Statement {
  const bindings = new Bindings()
  const byPoint = scope.by.includes('point')
  const points = [...new Set(counting.segments.map((segment) => segment.point))]
  const point = byPoint ? ['point'] : []
  const visits = byPoint
    ? `SELECT *, ${bindings.bind('points_asked', 'Array(String)', points)} AS asked, arrayJoin(asked) AS point FROM (${datedSessions(scope, bindings)})`
    : datedSessions(scope, bindings)
  const credited = countedRows(counting, { ...scope, by: [] }, bindings)
  const perVisit =
    `SELECT ${['session_id', ...point].join(', ')}, count() AS cvs FROM (${credited}) ` +
    `WHERE session_id != '' GROUP BY ${['session_id', ...point].join(', ')}`
  const on = ['visits.id = credited.session_id', ...point.map(() => 'visits.point = credited.point')].join(' AND ')
  const joined = `SELECT visits.*, credited.cvs AS cvs FROM (${visits}) AS visits LEFT JOIN (${perVisit}) AS credited ON ${on}`
  const columns = [
    ...splitColumns(scope.by, 'sessions', scope, bindings),
    'day',
    'cvs',
    `${byPoint ? 'point = asked[1]' : '1'} AS first_point`,
    "visitor_id != '' AS known_visitor",
    // hashed, since grouping two million visits by text takes twice as long
    "cityHash64(if(visitor_id = '', id, visitor_id)) AS cluster",
  ]
  const rows = `SELECT ${columns.join(', ')} FROM (${joined})${where(filterConditions('sessions', scope, bindings))}`
  const sql = aggregateClusters(
    rows,
    scope.by.length,
    [
      `${byPoint ? 'if(total = 1, countIf(first_point), count())' : 'count()'} AS x`,
      'sum(cvs) AS y',
      'any(known_visitor) AS known',
      ...clusterExtent.within,
    ],
    [
      'count() AS clusters',
      'countIf(known) AS visitors',
      'sum(x) AS sessions',
      'sum(y) AS cvs',
      'sum(x * x) AS sessionSquares',
      'sum(x * y) AS sessionCvs',
      'sum(y * y) AS cvSquares',
      'countIf(known AND y > 0) AS converted',
      'sumIf(y, known) AS visitorCvs',
      'sumIf(y * y, known) AS visitorCvSquares',
      ...clusterExtent.over,
    ],
  )
  return { sql: sql + finalByMonth, params: bindings.params }
}
