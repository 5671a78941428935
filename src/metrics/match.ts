// A point's match rule compiled to SQL: which rows of which table are its sightings, and what each is worth.
import type { Condition, Conditions, Match, Point, Scalar } from '#contract/plan.ts'
import { propertySql } from './properties.ts'

export interface CompiledMatch {
  /** Where the sightings come from; records are leads, deals and orders. */
  table: 'events' | 'sessions' | 'records'
  kind: 'event' | 'session' | 'lead' | 'deal' | 'order'
  /** A condition over the table's columns, with bound parameters. */
  where: string
  /** The value of a sighting: Nullable(Decimal(18, 6)). */
  value: string
  currency: string
  params: Record<string, unknown>
}

/** Columns that a condition may name directly; every other name is a property (events) or attribute (records). */
const eventColumns = new Set([
  'name',
  'source',
  'url',
  'referrer',
  'title',
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'utm_term',
  'utm_content',
  'order_id',
  'payment_id',
  'deal_id',
  'currency',
  'country',
  'visitor_id',
  'user_id',
  'user_agent',
  'value',
])
const recordColumns = new Set([
  'id',
  'source',
  'stage',
  'lead_id',
  'order_id',
  'payment_id',
  'currency',
  'channel',
  'campaign',
  'ad',
  'landing_page',
  'value',
])

/** Binds values under names of its own, so that compiled parts can be put together. */
export class Params {
  readonly values: Record<string, unknown> = {}

  bind(value: unknown, type: string): string {
    const name = `m${Object.keys(this.values).length}`
    this.values[name] = value
    return `{${name}:${type}}`
  }
}

/**
 * Compiles a point. The plan's check has passed, so every match has one of the known forms.
 * @param params to be shared by points that one statement looks for.
 */
export function compileMatch(point: Point, params: Params = new Params()): CompiledMatch {
  const { table, kind, where } = compileRule(point.match, params)
  const field = (name: string): string => fieldSql(table, name, params)
  return {
    table,
    kind,
    where,
    value: valueSql(point, table, field, params),
    currency: currencySql(point, table, field),
    params: params.values,
  }
}

function compileRule(match: Match, params: Params): Pick<CompiledMatch, 'table' | 'kind' | 'where'> {
  if ('event' in match) {
    const names = [match.event].flat()
    const where = [`name IN ${params.bind(names, 'Array(String)')}`, ...conditionsSql('events', match.where, params)]
    return { table: 'events', kind: 'event', where: where.join(' AND ') }
  }
  if ('page' in match) {
    const paths = [match.page].flat().map((page) => `path(url) LIKE ${params.bind(likePattern(page), 'String')}`)
    const where = ["name = 'page_view'", `(${paths.join(' OR ')})`, ...conditionsSql('events', match.where, params)]
    return { table: 'events', kind: 'event', where: where.join(' AND ') }
  }
  if ('session' in match) {
    const { pages, seconds } = match.session
    const where = [
      ...(pages === undefined ? [] : [`pages >= ${params.bind(pages, 'UInt32')}`]),
      ...(seconds === undefined ? [] : [`dateDiff('second', start, end) >= ${params.bind(seconds, 'UInt32')}`]),
    ]
    return { table: 'sessions', kind: 'session', where: where.join(' AND ') || '1' }
  }
  const kind = 'lead' in match ? 'lead' : 'deal' in match ? 'deal' : 'order'
  const conditions = 'lead' in match ? match.lead : 'deal' in match ? match.deal : match.order
  const where = [`kind = '${kind}'`, ...conditionsSql('records', conditions, params)]
  return { table: 'records', kind, where: where.join(' AND ') }
}

function conditionsSql(table: CompiledMatch['table'], conditions: Conditions | undefined, params: Params): string[] {
  return Object.entries(conditions ?? {}).map(([name, condition]) =>
    conditionSql(fieldSql(table, name, params), condition, params),
  )
}

/** SQL for the text of a field: a column, a dotted path into an event's properties, or a record's attribute. */
function fieldSql(table: CompiledMatch['table'], name: string, params: Params): string {
  if (table === 'records') {
    if (name === 'status') return 'stage'
    return recordColumns.has(name) ? name : `attributes[${params.bind(name, 'String')}]`
  }
  if (eventColumns.has(name)) return name
  return propertySql(name, (part) => params.bind(part, 'String'))
}

/** SQL that a field's text keeps to a condition. */
export function conditionSql(field: string, condition: Condition, params: Params): string {
  const text = `toString(${field})`
  if (Array.isArray(condition)) return `(${condition.map((one) => equalsSql(text, one, params)).join(' OR ')})`
  if (typeof condition !== 'object') return equalsSql(text, condition, params)
  const number = `toFloat64OrNull(${text})`
  const parts: string[] = []
  const compare = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const
  for (const [name, operator] of Object.entries(compare)) {
    const bound = condition[name as keyof typeof compare]
    if (bound !== undefined) parts.push(`coalesce(${number} ${operator} ${params.bind(bound, 'Float64')}, 0)`)
  }
  if (condition.is !== undefined) parts.push(equalsSql(text, condition.is, params))
  if (condition.not !== undefined) {
    parts.push(
      `NOT (${[condition.not]
        .flat()
        .map((one) => equalsSql(text, one, params))
        .join(' OR ')})`,
    )
  }
  if (condition.contains !== undefined)
    parts.push(`position(${text}, ${params.bind(condition.contains, 'String')}) > 0`)
  if (condition.starts_with !== undefined)
    parts.push(`startsWith(${text}, ${params.bind(condition.starts_with, 'String')})`)
  if (condition.exists !== undefined) parts.push(`coalesce(${text}, '') ${condition.exists ? '!=' : '='} ''`)
  return parts.length === 0 ? '1' : `(${parts.join(' AND ')})`
}

function equalsSql(text: string, value: Scalar, params: Params): string {
  if (typeof value === 'number') return `coalesce(toFloat64OrNull(${text}) = ${params.bind(value, 'Float64')}, 0)`
  return `coalesce(${text} = ${params.bind(String(value), 'String')}, 0)`
}

/** `*` stands for any run of characters; everything else is meant literally. */
function likePattern(page: string): string {
  return page.replace(/[\\%_]/g, '\\$&').replaceAll('*', '%')
}

type FieldSql = (name: string) => string

function valueSql(point: Point, table: CompiledMatch['table'], field: FieldSql, params: Params): string {
  const none = 'CAST(NULL AS Nullable(Decimal(18, 6)))'
  if (point.value?.fixed !== undefined)
    return `CAST(${params.bind(String(point.value.fixed), 'String')} AS Nullable(Decimal(18, 6)))`
  const from = point.value?.from ?? 'value'
  if (table === 'sessions') return none
  if (from === 'value') return 'value'
  return `toDecimal64OrNull(toString(${field(from)}), 6)`
}

function currencySql(point: Point, table: CompiledMatch['table'], field: FieldSql): string {
  const currency = point.value?.currency ?? 'currency'
  if (/^[A-Z]{3}$/.test(currency)) return `'${currency}'`
  if (table === 'sessions') return "''"
  return `upper(toString(${field(currency)}))`
}
