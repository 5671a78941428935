// Bound parameters for the embedded engine, as statements before the query. Its own way of binding them runs
// one query at a time in the whole process, so that a long question would hold up loading and counting.
import { formatQueryParams } from '@clickhouse/client-common'

/** `SET param_x = '…', …; ` with every parameter, then the query. The values stay data: the engine parses them by their type. */
export function withParams(sql: string, params: Record<string, unknown>): string {
  const names = Object.keys(params)
  const strange = names.find((name) => !/^\w+$/.test(name))
  if (strange !== undefined) throw new Error(`${strange} is not a name for a parameter.`)
  if (names.length === 0) return sql
  const parts = names.map((name) => `param_${name} = ${literal(formatQueryParams({ value: params[name] }))}`)
  return `SET ${parts.join(', ')}; ${sql}`
}

/** One `SET a = 1, b = '…'` statement. */
export function setStatement(settings: Record<string, string | number>): string {
  const parts = Object.entries(settings).map(
    ([name, value]) => `${name} = ${typeof value === 'number' ? value : literal(value)}`,
  )
  return `SET ${parts.join(', ')}`
}

function literal(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}
