// The beginning of a file, understood: which export it is, which column fills which field, which rows are data, how its
// dates are read. Nothing is refused here that a preview can show.
import type { ImportOptions } from '#contract/import.ts'
import type { Plan } from '#contract/plan.ts'
import { planInForce } from '#store/plans.ts'
import { DateSteps, undecidedDate } from './date-steps.ts'
import { claimedPoint } from './formats/claimed-point.ts'
import { type ExportReading, readAs } from './formats/read-as.ts'
import { type Recognised, exportFor } from './formats/recognise.ts'
import type { Workshop } from './import.ts'
import { type Mapping, mapColumns } from './mapping.ts'
import type { OpenedFile } from './open-file.ts'
import { type RepeatedIds, repeatedIds } from './repeated-ids.ts'
import type { Row, RowPiece } from './rows.ts'
import { TimeReader } from './values.ts'

/** What a file is, before its columns are mapped; `reading` is absent where it holds another kind than asked for. */
export interface Looked {
  given: ImportOptions
  piece: RowPiece
  plan: Plan | undefined
  found?: Recognised
  reading?: ExportReading
}

/** A beginning with its columns mapped. */
export interface Beginning {
  /** As the user gave them, with those that a recognised export stands for. */
  options: ImportOptions
  mapping: Mapping
  /** Rows of the beginning, without totals and notes. */
  rows: readonly Row[]
  repeated: RepeatedIds | undefined
  times: TimeReader
  /** Where the dates of a report may step by weeks or months. */
  steps?: DateSteps
  notes: string[]
}

/** The first rows of a file with its columns; without either where it has none. */
export async function firstPiece({ pieces }: OpenedFile): Promise<RowPiece> {
  const first = await pieces.next()
  return first.done ? { columns: [], rows: [] } : first.value
}

/** Tells an export by its content. Of another kind than asked for, it is read as any table. */
export async function look({ store, clock }: Workshop, given: ImportOptions, piece: RowPiece): Promise<Looked> {
  const plan = (await planInForce(store.control, clock()))?.plan
  const table = { above: piece.above ?? [], columns: piece.columns, rows: piece.rows }
  const found = exportFor(table, given)
  if (!found) return { given, piece, plan }
  if (found.format.kind !== given.kind) return { given, piece, plan, found }
  const platform = given.platform ?? found.format.constants?.platform ?? found.format.id
  const reading = readAs(found, table, given, claimedPoint(plan?.points ?? [], platform))
  return { given, piece, plan, found, reading }
}

/** Throws Problem for columns that are named and not there. */
export function mapBeginning({ given, piece, plan, reading }: Looked): Beginning {
  const options = reading?.options ?? given
  const mapping = mapColumns(options, piece.columns, reading)
  const isData = reading?.dataRows()
  const rows = isData ? piece.rows.filter(isData) : piece.rows
  const times = new TimeReader(options.timezone ?? plan?.timezone ?? 'UTC', options.dateFormat)
  // by what the user said, not by what an export stands for
  const undecided = undecidedDate(given, mapping.fields)
  return {
    options,
    mapping,
    rows,
    repeated: repeatedIds(options.kind, mapping, rows),
    times,
    ...(undecided !== undefined && { steps: new DateSteps(mapping.fields, undecided, times) }),
    notes: headerNotes(piece),
  }
}

/** Columns that share a name: only the first can be meant by it. */
function headerNotes({ repeated = [] }: RowPiece): string[] {
  return repeated.map(
    (name) => `Several columns are called "${name}": the first is read under that name, the next as "${name} (2)"`,
  )
}
