// A question becomes an answer: worked out, compiled, run, and given with the definition of every number.
import type { Answer, Caveat, Question } from '#contract/ask.ts'
import type { PlanVersion } from '#contract/plan.ts'
import type { Facts } from '#store/facts.ts'
import type { Store } from '#store/store.ts'
import { caveatsOf } from './caveats.ts'
import { type Cells, readCells } from './cells.ts'
import { type Worked, comparedAnswer } from './compare.ts'
import { comparedDays } from './compared-days.ts'
import { type CountedState, countedState } from './counted.ts'
import { checkCrediting, creditedAs, creditedWords } from './crediting.ts'
import { definitionOf } from './definitions.ts'
import { type KeptFrom, goneCaveats, readKeptFrom } from './gone.ts'
import { type Inquiry, inquire } from './inquiry.ts'
import { type MaturityPart, matured, readMaturity } from './maturity.ts'
import { type Refusals, refusalsOf } from './refusals.ts'
import { answerRows, answerTotal, contextOf } from './rows.ts'
import { unseenCaveats } from './unseen-values.ts'

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

/** A question worked out, read, and told. */
async function work(store: Store, question: Question, now: number, draft?: PlanVersion): Promise<Worked> {
  checkCrediting(question)
  const inquiry = await inquire(store, question, now, draft)
  const standing = { counted: await countedState(store, inquiry), kept: await readKeptFrom(store) }
  const figures = await readFigures(store.facts, inquiry, standing, now)
  const { total, rows, definitions, caveats } = tellFigures(inquiry, figures, standing)
  const general = [
    ...(await caveatsOf(store.facts, inquiry, figures.cells, standing.counted)),
    ...(await goneCaveats(store, inquiry, standing.kept)),
    ...(await unseenCaveats(store.facts, inquiry, { rows, total })),
  ]
  return {
    answer: { total, rows, definitions, caveats: [...general, ...caveats] },
    inquiry,
    refusals: figures.refusals,
  }
}

/** How far the data is counted, and from when on it is kept. */
interface Standing {
  counted: CountedState
  kept: KeptFrom
}

/** What the store gives for a question, before it is put into words. */
interface Figures {
  cells: Cells
  refusals: Refusals
  /** How much of recent periods has arrived. */
  late: readonly MaturityPart[]
  /** Where a model deals the CVs out. */
  credited?: { window: string; caveats: Caveat[] }
}

async function readFigures(facts: Facts, inquiry: Inquiry, standing: Standing, now: number): Promise<Figures> {
  const refusals = refusalsOf(inquiry, standing.counted.uncounted, standing.kept)
  const [cells, late] = await Promise.all([readCells(facts, inquiry, refusals), readMaturity(facts, inquiry, now)])
  if (!inquiry.question.attribution || !inquiry.conversions) return { cells, refusals, late }
  const credited = await creditedAs(facts, inquiry, { cells, refusals })
  return { cells: credited.cells, refusals: credited.refusals, late, credited }
}

/** Rows, total and definitions, with what has to be known of just these rows. */
function tellFigures(inquiry: Inquiry, { cells, refusals, late, credited }: Figures, { counted }: Standing): Answer {
  const context = contextOf(inquiry, undefined)
  const definitions = inquiry.metrics.map((metric) => definitionOf(metric, inquiry, cells.total, counted, context))
  const rows = answerRows(cells, inquiry, refusals)
  const total = answerTotal(cells, inquiry, refusals)
  if (credited) return { total, ...creditedWords(rows, definitions, credited), caveats: credited.caveats }
  return { total, ...matured(late, { rows, definitions }) }
}
