// Counting what is new: visits and links first, then every point's sightings and the ledger. Each step can be
// repeated; how far it came is written down last, so that a crash costs time and nothing else.
import type { BatchRow, Control, DefinitionRow } from '#store/control.ts'
import { lastStoredBatch } from '#store/batches.ts'
import { nextKnownAt } from '#store/known.ts'
import type { Store } from '#store/store.ts'
import type { Clock } from '#util/clock.ts'
import type { Point } from '#contract/plan.ts'
import type { CountedPoint } from './count-point.ts'
import { countAll, countNew } from './count-extent.ts'
import { linkEvents, linkRecords } from './links.ts'
import { type NewEvents, updateSessions } from './sessions.ts'

export interface CountProgress {
  /** What is being counted: a point's name, or `visits`. */
  what: string
  done: number
  total: number
}

export type ReportProgress = (progress: CountProgress) => void

/** Settings row: visits and links hold everything up to this batch. */
const derivedName = 'derived_batch'

/** Visits made again in one go, in events: bounds memory while catching up after a large load. */
const eventsInOneGo = 500_000

/** Counts all stored batches under all agreed definitions. Only one call at a time may run on a store. */
export async function catchUp(store: Store, clock: Clock, progress: ReportProgress = () => undefined): Promise<void> {
  const target = await lastStoredBatch(store.control)
  await deriveUpTo(store, clock, target, progress)
  const definitions = await store.control.selectFrom('definitions').selectAll().execute()
  const begun = definitions.filter((definition) => definition.counted_at !== null && definition.counted_batch < target)
  for (const [from, group] of groupByBatch(begun)) {
    const points = group.map(toCountedPoint)
    const knownAt = await nextKnownAt(store.control, clock())
    await countNew(store, points, { from, to: target, events: await newEvents(store.control, from, target) }, knownAt)
    await markCounted(store.control, group, target, clock())
  }
  for (const definition of definitions.filter((row) => row.counted_at === null)) {
    const point = toCountedPoint(definition)
    const knownAt = await nextKnownAt(store.control, clock())
    await countAll(store, point, target, knownAt, (done, total) => progress({ what: point.point.name, done, total }))
    await markCounted(store.control, [definition], target, clock())
  }
}

/** Whether anything is stored that some agreed definition has not counted. */
export async function isBehind(control: Control): Promise<boolean> {
  const target = await lastStoredBatch(control)
  if ((await derivedBatch(control)) < target) return true
  const behind = await control
    .selectFrom('definitions')
    .select('hash')
    .where((where) => where.or([where('counted_batch', '<', target), where('counted_at', 'is', null)]))
    .executeTakeFirst()
  return behind !== undefined
}

/** Brings visits and links up to date, some batches at a time. */
async function deriveUpTo(store: Store, clock: Clock, target: number, progress: ReportProgress): Promise<void> {
  const start = await derivedBatch(store.control)
  for (let from = start; from < target;) {
    const to = await someBatches(store.control, from, target)
    const knownAt = await nextKnownAt(store.control, clock())
    const events = await newEvents(store.control, from, to)
    if (events) {
      // two revisions a call, and knownAt rises by one at least
      await updateSessions(store.facts, events, knownAt * 2)
      await linkEvents(store.facts, events, knownAt)
    }
    await linkRecords(store.facts, from, to, knownAt)
    await store.control
      .insertInto('settings')
      .values({ name: derivedName, value: String(to) })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: String(to) }))
      .execute()
    progress({ what: 'visits', done: to - start, total: target - start })
    from = to
  }
}

async function derivedBatch(control: Control): Promise<number> {
  const row = await control.selectFrom('settings').select('value').where('name', '=', derivedName).executeTakeFirst()
  return row ? Number(row.value) : 0
}

async function batchesAfter(control: Control, from: number, to: number): Promise<BatchRow[]> {
  return control.selectFrom('batches').selectAll().where('id', '>', from).where('id', '<=', to).orderBy('id').execute()
}

async function someBatches(control: Control, from: number, target: number): Promise<number> {
  let events = 0
  for (const batch of await batchesAfter(control, from, target)) {
    events += batch.events
    if (events >= eventsInOneGo) return batch.id
  }
  return target
}

/** The span of time of the batches' rows; null when they brought none. */
async function newEvents(control: Control, from: number, to: number): Promise<NewEvents | null> {
  const dated = (await batchesAfter(control, from, to)).filter(
    (batch) => batch.min_time !== null && batch.max_time !== null,
  )
  if (dated.length === 0) return null
  return {
    from,
    to,
    minTime: Math.min(...dated.map((batch) => batch.min_time!)),
    maxTime: Math.max(...dated.map((batch) => batch.max_time!)),
  }
}

function groupByBatch(definitions: readonly DefinitionRow[]): Map<number, DefinitionRow[]> {
  const groups = new Map<number, DefinitionRow[]>()
  for (const row of definitions) groups.set(row.counted_batch, [...(groups.get(row.counted_batch) ?? []), row])
  return groups
}

export function toCountedPoint(row: DefinitionRow): CountedPoint {
  return { definition: row.hash, point: JSON.parse(row.point) as Point }
}

async function markCounted(
  control: Control,
  rows: readonly DefinitionRow[],
  batch: number,
  now: number,
): Promise<void> {
  const hashes = rows.map((row) => row.hash)
  await control
    .updateTable('definitions')
    .set({ counted_batch: batch, counted_at: now })
    .where('hash', 'in', hashes)
    .execute()
}
