// How long data of a kind is kept, and from when on there are events to count from.
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

/** Settings row: events before this time (epoch ms) may be gone. It never goes back, whatever is set later. */
const name = 'events_kept_from'

export async function eventsKeptFrom(control: Control): Promise<number> {
  const row = await control.selectFrom('settings').select('value').where('name', '=', name).executeTakeFirst()
  return row ? Number(row.value) : 0
}

/** Written down before the first of them goes. */
export async function raiseEventsKeptFrom(control: Control, to: number): Promise<void> {
  const value = String(Math.max(to, await eventsKeptFrom(control)))
  await control
    .insertInto('settings')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute()
}
