// A question becomes an answer: worked out, compiled, run, and given with the definition of every number.
import type { Answer, Question } from '#contract/ask.ts'
import type { PlanVersion } from '#contract/plan.ts'
import type { Store } from '#store/store.ts'
import { caveatsOf } from './caveats.ts'
import { readCells } from './cells.ts'
import { type Worked, comparedAnswer } from './compare.ts'
import { comparedDays } from './compared-days.ts'
import { countedState } from './counted.ts'
import { checkCrediting, creditedAs, creditedWords } from './crediting.ts'
import { definitionOf } from './definitions.ts'
import { goneCaveats, readKeptFrom } from './gone.ts'
import { inquire } from './inquiry.ts'
import { matured, readMaturity } from './maturity.ts'
import { refusalsOf } from './refusals.ts'
import { answerRows, answerTotal, contextOf } from './rows.ts'

/**
 * Answers a question. Figures that cannot be given are refused in place, with the reason.
 * @param now epoch milliseconds.
 * @param draft a plan that is no stored version, to count all history by.
 * @throws Problem for unknown names, an empty range, or conversions asked for before any plan is agreed.
 */
export async function answer(store: Store, question: Question, now: number, draft?: PlanVersion): Promise<Answer> {
  const { compare, ...plain } = question
  if (compare === undefined) return (await work(store, question, now, draft)).answer
  const before = comparedDays(question)
  const later = await work(store, plain, now, draft)
  const earlier = await work(store, { ...plain, ...before }, now, draft)
  return comparedAnswer(later, earlier, [{ from: plain.from!, to: plain.to! }, before])
}

async function work(store: Store, question: Question, now: number, draft?: PlanVersion): Promise<Worked> {
  checkCrediting(question)
  const inquiry = await inquire(store, question, now, draft)
  const counted = await countedState(store, inquiry)
  const kept = await readKeptFrom(store)
  const allowed = refusalsOf(inquiry, counted.uncounted, kept)
  const [found, late] = await Promise.all([
    readCells(store.facts, inquiry, allowed),
    readMaturity(store.facts, inquiry, now),
  ])
  const read = { cells: found, refusals: allowed }
  const credited = question.attribution && inquiry.conversions && (await creditedAs(store.facts, inquiry, read))
  const { cells, refusals } = credited ?? read
  const context = contextOf(inquiry, undefined)
  const definitions = inquiry.metrics.map((metric) => definitionOf(metric, inquiry, cells.total, counted, context))
  const rows = answerRows(cells, inquiry, refusals)
  const total = answerTotal(cells, inquiry, refusals)
  const gone = await goneCaveats(store, inquiry, kept)
  const caveats = [...(await caveatsOf(store.facts, inquiry, cells, counted)), ...gone]
  const given = (more: Omit<Answer, 'total'>): Worked => ({
    answer: { total, ...more, caveats: [...caveats, ...more.caveats] },
    inquiry,
    refusals,
  })
  if (credited) return given({ ...creditedWords(rows, definitions, credited), caveats: credited.caveats })
  return given(matured(late, { rows, definitions }))
}
