// An export, as data: how it is recognised, which of its columns fills which field, what its dates mean, what it lacks.
import type { ConversionDate, ImportKind, ImportOptions, InBothLanguages } from '#contract/import.ts'

/** Headers are compared without case, in their width-normalised form, and without a currency in brackets. */
export interface Signature {
  /** Columns that must all be there. */
  columns: readonly string[]
  /** Of these, at least one must be there. */
  anyOf?: readonly string[]
  /** None of these may be there. */
  without?: readonly string[]
  /** A line above the header must match. */
  above?: RegExp
  /** Exports in these languages write 1.234,56 unless their own numbers show otherwise. */
  decimalComma?: true
  /** Order of dates such as 01/08/2026, where the dates themselves do not show it. */
  dateFormat?: 'dmy' | 'mdy'
  currency?: string
}

/** What a platform says it converted; the first whose column is there is taken. */
export interface Claim {
  conversions: readonly string[]
  value?: readonly string[]
  date: ConversionDate
  /** Days after a click or view in which conversions are claimed, in the platform's words. */
  window: string
}

export interface ExportFormat {
  /** Names it in `--export`. */
  id: string
  /** As its maker calls it. */
  name: string
  kind: ImportKind
  signatures: readonly Signature[]
  /** Field → headers in all languages; the first that the file has fills the field. */
  fields: Readonly<Record<string, readonly string[]>>
  /** What holds for every row unless the user says otherwise. */
  constants?: Pick<ImportOptions, 'platform' | 'channel'>
  /** Field → what its cells mean in our words; other cells stay as they are. */
  values?: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** A field whose cells must all be among its `values`; otherwise the file is somebody's own table. */
  knownCells?: string
  /** Columns that divide a day of a campaign further; those that are there tell rows apart. */
  breakdowns?: readonly string[]
  /** Further columns to keep as attributes; absent: all. */
  kept?: readonly string[]
  /** Columns that name people. */
  personal?: readonly string[]
  claims?: readonly Claim[]
  /** Cells that only rows below or above the data have: totals, copyright. */
  footer: RegExp
  /** Rows in which neither campaign, ad group nor ad has a name are totals. */
  namelessIsTotal?: true
  /** A line that begins another table in the same file. */
  nextTable?: RegExp
  /** First and last day that the lines above the header speak of. */
  period?: (above: readonly string[]) => { start: string; end: string } | undefined
  /** Whether rows of one and the same date in a file about several days are totals. */
  datedByPeriodStart?: true
  /** How its days come into the file, for somebody who exported totals. */
  byDay?: InBothLanguages
  /** Columns that divide rows by what was converted: such rows have no cost of their own. */
  divided?: readonly string[]
  /** Field → what to do when nothing fills it. */
  lacking?: Readonly<Record<string, string>>
}
