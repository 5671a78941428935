// Erasures in the control store: written down with what is to be done, remembered without whom it concerned.
import { sql } from 'kysely'
import type { Erasure, ErasureState } from '#contract/privacy.ts'
import type { Control, ErasureRow } from './control.ts'

export type ErasureResult = Pick<Erasure, 'held' | 'stay' | 'recounted' | 'first' | 'last'>

/** An erasure that is not finished; `work` is what it needs to go on. */
export interface OpenErasure<Work> {
  id: string
  by: string
  at: number
  state: ErasureState
  work: Work
}

export async function beginErasure(
  control: Control,
  { id, by, asked, result, work }: { id: string; by: string; asked: string[]; result: ErasureResult; work: object },
  now: number,
): Promise<void> {
  const texts = { asked: JSON.stringify(asked), result: JSON.stringify(result), work: JSON.stringify(work) }
  const row: ErasureRow = { id, by, at: now, state: 'running', ended_at: null, ...texts }
  await control.insertInto('erasures').values(row).execute()
}

/** Nothing tells any more whom it concerned; copies from before `at` (the engine's time) may still lie on its disk. */
export async function forgetWork(control: Control, id: string, at: number): Promise<void> {
  const done = { state: 'clearing', work: '', ended_at: at } as const
  await control.updateTable('erasures').set(done).where('id', '=', id).execute()
}

export async function endErasure(control: Control, id: string, now: number): Promise<void> {
  await control.updateTable('erasures').set({ state: 'done', ended_at: now }).where('id', '=', id).execute()
}

/** Those begun and not forgotten yet, oldest first. */
export async function openErasures<Work>(control: Control): Promise<OpenErasure<Work>[]> {
  const rows = await control.selectFrom('erasures').selectAll().where('state', '=', 'running').orderBy('at').execute()
  return rows.map(({ id, by, at, state, work }) => ({ id, by, at, state, work: JSON.parse(work) as Work }))
}

/** All erasures, newest first. */
export async function listErasures(control: Control): Promise<Erasure[]> {
  const rows = await control.selectFrom('erasures').selectAll().orderBy('at', 'desc').orderBy('id').execute()
  return rows.map(({ id, by, at, state, ended_at, asked, result }) => ({
    id,
    by,
    at,
    state,
    endedAt: ended_at,
    asked: JSON.parse(asked) as string[],
    ...(JSON.parse(result) as ErasureResult),
  }))
}

/** Rewrites the file without what was deleted, and empties its log. */
export async function compactControl(control: Control): Promise<void> {
  await sql`VACUUM`.execute(control)
  await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(control)
}
