// Importing a file: its columns are mapped, its rows read and stored, its rejected rows kept with the reason.
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImportOptions, ImportProgress, ImportResult } from '#contract/import.ts'
import type { Store } from '#store/store.ts'
import type { Clock } from '#util/clock.ts'
import { dayMs } from '#util/duration.ts'
import { newId } from '#util/ids.ts'
import { firstPiece, look, mapBeginning } from './beginning.ts'
import { endImport, startImport } from './entries.ts'
import { dropAbandoned } from './facts.ts'
import { requireUsable } from './formats/read-as.ts'
import type { Recognised } from './formats/recognise.ts'
import { mapColumns, requireFields } from './mapping.ts'
import { type OpenedFile, openFile } from './open-file.ts'
import { checkOptions } from './options.ts'
import { Rejects, removeOldRejects } from './rejects.ts'
import { requireIds } from './repeated-ids.ts'
import { resultOf } from './result.ts'
import { Notes, type RowContext } from './row-context.ts'
import type { Row, RowPiece } from './rows.ts'
import { type Sink, sinkFor } from './sinks.ts'

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
  const piece = await firstPiece(file)
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
  const looked = await look(workshop, given, piece)
  const { plan, found, reading } = looked
  if (reading) requireUsable(reading)
  const { options, mapping, repeated, times, steps, notes: headerNotes } = mapBeginning(looked)
  const advice = found && !reading ? otherKind(found, given) : undefined
  requireFields(mapping, piece.columns, advice)
  requireIds(options, repeated)
  const notes = new Notes()
  if (advice !== undefined) notes.add(advice)
  for (const note of headerNotes) notes.add(note)
  return {
    importId,
    options,
    mapping,
    columns: [...piece.columns],
    times,
    zoneUnsaid: options.timezone === undefined && plan === undefined,
    source: options.source ?? options.kind,
    notes,
    ...(steps && { steps }),
    ...(reading && { export: reading }),
  }
}

function otherKind({ format }: Recognised, { kind }: ImportOptions): string {
  return `The file looks like an export of ${format.name}, which holds ${format.kind}, not ${kind}: import it as ${format.kind}.`
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
