// Questions about what others report for a day or a period: money spent, and platforms' own figures.
import { timeDimensions } from './dimensions.ts'
import {
  Bindings,
  aggregate,
  asKnown,
  filterConditions,
  splitColumns,
  where,
  type Scope,
  type Statement,
} from './scope.ts'

/**
 * Rows of a table with periods, cut to the days asked for; `share` is the part of the row that is left,
 * as if its amounts were spread evenly over its days. Split by time, a row stands for each of its days.
 */
function periodRows(table: 'spend' | 'figures', columns: readonly string[], scope: Scope, bindings: Bindings): string {
  const bound = (day: string | undefined, name: string): string =>
    day === undefined ? name : bindings.bind(name, 'Date', day)
  const conditions = [asKnown(scope, bindings)]
  if (scope.from !== undefined) conditions.push(`period_end >= ${bound(scope.from, 'first_day')}`)
  if (scope.to !== undefined) conditions.push(`period_start <= ${bound(scope.to, 'last_day')}`)
  const start = scope.from === undefined ? 'period_start' : `greatest(period_start, ${bound(scope.from, 'first_day')})`
  const end = scope.to === undefined ? 'period_end' : `least(period_end, ${bound(scope.to, 'last_day')})`
  const cut =
    `SELECT *, ${start} AS cut_start, ${end} AS cut_end, period_end - period_start + 1 AS days ` +
    `FROM ${table} FINAL${where(conditions)}`
  const byTime = [...scope.by, ...Object.keys(scope.filter)].some((dimension) => timeDimensions.includes(dimension))
  const days = byTime
    ? 'arrayJoin(arrayMap(i -> cut_start + i, range(toUInt32(cut_end - cut_start + 1)))) AS day, day AS last_day, 1 / days AS share'
    : 'cut_start AS day, cut_end AS last_day, (cut_end - cut_start + 1) / days AS share'
  const split = [...splitColumns(scope.by, table, scope, bindings), 'day', 'last_day', 'share', 'key', ...columns]
  const filters = where(filterConditions(table, scope, bindings))
  return `SELECT ${split.join(', ')} FROM (SELECT *, ${days} FROM (${cut}))${filters}`
}

/** Whole rows are added exactly, as decimals; only rows that were cut or split become fractions. */
function shared(column: string, condition?: string): string {
  const also = condition === undefined ? '' : ` AND ${condition}`
  return `toFloat64(sumIf(${column}, share = 1${also})) + sumIf(toFloat64(${column}) * share, share < 1${also})`
}

const extent = [
  "if(count() = 0, '', toString(min(day))) AS first",
  "if(count() = 0, '', toString(max(last_day))) AS last",
]

const reportedSums = [
  'uniqExactIf(key, reports) AS reportedRows',
  `${shared('money', 'reports')} AS reportedCost`,
  `${shared('hits', 'reports')} AS reportedClicks`,
  'arraySort(groupUniqArrayIf(unit, money != 0 AND reports)) AS reportedCurrencies',
]

/**
 * `spend`: cost, impressions and clicks.
 * @param points when given, the part of the platforms that report these points is summed too.
 */
export function spendSql(scope: Scope, points: readonly string[] | undefined): Statement {
  const bindings = new Bindings()
  const reporting =
    points &&
    `platform IN (SELECT platform FROM figures FINAL WHERE ${asKnown(scope, bindings)} AND point IN ${bindings.bind('points', 'Array(String)', points)})`
  const columns = [
    ...(reporting ? [`${reporting} AS reports`] : []),
    'cost AS money',
    'impressions AS seen',
    'clicks AS hits',
    'currency AS unit',
  ]
  const rows = periodRows('spend', columns, scope, bindings)
  const sql = aggregate(rows, scope.by, [
    'uniqExact(key) AS rows',
    `${shared('money')} AS cost`,
    `${shared('seen')} AS impressions`,
    `${shared('hits')} AS clicks`,
    'arraySort(groupUniqArrayIf(unit, money != 0)) AS currencies',
    'uniqExactIf(key, share < 1) AS spread',
    ...(reporting ? reportedSums : []),
    ...extent,
  ])
  return { sql, params: bindings.params }
}

/** `figures`: conversions and value that platforms report for the points. */
export function figuresSql(scope: Scope, points: readonly string[]): Statement {
  const bindings = new Bindings()
  const only = bindings.bind('points', 'Array(String)', points)
  const columns = ['point AS reported_point', 'conversions AS reported', 'value AS money', 'currency AS unit']
  const rows = `SELECT * FROM (${periodRows('figures', columns, scope, bindings)}) WHERE reported_point IN ${only}`
  const sql = aggregate(rows, scope.by, [
    'uniqExact(key) AS rows',
    `${shared('reported')} AS conversions`,
    `${shared('money')} AS value`,
    'arraySort(groupUniqArrayIf(unit, money != 0)) AS currencies',
    'uniqExactIf(key, share < 1) AS spread',
    ...extent,
  ])
  return { sql, params: bindings.params }
}

/** Points that the figures know, `point`, in alphabetical order. */
export function figurePointsSql(scope: Pick<Scope, 'known'>): Statement {
  const bindings = new Bindings()
  const sql = `SELECT DISTINCT point FROM figures FINAL WHERE ${asKnown(scope, bindings)} ORDER BY point`
  return { sql, params: bindings.params }
}
