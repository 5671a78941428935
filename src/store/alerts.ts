// Alerts from opening to closing, who was told of them, and what was settled about alerts as a whole.
import {
  type Alert,
  type AlertEvent,
  type AlertFacts,
  type AlertSettings,
  type AlertSubject,
  alertSettingsSchema,
  byWeight,
} from '#contract/alerts.ts'
import { newId } from '#util/ids.ts'
import { Problem } from '#util/problem.ts'
import type { Control } from './control.ts'
import type { AlertRow, NoticeRow } from './control-tables.ts'

export interface StoredAlert extends Alert {
  key: string
  absentSince: number | null
}

/** One look: what opens, what is found again, what is not found any more, and what closes. */
export interface AlertChanges {
  opened: readonly { key: string; subject: AlertSubject; facts: AlertFacts; size: number }[]
  found: readonly { id: string; facts: AlertFacts; size: number }[]
  absent: readonly string[]
  closed: readonly string[]
}

export async function applyChanges(control: Control, changes: AlertChanges, now: number): Promise<void> {
  await control.transaction().execute(async (transaction) => {
    for (const { key, subject, facts, size } of changes.opened) {
      const told = { subject: JSON.stringify(subject), facts: JSON.stringify(facts), size }
      const times = { opened_at: now, updated_at: now, absent_since: null, closed_at: null }
      const settled = { acknowledged_by: '', muted_until: null }
      const row: AlertRow = { id: newId(now), key, kind: facts.kind, ...told, ...times, ...settled }
      await transaction.insertInto('alerts').values(row).execute()
      await noteEvent(transaction, row.id, { what: 'opened', by: '', at: now, note: '' })
    }
    for (const { id, facts, size } of changes.found)
      await setAlert(transaction, id, { facts: JSON.stringify(facts), size, updated_at: now, absent_since: null })
    for (const id of changes.absent) await setAlert(transaction, id, { absent_since: now })
    for (const id of changes.closed) {
      await setAlert(transaction, id, { closed_at: now })
      await noteEvent(transaction, id, { what: 'closed', by: '', at: now, note: '' })
    }
  })
}

export async function openAlerts(control: Control): Promise<StoredAlert[]> {
  const rows = await control.selectFrom('alerts').selectAll().where('closed_at', 'is', null).orderBy('id').execute()
  return rows.map(toAlert)
}

/** Alerts that are listed at the most. */
const most = 200

/** Open ones first, by weight; then what is over, the latest first. */
export async function listAlerts(control: Control): Promise<StoredAlert[]> {
  const rows = await control
    .selectFrom('alerts')
    .selectAll()
    .orderBy((is) => is('closed_at', 'is not', null))
    .orderBy('opened_at', 'desc')
    .orderBy('id')
    .limit(most)
    .execute()
  const alerts = rows.map(toAlert)
  const open = alerts.filter(({ closedAt }) => closedAt === null)
  return [...open.toSorted(byWeight), ...alerts.filter(({ closedAt }) => closedAt !== null)]
}

/** Throws Problem `unknown_alert`. */
export async function readAlert(control: Control, id: string): Promise<StoredAlert & { events: AlertEvent[] }> {
  const row = await control.selectFrom('alerts').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) {
    const hint = '`onecount alert list` shows them.'
    throw new Problem('unknown_alert', `There is no alert "${id}".`, { status: 404, hint })
  }
  const events = control.selectFrom('alert_events').select(['what', 'by', 'at', 'note']).where('alert', '=', id)
  return { ...toAlert(row), events: await events.orderBy('id').execute() }
}

type Settled = { what: 'acknowledged' } | { what: 'muted'; until: number } | { what: 'unmuted' }

/** Notes who took an alert on, or let it be for a while. Throws Problem `unknown_alert`. */
export async function settleAlert(
  control: Control,
  id: string,
  settled: Settled & { by: string; note: string },
  now: number,
): Promise<void> {
  await control.transaction().execute(async (transaction) => {
    await readAlert(transaction, id)
    const { what, by, note } = settled
    const set =
      what === 'acknowledged' ? { acknowledged_by: by } : { muted_until: what === 'muted' ? settled.until : null }
    await setAlert(transaction, id, set)
    await noteEvent(transaction, id, { what, by, at: now, note })
  })
}

async function setAlert(control: Control, id: string, set: Partial<AlertRow>): Promise<void> {
  await control.updateTable('alerts').set(set).where('id', '=', id).execute()
}

async function noteEvent(control: Control, alert: string, event: AlertEvent): Promise<void> {
  await control
    .insertInto('alert_events')
    .values({ alert, ...event })
    .execute()
}

/** Alerts that are open or closed since, with who was told what of them. */
export async function alertsSince(
  control: Control,
  since: number,
): Promise<(StoredAlert & { notices: Omit<NoticeRow, 'alert'>[] })[]> {
  const rows = await control
    .selectFrom('alerts')
    .selectAll()
    .where((is) => is.or([is('closed_at', 'is', null), is('closed_at', '>=', since)]))
    .orderBy('id')
    .execute()
  const ids = rows.map(({ id }) => id)
  const notices = await control.selectFrom('notices').selectAll().where('alert', 'in', ids).orderBy('at').execute()
  return rows.map((row) => ({ ...toAlert(row), notices: notices.filter(({ alert }) => alert === row.id) }))
}

export async function addNotices(control: Control, notices: readonly NoticeRow[]): Promise<void> {
  await control.insertInto('notices').values(notices).execute()
}

function toAlert(row: AlertRow): StoredAlert {
  return {
    id: row.id,
    key: row.key,
    kind: row.kind,
    subject: JSON.parse(row.subject) as AlertSubject,
    facts: JSON.parse(row.facts) as AlertFacts,
    size: row.size,
    openedAt: row.opened_at,
    updatedAt: row.updated_at,
    absentSince: row.absent_since,
    closedAt: row.closed_at,
    acknowledgedBy: row.acknowledged_by,
    mutedUntil: row.muted_until,
  }
}

export async function readAlertSettings(control: Control): Promise<AlertSettings> {
  return alertSettingsSchema.parse((await readSetting(control, 'alerts')) ?? {})
}

export async function saveAlertSettings(control: Control, settings: AlertSettings): Promise<void> {
  await saveSetting(control, 'alerts', settings)
}

/** JSON of a row of the settings; null where there is none. */
export async function readSetting(control: Control, name: string): Promise<unknown> {
  const row = await control.selectFrom('settings').select('value').where('name', '=', name).executeTakeFirst()
  return row ? JSON.parse(row.value) : null
}

export async function saveSetting(control: Control, name: string, value: object): Promise<void> {
  const text = JSON.stringify(value)
  await control
    .insertInto('settings')
    .values({ name, value: text })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: text }))
    .execute()
}
