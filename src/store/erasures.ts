// Erasures in the control store: written down with what is to be done, remembered without whom it concerned.
import { sql } from 'kysely'
import type { Erasure, ErasureState } from '#contract/privacy.ts'
import type { Control } from './control.ts'
import type { ErasureRow } from './control-tables.ts'

export type ErasureResult = Pick<Erasure, 'held' | 'stay' | 'recounted' | 'first' | 'last'>

/** An erasure that is not finished; `work` is what it needs to go on. */
export interface OpenErasure<Work> {
  id: string
  by: string
  at: number
  state: ErasureState
  failure: string
  work: Work
}

/** Nothing is done yet: it waits until `startErasure`. */
export async function beginErasure(
  control: Control,
  { id, by, asked, result, work }: { id: string; by: string; asked: string[]; result: ErasureResult; work: object },
  now: number,
): Promise<void> {
  const texts = { asked: JSON.stringify(asked), result: JSON.stringify(result), work: JSON.stringify(work) }
  const row: ErasureRow = { id, by, at: now, state: 'waiting', ended_at: null, ...texts, waits_for: '[]', failure: '' }
  await control.insertInto('erasures').values(row).execute()
}

/** Notes the imports that are under way, which it has to wait for. Returns their ids. */
export async function waitForImports(control: Control, id: string): Promise<string[]> {
  const running = await control.selectFrom('imports').select('id').where('state', '=', 'running').execute()
  const ids = running.map((row) => row.id)
  await control
    .updateTable('erasures')
    .set({ waits_for: JSON.stringify(ids) })
    .where('id', '=', id)
    .execute()
  return ids
}

/** Imports that an erasure still waits for, by the names of their files. */
async function importsAhead(control: Control, waitsFor: string): Promise<string[]> {
  const ids = JSON.parse(waitsFor) as string[]
  if (ids.length === 0) return []
  const running = control.selectFrom('imports').select('file_name').where('state', '=', 'running')
  return (await running.where('id', 'in', ids).execute()).map((row) => row.file_name)
}

/** Whether an erasure has to wait for an import that began before it. */
export async function hasToWait(control: Control, id: string): Promise<boolean> {
  const row = await control.selectFrom('erasures').select('waits_for').where('id', '=', id).executeTakeFirstOrThrow()
  return (await importsAhead(control, row.waits_for)).length > 0
}

/** What is to be done, found out anew while nothing had gone yet. */
export async function renewErasure(
  control: Control,
  id: string,
  { result, work }: { result: ErasureResult; work: object },
): Promise<void> {
  const texts = { result: JSON.stringify(result), work: JSON.stringify(work) }
  await control.updateTable('erasures').set(texts).where('id', '=', id).execute()
}

/** From now on rows go. */
export async function startErasure(control: Control, id: string): Promise<void> {
  const started = { state: 'running', waits_for: '[]', failure: '' } as const
  await control.updateTable('erasures').set(started).where('id', '=', id).execute()
}

/** An attempt broke; one at which nothing has gone yet goes on waiting. */
export async function noteFailure(control: Control, id: string, failure: string): Promise<void> {
  const erasure = control.updateTable('erasures').where('id', '=', id)
  await erasure.set({ failure }).execute()
  await erasure.set({ state: 'failed' }).where('state', '=', 'running').execute()
}

/** Nothing tells any more whom it concerned; copies from before `at` (the engine's time) may still lie on its disk. */
export async function forgetWork(control: Control, id: string, at: number): Promise<void> {
  const done = { state: 'clearing', work: '', ended_at: at, failure: '' } as const
  await control.updateTable('erasures').set(done).where('id', '=', id).execute()
}

export async function endErasure(control: Control, id: string, now: number): Promise<void> {
  await control.updateTable('erasures').set({ state: 'done', ended_at: now }).where('id', '=', id).execute()
}

/** Those begun and not forgotten yet, oldest first. */
export async function openErasures<Work>(control: Control): Promise<OpenErasure<Work>[]> {
  const open = control.selectFrom('erasures').selectAll().where('state', 'in', ['waiting', 'running', 'failed'])
  const rows = await open.orderBy('at').execute()
  return rows.map(({ id, by, at, state, failure, work }) => ({
    id,
    by,
    at,
    state,
    failure,
    work: JSON.parse(work) as Work,
  }))
}

/** All erasures, newest first. */
export async function listErasures(control: Control): Promise<Erasure[]> {
  const rows = await control.selectFrom('erasures').selectAll().orderBy('at', 'desc').orderBy('id').execute()
  return Promise.all(
    rows.map(async ({ id, by, at, state, ended_at, asked, result, waits_for, failure }) => ({
      id,
      by,
      at,
      state,
      waitsFor: await importsAhead(control, waits_for),
      failure,
      endedAt: ended_at,
      asked: JSON.parse(asked) as string[],
      ...(JSON.parse(result) as ErasureResult),
    })),
  )
}

/** Rewrites the file without what was deleted, and empties its log. */
export async function compactControl(control: Control): Promise<void> {
  await sql`VACUUM`.execute(control)
  await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(control)
}
