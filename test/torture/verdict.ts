// The verdict of a torture run: what was acknowledged against what lies in the data folder.
import { openServices } from '#cli/services.ts'
import { loadOnce } from '#collect/load.ts'
import { forever, sqlTime } from '#store/facts.ts'
import { openJournalReader } from '#store/journal.ts'
import type { Store } from '#store/store.ts'
import { readSettings } from '#util/settings.ts'
import type { Load } from './load.ts'

export interface Verdict {
  eventsStored: number
  /** `source/id` of events acknowledged and not stored, stored more than once, stored and never sent. */
  lost: string[]
  doubled: string[]
  foreign: string[]
  /** Orders that are not in the ledger exactly once with their value, and visitors likewise. */
  ordersWrong: string[]
  visitorsWrong: string[]
  /** Ledger rows of orders and visitors. */
  conversions: number
  /** Rows that a recount finds different. */
  recountDifferences: number
  /** Events that the batches say they stored, less the events there are. */
  batchesOff: number
}

export function isClean(verdict: Verdict): boolean {
  const { lost, doubled, foreign, ordersWrong, visitorsWrong, recountDifferences, batchesOff } = verdict
  const wrong = [lost, doubled, foreign, ordersWrong, visitorsWrong].some((list) => list.length > 0)
  return !wrong && recountDifferences === 0 && batchesOff === 0
}

/** Opens the data folder, which nobody else may have open, loads and counts the rest, and compares. */
export async function judge(dataFolder: string, load: Load): Promise<Verdict> {
  const services = await openServices({ ...readSettings({}), dataFolder })
  const { store } = services
  try {
    const journal = openJournalReader(store.home.journal)
    if (journal) await loadOnce(store, journal)
    journal?.close()
    await services.catchUp()
    const differences = await services.recount(false)
    return {
      ...(await judgeEvents(store, load)),
      ...(await judgeLedger(store, load)),
      recountDifferences: differences.reduce((sum, row) => sum + row.opened + row.closed + row.sightings, 0),
    }
  } finally {
    await store.close()
  }
}

/** Rows as they lie in the table, before the engine collapses any. */
async function judgeEvents(store: Store, load: Load) {
  const rows = await store.facts.query<{ event: string; n: number }>(
    `SELECT concat(source, '/', id) AS event, count() AS n FROM events GROUP BY event`,
  )
  const stored = new Set(rows.map(({ event }) => event))
  const noted = await store.control
    .selectFrom('batches')
    .select(({ fn }) => fn.sum('events').as('n'))
    .executeTakeFirst()
  return {
    eventsStored: rows.length,
    lost: [...load.acknowledged].filter((event) => !stored.has(event)),
    doubled: rows.filter(({ n }) => n !== 1).map(({ event }) => event),
    foreign: rows.filter(({ event }) => !load.acknowledged.has(event)).map(({ event }) => event),
    batchesOff: Number(noted?.n ?? 0) - rows.length,
  }
}

interface LedgerRow {
  order_id: string
  visitor_id: string
  value: number | null
  sightings: number
}

async function judgeLedger(store: Store, load: Load) {
  const rows = await store.facts.query<LedgerRow>(
    `SELECT order_id, visitor_id, value, sightings FROM ledger FINAL WHERE known_to = {forever:DateTime64(3, 'UTC')}`,
    { forever: sqlTime(forever) },
  )
  const orders = rows.filter((row) => row.order_id !== '')
  const visits = rows.filter((row) => row.order_id === '')
  const ordersWrong = differing(
    orders.map((row) => `${row.order_id} ${Number(row.value)} seen ${row.sightings} times`),
    [...load.orders].map(([order, value]) => `${order} ${value} seen 2 times`),
  )
  const visitorsWrong = differing(
    visits.map((row) => row.visitor_id),
    [...load.visitors],
  )
  return { conversions: rows.length, ordersWrong, visitorsWrong }
}

/** What is not in both lists equally often. */
function differing(found: readonly string[], expected: readonly string[]): string[] {
  const balance = new Map<string, number>()
  for (const item of found) balance.set(item, (balance.get(item) ?? 0) + 1)
  for (const item of expected) balance.set(item, (balance.get(item) ?? 0) - 1)
  return [...balance]
    .filter(([, count]) => count !== 0)
    .map(([item, count]) => `${item} (${count > 0 ? '+' : ''}${count})`)
}
