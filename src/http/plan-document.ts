// The definition document over HTTP: Markdown, a page ready to be printed, or PDF.
import type { Context } from 'hono'
import { z } from 'zod'
import type { GlossaryEntry } from '#contract/glossary.ts'
import type { Language } from '#contract/library.ts'
import type { Plan } from '#contract/plan.ts'
import { entryOf, findTerm } from '#metrics/glossary/glossary.ts'
import { planDocument } from '#plan/document.ts'
import { readPlanLog } from '#store/plan-log.ts'
import { languageOf, languageQuery } from './library.ts'
import { readNamed } from './plan-views.ts'
import { answerPrinted, printFormatOf, printFormats } from './printed.ts'
import type { Services } from './services.ts'

export const documentQuery = { ...languageQuery, format: z.enum(printFormats).optional() }

/** Throws Problem for a version that is not there, a format or a language that is none. */
export async function answerDocument(context: Context, services: Services, name: string): Promise<Response> {
  const language = languageOf(context)
  const format = printFormatOf(context)
  const version = await readNamed(services, name)
  const log = await readPlanLog(services.store.control, version.version)
  const glossary = glossaryOf(version.plan, language)
  const document = planDocument({ version, log, glossary, now: services.clock() }, language)
  return await answerPrinted(document, format, `plan-${version.version}-${language}`)
}

const always = ['CV', 'macro CV', 'micro CV', 'conversion point', 'once per', 'real action', 'lookback', 'CVR', 'CPA']

/** The words that the document of a plan uses. */
function glossaryOf({ points }: Plan, language: Language): GlossaryEntry[] {
  const units = points.map(({ once_per: rule }) => (typeof rule === 'string' ? rule : rule.per))
  const kinds = points.flatMap(({ match }) => Object.keys(match))
  const signals = points.some(({ platforms = {} }) => Object.keys(platforms).length > 0) ? ['primary signal'] : []
  const terms = [...always, ...signals, ...kinds, ...units].flatMap((word) => findTerm(word) ?? [])
  return [...new Set(terms)].map((term) => entryOf(term, language, undefined))
}
