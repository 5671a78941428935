// Retention: what is older than it may be kept goes. What was counted from it stays; counting knows from when on there
// are events. Safe to repeat.
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { RetentionKind } from '#contract/privacy.ts'
import { lastStoredBatch } from '#store/batches.ts'
import { removeRejectionsBefore } from '#store/rejections.ts'
import { deleteRows } from '#store/remove-rows.ts'
import { listRetention, noteApplied, raiseEventsKeptFrom } from '#store/retention.ts'
import type { Store } from '#store/store.ts'
import type { Workshop } from './erase-steps.ts'

const dayMs = 86_400_000

/** Removes what is from before a time (epoch ms), of events those up to a batch. Returns how many rows or files went. */
const removers: Record<RetentionKind, (store: Store, before: number, counted: number) => Promise<number>> = {
  events: removeEvents,
  rejected_events: async ({ home }, before) => removeRejectionsBefore(home.journal, before),
  import_files: removeImportFiles,
}

/** Applies what is set. Everything is counted first, so that no event goes that was not counted. */
export async function applyRetention({ store, clock, counting }: Workshop): Promise<void> {
  const set = (await listRetention(store.control)).filter(({ days }) => days !== null)
  if (set.length === 0) return
  // what is stored while this runs stays until the next time
  const counted = await lastStoredBatch(store.control)
  await counting.all()
  for (const { kind, days } of set) {
    const before = Math.max(0, Math.floor(clock() / dayMs) * dayMs - days! * dayMs)
    await noteApplied(store.control, kind, await removers[kind](store, before, counted), clock())
  }
}

async function removeEvents({ control, facts }: Store, before: number, counted: number): Promise<number> {
  const cutoff = { cutoff: before, counted }
  // as a number: in a mutation the engine writes times of the first years after 1970 so that it cannot read them
  const old = 'toUnixTimestamp64Milli(time) < {cutoff:Int64} AND batch <= {counted:UInt64}'
  const [found] = await facts.query<{ events: number }>(`SELECT count() AS events FROM events WHERE ${old}`, cutoff)
  await raiseEventsKeptFrom(control, before)
  for (const table of ['events', 'taken_events']) await deleteRows(facts, table, old, cutoff)
  return found!.events
}

async function removeImportFiles({ home }: Store, before: number): Promise<number> {
  let files = 0
  for (const name of await readdir(home.imports)) {
    const path = join(home.imports, name)
    if (!name.endsWith('.rejects.jsonl') || (await stat(path)).mtimeMs >= before) continue
    await rm(path, { force: true })
    files += 1
  }
  return files
}
