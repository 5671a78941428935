// The list of imports: what was imported when, how, and with which result.
import { existsSync } from 'node:fs'
import type { ImportEntry, ImportKind, ImportOptions, ImportResult, ImportUndo } from '#contract/import.ts'
import type { Control } from '#store/control.ts'
import type { ImportRow } from '#store/control-tables.ts'

export async function startImport(control: Control, id: string, options: ImportOptions, now: number): Promise<void> {
  await control
    .insertInto('imports')
    .values({
      id,
      kind: options.kind,
      file_name: options.fileName,
      options: JSON.stringify(options),
      state: 'running',
      started_at: now,
      ended_at: null,
      result: null,
      undo: null,
      undone_at: null,
    })
    .execute()
}

export async function endImport(
  control: Control,
  id: string,
  state: 'done' | 'failed',
  result: ImportResult | null,
  now: number,
): Promise<void> {
  await control
    .updateTable('imports')
    .set({ state, ended_at: now, result: result && JSON.stringify(result) })
    .where('id', '=', id)
    .execute()
}

/** The latest imports, newest first. */
export async function listImports(control: Control, limit = 100): Promise<ImportEntry[]> {
  const rows = await control.selectFrom('imports').selectAll().orderBy('started_at', 'desc').limit(limit).execute()
  return rows.map(toEntry)
}

export async function findImport(control: Control, id: string): Promise<ImportEntry | undefined> {
  const row = await control.selectFrom('imports').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toEntry(row)
}

/** From now on the import is being undone, whatever happens. */
export async function beginUndo(control: Control, id: string, undo: ImportUndo): Promise<void> {
  await control
    .updateTable('imports')
    .set({ state: 'undoing', undo: JSON.stringify(undo) })
    .where('id', '=', id)
    .execute()
}

export async function endUndo(control: Control, id: string, now: number): Promise<void> {
  await control
    .updateTable('imports')
    .set({ state: 'undone', undone_at: now })
    .where('id', '=', id)
    .where('state', '=', 'undoing')
    .execute()
}

export async function unfinishedUndos(control: Control): Promise<string[]> {
  const rows = await control.selectFrom('imports').select('id').where('state', '=', 'undoing').execute()
  return rows.map(({ id }) => id)
}

/** Later imports of the same kind and source with rows that were in already. */
export async function laterRepeats(control: Control, entry: ImportEntry): Promise<ImportUndo['again']> {
  const rows = await control
    .selectFrom('imports')
    .selectAll()
    .where('kind', '=', entry.kind)
    .where('state', '=', 'done')
    .where('started_at', '>', entry.startedAt)
    .orderBy('started_at')
    .execute()
  return rows
    .map(toEntry)
    .filter(({ options, result }) => sourceOf(options) === sourceOf(entry.options) && result!.unchanged > 0)
    .map(({ id, fileName, startedAt, result }) => ({ id, fileName, startedAt, rows: result!.unchanged }))
}

function sourceOf({ source, kind }: ImportOptions): string {
  return source ?? kind
}

function toEntry(row: ImportRow): ImportEntry {
  return {
    id: row.id,
    kind: row.kind as ImportKind,
    fileName: row.file_name,
    state: row.state,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    undoneAt: row.undone_at,
    options: JSON.parse(row.options) as ImportOptions,
    result: row.result === null ? null : withFile(JSON.parse(row.result) as ImportResult),
    undo: row.undo === null ? null : (JSON.parse(row.undo) as ImportUndo),
  }
}

/** The file of rejected rows is named as long as it is there. */
function withFile(result: ImportResult): ImportResult {
  const { rejectsFile, ...rest } = result
  return rejectsFile !== undefined && existsSync(rejectsFile) ? result : rest
}
