// Importing files: the kinds, the fields each kind knows, and what an import reports.

export const importKinds = ['leads', 'deals', 'ads', 'costs', 'figures', 'orders', 'events', 'changes'] as const
export type ImportKind = (typeof importKinds)[number]

/** Options of `onecount import`, as the API takes them. */
export interface ImportOptions {
  kind: ImportKind
  /** Name shown in lists. */
  fileName: string
  /** Told by the file's first bytes when absent. */
  format?: 'csv' | 'jsonl' | 'parquet' | 'xlsx'
  /** Whose export it is (`google_ads`…), `none` to read it as any table; told by its content when absent. */
  export?: string
  /** The conversion point that a platform's own conversions count. */
  point?: string
  /** Our field → the file's column, `''` for none; what is not named is mapped by known headers, the rest become attributes. */
  map?: Record<string, string>
  /** Where the records come from (identity is source and id). Default: the kind's name. */
  source?: string
  /** Constants for every row of the file. */
  platform?: string
  account?: string
  channel?: string
  currency?: string
  stage?: string
  /** First and last day of a file without dates, `2017-08-01..2017-08-31`. */
  period?: string
  /** Time zone of dates and times without one; default: the plan's, else UTC. */
  timezone?: string
  /** How dates such as 03/04/2026 are meant; without it they are refused. */
  dateFormat?: 'dmy' | 'mdy'
  /** Extra columns that tell rows with the same date, campaign and ad apart. */
  key?: string[]
  /** Also when many rows would be lost because they share an id. */
  force?: boolean
}

export interface RowRejection {
  /** 1-based data row (the header is not counted). */
  row: number
  field: string
  reason: string
  /** The row as it stood in the file. */
  record: Record<string, string>
}

export interface ImportResult {
  id: string
  kind: ImportKind
  rows: number
  added: number
  changed: number
  unchanged: number
  rejected: number
  format: string
  encoding: string
  /** The export that the file was read as. */
  recognised?: RecognisedExport
  /** Why rows were rejected, the most frequent reason first. */
  reasons: { field: string; reason: string; count: number; firstRow: number }[]
  /** Path of the rejects file (JSON lines) when there are any. */
  rejectsFile?: string
  notes: string[]
}

/** How far an import is. */
export interface ImportProgress {
  /** Rows are read first, then stored. */
  stage: 'reading' | 'storing'
  rows: number
  rejected: number
  bytes: number
  totalBytes: number | null
  stored: number
}

/** An import as the list shows it. */
export interface ImportEntry {
  id: string
  kind: ImportKind
  fileName: string
  state: 'running' | 'done' | 'failed' | 'interrupted' | 'undoing' | 'undone'
  /** Epoch milliseconds. */
  startedAt: number
  endedAt: number | null
  undoneAt: number | null
  options: ImportOptions
  result: ImportResult | null
  /** What undoing it did; null while it stands. */
  undo: ImportUndo | null
}

/** What undoing an import does. */
export interface ImportUndo {
  /** Rows that go. */
  removed: number
  /** Rows that return to what was known before. */
  restored: number
  /** Rows that stay, because a later import has changed them since. */
  kept: number
  /** Some of these, with the file that changed them. */
  keptRows: { what: string; changedBy: string }[]
  /** Later files with rows that were in already, perhaps by this import: import them again afterwards. */
  again: { id: string; fileName: string; startedAt: number; rows: number }[]
}

/** The day under which a platform books a conversion: of the click, of the conversion, or of its report's arrival. */
export type ConversionDate = 'click' | 'conversion' | 'arrival'

/** What is known of a file from being the export of a known product. */
export interface RecognisedExport {
  /** Names it in `export`. */
  id: string
  /** As its maker calls it. */
  name: string
  /** What it holds; it is read so only where that is the kind asked for. */
  kind: ImportKind
  /** The finest that its rows name. */
  level?: 'campaign' | 'ad_group' | 'ad' | undefined
  /** Whether a row is about a day or several; absent where rows are no report. */
  days?: 'day' | 'period' | undefined
  /** Three letters; absent where rows differ. */
  currency?: string
  /** What the platform says it converted; without a point it is left out. */
  claim?: { column: string; date: ConversionDate; window: string; point?: string }
  /** Why it cannot be stored, and what to do. */
  refusal?: { message: InBothLanguages; hint: InBothLanguages }
}

export interface InBothLanguages {
  en: string
  ja: string
}

export interface ImportPreview {
  format: string
  encoding: string
  recognised?: RecognisedExport
  columns: string[]
  /** Field → column as it would be used. */
  mapping: Record<string, string>
  attributes: string[]
  /** Fields that a file of this kind can have. */
  fields: { name: string; required: boolean }[]
  /** Columns that tell who somebody is and would not be kept. */
  leftOut: string[]
  /** Columns of an export that nothing here needs: rates, averages, states. */
  unused: string[]
  missing: { field: string; hint: string }[]
  /** What to look at before it is imported. */
  notes: string[]
  /** Why it is not imported without `force`. */
  doubt?: { message: string; hint: string }
  rows: Record<string, string>[]
}
