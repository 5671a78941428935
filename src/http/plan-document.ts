// The definition document over HTTP: Markdown, or a page ready to be printed.
import type { Context } from 'hono'
import { z } from 'zod'
import { planDocument } from '#plan/document.ts'
import { toMarkdown, toPage } from '#plan/document-text.ts'
import { readPlanLog } from '#store/plan-log.ts'
import { Problem } from '#util/problem.ts'
import { languageOf, languageQuery } from './library.ts'
import { readNamed } from './plan-views.ts'
import type { Services } from './services.ts'

const formats = ['md', 'html'] as const
export const documentQuery = { ...languageQuery, format: z.enum(formats).optional() }

/** Throws Problem for a version that is not there, a format or a language that is none. */
export async function answerDocument(context: Context, services: Services, name: string): Promise<Response> {
  const language = languageOf(context)
  const format = context.req.query('format') ?? 'md'
  if (!formats.some((each) => each === format)) {
    const message = `format cannot be "${format}".`
    throw new Problem('invalid_query', message, { details: [{ field: 'format', message, hint: 'Write md or html.' }] })
  }
  const version = await readNamed(services, name)
  const blocks = planDocument(version, await readPlanLog(services.store.control, version.version), language)
  if (format === 'html') return context.html(toPage(blocks, language))
  return context.text(toMarkdown(blocks), 200, { 'content-type': 'text/markdown; charset=utf-8' })
}
