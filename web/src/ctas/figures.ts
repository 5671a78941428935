// The figures of the page, and what tells calls to action apart.
import type { Answer, AnswerRow, Figure, QuestionInput } from '#contract/ask.ts'
import type { Shown } from '../figure/shown-figure.tsx'
import { ctaDimensions } from './words.tsx'

/** What the page asked and was answered. */
export interface Asked {
  question: QuestionInput
  answer: Answer
  pages: string[]
}

const usualSplit = ['cta', 'cta_copy', 'cta_placement', 'page']

/** The chosen dimensions that there are, in the order of the page. */
export function splitOf(text: string | null): string[] {
  const chosen = (text ?? '').split(',')
  const known = ctaDimensions.filter((dimension) => chosen.includes(dimension)).slice(0, 4)
  return known.length > 0 ? known : usualSplit
}

/** A figure of a row, with what its dialog needs; undefined where the answer has none. */
export function shownOf({ question, answer }: Asked, row: AnswerRow, metric: string, label: string): Shown | undefined {
  const figure = row[metric]
  const definition = answer.definitions.find((each) => each.metric === metric)
  if (figure === undefined || typeof figure === 'string' || !definition) return undefined
  const { by = [] } = question
  const where = Object.fromEntries(by.flatMap((name) => (typeof row[name] === 'string' ? [[name, row[name]]] : [])))
  const place = Object.values(where).filter(Boolean).join(' · ')
  return { figure, definition, label, place, question: { ...question, metrics: [metric] }, where }
}

/** Too few for a rate to say much: a few clicks more or less would change it. */
export function isTooFew({ numerator = 0, denominator = 0 }: Figure): boolean {
  return numerator < 10 || denominator < 100
}

export function valueOf(row: AnswerRow, metric: string): number {
  return (row[metric] as Figure | undefined)?.value ?? 0
}
