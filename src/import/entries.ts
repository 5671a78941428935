// The list of imports: what was imported when, how, and with which result.
import type { ImportEntry, ImportKind, ImportOptions, ImportResult } from '#contract/import.ts'
import type { Control, ImportRow } from '#store/control.ts'

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

function toEntry(row: ImportRow): ImportEntry {
  return {
    id: row.id,
    kind: row.kind as ImportKind,
    fileName: row.file_name,
    state: row.state,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    options: JSON.parse(row.options) as ImportOptions,
    result: row.result === null ? null : (JSON.parse(row.result) as ImportResult),
  }
}
