// A figure of an answer with all that the dialog "how was this counted" says of it.
import type { Answer, AnswerRow, Definition, Figure, QuestionInput } from '#contract/ask.ts'
import type { Shown } from '../figure/shown-figure.tsx'

export interface Given {
  question: QuestionInput
  answer: Answer
}

export function figureOf(row: AnswerRow, metric: string): Figure {
  const figure = row[metric]
  return typeof figure === 'object' ? figure : { value: null }
}

/** Whether rows can be held against each other: not where one is in yen and another in dollars. */
export function inOneCurrency({ answer }: Given, metric: string): boolean {
  return new Set(answer.rows.flatMap((row) => figureOf(row, metric).currency ?? [])).size <= 1
}

export function definitionOf({ answer }: Given, metric: string): Definition {
  return answer.definitions.find((each) => each.metric === metric)!
}

/** @param row null: the total. */
export function shownOf(
  given: Given,
  row: AnswerRow | null,
  metric: string,
  words: Pick<Shown, 'label' | 'place'>,
): Shown {
  const { question, answer } = given
  const by = question.by ?? []
  const where = row === null ? {} : Object.fromEntries(by.map((name) => [name, String(row[name])]))
  const definition = definitionOf(given, metric)
  const own = definition.point?.filter(({ id }) => id === where['point'])
  return {
    figure: figureOf(row ?? answer.total, metric),
    definition: own && own.length > 0 ? { ...definition, point: own } : definition,
    question: { ...question, metrics: [metric] },
    where,
    ...words,
  }
}
