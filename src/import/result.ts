// What an import comes to: how many rows were taken, and what whoever imported the file has to know of it.
import type { ImportOptions, ImportResult, RecognisedExport } from '#contract/import.ts'
import type { Counts } from './facts.ts'
import type { ExportReading } from './formats/read-as.ts'
import type { Mapping } from './mapping.ts'
import type { OpenedFile } from './open-file.ts'
import { overwrittenNote } from './repeated-ids.ts'
import type { Rejects } from './rejects.ts'
import { stepNote } from './date-steps.ts'
import type { RowContext } from './row-context.ts'

export function resultOf(
  context: RowContext,
  file: OpenedFile,
  rows: number,
  counts: Counts,
  rejects: Rejects,
): ImportResult {
  const { importId: id, options, mapping, notes, export: known } = context
  noteCounts(context, file, counts)
  noteUnsaid(context)
  const { added, changed, unchanged } = counts
  return {
    id,
    kind: options.kind,
    rows,
    added,
    changed,
    unchanged,
    rejected: rejects.count,
    format: file.format,
    encoding: file.format === 'parquet' ? 'utf-8' : file.text.encoding,
    ...(known ? { recognised: recognisedBy(known, mapping) } : {}),
    reasons: rejects.reasons(),
    ...(rejects.count > 0 ? { rejectsFile: rejects.path } : {}),
    notes: notes.list(),
  }
}

/** The export that a file was read as, with the currency that its costs are in. */
export function recognisedBy(reading: ExportReading, mapping: Mapping): RecognisedExport {
  const column = mapping.fields['currency']
  const currency = column === undefined ? (reading.options.currency ?? mapping.headerCurrency) : undefined
  return { ...reading.facts, ...(currency ? { currency } : {}) }
}

/** What became of rows and columns beside being added. */
function noteCounts({ options, mapping, notes, export: known }: RowContext, file: OpenedFile, counts: Counts): void {
  if (counts.overwritten > 0) {
    notes.add(overwrittenNote(options.kind, counts.overwritten, counts.shared))
  }
  if (counts.replaced > 0) {
    notes.add(
      'N {row that was|rows that were} told apart by other --key columns {was|were} replaced by this file',
      counts.replaced,
    )
  }
  if (file.text.unreadable > 0) {
    notes.add(
      `N {character|characters} could not be read as ${file.text.encoding} and {stands|stand} as \uFFFD`,
      file.text.unreadable,
    )
  }
  if (mapping.leftOut.length > 0) {
    notes.add(`Left out because they tell who somebody is: ${mapping.leftOut.join(', ')}`)
  }
  const claim = known?.facts.claim
  if (claim && claim.point === undefined) {
    notes.add(`"${claim.column}" was left out: say which conversion point it counts, --point POINT, and import again`)
  }
  if (counts.differing > 0) {
    notes.add(
      'N {event differs|events differ} from what was stored under the same id; events never change',
      counts.differing,
    )
  }
}

function hasCurrency(options: ImportOptions, mapping: Mapping): boolean {
  return (mapping.fields['currency'] ?? options.currency ?? mapping.headerCurrency) !== undefined
}

/** What neither the file nor an option says. */
function noteUnsaid({ options, mapping, times, zoneUnsaid, notes, steps }: RowContext): void {
  const step = steps?.step()
  if (step) notes.add(stepNote(step, mapping.fields['date']!, true))
  if (mapping.fields['value'] !== undefined && !hasCurrency(options, mapping)) {
    notes.add('Values have no currency: name it with --currency and import the file again')
  }
  if (zoneUnsaid && times.metLocal) {
    notes.add(
      'Times without a zone were read as UTC: where they are not, undo this import and import the file with --timezone',
    )
  }
}
