// Counting everything again from raw data: to check the ledger, or to set it right.
import { nextKnownAt } from '#store/known.ts'
import type { Store } from '#store/store.ts'
import type { Clock } from '#util/clock.ts'
import type { ReportProgress } from './catch-up.ts'
import { compareAll } from './count-whole.ts'
import { countedDefinitions, toCountedPoint } from './definitions.ts'
import { writeDifference } from './ledger-store.ts'

export interface RecountResult {
  point: string
  definition: string
  /** Ledger rows that differ: to be added or changed, and to be closed. */
  opened: number
  closed: number
  /** Sightings that differ in themselves or in what became of them. */
  sightings: number
}

/**
 * Counts what has been counted of every agreed definition again and compares with what stands; all zeros when
 * the ledger is right. With `repair`, what differs is written. It and `catchUp` run one at a time.
 */
export async function recount(
  store: Store,
  clock: Clock,
  options: { repair: boolean; partSize?: number | undefined },
  progress: ReportProgress = () => undefined,
): Promise<RecountResult[]> {
  const results: RecountResult[] = []
  for (const row of await countedDefinitions(store.control)) {
    const point = toCountedPoint(row)
    const knownAt = await nextKnownAt(store.control, clock())
    const tell = (done: number, total: number): void => progress({ what: point.point.name, done, total })
    const whole = { to: row.counted_batch, knownAt, progress: tell, partSize: options.partSize }
    const result = { point: point.point.id, definition: row.hash, opened: 0, closed: 0, sightings: 0 }
    for await (const difference of compareAll(store, point, whole)) {
      if (options.repair) await writeDifference(store.facts, difference, knownAt)
      result.opened += difference.opened.length
      result.closed += difference.closed.length
      result.sightings += difference.filed.length + difference.removed.length
    }
    results.push(result)
  }
  return results
}
