// The log of actions: each as it stands, with who changed its state, when and why.
import type { Action, actionChangeSchema, newActionSchema } from '#contract/actions.ts'
import type { z } from 'zod'
import { newId } from '#util/ids.ts'
import { Problem } from '#util/problem.ts'
import type { Control } from './control.ts'
import type { ActionLogRow, ActionRow } from './control-tables.ts'

type NewAction = Omit<z.output<typeof newActionSchema>, 'by'>
type ActionChange = Omit<z.output<typeof actionChangeSchema>, 'by'>

/** All actions, the latest change first. */
export async function listActions(control: Control): Promise<Action[]> {
  const rows = await control.selectFrom('actions').selectAll().orderBy('changed_at', 'desc').orderBy('id').execute()
  const log = await control.selectFrom('action_log').selectAll().orderBy('id').execute()
  return rows.map((row) => toAction(row, log))
}

/** Throws Problem `unknown_action`. */
export async function readAction(control: Control, id: string): Promise<Action> {
  const row = await control.selectFrom('actions').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) {
    const hint = '`onecount action list` shows those that there are.'
    throw new Problem('unknown_action', `There is no action "${id}".`, { status: 404, hint })
  }
  const log = await control.selectFrom('action_log').selectAll().where('action', '=', id).orderBy('id').execute()
  return toAction(row, log)
}

/** Throws Problem `no_start` for one that runs or is done and has no first day. */
export async function addAction(control: Control, given: NewAction, by: string, now: number): Promise<Action> {
  const { point = '', expected = null, due = null, started = null, ...rest } = given
  checkStart(rest.state, started)
  const made = { created_by: by, created_at: now, changed_by: by, changed_at: now }
  const row: ActionRow = { id: newId(now), ...rest, point, expected, due, started, ...made }
  await control.transaction().execute(async (transaction) => {
    await transaction.insertInto('actions').values(row).execute()
    await noteState(transaction, row, '')
  })
  return readAction(control, row.id)
}

/**
 * Changes what is given. Saying again what stands changes nothing.
 * @throws Problem `unknown_action`, `no_start`.
 */
export async function changeAction(
  control: Control,
  id: string,
  { note = '', ...change }: ActionChange,
  by: string,
  now: number,
): Promise<Action> {
  await control.transaction().execute(async (transaction) => {
    const before = await readAction(transaction, id)
    const given = Object.entries(change).filter(([, value]) => value !== undefined)
    const changed = given.filter(([field, value]) => before[field as keyof Action] !== value)
    if (changed.length === 0 && note === '') return
    const after = { ...before, ...Object.fromEntries(changed) }
    checkStart(after.state, after.started)
    const set = { ...Object.fromEntries(changed), changed_by: by, changed_at: now }
    await transaction.updateTable('actions').set(set).where('id', '=', id).execute()
    if (after.state !== before.state || note !== '')
      await noteState(transaction, { id, state: after.state, changed_by: by, changed_at: now }, note)
  })
  return readAction(control, id)
}

function checkStart(state: Action['state'], started: string | null): void {
  if (started !== null || state === 'planned' || state === 'dropped') return
  const message = `An action that is ${state} needs its first day.`
  const hint = 'Say on which day it began to work: 2026-05-01.'
  throw new Problem('no_start', message, { details: [{ field: 'started', message, hint }] })
}

async function noteState(
  control: Control,
  { id, state, changed_by, changed_at }: Pick<ActionRow, 'id' | 'state' | 'changed_by' | 'changed_at'>,
  note: string,
): Promise<void> {
  await control.insertInto('action_log').values({ action: id, state, note, by: changed_by, at: changed_at }).execute()
}

function toAction(row: ActionRow, log: readonly ActionLogRow[]): Action {
  const { created_by, created_at, changed_by, changed_at, ...own } = row
  const history = log.filter(({ action }) => action === row.id)
  return {
    ...own,
    createdBy: created_by,
    createdAt: created_at,
    changedBy: changed_by,
    changedAt: changed_at,
    history: history.map(({ state, note, by, at }) => ({ state, note, by, at })),
  }
}
