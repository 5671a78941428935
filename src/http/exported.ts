// An answer over HTTP as a file, in the format that was asked for.
import type { Context } from 'hono'
import type { ExportedFile } from '#ask/export/write-answer.ts'
import { type ExportFormat, exportFormats, exportQuerySchema } from '#contract/export.ts'
import { readHintedQuery } from './read-query.ts'

/** What a program accepts, where the address does not say it. */
const byAccept: Readonly<Record<string, ExportFormat>> = {
  'text/csv': 'csv',
  'application/vnd.apache.parquet': 'parquet',
}

const hints = { '': 'There is format.', format: `Write ${exportFormats.join(', ')}.` }

/** `?format=csv`; undefined where the query names none. Throws Problem `invalid_query`. */
export function namedFormat(query: Readonly<Record<string, string>>): ExportFormat | undefined {
  return readHintedQuery(query, exportQuerySchema, hints).format
}

/** The first type that the request accepts and we can write. */
export function acceptedFormat(context: Context): ExportFormat | undefined {
  const accepted = (context.req.header('accept') ?? '').split(',').map((type) => type.split(';')[0]!.trim())
  return accepted.map((type) => byAccept[type]).find((format) => format !== undefined)
}

/** As something to save; its name holds letters of ASCII alone. */
export function sendFile(context: Context, { body, type, name }: ExportedFile): Response {
  context.header('content-type', type)
  context.header('content-disposition', `attachment; filename="${name}"`)
  return context.body(typeof body === 'string' ? body : new Uint8Array(body))
}
