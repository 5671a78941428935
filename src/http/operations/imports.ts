// Operations of files.
import { z } from 'zod'
import { importKinds } from '#contract/import.ts'
import { type Operation, progressLines } from './operation.ts'

const text = z.string().optional()
const file = { type: 'application/octet-stream' } as const
const importQuery = {
  kind: z.enum(importKinds),
  file: z.string().describe('Name of the file; its ending tells the format unless `format` does.'),
  format: z.enum(['csv', 'jsonl', 'parquet', 'xlsx']).optional(),
  map: z.array(z.string()).optional().describe('FIELD=COLUMN, repeated.'),
  key: z.array(z.string()).optional().describe('Extra columns that tell rows apart, repeated.'),
  source: text,
  platform: text,
  account: text,
  channel: text,
  currency: text,
  stage: text,
  period: text.describe('First and last day of a file without dates: 2017-08-01..2017-08-31.'),
  timezone: text,
  export: text.describe('Whose export it is, when its content does not tell; `none` reads any table.'),
  point: text.describe("Conversion point that a platform's own conversions count."),
  force: z.boolean().optional().describe('Also when many rows would be lost because they share an id.'),
  date_format: z.enum(['dmy', 'mdy']).optional(),
}

export const importOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/v1/imports',
    summary: 'Import a file.',
    query: importQuery,
    body: file,
    answer: progressLines,
    answerType: 'application/x-ndjson',
  },
  {
    method: 'post',
    path: '/api/v1/imports/preview',
    summary: 'Read the beginning of a file without storing anything.',
    query: importQuery,
    body: file,
    answer: 'How its columns are understood, and its first rows.',
  },
  { method: 'get', path: '/api/v1/imports', summary: 'All imports.', answer: 'The imports, newest first.' },
  { method: 'get', path: '/api/v1/imports/{id}', summary: 'One import.', answer: 'The import and its result.' },
  {
    method: 'get',
    path: '/api/v1/imports/{id}/undo',
    summary: 'What undoing an import would do.',
    answer: 'How many rows go, return to what was known before, and stay.',
  },
  {
    method: 'post',
    path: '/api/v1/imports/{id}/undo',
    summary: 'Undo an import: what it added goes, what it changed returns to what was known before.',
    answer: 'The import, undone, with what that did.',
  },
  {
    method: 'get',
    path: '/api/v1/imports/{id}/rejects',
    summary: 'The rows that an import rejected.',
    answer: 'A line for each, with the field and the reason.',
    answerType: 'application/x-ndjson',
  },
]
