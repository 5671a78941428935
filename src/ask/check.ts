// Is the question one that can be asked: metrics, dimensions and filters that exist. What is wrong is a Problem.
import type { Question } from '#contract/ask.ts'
import { findMetric, metrics, type Metric } from '#metrics/catalogue.ts'
import { attributeTables, dimensions, isOwn, type SeenAttributes } from '#metrics/dimensions.ts'
import { metricWords } from '#metrics/words.ts'
import { knownNames } from '#util/closest.ts'
import { Problem, type ProblemDetail } from '#util/problem.ts'

/** The metrics asked for, each once. Throws Problem that lists all unknown ones. */
export function checkMetrics(question: Question): Metric[] {
  const unknown = question.metrics.flatMap((id, index) =>
    findMetric(id) ? [] : [ambiguous(`metrics.${index}`, id) ?? unknownMetric(`metrics.${index}`, id)],
  )
  if (unknown.length > 0) throw new Problem('unknown_metric', messages(unknown), { details: unknown })
  return [...new Set(question.metrics)].map((id) => findMetric(id)!)
}

/** What a question splits and filters by, each with the field that names it. */
export function namedDimensions({ by, filter = {} }: Question): { field: string; id: string }[] {
  return [
    ...by.map((id, index) => ({ field: `by.${index}`, id })),
    ...Object.keys(filter).map((id) => ({ field: `filter.${id}`, id })),
  ]
}

/** Whether a question names something that can only be an attribute of imported files. */
export function namesAttributes(question: Question): boolean {
  return namedDimensions(question).some(({ id }) => !isOwn(id))
}

/** Throws Problem for dimensions and filters that neither we nor any imported file knows. */
export function checkDimensions(question: Question, seen: SeenAttributes): void {
  const attributes = [...new Set(attributeTables.flatMap((table) => [...(seen[table] ?? [])]))].toSorted()
  const known = [...dimensions.map(({ id }) => id), ...attributes, 'property.NAME', 'person.NAME']
  const unknown = namedDimensions(question)
    .filter(({ id }) => !isOwn(id) && !attributes.includes(id))
    .map(({ field, id }) => unknownName(field, `There is no dimension ${id}.`, id, known, listedBy))
  if (unknown.length > 0) throw new Problem('unknown_dimension', messages(unknown), { details: unknown })
  const twice = question.by.find((id, index) => question.by.indexOf(id) !== index || question.metrics.includes(id))
  if (twice !== undefined) {
    const message = `${twice} stands twice in the question; each row has room for one.`
    throw new Problem('named_twice', message, { details: [{ field: 'by', message, hint: 'Take one of them out.' }] })
  }
}

/** Throws Problem for a range that ends before it begins. */
export function checkRange({ from, to }: Pick<Question, 'from' | 'to'>): void {
  if (from === undefined || to === undefined || from <= to) return
  const message = `The range ends (${to}) before it begins (${from}).`
  throw new Problem('empty_range', message, { details: [{ field: 'to', message, hint: 'Swap the two days.' }] })
}

/** `cvr` alone leaves open what it is divided by, and `CAC` is another's name: all that it can mean, with formulas. */
function ambiguous(field: string, id: string): ProblemDetail | undefined {
  const word = id.toLowerCase()
  if (findMetric(word)) return undefined
  const family = metrics.filter(
    (metric) =>
      metric.id.startsWith(`${word}.`) || metricWords[metric.id]?.aliases.some((alias) => alias.toLowerCase() === word),
  )
  if (family.length === 0) return undefined
  const meanings = family.map((metric) => `${metric.id} (${metric.formula})`).join(', ')
  return family.length === 1
    ? { field, message: `There is no metric ${id}.`, hint: `Did you mean ${meanings}?` }
    : { field, message: `${id} can mean ${family.length} things.`, hint: `Say which: ${meanings}.` }
}

/** Where all metrics and dimensions are to be read. */
const listedBy = '`onecount ask --help` lists them, over HTTP GET /api/v1/ask/metrics'

function unknownMetric(field: string, typed: string): ProblemDetail {
  const ids = metrics.map(({ id }) => id)
  return unknownName(field, `There is no metric ${typed}.`, typed, ids, listedBy)
}

/**
 * @param known what could have been meant.
 * @param where a list of them is found, if they are too many for a hint.
 */
export function unknownName(
  field: string,
  message: string,
  typed: string,
  known: readonly string[],
  where?: string,
): ProblemDetail {
  return { field, message, hint: knownNames(typed, known, where) }
}

function messages(details: readonly ProblemDetail[]): string {
  return details.map(({ message }) => message).join(' ')
}
