// How far counting has come for the definitions a question uses.
import { lastStoredBatch } from '#store/batches.ts'
import type { Store } from '#store/store.ts'
import { readVisitRules } from '#store/visit-rules.ts'
import type { CountedPoints, Inquiry } from './inquiry.ts'

export interface CountedState {
  /** Points with a definition that has never been counted, though there is something to count. */
  uncounted: string[]
  /** Stored batches that some definition has yet to take in. */
  batchesBehind: number
  /** Visits and ledger are being counted again, by rules for visits that changed. */
  countedAgain: boolean
  /** Epoch ms up to which the ledger, and the raw facts, are known; null: nothing yet. */
  ledgerTo: number | null
  factsTo: number | null
}

export async function countedState(store: Store, inquiry: Inquiry): Promise<CountedState> {
  const { conversions, transition } = inquiry
  const used = [conversions, transition?.micro, transition?.macro].filter((points) => points !== undefined)
  const newest = await lastStoredBatch(store.control)
  const stored = await store.control
    .selectFrom('batches')
    .select(({ fn }) => fn.max('stored_at').as('at'))
    .where('id', '<=', newest)
    .executeTakeFirst()
  const factsTo = stored?.at == null ? null : Number(stored.at)
  const segments = used.flatMap(({ counting }: CountedPoints) => counting.segments)
  const countedAgain = (await readVisitRules(store.control))?.done === false
  if (segments.length === 0) return { uncounted: [], batchesBehind: 0, countedAgain, ledgerTo: factsTo, factsTo }
  const hashes = [...new Set(segments.map(({ definition }) => definition))]
  const rows = await store.control.selectFrom('definitions').selectAll().where('hash', 'in', hashes).execute()
  const known = new Map(rows.filter((row) => row.counted_at !== null).map((row) => [row.hash, row]))
  const uncounted = newest === 0 ? [] : segments.filter(({ definition }) => !known.has(definition))
  const oldest = Math.min(newest, ...[...known.values()].map((row) => row.counted_batch))
  return {
    uncounted: [...new Set(uncounted.map(({ point }) => point))],
    batchesBehind: known.size === 0 ? 0 : await batchesAfter(store, oldest, newest),
    countedAgain,
    ledgerTo: known.size === 0 ? null : Math.min(...[...known.values()].map((row) => row.counted_at!)),
    factsTo,
  }
}

async function batchesAfter(store: Store, counted: number, newest: number): Promise<number> {
  const row = await store.control
    .selectFrom('batches')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('id', '>', counted)
    .where('id', '<=', newest)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}
