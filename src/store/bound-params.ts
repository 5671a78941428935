// Bound parameters for the embedded engine, as statements before the query. Its own way of binding them runs
// one query at a time in the whole process, so that a long question would hold up loading and counting.
import { formatQueryParams } from '@clickhouse/client-common'

/** `SET param_x = '…';` for every parameter, then the query. The values stay data: the engine parses them by their type. */
export function withParams(sql: string, params: Record<string, unknown>): string {
  const statements = Object.entries(params).map(([name, value]) => {
    if (!/^\w+$/.test(name)) throw new Error(`${name} is not a name for a parameter.`)
    return `SET param_${name} = ${literal(formatQueryParams({ value }))}; `
  })
  return statements.join('') + sql
}

function literal(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}
