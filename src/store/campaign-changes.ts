// Launches and major changes of campaigns that somebody recorded.
import type { CampaignChange } from '#contract/scorecard.ts'
import { newId } from '#util/ids.ts'
import { Problem } from '#util/problem.ts'
import type { Control } from './control.ts'

/** Recording the same again changes nothing. */
export async function recordChange(
  control: Control,
  change: { campaign: string; day: string; what: string; by: string },
  now: number,
): Promise<CampaignChange> {
  const same = (await listChanges(control)).find(
    ({ campaign, day, what }) => campaign === change.campaign && day === change.day && what === change.what,
  )
  if (same) return same
  const row = { id: newId(now), ...change, at: now }
  await control
    .insertInto('campaign_changes')
    .values({ ...row, removed_at: null })
    .execute()
  return row
}

/**
 * Those that stand, by day.
 * @param known epoch milliseconds: those that stood then; absent: now.
 */
export async function listChanges(control: Control, known = Infinity): Promise<CampaignChange[]> {
  const rows = await control.selectFrom('campaign_changes').selectAll().orderBy('day').orderBy('at').execute()
  return rows
    .filter(({ at, removed_at }) => at <= known && (removed_at === null || removed_at > known))
    .map(({ removed_at: _removed, ...row }) => row)
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
