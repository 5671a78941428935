// An allocation as CSV, out and in: for the spreadsheet that it is discussed in.
import Papa from 'papaparse'
import { sayIssue } from './say-issue.ts'
import { type AllocationRow, allocationRowSchema } from './saved-target.ts'

const columns = ['month', 'channel', 'initiative', 'cv', 'budget', 'locked', 'min', 'max'] as const

export function allocationCsv(rows: readonly AllocationRow[]): string {
  const lines = rows.map((row) =>
    columns.map((column) => (column === 'locked' ? (row.locked ? 'yes' : '') : (row[column] ?? ''))),
  )
  // what a spreadsheet would take for a formula gets an apostrophe
  return `${Papa.unparse([[...columns], ...lines], { escapeFormulae: true, newline: '\n' })}\n`
}

/** The rows of a file, or what is wrong with it, line by line. */
export function readAllocationCsv(text: string): { rows: AllocationRow[] } | { problems: string[] } {
  const { data, meta } = Papa.parse<Record<string, string>>(text.trim(), {
    header: true,
    skipEmptyLines: true,
    transformHeader: (header) => header.trim().toLowerCase(),
  })
  const missing = ['month', 'channel', 'cv', 'budget'].filter((column) => !meta.fields?.includes(column))
  if (missing.length > 0) return { problems: [`The first line lacks: ${missing.join(', ')}.`] }
  const read = data.map((line) => allocationRowSchema.safeParse(rowOf(line), { error: sayIssue }))
  const problems = read.flatMap((one, index) =>
    one.success ? [] : one.error.issues.map(({ path, message }) => `Line ${index + 2}: ${path.join('.')} ${message}`),
  )
  return problems.length > 0 ? { problems } : { rows: read.map((one) => one.data!) }
}

function rowOf(line: Record<string, string>): object {
  const text = (column: string): string => (line[column] ?? '').trim().replace(/^'(?=[=+\-@])/, '')
  const number = (column: string): number | undefined =>
    text(column) === '' ? undefined : Number(text(column).replaceAll(',', ''))
  const bounds = { min: number('min'), max: number('max') }
  const locked = /^(yes|true|1|x|はい)$/i.test(text('locked'))
  const row = { month: text('month'), channel: text('channel'), initiative: text('initiative'), locked, ...bounds }
  return { ...row, cv: number('cv') ?? 0, budget: number('budget') ?? 0 }
}
