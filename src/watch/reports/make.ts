// A report made: what there is to tell, written.
import type { ReportQuery, ReportView } from '#contract/reports.ts'
import type { PrintDocument } from '#print/blocks.ts'
import type { Store } from '#store/store.ts'
import { writeReport } from './document.ts'
import { gatherFacts } from './gather.ts'

export interface Report extends ReportView {
  document: PrintDocument
}

/**
 * Makes a report of the period that holds a day, or of the last one that is over.
 * @param now epoch milliseconds.
 * @param due of the last period that was over then, epoch milliseconds.
 * @throws Problem `no_plan`, `no_data`, `nothing_yet`, `unknown_target`, `not_over`.
 */
export async function makeReport(store: Store, query: ReportQuery, now: number, due = now): Promise<Report> {
  const facts = await gatherFacts(store, query, now, due)
  const { from, to, asOf, period } = facts.card
  const written = writeReport(facts, query.language)
  return { period, from, to, asOf, language: query.language, knownOn: facts.made.knownOn, ...written }
}

export function viewOf({ document: _, ...view }: Report): ReportView {
  return view
}
