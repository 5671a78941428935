// Merges and splits by hand: written down with who, when and why, undone, and marked once the ledger holds them.
import type { Ruling } from '#contract/ledger.ts'
import { Problem } from '#util/problem.ts'
import type { Control } from './control.ts'
import type { RulingRow } from './control-tables.ts'

/** A ruling with the identifiers that its sightings are filed under. */
export interface StoredRuling extends Ruling {
  homes: string[]
  revision: number
  /** The ledger does not hold it, or its undoing, yet. */
  isPending: boolean
}

export type NewRuling = Pick<StoredRuling, 'kind' | 'sightings' | 'others' | 'homes' | 'why' | 'by'>

/** All rulings, those undone too, oldest first. */
export async function listRulings(control: Control): Promise<StoredRuling[]> {
  return (await control.selectFrom('rulings').selectAll().orderBy('id').execute()).map(toRuling)
}

export async function addRuling(control: Control, ruling: NewRuling, now: number): Promise<StoredRuling> {
  const { kind, sightings, others, homes, why, by } = ruling
  const lists = {
    sightings: JSON.stringify(sightings),
    others: JSON.stringify(others),
    homes: JSON.stringify(homes),
  }
  const row = { kind, ...lists, why, by, at: now, undone_by: null, undone_at: null, revision: 1, counted: 0 }
  return toRuling(await control.insertInto('rulings').values(row).returningAll().executeTakeFirstOrThrow())
}

/** Safe to repeat. Throws Problem `unknown_ruling`. */
export async function undoRuling(control: Control, id: number, by: string, now: number): Promise<StoredRuling> {
  await control
    .updateTable('rulings')
    .set((row) => ({ undone_by: by, undone_at: now, revision: row('revision', '+', 1) }))
    .where('id', '=', id)
    .where('undone_at', 'is', null)
    .execute()
  const row = await control.selectFrom('rulings').selectAll().where('id', '=', id).executeTakeFirst()
  if (row) return toRuling(row)
  throw new Problem('unknown_ruling', `Nothing was merged or split by hand under the number ${id}.`, {
    status: 404,
    hint: '`onecount ledger rulings` lists them.',
  })
}

/** A ruling as it is told; where its sightings are filed is our business. */
export function toldRuling({ id, kind, sightings, others, why, by, at, undoneBy, undoneAt }: StoredRuling): Ruling {
  return { id, kind, sightings, others, why, by, at, undoneBy, undoneAt }
}

/** The ledger holds these as they were read. */
export async function markRulingsCounted(control: Control, rulings: readonly StoredRuling[]): Promise<void> {
  for (const { id, revision } of rulings) {
    await control.updateTable('rulings').set({ counted: revision }).where('id', '=', id).execute()
  }
}

export async function hasPendingRulings(control: Control): Promise<boolean> {
  const row = await control
    .selectFrom('rulings')
    .select('id')
    .whereRef('counted', '<', 'revision')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

function toRuling(row: RulingRow): StoredRuling {
  return {
    id: row.id,
    kind: row.kind,
    sightings: JSON.parse(row.sightings) as string[],
    others: JSON.parse(row.others) as string[],
    homes: JSON.parse(row.homes) as string[],
    why: row.why,
    by: row.by,
    at: row.at,
    undoneBy: row.undone_by,
    undoneAt: row.undone_at,
    revision: row.revision,
    isPending: row.counted < row.revision,
  }
}
