// Definitions that were counted for a draft or a question, and that no plan names: after a while they are dropped.
import type { Plan } from '#contract/plan.ts'
import { definitionHash } from '#plan/definition.ts'
import { listPlans } from '#store/plans.ts'
import type { Store } from '#store/store.ts'
import { dayMs, hourMs } from '#util/duration.ts'

/** Since somebody looked at it last. */
const keptMs = 7 * dayMs
/** However many drafts are looked at, no more are kept up to date than these, */
const mostKept = 24
/** but for those that somebody asked for just now: one draft may have more, and would show none of their CVs. */
const askedMs = hourMs

/**
 * Drops them, never beside counting. Cut short anywhere, what is left of one is uncounted: it is dropped the next
 * time, or counted from the beginning when somebody wants it again.
 * @returns the hashes that were dropped.
 */
export async function dropAbandoned({ control, facts }: Store, now: number): Promise<string[]> {
  const versions = await listPlans(control, now)
  const named = new Set(versions.filter(({ state }) => state !== 'withdrawn').flatMap(({ plan }) => hashesOf(plan)))
  const rows = await control.selectFrom('definitions').selectAll().where('wanted_at', '>', 0).execute()
  const unnamed = rows.filter(({ hash }) => !named.has(hash)).toSorted((a, b) => b.wanted_at - a.wanted_at)
  const abandoned = unnamed.filter(({ wanted_at }, index) => {
    return wanted_at < now - (index < mostKept ? keptMs : askedMs)
  })
  if (abandoned.length === 0) return []
  const hashes = abandoned.map(({ hash }) => hash)
  const those = control.updateTable('definitions').where('hash', 'in', hashes)
  await those.set({ counted_at: null, counted_batch: 0, preview: 1 }).execute()
  for (const table of ['sightings', 'conversion_aliases', 'ledger'] as const) {
    const sql = `ALTER TABLE ${table} DELETE WHERE definition IN {hashes:Array(String)} SETTINGS mutations_sync = 2`
    await facts.command(sql, { hashes }, { lane: 'count' })
  }
  // somebody may want one again since
  for (const { hash, wanted_at } of abandoned) {
    const gone = control.deleteFrom('definitions').where('hash', '=', hash)
    await gone.where('wanted_at', '=', wanted_at).execute()
  }
  return hashes
}

function hashesOf({ points }: Plan): string[] {
  return points.map(definitionHash)
}
