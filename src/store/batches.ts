// Loads with fixed boundaries: written down as intended, inserted under a token, marked as stored.
import type { Control } from './control.ts'
import type { BatchRow } from './control-tables.ts'

export interface JournalRange {
  journal: string
  firstSeq: number
  lastSeq: number
}

/** Writes down which part of a journal the next load takes. Returns the batch number. */
export function intendJournalBatch(control: Control, range: JournalRange, now: number): Promise<number> {
  const { journal, firstSeq, lastSeq } = range
  return intend(control, { origin: 'journal', journal, first_seq: firstSeq, last_seq: lastSeq, import_id: '' }, now)
}

/** Opens a batch for rows of an import, or for events that an erasure takes out. Returns the batch number. */
export function intendImportBatch(
  control: Control,
  importId: string,
  now: number,
  origin: 'import' | 'erasure' = 'import',
): Promise<number> {
  return intend(control, { origin, journal: '', first_seq: 0, last_seq: 0, import_id: importId }, now)
}

type Origin = Pick<BatchRow, 'origin' | 'journal' | 'first_seq' | 'last_seq' | 'import_id'>

async function intend(control: Control, origin: Origin, now: number): Promise<number> {
  const nothingYet = { events: 0, repeats: 0, min_time: null, max_time: null, stored_at: null }
  const { id } = await control
    .insertInto('batches')
    .values({ ...origin, ...nothingYet, state: 'intended', created_at: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Marks a batch as stored; `minTime`/`maxTime` (epoch ms) bound its rows. */
export async function markStored(
  control: Control,
  id: number,
  facts: { events: number; repeats: number; minTime: number | null; maxTime: number | null },
  now: number,
): Promise<void> {
  await control
    .updateTable('batches')
    .set({
      state: 'stored',
      events: facts.events,
      repeats: facts.repeats,
      min_time: facts.minTime,
      max_time: facts.maxTime,
      stored_at: now,
    })
    .where('id', '=', id)
    .execute()
}

/**
 * After a crash: rows of an import that were already inserted keep their batch and are counted;
 * importing the file again adds the rest.
 */
export async function closeInterruptedImports(control: Control, now: number): Promise<void> {
  await control
    .updateTable('batches')
    .set({ state: 'stored', stored_at: now })
    .where('origin', 'in', ['import', 'erasure'])
    .where('state', '=', 'intended')
    .execute()
  await control
    .updateTable('imports')
    .set({ state: 'interrupted', ended_at: now })
    .where('state', '=', 'running')
    .execute()
}

/** The newest batch up to which everything is stored; 0 when there is none. */
export async function lastStoredBatch(control: Control): Promise<number> {
  const open = await control
    .selectFrom('batches')
    .select((e) => e.fn.min('id').as('id'))
    .where('state', '=', 'intended')
    .executeTakeFirst()
  if (open?.id != null) return Number(open.id) - 1
  const last = await control
    .selectFrom('batches')
    .select((e) => e.fn.max('id').as('id'))
    .executeTakeFirst()
  return Number(last?.id ?? 0)
}

/** Batches of journals that were written down and not finished, oldest first. */
export async function openJournalBatches(control: Control): Promise<(JournalRange & { id: number })[]> {
  return control
    .selectFrom('batches')
    .select(['id', 'journal', 'first_seq as firstSeq', 'last_seq as lastSeq'])
    .where('origin', '=', 'journal')
    .where('state', '=', 'intended')
    .orderBy('id')
    .execute()
}

/** The sequence number up to which a journal is stored, by batches stored before `before` (epoch ms); 0 for none. */
export async function journalStoredThrough(control: Control, journal: string, before = Infinity): Promise<number> {
  const row = await control
    .selectFrom('batches')
    .select('last_seq')
    .where('origin', '=', 'journal')
    .where('journal', '=', journal)
    .where('state', '=', 'stored')
    .where('stored_at', '<', Math.min(before, Number.MAX_SAFE_INTEGER))
    .orderBy('last_seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.last_seq ?? 0
}

/** Rows that imports added, changed or took out in batches after `from` up to `to`. */
export async function importedRows(control: Control, { from, to }: { from: number; to: number }): Promise<number> {
  const row = await control
    .selectFrom('batches')
    .select((e) => e.fn.sum('events').as('rows'))
    .where('origin', '=', 'import')
    .where('id', '>', from)
    .where('id', '<=', to)
    .executeTakeFirst()
  return Number(row?.rows ?? 0)
}

/** Events that came through journals, in all: stored, and left out as repeats. */
export async function loadedEvents(control: Control): Promise<{ events: number; repeats: number }> {
  const row = await control
    .selectFrom('batches')
    .select((e) => [e.fn.sum('events').as('events'), e.fn.sum('repeats').as('repeats')])
    .where('origin', '=', 'journal')
    .executeTakeFirst()
  return { events: Number(row?.events ?? 0), repeats: Number(row?.repeats ?? 0) }
}

/** Ids of imports that are undone, or are being undone: ever, or in batches after `from` up to `to`. */
export async function undoneImports(control: Control, within?: { from: number; to: number }): Promise<string[]> {
  const undone = control.selectFrom('imports').select('imports.id').where('state', 'in', ['undoing', 'undone'])
  if (!within) return (await undone.execute()).map(({ id }) => id)
  const rows = await control
    .selectFrom('batches')
    .innerJoin('imports', 'imports.id', 'batches.import_id')
    .select('imports.id')
    .distinct()
    .where('imports.state', 'in', ['undoing', 'undone'])
    .where('batches.id', '>', within.from)
    .where('batches.id', '<=', within.to)
    .execute()
  return rows.map(({ id }) => id)
}
