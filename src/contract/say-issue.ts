// What is wrong with a field where its schema has no words of its own: the library's are about its types.
import type { z } from 'zod'
import { fewOf } from '#util/closest.ts'

/** For `safeParse(…, { error: sayIssue })`; a schema's own words go before these. Each follows the name of its field. */
export const sayIssue: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'too_small':
      return tooSmall(issue.origin, issue.minimum, issue.inclusive)
    case 'too_big':
      return tooBig(issue.origin, issue.maximum, issue.inclusive)
    case 'invalid_value':
      return `must be ${issue.values.map(String).join(', ')}`
    case 'invalid_type':
      return `must be ${kindOf(issue.expected)}`
    case 'invalid_format':
      return formats[issue.format] ?? unsaid
    case 'unrecognized_keys':
      return `is not a field here${fieldsOf(issue.inst)}`
    case 'invalid_union':
      return anyOf(issue.errors)
    default:
      return unsaid
  }
}

/** For faults that no schema has today; one that gets here is to be given words of its own. */
export const unsaid = 'cannot be used'

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
}
const kindOf = (expected: string): string => kinds[expected] ?? expected

const formats: Readonly<Record<string, string>> = {
  date: 'is not a day: write 2026-04-01',
  datetime: 'is not an instant: write 2026-04-01T00:00:00Z',
}

type Bound = number | bigint

function tooSmall(origin: string, least: Bound, inclusive = true): string {
  if (isNumber(origin)) return `must be ${inclusive ? 'at least' : 'above'} ${least}`
  if (least <= 1) return 'is empty'
  return origin === 'string' ? `is shorter than ${least} characters` : `needs at least ${least} entries`
}

function tooBig(origin: string, most: Bound, inclusive = true): string {
  if (isNumber(origin)) return `must be ${inclusive ? 'at most' : 'below'} ${most}`
  return origin === 'string' ? `is longer than ${most} characters` : `has more than ${most} entries`
}

const isNumber = (origin: string): boolean => origin === 'number' || origin === 'int'

/** The fields that there are, where the schema says so. */
function fieldsOf(schema: unknown): string {
  const { shape } = (schema as Partial<z.ZodObject> | undefined) ?? {}
  return shape ? `: there are ${fewOf(Object.keys(shape))}` : ''
}

/** What a value may be that is of none of the kinds; `a number or text`. */
function anyOf(ways: readonly z.core.$ZodIssue[][]): string {
  const named = ways.flat().flatMap((issue) => {
    if (issue.path.length > 0) return []
    if (issue.code === 'invalid_type') return [kindOf(issue.expected)]
    return issue.code === 'invalid_value' ? issue.values.map(String) : []
  })
  return named.length === 0 ? unsaid : `must be ${[...new Set(named)].join(' or ')}`
}
