// What is wrong with a field where its schema has no words of its own: the library's are about its types.
import type { z } from 'zod'

/** For `safeParse(…, { error: sayIssue })`; a schema's own words go before these. */
export const sayIssue: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array' ? 'is empty' : `must be at least ${issue.minimum}`
    case 'too_big':
      return issue.origin === 'string'
        ? `is longer than ${issue.maximum} characters`
        : `must be at most ${issue.maximum}`
    case 'invalid_value':
      return `must be ${issue.values.map(String).join(', ')}`
    case 'invalid_type':
      return issue.expected === 'number' ? 'is not a number' : issue.expected === 'string' ? 'must be text' : undefined
    case 'unrecognized_keys':
      return `there is no ${issue.keys.join(', ')}`
    default:
      return undefined
  }
}
