// A document over HTTP, in the format that was asked for.
import type { Context } from 'hono'
import type { PrintDocument } from '#print/blocks.ts'
import { toPage } from '#print/html.ts'
import { toMarkdown } from '#print/markdown.ts'
import { Problem } from '#util/problem.ts'

export const printFormats = ['md', 'html', 'pdf'] as const
export type PrintFormat = (typeof printFormats)[number]

/** Markdown unless the query says otherwise. Throws Problem for a format that is none. */
export function printFormatOf(context: Context): PrintFormat {
  const asked = context.req.query('format') ?? 'md'
  const format = printFormats.find((each) => each === asked)
  if (format) return format
  const message = `format cannot be "${asked}".`
  const hint = 'Write md, html or pdf.'
  throw new Problem('invalid_query', message, { details: [{ field: 'format', message, hint }] })
}

/** @param name of the file, without its ending. */
export async function answerPrinted(document: PrintDocument, format: PrintFormat, name: string): Promise<Response> {
  const written = { md: toMarkdown, html: toPage, pdf: writePdf }[format](document)
  const headers = { 'content-type': types[format], 'content-disposition': `inline; filename="${name}.${format}"` }
  return new Response(await written, { headers })
}

const types = {
  md: 'text/markdown; charset=utf-8',
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
} as const

/** Loaded when the first PDF is asked for: the server starts without it. */
async function writePdf(document: PrintDocument): Promise<Uint8Array<ArrayBuffer>> {
  const { toPdf } = await import('#print/pdf.ts')
  return new Uint8Array(await toPdf(document))
}
