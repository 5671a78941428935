// Importing a file: its columns are mapped, its rows read and stored, its rejected rows kept with the reason.
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImportOptions, ImportPreview, ImportProgress, ImportResult, RecognisedExport } from '#contract/import.ts'
import type { Plan } from '#contract/plan.ts'
import { planInForce } from '#store/plans.ts'
import type { Store } from '#store/store.ts'
import type { Clock } from '#util/clock.ts'
import { newId } from '#util/ids.ts'
import { DateSteps, stepNote, undecidedDate } from './date-steps.ts'
import { endImport, startImport } from './entries.ts'
import { dropAbandoned } from './facts.ts'
import { fieldsOf } from './fields.ts'
import { claimedPoint } from './formats/claimed-point.ts'
import { type ExportReading, readAs, requireUsable } from './formats/read-as.ts'
import { type Recognised, exportFor } from './formats/recognise.ts'
import { type Mapping, mapColumns, requireFields } from './mapping.ts'
import { type OpenedFile, openFile } from './open-file.ts'
import { checkOptions } from './options.ts'
import { Rejects, removeOldRejects } from './rejects.ts'
import { type RepeatedIds, losesMany, repeatedIds, repeatedNote, repeatedRemedy, requireIds } from './repeated-ids.ts'
import { recognisedBy, resultOf } from './result.ts'
import { Notes, type RowContext } from './row-context.ts'
import type { Row, RowPiece } from './rows.ts'
import { type Sink, sinkFor } from './sinks.ts'
import { TimeReader } from './values.ts'
import { dayMs } from '#util/duration.ts'

export interface Workshop {
  store: Store
  clock: Clock
}

export interface FileInput {
  bytes: AsyncIterable<Uint8Array>
  totalBytes: number | null
}

export type Report = (progress: ImportProgress) => void

/** An import whose header has been read and fits; `run` takes the rows in. */
export interface PreparedImport {
  id: string
  run(report: Report): Promise<ImportResult>
}

/**
 * Reads the beginning of a file and maps its columns; nothing is stored before `run`.
 * Throws Problem for wrong options, unknown columns, missing fields and files that cannot be read.
 */
export async function prepareImport(
  workshop: Workshop,
  options: ImportOptions,
  input: FileInput,
): Promise<PreparedImport> {
  const { store, clock } = workshop
  const checked = checkOptions(options)
  const id = newId(clock())
  const read = { bytes: 0 }
  const spool = join(store.home.imports, `${id}.spool`)
  const file = await openFile(counted(input.bytes, read), checked.format, spool)
  const first = await file.pieces.next()
  const piece: RowPiece = first.done ? { columns: [], rows: [] } : first.value
  try {
    const context = await contextOf(workshop, id, checked, piece)
    const pieces = resumed(piece, file.pieces)
    return {
      id,
      run: (report) =>
        runImport(workshop, { ...file, pieces }, context, (progress) =>
          report({ bytes: read.bytes, totalBytes: input.totalBytes, ...progress }),
        ),
    }
  } catch (error) {
    // so that what it holds open is closed and removed
    await file.pieces.return(undefined)
    throw error
  }
}

async function contextOf(
  workshop: Workshop,
  importId: string,
  given: ImportOptions,
  piece: RowPiece,
): Promise<RowContext> {
  const plan = await planNow(workshop)
  const { found, reading } = readingOf(given, piece, plan)
  if (reading) requireUsable(reading)
  const options = reading?.options ?? given
  const mapping = mapColumns(options, piece.columns, reading)
  const advice = found && !reading ? otherKind(found, given) : undefined
  requireFields(mapping, piece.columns, advice)
  const isData = reading?.dataRows()
  requireIds(options, repeatedIds(options.kind, mapping, isData ? piece.rows.filter(isData) : piece.rows))
  const notes = new Notes()
  if (advice !== undefined) notes.add(advice)
  for (const note of headerNotes(piece)) notes.add(note)
  const times = timesOf(options, plan)
  return {
    importId,
    options,
    mapping,
    columns: [...piece.columns],
    times,
    zoneUnsaid: options.timezone === undefined && plan === undefined,
    source: options.source ?? options.kind,
    notes,
    ...stepsOf(given, mapping, times),
    ...(reading ? { export: reading } : {}),
  }
}

function timesOf(options: ImportOptions, plan: Plan | undefined): TimeReader {
  return new TimeReader(options.timezone ?? plan?.timezone ?? 'UTC', options.dateFormat)
}

/** @param given as the user gave them, without those of an export. */
function stepsOf(given: ImportOptions, { fields }: Mapping, times: TimeReader): { steps?: DateSteps } {
  const column = undecidedDate(given, fields)
  return column === undefined ? {} : { steps: new DateSteps(fields, column, times) }
}

/** Columns that share a name: only the first can be meant by it. */
function headerNotes({ repeated = [] }: RowPiece): string[] {
  return repeated.map(
    (name) => `Several columns are called "${name}": the first is read under that name, the next as "${name} (2)"`,
  )
}

/** The export that a file is, and how it is read; of another kind than asked for, it is read as any table. */
function readingOf(
  options: ImportOptions,
  piece: RowPiece,
  plan: Plan | undefined,
): { found?: Recognised; reading?: ExportReading } {
  const table = { above: piece.above ?? [], columns: piece.columns, rows: piece.rows }
  const found = exportFor(table, options)
  if (!found) return {}
  if (found.format.kind !== options.kind) return { found }
  const platform = options.platform ?? found.format.constants?.platform ?? found.format.id
  return { found, reading: readAs(found, table, options, claimedPoint(plan?.points ?? [], platform)) }
}

function otherKind({ format }: Recognised, { kind }: ImportOptions): string {
  return `The file looks like an export of ${format.name}, which holds ${format.kind}, not ${kind}: import it as ${format.kind}.`
}

/** What an import would make of a file, from its beginning. Throws Problem as `prepareImport` does. */
export async function previewImport(
  workshop: Workshop,
  options: ImportOptions,
  bytes: AsyncIterable<Uint8Array>,
): Promise<ImportPreview> {
  const checked = checkOptions(options)
  const spool = join(workshop.store.home.imports, `${newId(workshop.clock())}.spool`)
  const file = await openFile(bytes, checked.format, spool)
  const first = await file.pieces.next()
  await file.pieces.return(undefined)
  const piece: RowPiece = first.done ? { columns: [], rows: [] } : first.value
  const plan = await planNow(workshop)
  const { found, reading } = readingOf(checked, piece, plan)
  const used = reading?.options ?? checked
  const mapping = mapColumns(used, piece.columns, reading)
  const isData = reading?.dataRows()
  const rows = isData ? piece.rows.filter(isData) : piece.rows
  const { steps } = stepsOf(checked, mapping, timesOf(used, plan))
  steps?.look(rows)
  const step = reading?.facts.refusal ? undefined : steps?.step()
  const notes = [...headerNotes(piece), ...(step ? [stepNote(step, mapping.fields['date']!, false)] : [])]
  return {
    format: file.format,
    encoding: file.text.encoding,
    ...(found ? { recognised: recognisedAs(found, reading, mapping) } : {}),
    columns: [...piece.columns],
    mapping: mapping.fields,
    attributes: mapping.attributes,
    fields: fieldsOf[checked.kind].map(({ name, required = false }) => ({ name, required })),
    leftOut: mapping.leftOut,
    unused: mapping.unused,
    missing: mapping.missing,
    ...doubtsOf(used, repeatedIds(used.kind, mapping, rows), notes),
    rows: rows.slice(0, 10).map((row) => row.record),
  }
}

/** A few rows that would be lost are a note; many stand in the way until the user says that it is right. */
function doubtsOf(
  { kind, force }: ImportOptions,
  repeated: RepeatedIds | undefined,
  notes: readonly string[],
): Pick<ImportPreview, 'notes' | 'doubt'> {
  if (repeated === undefined) return { notes: [...notes] }
  const message = `${repeatedNote(repeated)}.`
  const hint = repeatedRemedy(kind)
  if (losesMany(repeated) && force !== true) return { notes: [...notes], doubt: { message, hint } }
  return { notes: [...notes, `${message} ${hint}`] }
}

/** What the preview says of an export; of one that holds another kind, only which it is. */
function recognisedAs({ format }: Recognised, reading: ExportReading | undefined, mapping: Mapping): RecognisedExport {
  return reading ? recognisedBy(reading, mapping) : { id: format.id, name: format.name, kind: format.kind }
}

async function planNow({ store, clock }: Workshop): Promise<Plan | undefined> {
  return (await planInForce(store.control, clock()))?.plan
}

async function* counted(bytes: AsyncIterable<Uint8Array>, read: { bytes: number }): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) {
    read.bytes += piece.length
    yield piece
  }
}

async function* resumed(first: RowPiece, rest: AsyncGenerator<RowPiece>): AsyncGenerator<RowPiece> {
  yield first
  yield* rest
}

const spoolKeptMs = dayMs

/** A process that was killed leaves the file that it was reading. */
async function removeOldSpools(folder: string, now: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    if (name.endsWith('.spool') && (await stat(path)).mtimeMs < now - spoolKeptMs) await rm(path, { force: true })
  }
}

type Progress = Omit<ImportProgress, 'bytes' | 'totalBytes'>

async function runImport(
  { store, clock }: Workshop,
  file: OpenedFile,
  context: RowContext,
  report: (progress: Progress) => void,
): Promise<ImportResult> {
  const { importId: id, options } = context
  await dropAbandoned(store)
  await removeOldSpools(store.home.imports, clock())
  await startImport(store.control, id, options, clock())
  const rejects = new Rejects(join(store.home.imports, `${id}.rejects.jsonl`))
  const sink = sinkFor(store, clock, context)
  try {
    const rows = await readRows(file, context, sink, rejects, report)
    const counts = await sink.finish(
      (stored) => report({ stage: 'storing', rows, rejected: rejects.count, stored }),
      (rejected) => rejects.add(rejected),
    )
    const result = resultOf(context, file, rows, counts, rejects)
    await endImport(store.control, id, 'done', result, clock())
    await removeOldRejects(store.home.imports)
    return result
  } catch (error) {
    await endImport(store.control, id, 'failed', null, clock())
    throw error
  } finally {
    await rejects.close()
    await sink.drop()
  }
}

/** Reads all rows into the sink; while two batches are being sent, the next is read. Returns how many there were. */
async function readRows(
  file: OpenedFile,
  context: RowContext,
  sink: Sink,
  rejects: Rejects,
  report: (progress: Progress) => void,
): Promise<number> {
  let rows = 0
  const isData = context.export?.dataRows()
  let width = context.columns.length
  let [earlier, later]: Promise<void>[] = [Promise.resolve(), Promise.resolve()]
  const send = async (): Promise<void> => {
    await earlier
    earlier = later
    later = sink.send()
    // a failure is thrown where the promise is awaited, after the rows that are being read meanwhile
    later.catch(() => undefined)
  }
  for await (const piece of file.pieces) {
    if (piece.columns.length > width) {
      width = piece.columns.length
      await send()
      sink.rebind({
        ...context,
        columns: [...piece.columns],
        mapping: mapColumns(context.options, piece.columns, context.export),
      })
    }
    const data = isData ? onlyData(piece.rows, isData, context.notes) : piece.rows
    context.steps?.look(data)
    const rejected = data.flatMap((row) => sink.add(row) ?? [])
    await rejects.add(rejected)
    rows += data.length
    if (sink.waiting >= sink.batchRows) await send()
    report({ stage: 'reading', rows, rejected: rejects.count, stored: 0 })
  }
  await send()
  await Promise.all([earlier, later])
  return rows
}

function onlyData(rows: readonly Row[], isData: (row: Row) => boolean, notes: Notes): readonly Row[] {
  const data = rows.filter(isData)
  if (data.length < rows.length) {
    notes.add('N {row|rows} with totals or notes {was|were} left out', rows.length - data.length)
  }
  return data
}
