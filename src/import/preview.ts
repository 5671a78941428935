// What an import would make of a file, told from its beginning.
import { join } from 'node:path'
import type { ImportOptions, ImportPreview, RecognisedExport } from '#contract/import.ts'
import { newId } from '#util/ids.ts'
import { type Beginning, type Looked, firstPiece, look, mapBeginning } from './beginning.ts'
import { stepNote } from './date-steps.ts'
import { fieldsOf } from './fields.ts'
import type { Workshop } from './import.ts'
import type { Mapping } from './mapping.ts'
import { openFile } from './open-file.ts'
import { checkOptions } from './options.ts'
import { losesMany, repeatedNote, repeatedRemedy } from './repeated-ids.ts'
import { recognisedBy } from './result.ts'

const rowsShown = 10

/** Throws Problem for wrong options, unknown columns and files that cannot be read. */
export async function previewImport(
  workshop: Workshop,
  options: ImportOptions,
  bytes: AsyncIterable<Uint8Array>,
): Promise<ImportPreview> {
  const checked = checkOptions(options)
  const spool = join(workshop.store.home.imports, `${newId(workshop.clock())}.spool`)
  const file = await openFile(bytes, checked.format, spool)
  const piece = await firstPiece(file)
  await file.pieces.return(undefined)
  const looked = await look(workshop, checked, piece)
  const beginning = mapBeginning(looked)
  const { mapping, rows } = beginning
  return {
    format: file.format,
    encoding: file.text.encoding,
    ...recognised(looked, mapping),
    columns: [...piece.columns],
    mapping: mapping.fields,
    attributes: mapping.attributes,
    fields: fieldsOf[checked.kind].map(({ name, required = false }) => ({ name, required })),
    leftOut: mapping.leftOut,
    unused: mapping.unused,
    missing: mapping.missing,
    ...doubts(beginning, looked),
    rows: rows.slice(0, rowsShown).map((row) => row.record),
  }
}

/** Of an export that holds another kind, only which it is. */
function recognised({ found, reading }: Looked, mapping: Mapping): { recognised?: RecognisedExport } {
  if (!found) return {}
  const { id, name, kind } = found.format
  return { recognised: reading ? recognisedBy(reading, mapping) : { id, name, kind } }
}

/** A few rows that would be lost are a note; many stand in the way until the user says that it is right. */
function doubts(beginning: Beginning, { reading }: Looked): Pick<ImportPreview, 'notes' | 'doubt'> {
  const { options, mapping, rows, repeated, steps } = beginning
  steps?.look(rows)
  const step = reading?.facts.refusal ? undefined : steps?.step()
  const notes = [...beginning.notes, ...(step ? [stepNote(step, mapping.fields['date']!, false)] : [])]
  if (repeated === undefined) return { notes }
  const message = `${repeatedNote(repeated)}.`
  const hint = repeatedRemedy(options.kind)
  if (losesMany(repeated) && options.force !== true) return { notes, doubt: { message, hint } }
  return { notes: [...notes, `${message} ${hint}`] }
}
