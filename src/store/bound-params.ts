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

/**
 * What a list that is looked for with `IN {ids:Array(String)}` may hold, in bytes: of 1 MiB or more the engine makes no set,
 * and compares every row with every one of them (16,000 hashes of e-mail addresses in 1.6 M links took minutes, 12,000 take
 * 0.2 s).
 */
const mostBound = 524_288

/** Ids in lists that each can be bound to one parameter. */
export function* boundLists(ids: Iterable<string>): Generator<string[]> {
  let list: string[] = []
  let bytes = 0
  for (const id of ids) {
    // with its length, and how much that takes
    const more = Buffer.byteLength(id) + 9
    if (list.length > 0 && bytes + more > mostBound) {
      yield list
      list = []
      bytes = 0
    }
    list.push(id)
    bytes += more
  }
  if (list.length > 0) yield list
}
