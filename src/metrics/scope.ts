// What every compiled question shares: the days, the time zone, the splits and filters, and its bound parameters.
import type { ChannelRule } from '#contract/plan.ts'
import { costChannelSql } from './cost-channels.ts'
import { findDimension, type FactTable } from './dimensions.ts'
import { personAttributeOf } from './person-names.ts'
import { propertyOf, propertySql } from './properties.ts'
import { standingNow } from './standing.ts'

/** A point's definition and the conversion times (epoch ms, `to` excluded) for which it is the one in force. */
export interface Segment {
  point: string
  definition: string
  from: number
  to: number
}

/** Which ledger rows count as conversions of the points asked for. */
export interface Counting {
  segments: readonly Segment[]
  /** Rows seen under two definitions: keys (see `rowKey`) that do not count though in force, and that do though not. */
  dropped: readonly string[]
  added: readonly string[]
}

/** Names one ledger row of one point asked for. */
export function rowKey(point: string, definition: string, conversionId: string): string {
  return `${point}/${definition}/${conversionId}`
}

export interface Scope {
  by: readonly string[]
  filter: Readonly<Record<string, readonly string[]>>
  /** ISO days, inclusive; absent: no bound. */
  from: string | undefined
  to: string | undefined
  /** The same as instants, epoch ms: start of `from`, end of `to`. */
  fromMs: number | undefined
  toMs: number | undefined
  timezone: string
  /** ISO number of the weekday that weeks start on. */
  weekStart: number
  /** Epoch ms; absent: as known now. */
  known: number | undefined
  basis: 'conversion' | 'click'
  /** The plan's own rules for channels, for costs that they concern. */
  channelRules?: readonly ChannelRule[]
}

export interface Statement {
  sql: string
  params: Record<string, unknown>
}

/** Collects the parameters of a statement; values never become part of the SQL text. */
export class Bindings {
  readonly params: Record<string, unknown> = {}

  /** The placeholder of a value, `{name:Type}`; a name already taken by another value gets a number. */
  bind(name: string, type: string, value: unknown): string {
    let free = name
    for (let i = 2; free in this.params && this.params[free] !== value; i++) free = `${name}_${i}`
    this.params[free] = value
    return `{${free}:${type}}`
  }
}

export const instant = "DateTime64(3, 'UTC')"

/** Epoch milliseconds as the facts engine reads a DateTime64(3). */
export function engineTime(ms: number): string {
  return (ms / 1000).toFixed(3)
}

/** Conditions that keep the rows whose time lies within the days asked for. */
export function withinDays(column: string, scope: Pick<Scope, 'fromMs' | 'toMs'>, bindings: Bindings): string[] {
  const conditions: string[] = []
  if (scope.fromMs !== undefined) {
    conditions.push(`${column} >= ${bindings.bind('from', instant, engineTime(scope.fromMs))}`)
  }
  if (scope.toMs !== undefined) {
    conditions.push(`${column} < ${bindings.bind('to', instant, engineTime(scope.toMs))}`)
  }
  return conditions
}

/** The current rows, or those known at the instant asked for. */
export function asKnown(scope: Pick<Scope, 'known'>, bindings: Bindings): string {
  if (scope.known === undefined) return standingNow
  const at = bindings.bind('known', instant, engineTime(scope.known))
  return `known_from <= ${at} AND known_to > ${at}`
}

/** The business day of an instant. */
export function dayOf(column: string, scope: Scope, bindings: Bindings): string {
  return `toDate(toTimeZone(${column}, ${bindings.bind('timezone', 'String', scope.timezone)}))`
}

/** SQL of a dimension in a table that knows it. */
export function dimensionSql(dimension: string, table: FactTable, scope: Scope, bindings: Bindings): string {
  const known = findDimension(dimension)
  const property = propertyOf(dimension)
  if (property !== undefined) {
    const bind = (part: string): string => bindings.bind('property', 'String', part)
    return table === 'ledger' ? `said[${bind(property)}]` : propertySql(property, bind)
  }
  const ofPerson = personAttributeOf(dimension)
  if (ofPerson !== undefined) return `told[${bindings.bind('attribute', 'String', ofPerson)}]`
  if (!known) return `attributes[${bindings.bind('attribute', 'String', dimension)}]`
  if (dimension === 'channel' && (table === 'spend' || table === 'figures')) {
    const { sql, params } = costChannelSql(scope.channelRules ?? [])
    Object.assign(bindings.params, params)
    return sql
  }
  if (dimension === 'week') bindings.bind('week_start', 'UInt8', scope.weekStart)
  return known.columns[table] ?? dimension
}

/** Columns `d0`, `d1`… of the dimensions. */
export function splitColumns(by: readonly string[], table: FactTable, scope: Scope, bindings: Bindings): string[] {
  return by.map((dimension, index) => `${dimensionSql(dimension, table, scope, bindings)} AS d${index}`)
}

/** Conditions of the question's filter. A conversion passes a filter by source when that source saw it. */
export function filterConditions(table: FactTable, scope: Scope, bindings: Bindings): string[] {
  return Object.entries(scope.filter).map(([dimension, values]) => {
    const wanted = bindings.bind('only', 'Array(String)', values)
    const value = dimensionSql(dimension, table, scope, bindings)
    const matches = `${findDimension(dimension)?.text?.(value) ?? value} IN ${wanted}`
    return dimension === 'source' && table === 'ledger' ? `(${matches} OR hasAny(sources, ${wanted}))` : matches
  })
}

export function where(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`
}

const names = (by: readonly string[]): string[] => by.map((_, index) => `d${index}`)

/** The rows with the values of dimensions d0 … as text. */
export function inWords(sql: string, by: readonly string[]): string {
  const texts = by.flatMap((dimension, index) => {
    const text = findDimension(dimension)?.text?.(`d${index}`)
    return text === undefined ? [] : [`${text} AS d${index}`]
  })
  return texts.length === 0 ? sql : `SELECT * REPLACE (${texts.join(', ')}) FROM (${sql})`
}

/**
 * Aggregates by the dimensions, columns d0 …, and over all rows, in one scan; `total` is 1 on the row over all, whose
 * dimensions say nothing.
 * @param rows a SELECT that gives d0 … and what the aggregates read.
 * @param gathers whether an aggregate gathers a list of the rows themselves. Its total is gathered beside the rows, on another
 *   processor: rolled up from them it is joined and sorted by one, which takes a quarter longer for ten million visits. Sums
 *   are rolled up, which takes no second look at a row.
 */
export function aggregate(rows: string, by: readonly string[], aggregates: readonly string[], gathers = false): string {
  const sums = aggregates.join(', ')
  const withTotal = (key: string): string => (gathers ? `GROUPING SETS ((${key}), ())` : `${key} WITH ROLLUP`)
  if (by.length === 0) return `SELECT 1 AS total, ${sums} FROM (${rows})`
  if (by.length === 1) {
    return inWords(`SELECT grouping(d0) AS total, d0, ${sums} FROM (${rows}) GROUP BY ${withTotal('d0')}`, by)
  }
  // told apart by one number made of all: comparing the texts of several takes longer than all else
  // each is numbered by itself first: of channels and the like that takes a number for each name, not for each row
  const numbers = names(by).map((name) => `cityHash64(${name})`)
  const numbered = `SELECT *, cityHash64(${numbers.join(', ')}) AS cell FROM (${rows})`
  const dimensions = names(by).map((name) => `any(numbered.${name}) AS ${name}`)
  const sql =
    `SELECT grouping(cell) AS total, ${dimensions.join(', ')}, ${sums} ` +
    `FROM (${numbered}) AS numbered GROUP BY ${withTotal('cell')}`
  return inWords(sql, by)
}

/** The same in two steps: first within each `cluster` (a column of the rows), then over clusters. */
export function aggregateClusters(
  rows: string,
  by: readonly string[],
  within: readonly string[],
  over: readonly string[],
): string {
  if (by.length === 0) {
    const clusters = `SELECT cluster, ${within.join(', ')} FROM (${rows}) GROUP BY cluster`
    return `SELECT 1 AS total, ${over.join(', ')} FROM (${clusters})`
  }
  const columns = names(by).join(', ')
  const clusters =
    `SELECT grouping(d0) AS total, ${columns}, cluster, ${within.join(', ')} FROM (${rows}) ` +
    `GROUP BY GROUPING SETS ((${columns}, cluster), (cluster))`
  return inWords(`SELECT total, ${columns}, ${over.join(', ')} FROM (${clusters}) GROUP BY total, ${columns}`, by)
}

/** First and last day of the rows; `''` without rows. */
export const extent = daysOver('day', 'day')

/** The same for rows that went through clusters, which carry their first and last day through both steps. */
export const clusterExtent = { within: ['min(day) AS d_min', 'max(day) AS d_max'], over: daysOver('d_min', 'd_max') }

function daysOver(first: string, last: string): string[] {
  return [
    `if(count() = 0, '', toString(min(${first}))) AS first`,
    `if(count() = 0, '', toString(max(${last}))) AS last`,
  ]
}
