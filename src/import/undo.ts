// Undoing an import: what it added goes, what it changed returns to what was known before. Nothing is forgotten on
// the second time axis: answers as known before the undo stay as they were. Every step finds for itself what is
// left to do, so that an undo cut short anywhere is finished by making it again.
import type { ImportEntry, ImportUndo } from '#contract/import.ts'
import { intendImportBatch, markStored, undoneImports } from '#store/batches.ts'
import { changesOf, takeChanges } from '#store/campaign-changes.ts'
import { sqlTime } from '#store/facts.ts'
import { nextKnownAt } from '#store/known.ts'
import type { Store } from '#store/store.ts'
import { Problem } from '#util/problem.ts'
import { beginUndo, endUndo, findImport, laterRepeats, unfinishedUndos } from './entries.ts'
import { type FactTable, figuresTable, recordsTable, spendTable } from './fact-tables.ts'
import { type KeyRange, keyRanges, rangeRows } from './facts.ts'
import type { Workshop } from './import.ts'
import {
  type Undone,
  deleteEventsSql,
  importedEventsSql,
  keptSql,
  takeEventsSql,
  touchedSql,
  undoCountsSql,
  undoSql,
} from './undo-sql.ts'

const keptExamples = 20

type UndoCounts = Pick<ImportUndo, 'removed' | 'restored' | 'kept'>

/** What undoing an import would do; of one that is undone, what it did. Throws Problem as `undoImport` does. */
export async function planUndo({ store }: Workshop, id: string): Promise<ImportUndo> {
  const entry = await undoable(store, id)
  return entry.undo ?? planOf(store, entry)
}

/**
 * Undoes an import, also one that failed or was interrupted. Safe to repeat: an undone import stays undone, an undo
 * cut short is finished. Throws Problem `unknown_import`, or `import_running`.
 */
export async function undoImport({ store, clock }: Workshop, id: string): Promise<ImportEntry> {
  const entry = await undoable(store, id)
  if (entry.state === 'undone') return entry
  if (entry.state !== 'undoing') await beginUndo(store.control, id, await planOf(store, entry))
  if (entry.kind === 'events') await takeEvents({ store, clock }, id)
  else if (entry.kind === 'changes') await takeChanges(store.control, id, clock())
  else await takeFacts({ store, clock }, id, tablesOf(entry))
  await endUndo(store.control, id, clock())
  return (await findImport(store.control, id))!
}

/** Finishes what a process that died was undoing. */
export async function finishUndos(workshop: Workshop): Promise<void> {
  for (const id of await unfinishedUndos(workshop.store.control)) await undoImport(workshop, id)
}

async function undoable(store: Store, id: string): Promise<ImportEntry> {
  const entry = await findImport(store.control, id)
  if (!entry) {
    const hint = '`onecount import list` shows them.'
    throw new Problem('unknown_import', `There is no import ${id}.`, { status: 404, hint })
  }
  if (entry.state === 'running') {
    throw new Problem('import_running', 'The import is still running.', {
      status: 409,
      hint: 'Wait until it has ended.',
    })
  }
  return entry
}

function tablesOf({ kind }: ImportEntry): Tables {
  if (kind === 'figures') return [figuresTable]
  return kind === 'ads' || kind === 'costs' ? [spendTable, figuresTable] : [recordsTable]
}

async function planOf(store: Store, entry: ImportEntry): Promise<ImportUndo> {
  const undone = await undoneWith(store, entry.id)
  const plan = await ownPlan(store, entry, undone)
  return { ...plan, again: plan.removed + plan.restored > 0 ? await laterRepeats(store.control, entry) : [] }
}

async function ownPlan(store: Store, entry: ImportEntry, undone: Undone): Promise<ImportUndo> {
  if (entry.kind === 'events') return eventsPlan(store, undone)
  if (entry.kind === 'changes') return { ...nothing(), removed: await changesOf(store.control, entry.id) }
  return factsPlan(store, undone, tablesOf(entry))
}

const nothing = (): ImportUndo => ({ removed: 0, restored: 0, kept: 0, keptRows: [], again: [] })

async function eventsPlan(store: Store, undone: Undone): Promise<ImportUndo> {
  const [found] = await store.facts.query<{ events: number }>(importedEventsSql, undone)
  return { ...nothing(), removed: found!.events }
}

async function factsPlan(store: Store, undone: Undone, tables: Tables): Promise<ImportUndo> {
  const plan = nothing()
  const [table, beside] = tables
  for (const range of await rangesOf(store, undone, tables)) {
    const params = { ...undone, ...range }
    const [counts] = await store.facts.query<UndoCounts>(undoCountsSql(table, beside), params)
    plan.removed += counts!.removed
    plan.restored += counts!.restored
    plan.kept += counts!.kept
    const limit = keptExamples - plan.keptRows.length
    if (counts!.kept > 0 && limit > 0) plan.keptRows.push(...(await keptRows(store, table, { ...params, limit })))
  }
  return plan
}

async function keptRows(store: Store, table: FactTable, params: Undone): Promise<ImportUndo['keptRows']> {
  const rows = await store.facts.query<{ what: string; batch: number }>(keptSql(table), params)
  const changedBy = await store.control
    .selectFrom('batches')
    .innerJoin('imports', 'imports.id', 'batches.import_id')
    .select(['batches.id as batch', 'imports.file_name as fileName'])
    .where('batches.id', 'in', [...new Set(rows.map(({ batch }) => batch))])
    .execute()
  const names = new Map(changedBy.map(({ batch, fileName }) => [batch, fileName]))
  return rows.map(({ what, batch }) => ({ what, changedBy: names.get(batch) ?? '' }))
}

/** This import and all that are undone, with the batches in which they wrote. */
async function undoneWith({ control }: Store, id: string): Promise<Undone> {
  const undone = [...new Set([...(await undoneImports(control)), id])]
  const rows = await control
    .selectFrom('batches')
    .select(['id', 'import_id'])
    .where('import_id', 'in', undone)
    .execute()
  const batches = rows.filter((row) => row.import_id === id).map((row) => row.id)
  return { import: id, batches, undone, undoneBatches: rows.map((row) => row.id) }
}

type Tables = readonly [FactTable, FactTable?]

/** The ranges of keys in which the import has rows; the figures of an ad report lie in those of its spend. */
async function rangesOf(store: Store, undone: Undone, tables: Tables): Promise<KeyRange[]> {
  let rows = 0
  for (const table of tables) {
    if (!table) continue
    const [found] = await store.facts.query<{ rows: number }>(touchedSql(table), undone)
    rows = Math.max(rows, found!.rows)
  }
  return keyRanges(Math.ceil(rows / rangeRows))
}

async function takeFacts(workshop: Workshop, id: string, tables: Tables): Promise<void> {
  const { store } = workshop
  for (const range of await rangesOf(store, await undoneWith(store, id), tables)) {
    for (const table of tables) {
      if (table) await store.writes.run(() => takeRange(workshop, id, table, range))
    }
  }
}

async function takeRange({ store, clock }: Workshop, id: string, table: FactTable, range: KeyRange): Promise<void> {
  const { control, facts } = store
  const params = { ...(await undoneWith(store, id)), ...range }
  const [counts] = await facts.query<UndoCounts>(undoCountsSql(table), params, { lane: 'load' })
  const rows = counts!.removed + counts!.restored
  if (rows === 0) return
  const batch = await intendImportBatch(control, id, clock())
  const now = sqlTime(await nextKnownAt(control, clock()))
  try {
    await facts.command(undoSql(table), { ...params, batch, now }, { lane: 'load' })
  } finally {
    // Also after a failure: counting must not wait for it, and what is left is undone under another batch.
    await markStored(control, batch, { events: rows, repeats: 0, minTime: null, maxTime: null }, clock())
  }
}

async function takeEvents({ store, clock }: Workshop, id: string): Promise<void> {
  const { control, facts } = store
  await store.writes.run(async () => {
    const { batches } = await undoneWith(store, id)
    const [found] = await facts.query<{ events: number; minTime: number; maxTime: number }>(importedEventsSql, {
      batches,
    })
    if (found!.events === 0) return
    const batch = await intendImportBatch(control, id, clock())
    try {
      await facts.command(takeEventsSql, { batch, batches }, { lane: 'load', token: `taken-${batch}` })
      for (const sql of deleteEventsSql) await facts.command(sql, { batches }, { lane: 'load' })
    } finally {
      // as above
      await markStored(control, batch, { ...found!, repeats: 0 }, clock())
    }
  })
}
