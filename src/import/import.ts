// Importing a file: its columns are mapped, its rows read and stored, its rejected rows kept with the reason.
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImportOptions, ImportPreview, ImportProgress, ImportResult } from '#contract/import.ts'
import { versionAt } from '#plan/effective.ts'
import { agreedTimeline } from '#store/plans.ts'
import type { Store } from '#store/store.ts'
import type { Clock } from '#util/clock.ts'
import { newId } from '#util/ids.ts'
import { endImport, startImport } from './entries.ts'
import { type Counts, dropAbandoned } from './facts.ts'
import { fieldsOf } from './fields.ts'
import { type Mapping, mapColumns, requireFields } from './mapping.ts'
import { type OpenedFile, openFile } from './open-file.ts'
import { checkOptions } from './options.ts'
import { Rejects, removeOldRejects } from './rejects.ts'
import { Notes, type RowContext } from './row-context.ts'
import type { RowPiece } from './rows.ts'
import { type Sink, sinkFor } from './sinks.ts'
import { TimeReader } from './values.ts'

export interface Workshop {
  store: Store
  clock: Clock
}

export interface FileInput {
  bytes: AsyncIterable<Uint8Array>
  totalBytes: number | null
}

export type Report = (progress: ImportProgress & { type: 'progress' }) => void

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
    const context = await contextOf(workshop, id, checked, piece.columns)
    const pieces = resumed(piece, file.pieces)
    return {
      id,
      run: (report) =>
        runImport(workshop, { ...file, pieces }, context, (progress) =>
          report({ type: 'progress', bytes: read.bytes, totalBytes: input.totalBytes, ...progress }),
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
  options: ImportOptions,
  columns: readonly string[],
): Promise<RowContext> {
  const mapping = mapColumns(options, columns)
  requireFields(mapping, columns)
  return {
    importId,
    options,
    mapping,
    columns: [...columns],
    times: new TimeReader(options.timezone ?? (await planZone(workshop)), options.dateFormat),
    source: options.source ?? options.kind,
    notes: new Notes(),
  }
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
  const mapping = mapColumns(checked, piece.columns)
  return {
    format: file.format,
    encoding: file.text.encoding,
    columns: [...piece.columns],
    mapping: mapping.fields,
    attributes: mapping.attributes,
    fields: fieldsOf[checked.kind].map(({ name, required = false }) => ({ name, required })),
    leftOut: mapping.leftOut,
    missing: mapping.missing,
    rows: piece.rows.slice(0, 10).map((row) => row.record),
  }
}

async function planZone({ store, clock }: Workshop): Promise<string> {
  const now = clock()
  return versionAt(await agreedTimeline(store.control, now), now)?.plan.timezone ?? 'UTC'
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

const spoolKeptMs = 24 * 3_600_000

/** A process that was killed leaves the file that it was reading. */
async function removeOldSpools(folder: string, now: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    if (name.endsWith('.spool') && (await stat(path)).mtimeMs < now - spoolKeptMs) await rm(path, { force: true })
  }
}

type Progress = Pick<ImportProgress & { type: 'progress' }, 'stage' | 'rows' | 'rejected' | 'stored'>

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
    const result = summary(context, file, rows, counts, rejects)
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
        mapping: mapColumns(context.options, piece.columns),
      })
    }
    const rejected = piece.rows.flatMap((row) => sink.add(row) ?? [])
    await rejects.add(rejected)
    rows += piece.rows.length
    if (sink.waiting >= sink.batchRows) await send()
    report({ stage: 'reading', rows, rejected: rejects.count, stored: 0 })
  }
  await send()
  await Promise.all([earlier, later])
  return rows
}

function hasCurrency(options: ImportOptions, mapping: Mapping): boolean {
  return (mapping.fields['currency'] ?? options.currency ?? mapping.headerCurrency) !== undefined
}

function summary(
  { importId: id, options, mapping, notes }: RowContext,
  file: OpenedFile,
  rows: number,
  counts: Counts,
  rejects: Rejects,
): ImportResult {
  if (counts.overwritten > 0) {
    notes.add(
      'N {row was|rows were} replaced by a later row of the same file that names the same record',
      counts.overwritten,
    )
  }
  if (mapping.fields['value'] !== undefined && !hasCurrency(options, mapping)) {
    notes.add('Values have no currency: name it with --currency and import the file again')
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
  if (counts.differing > 0) {
    notes.add(
      'N {event differs|events differ} from what was stored under the same id; events never change',
      counts.differing,
    )
  }
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
    reasons: rejects.reasons(),
    ...(rejects.count > 0 ? { rejectsFile: rejects.path } : {}),
    notes: notes.list(),
  }
}
