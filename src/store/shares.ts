// Shared answers in the control store: made, listed, revoked, and opened by the token of their link.
import type { Question } from '#contract/ask.ts'
import type { ShareEntry, SharedAnswer } from '#contract/share.ts'
import { newId, sha256 } from '#util/ids.ts'
import { Problem } from '#util/problem.ts'
import { newSecret } from '#util/secret.ts'
import { dayMs } from '#util/duration.ts'
import type { Control } from './control.ts'
import type { ShareRow } from './control-tables.ts'

/** What is kept of an answer for its readers. */
type Kept = Pick<SharedAnswer, 'answer' | 'channels' | 'names'>

/** The token is given this once. */
export async function createShare(
  control: Control,
  share: { title: string; question: Question; days: number; by: string } & Kept,
  now: number,
): Promise<{ entry: ShareEntry; token: string }> {
  const { title, question, days, by, answer, channels, names } = share
  const token = newSecret('oc_s_')
  const row: ShareRow = {
    id: newId(now),
    hash: sha256(token),
    title,
    question: JSON.stringify(question),
    answer: JSON.stringify({ answer, channels, names } satisfies Kept),
    by,
    at: now,
    expires_at: now + days * dayMs,
    revoked_at: null,
    opened: 0,
    opened_at: null,
  }
  await forgetPast(control, now)
  await control.insertInto('shares').values(row).execute()
  return { entry: toEntry(row), token }
}

/** Newest first, those that are over too. */
export async function listShares(control: Control): Promise<ShareEntry[]> {
  const rows = await control.selectFrom('shares').selectAll().orderBy('at', 'desc').orderBy('id', 'desc').execute()
  return rows.map(toEntry)
}

/** From now on the link opens nothing, and its answer is gone. Throws Problem `no_such_share`. */
export async function revokeShare(control: Control, id: string, now: number): Promise<ShareEntry> {
  const row = await control
    .updateTable('shares')
    .set({ revoked_at: now, answer: '' })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
  if (row) return toEntry(row)
  const hint = 'GET /api/v1/shares, or onecount share list, shows them.'
  throw new Problem('no_such_share', `There is no link ${id} in force.`, { status: 404, hint })
}

/** What a link shows; undefined where it is unknown, revoked or over. */
export async function openShare(control: Control, token: string, now: number): Promise<SharedAnswer | undefined> {
  const row = await control
    .updateTable('shares')
    .set(({ eb }) => ({ opened: eb('opened', '+', 1), opened_at: now }))
    .where('hash', '=', sha256(token))
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .returningAll()
    .executeTakeFirst()
  if (!row) return undefined
  const { title, at, expires_at: expiresAt } = row
  const kept = JSON.parse(row.answer) as Kept
  return {
    title,
    question: JSON.parse(row.question) as Question,
    ...kept,
    at,
    expiresAt,
    since: await since(control, at),
  }
}

/** What took data away after an answer was kept: asked again, it may say less. */
async function since(control: Control, at: number): Promise<SharedAnswer['since']> {
  const erased = await control
    .selectFrom('erasures')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('at', '>', at)
    .executeTakeFirstOrThrow()
  const applied = await control.selectFrom('retention').select('removed').where('applied_at', '>', at).execute()
  return {
    erased: Number(erased.count),
    removed: applied.reduce((sum, { removed }) => sum + Number(removed ?? 0), 0),
  }
}

async function forgetPast(control: Control, now: number): Promise<void> {
  await control.updateTable('shares').set({ answer: '' }).where('expires_at', '<=', now).execute()
}

function toEntry(row: ShareRow): ShareEntry {
  return {
    id: row.id,
    title: row.title,
    question: JSON.parse(row.question) as Question,
    by: row.by,
    at: row.at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    opened: row.opened,
    openedAt: row.opened_at,
  }
}
