// What a schema has against a body or a query, field by field.
import type { z } from 'zod'
import type { ProblemDetail } from '#util/problem.ts'

type Issue = z.core.$ZodIssue
type Path = readonly PropertyKey[]

/** A detail for each fault, in the words that the schema was given; `whole` is what it read. */
export function faultsOf(issues: readonly Issue[], whole: unknown, base: Path = []): ProblemDetail[] {
  return issues.flatMap((issue) => faultOf(issue, [...base, ...issue.path], whole))
}

function faultOf(issue: Issue, path: Path, whole: unknown): ProblemDetail[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ field: nameOf([...path, key]), message: issue.message }))
  const value = valueAt(whole, path)
  if (path.length > 0 && value === undefined) return [{ field: nameOf(path), message: 'is missing' }]
  if (issue.code === 'invalid_union') {
    const tried = issue.errors.filter((way) => !way.some(isOfOtherKind))
    if (tried.length === 1) return faultsOf(tried[0]!, whole, path)
  }
  const isWholeOfOtherKind = path.length === 0 && isOfOtherKind(issue)
  return [{ field: nameOf(path), message: isWholeOfOtherKind ? 'The body must be an object.' : issue.message }]
}

/** A value of another kind than this way of writing it wants: it was not meant. */
function isOfOtherKind({ path, code }: Issue): boolean {
  return path.length === 0 && (code === 'invalid_type' || code === 'invalid_value')
}

const nameOf = (path: Path): string => path.map(String).join('.')

function valueAt(whole: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key], whole)
}
