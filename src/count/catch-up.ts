// Counting what is new: visits and links first, then every point's sightings and the ledger. Each step can be
// repeated; how far it came is written down last, so that a crash costs time and nothing else.
import type { StepProgress } from '#contract/progress.ts'
import { compileMatch } from '#metrics/match.ts'
import { importedRows, lastStoredBatch, undoneImports } from '#store/batches.ts'
import type { DefinitionRow } from '#store/control-tables.ts'
import type { Facts } from '#store/facts.ts'
import { nextKnownAt } from '#store/known.ts'
import { listRulings, markRulingsCounted } from '#store/rulings.ts'
import type { Store } from '#store/store.ts'
import type { Clock } from '#util/clock.ts'
import { derivedBatch, derivedName } from './behind.ts'
import { countNew } from './count-extent.ts'
import { countAll } from './count-whole.ts'
import { countedDefinitions, markCounted, toCountedPoint } from './definitions.ts'
import type { NewExtent } from './extent.ts'
import { linkEvents, linkRecords } from './links.ts'
import { type NewEvents, updateSessions } from './sessions.ts'
import { unlinkUndone } from './unlink.ts'
import { adoptRules } from './visit-rules.ts'

/** Is told what is being counted, a point's name or `visits`, and how far. */
export type ReportProgress = (progress: StepProgress) => void

/** Counted in one go, in events and in imported rows: bounds memory while catching up after a large load. */
const eventsInOneGo = 200_000
const rowsInOneGo = 100_000

export interface CatchUpOptions {
  /** The definition that is being counted beside this, if any. */
  elsewhere?: () => string | undefined
  /** Imported rows that are not counted in one go, where they are more than what was counted before. */
  manyRows?: number
}

/**
 * Counts all stored batches under all agreed definitions. Only one call at a time may run on a store.
 */
export async function catchUp(
  store: Store,
  clock: Clock,
  progress: ReportProgress = () => undefined,
  { elsewhere = () => undefined, manyRows = rowsInOneGo }: CatchUpOptions = {},
): Promise<void> {
  const target = await lastStoredBatch(store.control)
  await deriveUpTo(store, clock, target, progress)
  const definitions = await store.control.selectFrom('definitions').selectAll().execute()
  const begun = definitions.filter((definition) => definition.counted_at !== null && definition.counted_batch < target)
  const outgrown = await outgrownBy(store, begun, target, manyRows)
  for (const [from, group] of groupByBatch(begun.filter((row) => !outgrown.includes(row))))
    await countRounds(store, clock, group, { from, to: target })
  const uncounted = definitions.filter((row) => row.counted_at === null && row.preview === 0)
  for (const definition of [...outgrown, ...uncounted]) {
    if (definition.hash === elsewhere()) continue
    await countDefinition(store, clock, definition, target, progress)
    await markCounted(store.control, [definition], target, clock())
  }
  await countRulings(store, clock, target)
}

/** Counts batches after `from` up to `to`, some at a time, under definitions that have all been counted up to `from`. */
async function countRounds(
  store: Store,
  clock: Clock,
  definitions: readonly DefinitionRow[],
  { from, to }: { from: number; to: number },
): Promise<void> {
  const points = definitions.map(toCountedPoint)
  for (let at = from; at < to;) {
    const round = await nextRound(store, at, to)
    await countNew(store, points, round, await nextKnownAt(store.control, clock()))
    await markCounted(store.control, definitions, round.to, clock())
    at = round.to
  }
}

/** Counts all batches up to `to` under one definition, whatever has been counted of it. */
export async function countDefinition(
  store: Store,
  clock: Clock,
  definition: DefinitionRow,
  to: number,
  progress: ReportProgress,
): Promise<void> {
  const point = toCountedPoint(definition)
  const knownAt = await nextKnownAt(store.control, clock())
  const tell = (done: number, total: number): void => progress({ what: point.point.name, done, total })
  await countAll(store, point, { to, knownAt, progress: tell })
}

/**
 * Definitions of leads, deals or orders that imports have brought more for than they have counted. All around what is new
 * would be held in memory at once: 400,000 leads took 3.7 GB. Counting all of it again goes in parts.
 */
async function outgrownBy(
  { control, facts }: Store,
  begun: readonly DefinitionRow[],
  target: number,
  manyRows: number,
): Promise<DefinitionRow[]> {
  const ofRecords = begun.filter((row) => compileMatch(toCountedPoint(row).point).table === 'records')
  const outgrown: DefinitionRow[] = []
  for (const [from, group] of groupByBatch(ofRecords)) {
    const brought = await importedRows(control, { from, to: target })
    if (brought < manyRows) continue
    for (const row of group) {
      const sql = 'SELECT count() AS rows FROM sightings WHERE definition = {hash:String}'
      const [counted] = await facts.query<{ rows: number }>(sql, { hash: row.hash }, { lane: 'count' })
      if (counted!.rows <= brought) outgrown.push(row)
    }
  }
  return outgrown
}

/** Counts what was merged, split or undone by hand since the last time, and everything around it. */
async function countRulings(store: Store, clock: Clock, target: number): Promise<void> {
  const pending = (await listRulings(store.control)).filter(({ isPending }) => isPending)
  if (pending.length === 0) return
  const homes = pending.flatMap((ruling) => ruling.homes)
  await countAround(store, clock, target, homes)
  await markRulingsCounted(store.control, pending)
}

/** Counts again everything that these identifiers lead to, where nothing new is stored up to `target`. */
export async function countAround(
  store: Store,
  clock: Clock,
  target: number,
  identifiers: readonly string[],
): Promise<void> {
  const definitions = await countedDefinitions(store.control)
  const nothing = { from: target, to: target, events: null, imports: false, undone: { ever: [], now: [] } }
  const knownAt = await nextKnownAt(store.control, clock())
  await countNew(store, definitions.map(toCountedPoint), nothing, knownAt, identifiers)
}

/** Brings visits and links up to date, some batches at a time. */
async function deriveUpTo(store: Store, clock: Clock, target: number, progress: ReportProgress): Promise<void> {
  const start = await derivedBatch(store.control)
  if (start >= target) return
  const { rules, state } = await adoptRules(store.control, clock())
  for (let from = start; from < target;) {
    const { to, imports, events, undone } = await nextRound(store, from, target)
    const knownAt = await nextKnownAt(store.control, clock())
    if (events) {
      // two revisions a call, and knownAt rises by one at least
      await updateSessions(store, events, { rules, settled: state.done }, knownAt * 2)
      await linkEvents(store.facts, events, knownAt)
    }
    if (imports) {
      await linkRecords(store.facts, from, to, knownAt)
      if (undone.now.length > 0) await unlinkUndone(store.facts, { from, to, undone: undone.ever })
    }
    await store.control
      .insertInto('settings')
      .values({ name: derivedName, value: String(to) })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: String(to) }))
      .execute()
    progress({ what: 'visits', done: to - start, total: target - start })
    from = to
  }
}

/** The next batches to count in one go: after `from`, up to `target` at most. */
export async function nextRound({ control, facts }: Store, from: number, target: number): Promise<NewExtent> {
  const waiting = await control
    .selectFrom('batches')
    .select(['id', 'origin', 'events', 'min_time', 'max_time'])
    .where('id', '>', from)
    .where('id', '<=', target)
    .orderBy('id')
    .execute()
  let events = 0
  const last = waiting.findIndex((batch) => (events += batch.events) >= eventsInOneGo)
  const batches = last === -1 ? waiting : waiting.slice(0, last + 1)
  const to = last === -1 ? target : waiting[last]!.id
  const imports = batches.some(({ origin }) => origin !== 'journal')
  if (!imports)
    return { from, to, imports, events: spanOf(batches, { from, to, taken: false }), undone: { ever: [], now: [] } }
  const undone = { ever: await undoneImports(control), now: await undoneImports(control, { from, to }) }
  const taken = undone.now.length > 0 || batches.some(({ origin }) => origin === 'erasure')
  return { from, to, imports, events: await eventsOf(facts, { from, to, taken }), undone }
}

type NewRange = Omit<NewEvents, 'minTime' | 'maxTime'>

/** Batches of a journal know when their events were. */
function spanOf(
  batches: readonly { min_time: number | null; max_time: number | null }[],
  range: NewRange,
): NewEvents | null {
  const [first, ...others] = batches.flatMap(({ min_time, max_time }) =>
    min_time === null || max_time === null ? [] : [{ minTime: min_time, maxTime: max_time }],
  )
  if (!first) return null
  const span = { ...range, ...first }
  for (const { minTime, maxTime } of others) {
    span.minTime = Math.min(span.minTime, minTime)
    span.maxTime = Math.max(span.maxTime, maxTime)
  }
  return span
}

/**
 * The events of batches after `from` up to `to`, stored or taken out, with their span of time; null when there are
 * none. Asked of the events themselves: an import that broke off did not write down what it had stored.
 */
async function eventsOf(facts: Facts, range: NewRange): Promise<NewEvents | null> {
  const ofBatches = 'batch > {from:UInt64} AND batch <= {to:UInt64}'
  const sql = `SELECT toUnixTimestamp64Milli(min(time)) AS minTime, toUnixTimestamp64Milli(max(time)) AS maxTime
    FROM (
      SELECT time FROM events WHERE ${ofBatches} UNION ALL SELECT time FROM taken_events WHERE ${ofBatches}
    ) HAVING count() > 0`
  const { from, to } = range
  const [span] = await facts.query<Pick<NewEvents, 'minTime' | 'maxTime'>>(sql, { from, to }, { lane: 'count' })
  return span ? { ...range, ...span } : null
}

function groupByBatch(definitions: readonly DefinitionRow[]): Map<number, DefinitionRow[]> {
  const groups = new Map<number, DefinitionRow[]>()
  for (const row of definitions) groups.set(row.counted_batch, [...(groups.get(row.counted_batch) ?? []), row])
  return groups
}
