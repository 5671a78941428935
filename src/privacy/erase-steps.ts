// The steps of an erasure, in their order. Each finds for itself what is left to do, so that all can be made again.
import type { StepProgress } from '#contract/progress.ts'
import { intendImportBatch, markStored } from '#store/batches.ts'
import { eraseFromJournal, removeRescued } from '#store/journal-erase.ts'
import { deleteRows, dropHiddenRows } from '#store/remove-rows.ts'
import type { Store } from '#store/store.ts'
import { bury } from '#store/tombstones.ts'
import type { Clock } from '#util/clock.ts'
import { eraseRejectedRows, removeAbandonedUploads } from './files.ts'
import { type Found, lineMatcher } from './find.ts'
import { removeSettled, settleConversions } from './settle.ts'
import { markTheirs, tablesWithPersons, theirs, unmark } from './theirs.ts'
import { eraseFromImports, eraseRulings } from './traces.ts'
import { valueOf } from './walk.ts'

/** Counting, as far as an erasure needs it; whoever calls sees to it that nothing else counts meanwhile. */
export interface Counting {
  /** Counts all that is stored. */
  all(): Promise<void>
  /** Counts again everything that these identifiers lead to. */
  around(identifiers: readonly string[]): Promise<void>
}

export interface Workshop {
  store: Store
  clock: Clock
  counting: Counting
}

export type Report = (progress: StepProgress) => void

/** What an erasure has to know to be finished. */
export interface Work extends Found {
  salt: string
  /** When its identifiers were first refused (epoch ms). */
  refusedAt: number
}

/** Takes all rows, lines and files. */
export async function takeSteps(
  shop: Workshop,
  { id, by, work }: { id: string; by: string; work: Work },
  report: Report,
): Promise<void> {
  const { store, clock, counting } = shop
  const { facts, control, home, writes } = store
  const erasedSightings = await sightingIdsOf(store, work)
  const steps: [what: string, step: () => Promise<void>][] = [
    ['refusing', () => bury(control, home.erasureKey, work.identifiers)],
    ['rulings', () => eraseRulings(control, { identifiers: work.identifiers, by, erasedSightings }, clock())],
    ['ledger', () => settleConversions(facts)],
    ['events', () => takeEvents(shop, id)],
    // an import that is being undone writes rows anew
    ['records', () => writes.run(() => deleteRows(facts, 'records', theirs.records))],
    ['links', () => deleteRows(facts, 'links', theirs.links)],
    ['counting', () => counting.all()],
    ['counting', () => counting.around(work.touched)],
    ['ledger', () => removeSettled(facts)],
    ['visits', () => removeDerived(store)],
    ['files', () => eraseFiles(shop, work)],
    ['journal', () => eraseJournal(shop, work)],
  ]
  await markTheirs(facts, work.identifiers, {
    sighting: work.sightings,
    conversion: work.conversions,
    salt: [work.salt],
  })
  try {
    for (const [done, [what, step]] of steps.entries()) {
      report({ what, done, total: steps.length + 1 })
      await step()
    }
  } finally {
    await unmark(facts)
  }
  report({ what: 'tidying', done: steps.length, total: steps.length + 1 })
}

/** Ids of the person's sightings, as long as there are any to be found. */
async function sightingIdsOf({ facts }: Store, { identifiers, sightings }: Work): Promise<string[]> {
  await markTheirs(facts, identifiers, { sighting: sightings })
  const rows = await facts.query<{ id: string }>(`SELECT DISTINCT id FROM sightings WHERE ${theirs.sightings}`)
  return rows.map(({ id }) => id)
}

/** As an undone import's, so that counting looks again at the visits and sets that they were part of. */
async function takeEvents({ store, clock }: Workshop, id: string): Promise<void> {
  const { control, facts } = store
  await store.writes.run(async () => {
    const [found] = await facts.query<{ events: number; minTime: number; maxTime: number }>(
      `SELECT count() AS events, toUnixTimestamp64Milli(min(time)) AS minTime,
         toUnixTimestamp64Milli(max(time)) AS maxTime FROM events WHERE ${theirs.events}`,
      {},
      { lane: 'load' },
    )
    if (found!.events === 0) return
    const batch = await intendImportBatch(control, id, clock(), 'erasure')
    try {
      await facts.command(takeSql, { batch }, { lane: 'load' })
      // ids first: cut short between the two, there are still events to be found
      const own = `SELECT cityHash64(source, id) FROM events WHERE ${theirs.events}`
      await deleteRows(facts, 'event_ids', `hash IN (${own})`)
      await deleteRows(facts, 'events', theirs.events)
    } finally {
      await markStored(control, batch, { ...found!, repeats: 0 }, clock())
    }
  })
}

const takeSql = `INSERT INTO taken_events
    (batch, source, id, time, visitor_id, user_id, match_keys, order_id, payment_id, deal_id)
  SELECT {batch:UInt64}, source, id, time, visitor_id, user_id, match_keys, order_id, payment_id, deal_id
  FROM events WHERE ${theirs.events}`

/** Once counting has made the visits of shared browsers anew. */
async function removeDerived({ facts }: Store): Promise<void> {
  await deleteRows(facts, 'sessions', theirs.sessions)
  await deleteRows(facts, 'taken_events', theirs.takenEvents)
  await deleteRows(facts, 'staged_records', theirs.stagedRecords)
  for (const table of tablesWithPersons) await dropHiddenRows(facts, table)
}

async function eraseFiles({ store, clock }: Workshop, work: Work): Promise<void> {
  await eraseFromImports(store.control, work)
  const running = await store.control.selectFrom('imports').select('id').where('state', '=', 'running').execute()
  await eraseRejectedRows(
    store.home.imports,
    work,
    running.map(({ id }) => id),
  )
  await removeAbandonedUploads(store.home.imports, clock())
}

/** A collector learns of new tombstones within this time (milliseconds). */
const collectorKnowsMs = 1_000

async function eraseJournal({ store, clock }: Workshop, work: Work): Promise<void> {
  const left = work.refusedAt + collectorKnowsMs - clock()
  if (left > 0) await new Promise((resolve) => setTimeout(resolve, Math.min(left, collectorKnowsMs)))
  const texts = [...work.whom.texts, ...work.identifiers.map(valueOf)].filter((text) => text.length > 3)
  await store.writes.run(async () => {
    eraseFromJournal(store.home.journal, lineMatcher(work.identifiers), texts)
    removeRescued(store.home.journal)
  })
}
