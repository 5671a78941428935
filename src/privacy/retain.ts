// Retention: what is older than it may be kept goes. What was counted from it stays; counting knows from when on there
// are events. Safe to repeat.
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Retention, RetentionKind, RetentionRequest } from '#contract/privacy.ts'
import { lastStoredBatch } from '#store/batches.ts'
import { removeRejectionsBefore } from '#store/rejections.ts'
import { changeRows, deleteRows } from '#store/remove-rows.ts'
import { listRetention, noteApplied, raiseKeptFrom } from '#store/retention.ts'
import type { Store } from '#store/store.ts'
import { Problem } from '#util/problem.ts'
import { dayMs } from '#util/duration.ts'
import type { Workshop } from './erase-steps.ts'
import { unmark } from './theirs.ts'

/** Visits are made of events: kept longer than visits, they would make them again. Throws Problem. */
export function checkRetention(held: readonly Retention[], wanted: RetentionRequest): void {
  const daysOf = (kind: 'events' | 'visits'): number => {
    const asked = wanted[kind] === undefined ? held.find((each) => each.kind === kind)?.days : wanted[kind]
    return asked ?? Infinity
  }
  if (daysOf('events') <= daysOf('visits')) return
  throw new Problem('events_outlast_visits', 'Visits are made of events, so events cannot be kept longer.', {
    hint: 'Keep events for as many days as visits, or fewer.',
  })
}

/** Removes what is from before a time (epoch ms), of facts those up to a batch. Returns how many rows or files went. */
const removers: Record<RetentionKind, (store: Store, before: number, counted: number) => Promise<number>> = {
  events: removeEvents,
  visits: removeVisits,
  record_persons: blankRecordPersons,
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
  await raiseKeptFrom(control, 'events', before)
  for (const table of ['events', 'taken_events']) await deleteRows(facts, table, old, cutoff)
  return found!.events
}

/** Visits that are marked and removed in one go; the marks are in memory. */
const visitsInOneGo = 1_000_000

const old = 'toUnixTimestamp64Milli(start) < {cutoff:Int64}'

// Visits that counting needs stay: those credited, those that are CVs themselves, and those that hold a sighting.
const goingSql = `INSERT INTO erasing SELECT DISTINCT 'visit', id FROM sessions WHERE ${old} AND id NOT IN (
  SELECT record_id FROM sightings WHERE kind = 'session'
  UNION DISTINCT SELECT id FROM sessions
    WHERE start IN (SELECT assumeNotNull(credited_at) FROM ledger WHERE isNotNull(credited_at))
  UNION DISTINCT SELECT visits.id FROM (SELECT visitor_id, id, start, end FROM sessions FINAL WHERE ${old}) AS visits
    INNER JOIN (SELECT visitor_id, time FROM sightings FINAL WHERE visitor_id != '') AS seen
      ON seen.visitor_id = visits.visitor_id
    WHERE seen.time >= visits.start AND seen.time <= visits.end
) LIMIT {most:UInt64}`

async function removeVisits({ control, facts }: Store, before: number): Promise<number> {
  await raiseKeptFrom(control, 'visits', before)
  let visits = 0
  try {
    for (;;) {
      await unmark(facts)
      await facts.command(goingSql, { cutoff: before, most: visitsInOneGo }, { lane: 'load' })
      const [found] = await facts.query<{ visits: number }>('SELECT count() AS visits FROM erasing')
      if (found!.visits === 0) return visits
      // named, not spared: cut short and gone on with at the next start, when no marks are left, it removes nothing
      await deleteRows(facts, 'sessions', "id IN (SELECT value FROM erasing WHERE kind = 'visit')")
      visits += found!.visits
    }
  } finally {
    await unmark(facts)
  }
}

const nobodys = `user_id = '', visitor_id = '', match_keys = CAST(map() AS Map(String, String))`

/** Leads, deals and orders stay, without whose they were: their sightings and links say it to counting. */
async function blankRecordPersons({ control, facts, writes }: Store, before: number, counted: number): Promise<number> {
  const cutoff = { cutoff: before, counted }
  const where = `toUnixTimestamp64Milli(time) < {cutoff:Int64} AND batch <= {counted:UInt64}
    AND (user_id != '' OR visitor_id != '' OR notEmpty(match_keys))`
  const sql = `SELECT uniqExact(key) AS records FROM records WHERE ${where}`
  const [found] = await facts.query<{ records: number }>(sql, cutoff)
  await raiseKeptFrom(control, 'record_persons', before)
  // imports that close a row write it anew
  await writes.run(() => changeRows(facts, 'records', { change: nobodys, where }, cutoff))
  return found!.records
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
