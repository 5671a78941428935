// How far counting is behind what is stored.
import { lastStoredBatch } from '#store/batches.ts'
import type { Control } from '#store/control.ts'

/** Stored batches that some agreed definition has not counted yet. */
export async function uncountedBatches(control: Control): Promise<number> {
  const counted = await control
    .selectFrom('definitions')
    .select((e) => e.fn.min('counted_batch').as('batch'))
    .executeTakeFirst()
  // no definitions, nothing to count
  if (counted?.batch == null) return 0
  return Math.max(0, (await lastStoredBatch(control)) - Number(counted.batch))
}
