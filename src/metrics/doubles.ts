// Suspected doubles: events that came without an id and say the same as another did shortly before.
import { Bindings, filterConditions, where, withinDays, type Scope, type Statement } from './scope.ts'

/** A client that had no answer sends again within this; people who do the same twice mostly take longer. Seconds. */
const doubleSeconds = 60

/** A condition on rows of `withEarlierSql`. */
export const isDoubleSql = `earlier > toDateTime64(0, 3, 'UTC') AND time <= earlier + INTERVAL ${doubleSeconds} SECOND`

/**
 * Events without an id, each with the time of the one before it that says the same: all but time and address. The
 * first of several is none's double, the others are, in whatever order they came.
 * @param conditions on events; what they leave out is nobody's earlier one.
 */
export function withEarlierSql(conditions: readonly string[]): string {
  return `SELECT *, lagInFrame(time, 1, toDateTime64(0, 3, 'UTC'))
      OVER (PARTITION BY said_key ORDER BY time, id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS earlier
    FROM (SELECT *, said_key FROM events FINAL${where(["suspect = 'no_id'", ...conditions])})`
}

/** Suspected doubles among the events of a question. One row, `count`. */
export function doublesSql(scope: Scope): Statement {
  const bindings = new Bindings()
  const rows = withEarlierSql(withinDays('time', scope, bindings))
  const conditions = [isDoubleSql, ...filterConditions('events', { ...scope, by: [] }, bindings)]
  return { sql: `SELECT count() AS count FROM (${rows})${where(conditions)}`, params: bindings.params }
}

/** Which of these events are suspected doubles: rows with `source` and `id`. Times in epoch milliseconds. */
export function doublesAmongSql(events: readonly { id: string; time: number }[]): Statement {
  const bindings = new Bindings()
  const times = events.map(({ time }) => time)
  const first = times.reduce((least, time) => Math.min(least, time), Infinity)
  const last = times.reduce((most, time) => Math.max(most, time), -Infinity)
  const rows = withEarlierSql(withinDays('time', { fromMs: first - doubleSeconds * 1_000, toMs: last + 1 }, bindings))
  const ids = bindings.bind('ids', 'String', JSON.stringify(events.map(({ id }) => id)))
  const named = `id IN (SELECT arrayJoin(JSONExtract(${ids}, 'Array(String)')))`
  return { sql: `SELECT source, id FROM (${rows})${where([isDoubleSql, named])}`, params: bindings.params }
}
