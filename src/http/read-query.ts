// The query of a request to the API, checked.
import type { Context } from 'hono'
import type { z } from 'zod'
import { sayIssue } from '#contract/say-issue.ts'
import { Problem } from '#util/problem.ts'
import { faultsOf } from './faults.ts'

/** Throws Problem `invalid_query` with a detail for each fault. */
export function readQuery<T>(context: Context, schema: z.ZodType<T>): T {
  const given = context.req.query()
  const read = schema.safeParse(given, { error: sayIssue })
  if (read.success) return read.data
  const details = faultsOf(read.error.issues, given)
  throw new Problem('invalid_query', `${details[0]!.field} ${details[0]!.message}`.trim(), { details })
}

/**
 * The same with a hint for each fault.
 * @param hints how each field is written; `''`: which fields there are.
 */
export function readHintedQuery<T>(
  given: Readonly<Record<string, string>>,
  schema: z.ZodType<T>,
  hints: Readonly<Record<string, string>> & { '': string },
): T {
  const read = schema.safeParse(given)
  if (read.success) return read.data
  const details = read.error.issues.map((issue) => {
    const field = issue.code === 'unrecognized_keys' ? issue.keys[0]! : String(issue.path[0])
    return { field, message: `${field} cannot be "${given[field] ?? ''}".`, hint: hints[field] ?? hints[''] }
  })
  throw new Problem('invalid_query', details[0]!.message, { details })
}
