// The JSON body of a request to the API, checked.
import type { Context } from 'hono'
import type { z } from 'zod'
import { parseJson } from '#util/json.ts'
import { Problem, type ProblemDetail } from '#util/problem.ts'
import { sayIssue } from './say-issue.ts'

/** What is said when the body is not what the schema wants. */
export interface Refusal {
  code: string
  message: string
  /** In words of its own; undefined: in the usual ones. */
  describe?: (issue: z.core.$ZodIssue) => ProblemDetail | undefined
}

/** Throws Problem `broken_json`, or one with the refusal's code and a detail for each fault. */
export async function readJson<T>(
  context: Context,
  schema: z.ZodType<T>,
  { code, message, describe }: Refusal,
): Promise<T> {
  let body: unknown
  try {
    body = parseJson(await context.req.text())
  } catch (error) {
    throw new Problem('broken_json', `The body is not JSON: ${(error as SyntaxError).message}`)
  }
  const read = schema.safeParse(body, { error: sayIssue })
  if (read.success) return read.data
  throw new Problem(code, message, {
    details: read.error.issues.map((issue) => describe?.(issue) ?? plainly(issue, body)),
  })
}

function plainly({ path, message }: z.core.$ZodIssue, body: unknown): ProblemDetail {
  const given = path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], body)
  return { field: path.join('.'), message: path.length > 0 && given === undefined ? 'is missing' : message }
}
