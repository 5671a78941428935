// A filter by a value that nothing has ever had answers 0, which reads like a finding: what could have been meant is said.
import type { Answer, Caveat } from '#contract/ask.ts'
import { timeDimensions } from '#metrics/dimensions.ts'
import type { Facts } from '#store/facts.ts'
import { knownNames } from '#util/closest.ts'
import { neededMeasures, readCells } from './cells.ts'
import type { Inquiry } from './inquiry.ts'
import { refusalsOf } from './refusals.ts'

/** Looks through all days, and so only where the answer has nothing for a value. */
export async function unseenCaveats(
  facts: Facts,
  inquiry: Inquiry,
  answer: Pick<Answer, 'rows' | 'total'>,
): Promise<Caveat[]> {
  const found: Caveat[] = []
  for (const [dimension, values] of Object.entries(inquiry.scope.filter)) {
    const suspects = timeDimensions.includes(dimension) ? [] : emptyValues(dimension, values, answer)
    if (suspects.length === 0) continue
    const seen = await valuesOf(facts, inquiry, dimension)
    if (seen === undefined) continue
    const known = seen.filter((value) => value !== '').toSorted()
    for (const value of suspects.filter((each) => !seen.includes(each))) {
      const message = `Nothing was ever counted with ${dimension} "${value}". ${knownNames(value, known)}`
      found.push({ code: 'unseen_value', message })
    }
  }
  return found
}

/** Of a filter's values, those that perhaps no figure of the answer is of; `''` asks for what is not known. */
function emptyValues(
  dimension: string,
  values: readonly string[],
  { rows, total }: Pick<Answer, 'rows' | 'total'>,
): string[] {
  const named = values.filter((value) => value !== '')
  if (rows.some((row) => dimension in row))
    return named.filter((value) => rows.every((row) => row[dimension] !== value))
  const hasFigures = Object.values(total).some((figure) => typeof figure === 'object' && figure.value)
  return hasFigures && values.length === 1 ? [] : named
}

/** What the figures asked for have been split by on any day; undefined where they cannot be. */
async function valuesOf(facts: Facts, inquiry: Inquiry, dimension: string): Promise<string[] | undefined> {
  const { question, scope } = inquiry
  const days = { from: undefined, to: undefined, fromMs: undefined, toMs: undefined }
  const all: Inquiry = {
    ...inquiry,
    question: { ...question, by: [dimension], filter: {} },
    scope: { ...scope, ...days, by: [dimension], filter: {} },
  }
  const refusals = refusalsOf(all, [])
  if (neededMeasures(all, refusals).length === 0 || refusals.rows.size === inquiry.metrics.length) return undefined
  const { rows } = await readCells(facts, all, refusals)
  return [...new Set(rows.map(({ tuple }) => tuple[0]!))]
}
