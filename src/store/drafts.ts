// Drafts of the plan: saved right or wrong, by anybody, and never over what somebody else has saved meanwhile.
import type { Draft, DraftEntry } from '#contract/plan-life.ts'
import type { Plan, PlanVersion } from '#contract/plan.ts'
import { newId } from '#util/ids.ts'
import { Problem } from '#util/problem.ts'
import type { Control } from './control.ts'
import type { DraftRow } from './control-tables.ts'
import { addVersion } from './plans.ts'

/** Drafts that were neither proposed nor discarded, the latest change first. */
export async function listDrafts(control: Control): Promise<DraftEntry[]> {
  const drafts = control.selectFrom('plan_drafts').selectAll()
  const open = drafts.where('version', 'is', null).where('discarded_at', 'is', null).orderBy('changed_at', 'desc')
  return (await open.execute()).map((row) => toEntry(row))
}

export async function createDraft(control: Control, text: string, by: string, now: number): Promise<Draft> {
  const saved = { created_by: by, created_at: now, changed_by: by, changed_at: now }
  const row: DraftRow = { id: newId(now), text, revision: 1, ...saved, version: null, discarded_at: null }
  await control.insertInto('plan_drafts').values(row).execute()
  return toDraft(row)
}

/** Throws Problem `unknown_draft`, `draft_closed`. */
export async function readDraft(control: Control, id: string): Promise<Draft> {
  return toDraft(await openDraft(control, id))
}

interface DraftChange {
  text: string
  /** The revision that was read. */
  revision: number
  by: string
}

/**
 * Saves a draft. Saving the same text again changes nothing.
 * @throws Problem `unknown_draft`, `draft_closed`, and `draft_changed` when somebody saved it since; nothing is stored.
 */
export async function saveDraft(
  control: Control,
  id: string,
  { text, revision, by }: DraftChange,
  now: number,
): Promise<Draft> {
  return control.transaction().execute(async (transaction) => {
    const row = await openDraft(transaction, id)
    if (row.text === text) return toDraft(row)
    checkRevision(row, revision)
    const change = { text, revision: revision + 1, changed_by: by, changed_at: now }
    await transaction.updateTable('plan_drafts').set(change).where('id', '=', id).execute()
    return toDraft({ ...row, ...change })
  })
}

/** Throws as `saveDraft` does: nobody throws away what they have not seen. */
export async function discardDraft(control: Control, id: string, revision: number, now: number): Promise<Draft> {
  return control.transaction().execute(async (transaction) => {
    const row = await openDraft(transaction, id)
    checkRevision(row, revision)
    await transaction.updateTable('plan_drafts').set({ discarded_at: now }).where('id', '=', id).execute()
    return toDraft(row)
  })
}

interface DraftProposal {
  revision: number
  by: string
  why?: string | undefined
}

/**
 * Makes a version of a draft, and closes it. Throws as `saveDraft` does.
 * @param read the plan that a text is; throws Problem for one that is no good.
 */
export async function proposeDraft(
  control: Control,
  id: string,
  { revision, by, why }: DraftProposal,
  now: number,
  read: (text: string) => Plan,
): Promise<PlanVersion> {
  return control.transaction().execute(async (transaction) => {
    const row = await openDraft(transaction, id)
    checkRevision(row, revision)
    const version = await addVersion(transaction, read(row.text), by, now, { text: row.text, why })
    await transaction.updateTable('plan_drafts').set({ version: version.version }).where('id', '=', id).execute()
    return version
  })
}

async function openDraft(control: Control, id: string): Promise<DraftRow> {
  const row = await control.selectFrom('plan_drafts').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row)
    throw new Problem('unknown_draft', 'There is no such draft.', {
      status: 404,
      hint: '`onecount plan drafts` lists them.',
    })
  if (row.version === null && row.discarded_at === null) return row
  const became = row.version === null ? 'was thrown away' : `is version ${row.version} of the plan now`
  throw new Problem('draft_closed', `This draft ${became}. Nothing was stored.`, {
    status: 409,
    hint: 'Begin another draft; your text is still here to be copied.',
  })
}

function checkRevision({ revision, changed_by }: DraftRow, read: number): void {
  if (revision === read) return
  throw new Problem('draft_changed', `${changed_by} saved this draft after you had opened it. Nothing was stored.`, {
    status: 409,
    hint: 'Open it again beside yours, and put your changes in.',
  })
}

function toEntry({ id, revision, created_by, created_at, changed_by, changed_at }: DraftRow): DraftEntry {
  const by = { createdBy: created_by, createdAt: created_at, changedBy: changed_by, changedAt: changed_at }
  return { id, revision, ...by }
}

function toDraft(row: DraftRow): Draft {
  return { ...toEntry(row), text: row.text }
}
