// How long data of a kind is kept, and from when on there is data to count from.
import { type Retention, type RetentionKind, retentionKinds } from '#contract/privacy.ts'
import type { Control } from './control.ts'

/** Every kind, those kept for ever too (`days` null). */
export async function listRetention(control: Control): Promise<Retention[]> {
  const rows = await control.selectFrom('retention').selectAll().execute()
  return retentionKinds.map((kind) => {
    const row = rows.find((each) => each.kind === kind)
    return {
      kind,
      days: row?.days ?? null,
      by: row?.by ?? null,
      at: row?.at ?? null,
      appliedAt: row?.applied_at ?? null,
      removed: row?.removed ?? null,
    }
  })
}

/** @param days null keeps it for ever. */
export async function setRetention(
  control: Control,
  kind: RetentionKind,
  days: number | null,
  { by, at }: { by: string; at: number },
): Promise<void> {
  if (days === null) {
    await control.deleteFrom('retention').where('kind', '=', kind).execute()
    return
  }
  await control
    .insertInto('retention')
    .values({ kind, days, by, at, applied_at: null, removed: null })
    .onConflict((conflict) => conflict.column('kind').doUpdateSet({ days, by, at }))
    .execute()
}

export async function noteApplied(control: Control, kind: RetentionKind, removed: number, at: number): Promise<void> {
  await control.updateTable('retention').set({ applied_at: at, removed }).where('kind', '=', kind).execute()
}

/** Kinds whose absence a reader of old figures has to know of. */
export type CountedKind = Extract<RetentionKind, 'events' | 'visits' | 'record_persons'>

/** Settings row: data of a kind from before this time (epoch ms) may be gone. It never goes back, whatever is set later. */
const rowOf = (kind: CountedKind): string => `${kind}_kept_from`

/** 0 while none of it ever went. */
export async function keptFrom(control: Control, kind: CountedKind): Promise<number> {
  const row = await control.selectFrom('settings').select('value').where('name', '=', rowOf(kind)).executeTakeFirst()
  return row ? Number(row.value) : 0
}

/** Written down before the first of it goes. */
export async function raiseKeptFrom(control: Control, kind: CountedKind, to: number): Promise<void> {
  const value = String(Math.max(to, await keptFrom(control, kind)))
  await control
    .insertInto('settings')
    .values({ name: rowOf(kind), value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute()
}
