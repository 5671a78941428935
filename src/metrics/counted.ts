// Questions about what was counted: conversions, CVs of ad clicks, transitions. One statement each on the ledger.
import { withEvents } from './conversion-events.ts'
import { isJunkSighting } from './junk.ts'
import { type ConversionPart, lagQuantiles } from './measures.ts'
import {
  Bindings,
  aggregate,
  aggregateClusters,
  asKnown,
  clusterExtent,
  dayOf,
  extent,
  filterConditions,
  splitColumns,
  where,
  withinDays,
  type Counting,
  type Scope,
  type Statement,
} from './scope.ts'

/**
 * Ledger rows that count for the points asked for, one row for each point, with `point`.
 * @param name prefix of the parameters, where a statement holds two countings.
 */
export function countedRows(counting: Counting, scope: Scope, bindings: Bindings, name = ''): string {
  const definitions = bindings.bind(
    `${name}definitions`,
    'Array(String)',
    counting.segments.map(({ definition }) => definition),
  )
  const isOneEach = new Set(counting.segments.map(({ definition }) => definition)).size === counting.segments.length
  const lists = { definitions, bindings, name }
  const point =
    isOneEach && counting.segments.length > 0 ? pointByDefinition(counting, lists) : pointsBySegment(counting, lists)
  const known = `definition IN ${definitions} AND ${asKnown(scope, bindings)}`
  return `SELECT *, visit_key, toUnixTimestamp64Milli(time) AS ms, ${point} AS point FROM ledger FINAL WHERE ${known} AND point != ''`
}

/** The bound list of definitions, and where to bind the other fields of the segments. */
interface SegmentLists {
  definitions: string
  bindings: Bindings
  name: string
}

/** A row's point where each definition is in force for one span of time at most; no row needs a list of its own. */
function pointByDefinition(counting: Counting, { definitions, bindings, name }: SegmentLists): string {
  const of = (field: 'point' | 'from' | 'to', type: string, otherwise: string): string => {
    const values = counting.segments.map((segment) => segment[field])
    if (new Set(values).size === 1) return bindings.bind(`${name}the_${field}`, type, values[0])
    return `transform(definition, ${definitions}, ${bindings.bind(`${name}${field}s`, `Array(${type})`, values)}, ${otherwise})`
  }
  const point = of('point', 'String', "''")
  const inForce = [`ms >= ${of('from', 'Int64', 'toInt64(0)')}`, `ms < ${of('to', 'Int64', 'toInt64(0)')}`]
  const key = `concat(${point}, '/', definition, '/', conversion_id)`
  return `if(${whichCount(inForce, key, counting, bindings, name)}, ${point}, '')`
}

/** A row's points where a definition is in force more than once, or for several points. */
function pointsBySegment(counting: Counting, { definitions, bindings, name }: SegmentLists): string {
  const list = (field: 'point' | 'from' | 'to', type: string): string =>
    bindings.bind(
      `${name}${field}s`,
      `Array(${type})`,
      counting.segments.map((segment) => segment[field]),
    )
  const lists = [list('point', 'String'), definitions, list('from', 'Int64'), list('to', 'Int64')]
  const key = "concat(p, '/', d, '/', conversion_id)"
  const counts = whichCount(['ms >= f', 'ms < t'], key, counting, bindings, name)
  return `arrayJoin(arrayFilter((p, d, f, t) -> d = definition AND ${counts}, ${lists.join(', ')}))`
}

/** Whether a row counts: by time, but for those seen under two definitions. */
function whichCount(
  inForce: readonly string[],
  key: string,
  { dropped, added }: Counting,
  bindings: Bindings,
  name: string,
): string {
  const among = (list: 'dropped' | 'added', keys: readonly string[]): string =>
    `has(${bindings.bind(`${name}${list}`, 'Array(String)', keys)}, ${key})`
  const kept = dropped.length > 0 ? [...inForce, `NOT ${among('dropped', dropped)}`] : inForce
  const counts = kept.join(' AND ')
  return added.length > 0 ? `(${counts} OR ${among('added', added)})` : counts
}

/**
 * Counted rows on the date asked for, with `day` and the dimensions.
 * @param extra `filter`: what its columns are filtered by, where that is not the question's own.
 */
function datedRows(
  { counting, name }: { counting: Counting; name?: string },
  date: string,
  extra: { columns: readonly string[]; conditions?: readonly string[]; filter?: Scope['filter'] },
  scope: Scope,
  bindings: Bindings,
): string {
  const conditions = [...(extra.conditions ?? []), ...withinDays(date, scope, bindings)]
  const dated =
    `SELECT *, ${dayOf(date, scope, bindings)} AS day ` +
    `FROM (${countedRows(counting, scope, bindings, name)})${where(conditions)}`
  const dimensions = [...scope.by, ...Object.keys(extra.filter ?? scope.filter)]
  const span = date === 'time' ? scope : {}
  const rows = withEvents(dated, { dimensions, counting, span }, scope, bindings)
  const columns = [...splitColumns(scope.by, 'ledger', scope, bindings), 'day', ...extra.columns]
  return `SELECT ${columns.join(', ')} FROM (${rows})${where(filterConditions('ledger', scope, bindings))}`
}

const credited = { date: 'assumeNotNull(credited_at)', condition: 'isNotNull(credited_at)' }

/** A counted row is credited to a visit; its number is read faster than its id. */
export const hasVisit = "visit_key != cityHash64('')"

/** An alias that hides a column would be read by its neighbours, so the sum of values is named last. */
const valueSums = [
  'countIf(isNotNull(value)) AS valued',
  'countIf(value > 0) AS paying',
  'toFloat64(ifNull(sum(value), 0)) AS value_sum',
  'ifNull(sum(pow(toFloat64(value), 2)), 0) AS valueSquares',
  'toFloat64(ifNull(min(value), 0)) AS valueMin',
  'toFloat64(ifNull(max(value), 0)) AS valueMax',
  'arraySort(groupUniqArrayIf(money, isNotNull(value))) AS currencies',
]
const lagSums = [
  'arraySort(groupArrayIf(assumeNotNull(lag), lag >= 0)) AS all_lags',
  'countIf(isNull(lag)) AS uncredited',
  'countIf(lag < 0) AS creditedLater',
]

/**
 * `conversions`: CVs.
 * @param parts what is read of them beside their number; what is not costs nothing.
 */
export function conversionsSql(counting: Counting, scope: Scope, parts: ReadonlySet<ConversionPart>): Statement {
  const bindings = new Bindings()
  const byClick = scope.basis === 'click'
  const lag = 'ms - toUnixTimestamp64Milli(credited_at)'
  const rows = datedRows(
    { counting },
    byClick ? credited.date : 'time',
    {
      columns: ['value', 'currency AS money', 'visit_key', `${lag} AS lag`],
      conditions: byClick ? [credited.condition] : [],
    },
    scope,
    bindings,
  )
  const sql = aggregate(rows, scope.by, [
    'count() AS cv',
    ...(parts.has('values') ? valueSums : []),
    ...(parts.has('lags') ? lagSums : []),
    `countIf(NOT (${hasVisit})) AS withoutSession`,
    ...extent,
  ])
  const named = parts.has('values') ? `SELECT * EXCEPT value_sum, value_sum AS value FROM (${sql})` : sql
  return { sql: parts.has('lags') ? withLagsNear(named) : named, params: bindings.params }
}

/** The ranks of a quantile's interval lie within √n of its own; a few hundred of 100,000 lags leave the engine. */
function withLagsNear(sql: string): string {
  const ranks = lagQuantiles.map((q) => `toUInt32(greatest(1, floor(lagged * ${q} - reach)))`)
  const near = lagQuantiles.map((_, place) => `arraySlice(all_lags, lagRanks[${place + 1}], 2 * reach + 2)`)
  const counted = `SELECT *, length(all_lags) AS lagged, toUInt32(2 * sqrt(lagged)) + 3 AS reach FROM (${sql})`
  return `SELECT * EXCEPT (all_lags, reach), [${ranks.join(', ')}] AS lagRanks, [${near.join(', ')}] AS lagsNear FROM (${counted})`
}

/** `clicked`: CVs credited to ad clicks, on the date of the click, clustered by person. */
export function clickedSql(counting: Counting, scope: Scope): Statement {
  const bindings = new Bindings()
  const rows = datedRows(
    { counting },
    credited.date,
    {
      columns: ["if(person = '', conversion_id, person) AS cluster"],
      conditions: ['paid = 1', credited.condition],
    },
    scope,
    bindings,
  )
  const sql = aggregateClusters(
    rows,
    scope.by,
    ['count() AS k', ...clusterExtent.within],
    ['sum(k) AS cvs', 'sum(k * k) AS cvSquares', 'max(k) AS cvMax', ...clusterExtent.over],
  )
  return { sql, params: bindings.params }
}

/** `transition`: persons with the micro, by the micro's own dimensions and date, and those who have the macro. */
export function transitionSql(micro: Counting, macro: Counting, scope: Scope): Statement {
  const bindings = new Bindings()
  const micros = datedRows(
    { counting: micro, name: 'micro_' },
    'time',
    { columns: ['person AS cluster', 'ms'], conditions: ["person != ''"] },
    scope,
    bindings,
  )
  const macros = `SELECT person, min(ms) AS macro_ms, 1 AS won FROM (${countedRows(macro, scope, bindings, 'macro_')}) GROUP BY person`
  const rows = `SELECT * FROM (${micros}) AS micros LEFT JOIN (${macros}) AS macros ON micros.cluster = macros.person`
  const sql = aggregateClusters(
    rows,
    scope.by,
    ['min(ms) AS micro_ms', 'any(macro_ms) AS macro_first', 'any(won) AS has_macro', ...clusterExtent.within],
    [
      'count() AS persons',
      'sum(has_macro) AS converted',
      'countIf(has_macro = 1 AND macro_first < micro_ms) AS before',
      ...clusterExtent.over,
    ],
  )
  return { sql, params: bindings.params }
}

/**
 * `customers`: persons on the date and by the dimensions of their first CV of all, with all their CVs to date.
 * The filter is held against that first CV.
 */
export function customersSql(counting: Counting, scope: Scope): Statement {
  const bindings = new Bindings()
  const passes = filterConditions('ledger', scope, bindings).join(' AND ') || '1'
  const columns = [
    `if(person = '', conversion_id, person) AS cluster`,
    'tuple(ms, conversion_id) AS place',
    'time AS at',
    'value AS worth',
    'currency AS money',
    `${passes} AS passes`,
  ]
  const always: Scope = { ...scope, fromMs: undefined, toMs: undefined, filter: {} }
  const rows = datedRows({ counting }, 'time', { columns, filter: scope.filter }, always, bindings)
  const firsts = [...scope.by.map((_, index) => `d${index}`), 'day', 'at', 'passes']
  // together: places are compared once, not for each column
  const persons =
    `SELECT argMin((${firsts.join(', ')}), place) AS of_first, count() AS cvs, ` +
    `countIf(isNotNull(worth)) AS with_value, toFloat64(ifNull(sum(worth), 0)) AS earned, ` +
    `groupUniqArrayIf(money, isNotNull(worth)) AS monies FROM (${rows}) GROUP BY cluster`
  const named = firsts.map((column, index) => `of_first.${index + 1} AS ${column}`).join(', ')
  const kept = where(['passes', ...withinDays('at', scope, bindings)])
  const people = `SELECT ${named}, cvs, with_value, earned, monies FROM (${persons})${kept}`
  const sql = aggregate(people, scope.by, [
    'count() AS customers',
    'countIf(cvs > 1) AS repeated',
    'countIf(with_value > 0) AS valued',
    'sum(earned) AS value',
    'sum(pow(earned, 2)) AS valueSquares',
    'min(earned) AS valueMin',
    'max(earned) AS valueMax',
    'arraySort(groupUniqArrayArray(monies)) AS currencies',
    ...extent,
  ])
  return { sql, params: bindings.params }
}

/** Persons who have the macro within the days asked for and never had the micro. One row, `count`. */
export function macroAloneSql(micro: Counting, macro: Counting, scope: Scope): Statement {
  const bindings = new Bindings()
  const macros = datedRows(
    { counting: macro, name: 'macro_' },
    'time',
    { columns: ['person', 'conversion_id'] },
    { ...scope, by: [] },
    bindings,
  )
  const micros = `SELECT person FROM (${countedRows(micro, scope, bindings, 'micro_')}) WHERE person != ''`
  const sql = `SELECT uniqExact(if(person = '', conversion_id, person)) AS count FROM (${macros}) WHERE person NOT IN (${micros})`
  return { sql, params: bindings.params }
}

/** Conversions that have no date of a click or visit. One row, `count`. */
export function undatedSql(counting: Counting, scope: Scope): Statement {
  const bindings = new Bindings()
  const asked = { dimensions: Object.keys(scope.filter), counting, span: {} }
  const rows = withEvents(countedRows(counting, scope, bindings), asked, scope, bindings)
  const conditions = [...filterConditions('ledger', { ...scope, by: [] }, bindings), 'isNull(credited_at)']
  return { sql: `SELECT count() AS count FROM (${rows})${where(conditions)}`, params: bindings.params }
}

/** Sightings of the points asked for that were left out as junk. One row, `count`. */
export function junkSightingsSql({ segments }: Counting, scope: Scope): Statement {
  const bindings = new Bindings()
  const definitions = bindings.bind(
    'definitions',
    'Array(String)',
    segments.map(({ definition }) => definition),
  )
  const filed = `definition IN ${definitions} AND home IN (SELECT home FROM sightings WHERE definition IN ${definitions} AND ${isJunkSighting})`
  const sql = `SELECT uniqExact(id) AS count FROM sightings FINAL PREWHERE ${filed}${where([isJunkSighting, ...withinDays('time', scope, bindings)])}`
  return { sql, params: bindings.params }
}
