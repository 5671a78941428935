// Definitions as counting keeps them: the point of each, and up to which batch it has been counted.
import type { Point } from '#contract/plan.ts'
import type { Control } from '#store/control.ts'
import type { DefinitionRow } from '#store/control-tables.ts'
import type { CountedPoint } from './count-point.ts'

/** Those that have been counted, up to whichever batch. */
export function countedDefinitions(control: Control): Promise<DefinitionRow[]> {
  return control.selectFrom('definitions').selectAll().where('counted_at', 'is not', null).execute()
}

export function toCountedPoint(row: DefinitionRow): CountedPoint {
  return { definition: row.hash, point: JSON.parse(row.point) as Point }
}

export async function markCounted(
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
