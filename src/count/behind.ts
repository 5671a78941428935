// How far counting is behind what is stored.
import { lastStoredBatch } from '#store/batches.ts'
import type { Control } from '#store/control.ts'
import { hasPendingRulings } from '#store/rulings.ts'

/** Settings row: visits and links hold everything up to this batch. */
export const derivedName = 'derived_batch'

export async function derivedBatch(control: Control): Promise<number> {
  const row = await control.selectFrom('settings').select('value').where('name', '=', derivedName).executeTakeFirst()
  return row ? Number(row.value) : 0
}

/**
 * Whether anything is stored that some agreed definition has not counted. A draft's is counted when somebody looks at
 * the draft, and kept up from then on.
 */
export async function isBehind(control: Control): Promise<boolean> {
  const target = await lastStoredBatch(control)
  if ((await derivedBatch(control)) < target || (await hasPendingRulings(control))) return true
  const behind = await control
    .selectFrom('definitions')
    .select('hash')
    .where((where) => where.or([where('counted_batch', '<', target), where('counted_at', 'is', null)]))
    .where((where) => where.or([where('preview', '=', 0), where('counted_at', 'is not', null)]))
    .executeTakeFirst()
  return behind !== undefined
}

/** What arrives by the journal is counted within this time, as long as counting keeps up with it: no question waits for it. */
const streamedMs = 10_000

/**
 * Whether a question would miss more than what streamed in just now: an import, an undo, a ruling, a definition that was
 * never counted, or events that have waited for long.
 * @param now epoch milliseconds.
 */
export async function isOverdue(control: Control, now: number): Promise<boolean> {
  if (await hasPendingRulings(control)) return true
  const counted = await leastCounted(control)
  if (counted === null) return true
  const overdue = await control
    .selectFrom('batches')
    .select('id')
    .where('id', '>', Math.min(counted, await derivedBatch(control)))
    .where('id', '<=', await lastStoredBatch(control))
    .where((where) => where.or([where('origin', '!=', 'journal'), where('stored_at', '<=', now - streamedMs)]))
    .executeTakeFirst()
  return overdue !== undefined
}

/** The last batch that all agreed definitions have counted: infinity without any, null where one was never counted. */
async function leastCounted(control: Control): Promise<number | null> {
  const definitions = await control
    .selectFrom('definitions')
    .select(['counted_batch', 'counted_at'])
    .where((where) => where.or([where('preview', '=', 0), where('counted_at', 'is not', null)]))
    .execute()
  if (definitions.some(({ counted_at }) => counted_at === null)) return null
  return Math.min(...definitions.map(({ counted_batch }) => counted_batch))
}

/** Stored batches that some agreed definition has not counted yet. */
export async function uncountedBatches(control: Control): Promise<number> {
  return Math.max(0, (await lastStoredBatch(control)) - ((await leastCounted(control)) ?? 0))
}
