// Launches and major changes of campaigns that somebody recorded, or that came by file.
import type { CampaignChange } from '#contract/scorecard.ts'
import { newId } from '#util/ids.ts'
import { Problem } from '#util/problem.ts'
import type { Control } from './control.ts'

/** Recording the same again changes nothing. */
export async function recordChange(
  control: Control,
  change: Pick<CampaignChange, 'campaign' | 'day' | 'what' | 'by'>,
  now: number,
): Promise<CampaignChange> {
  const same = (await listChanges(control)).find(
    ({ campaign, day, what, importId }) =>
      importId === null && campaign === change.campaign && day === change.day && what === change.what,
  )
  if (same) return same
  const row = { id: newId(now), ...change, cause: 'recorded', platform: '', at: now } as const
  await control
    .insertInto('campaign_changes')
    .values({ ...row, import_id: null, removed_at: null })
    .execute()
  return { ...row, importId: null }
}

export type ImportedChange = Pick<CampaignChange, 'campaign' | 'platform' | 'day' | 'cause' | 'what'>

/**
 * Adds what a file tells, all of it or, after a crash, nothing. Of one campaign, day and cause there is one change, in
 * the words of its first row; what is free text is told apart by its words.
 */
export async function importChanges(
  control: Control,
  file: { id: string; name: string },
  changes: readonly ImportedChange[],
  now: number,
): Promise<{ added: number; unchanged: number }> {
  return control.transaction().execute(async (transaction) => {
    const known = new Set((await listChanges(transaction)).map(keyOf))
    let added = 0
    for (const change of changes) {
      if (known.has(keyOf(change))) continue
      known.add(keyOf(change))
      const row = { id: newId(now), ...change, by: file.name, at: now, import_id: file.id, removed_at: null }
      await transaction.insertInto('campaign_changes').values(row).execute()
      added += 1
    }
    return { added, unchanged: changes.length - added }
  })
}

function keyOf({ campaign, platform, day, cause, what }: ImportedChange): string {
  return JSON.stringify([campaign, platform, day, cause, cause === 'recorded' ? what : ''])
}

/** How many of an import stand. */
export async function changesOf(control: Control, importId: string): Promise<number> {
  return (await listChanges(control)).filter((change) => change.importId === importId).length
}

/** Takes back what came with an import. */
export async function takeChanges(control: Control, importId: string, now: number): Promise<void> {
  const standing = control.updateTable('campaign_changes').set({ removed_at: now }).where('removed_at', 'is', null)
  await standing.where('import_id', '=', importId).execute()
}

/**
 * Those that stand, by day.
 * @param known epoch milliseconds: those that stood then; absent: now.
 */
export async function listChanges(control: Control, known = Infinity): Promise<CampaignChange[]> {
  const rows = await control.selectFrom('campaign_changes').selectAll().orderBy('day').orderBy('at').execute()
  return rows
    .filter(({ at, removed_at }) => at <= known && (removed_at === null || removed_at > known))
    .map(({ removed_at: _removed, import_id, ...row }) => ({ ...row, importId: import_id }))
}

/** Throws Problem `unknown_change`. */
export async function removeChange(control: Control, id: string, now: number): Promise<CampaignChange> {
  const change = (await listChanges(control)).find((each) => each.id === id)
  if (!change) {
    const hint = '`onecount scorecard changes` shows those that there are.'
    throw new Problem('unknown_change', `There is no recorded change "${id}".`, { status: 404, hint })
  }
  await control.updateTable('campaign_changes').set({ removed_at: now }).where('id', '=', id).execute()
  return change
}
