// An answer as a file. JSON has everything; CSV is the table alone, with its definitions as another; Parquet carries them as metadata.
import type { Answer, Question } from '#contract/ask.ts'
import type { ExportFormat } from '#contract/export.ts'
import { answerColumns, definitionColumns } from './columns.ts'
import { csvBody, csvHeader } from './csv.ts'
import { ParquetSheet } from './parquet.ts'

export interface ExportedFile {
  body: string | Uint8Array
  type: string
  /** Name to save it under. */
  name: string
}

/** @param now epoch milliseconds, said in the file as when it was asked. */
export function writeAnswer(answer: Answer, question: Question, format: ExportFormat, now: number): ExportedFile {
  const name = fileName(answer, question)
  switch (format) {
    case 'json':
      return { body: JSON.stringify(answer), type: 'application/json', name: `${name}.json` }
    case 'csv': {
      const columns = answerColumns(answer, question.by)
      return { body: csvHeader(columns) + csvBody(columns), type: csv, name: `${name}.csv` }
    }
    case 'definitions': {
      const columns = definitionColumns(answer)
      return { body: csvHeader(columns) + csvBody(columns), type: csv, name: `${name}.definitions.csv` }
    }
    case 'parquet': {
      const columns = answerColumns(answer, question.by)
      const { rows: _, ...told } = answer
      const sheet = new ParquetSheet(columns, {
        'onecount.question': JSON.stringify(question),
        'onecount.answer': JSON.stringify(told),
        'onecount.asked_at': new Date(now).toISOString(),
      })
      const body = Buffer.concat([sheet.write(columns), sheet.finish()])
      return { body, type: 'application/vnd.apache.parquet', name: `${name}.parquet` }
    }
  }
}

const csv = 'text/csv; charset=utf-8'

/** `cv-cpa-by-channel-2026-04-01-2026-04-30`: letters that every file system takes. */
function fileName({ definitions }: Answer, { metrics, by }: Question): string {
  const { from, to } = definitions[0]!
  const parts = [...metrics.slice(0, 3), ...(by.length > 0 ? ['by', ...by] : []), from, to]
  return parts
    .filter((part) => part !== '')
    .join('-')
    .replaceAll(/[^A-Za-z0-9._-]+/g, '_')
    .slice(0, 120)
}
