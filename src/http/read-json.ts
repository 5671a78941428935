// The JSON body of a request to the API, checked.
import type { Context } from 'hono'
import type { z } from 'zod'
import { sayIssue } from '#contract/say-issue.ts'
import { parseJson } from '#util/json.ts'
import { Problem, type ProblemDetail } from '#util/problem.ts'
import { faultsOf } from './faults.ts'

/** What is said when the body is not what the schema wants. */
export interface Refusal {
  code: string
  message: string
  /** In words of its own; undefined: in the usual ones. */
  describe?: (issue: z.core.$ZodIssue) => ProblemDetail | undefined
}

/** Throws Problem `broken_json`, or one with the refusal's code and a detail for each fault. */
export async function readJson<T>(context: Context, schema: z.ZodType<T>, refusal: Refusal): Promise<T> {
  return parseBody(await context.req.text(), schema, refusal)
}

/** The same for a body that was read. */
export function parseBody<T>(text: string, schema: z.ZodType<T>, { code, message, describe }: Refusal): T {
  let body: unknown
  try {
    body = parseJson(text)
  } catch (error) {
    throw new Problem('broken_json', `The body is not JSON: ${(error as SyntaxError).message}`)
  }
  const read = schema.safeParse(body, { error: sayIssue })
  if (read.success) return read.data
  const details = read.error.issues.flatMap((issue) => describe?.(issue) ?? faultsOf([issue], body))
  throw new Problem(code, message, { details })
}
