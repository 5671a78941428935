// The statements that a question becomes, to be read by whoever wants to know how a figure was counted; none is run.
import type { Question } from '#contract/ask.ts'
import type { Store } from '#store/store.ts'
import { compile, neededMeasures } from './cells.ts'
import { checkCrediting, creditingStatements } from './crediting.ts'
import { inquire } from './inquiry.ts'
import { refusalsOf, splitOf } from './refusals.ts'

/** One for each table and date that is read, with the values of its parameters. */
export interface ShownStatement {
  measure: string
  sql: string
  params: Record<string, unknown>
}

/** @throws Problem as `answer` does. */
export async function statementsOf(store: Store, question: Question, now: number): Promise<ShownStatement[]> {
  checkCrediting(question)
  const inquiry = await inquire(store, question, now)
  const measures = neededMeasures(inquiry, refusalsOf(inquiry, [])).map((measure) => ({
    measure,
    ...compile(measure, inquiry, splitOf(measure, inquiry)),
  }))
  return [...measures, ...creditingStatements(inquiry)]
}
