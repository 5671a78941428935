// The query of a request to the API, checked.
import type { Context } from 'hono'
import type { z } from 'zod'
import { Problem } from '#util/problem.ts'
import { sayIssue } from './say-issue.ts'

/** Throws Problem `invalid_query` with a detail for each fault. */
export function readQuery<T>(context: Context, schema: z.ZodType<T>): T {
  const read = schema.safeParse(context.req.query(), { error: sayIssue })
  if (read.success) return read.data
  const details = read.error.issues.map(({ path, message }) => ({ field: path.join('.'), message }))
  throw new Problem('invalid_query', `${details[0]!.field} ${details[0]!.message}`.trim(), { details })
}
