// What every reader of a file yields: rows of text under the file's own column names.
import { Problem } from '#util/problem.ts'

export type FileRecord = Record<string, string>

export interface Row {
  /** 1-based data row; the header and blank lines are not counted. */
  row: number
  record: FileRecord
  /** Why the row cannot be read as it stands, e.g. `has 5 cells where the header has 4`. */
  unreadable?: string
}

/** Columns can grow from one piece to the next where each row names its own (JSON lines). */
export interface RowPiece {
  columns: readonly string[]
  rows: Row[]
  /** Of a delimited text: the lines above its header. */
  above?: readonly string[]
  /** Names that several columns of the header have. */
  repeated?: readonly string[]
}

/** A file that nothing can be read from. */
export function unreadableFile(message: string, hint: string): Problem {
  return new Problem('unreadable_file', message, { details: [{ field: 'file', message, hint }] })
}

/**
 * Puts a value under its column as text; what is nested gets dotted columns, lists stay JSON.
 * Numbers and booleans are written as JSON writes them, null is `''`.
 */
export function addValue(record: FileRecord, column: string, value: unknown): void {
  if (typeof value === 'string') record[column] = value
  else if (value === null || value === undefined) record[column] = ''
  else if (typeof value === 'bigint' || typeof value === 'number' || typeof value === 'boolean') {
    record[column] = String(value)
  } else if (value instanceof Date) record[column] = value.toISOString()
  else if (Array.isArray(value)) record[column] = JSON.stringify(value, bigintAsText)
  else for (const [field, inner] of Object.entries(value)) addValue(record, `${column}.${field}`, inner)
}

function bigintAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value
}
