// Reports that were kept, each with its document, and the schedules by which they are made.
import type { KeptReport, ReportSchedule, ReportSending, ReportView } from '#contract/reports.ts'
import { newId } from '#util/ids.ts'
import { Problem } from '#util/problem.ts'
import type { Control } from './control.ts'
import type { ReportRow, ReportScheduleRow } from './control-tables.ts'

export interface ReportToKeep extends ReportView {
  /** As it is printed, JSON. */
  document: string
  by: string
  /** Which schedule made it, and for which hour, epoch milliseconds; a report is kept once for each. */
  scheduled?: { schedule: string; due: number }
}

/** One that a schedule made for an hour before is given back as it was kept. */
export async function keepReport(
  control: Control,
  { from, to, asOf, knownOn, scheduled, ...rest }: ReportToKeep,
  now: number,
): Promise<KeptReport> {
  const { schedule, due } = scheduled ?? { schedule: null, due: null }
  const days = { first_day: from, last_day: to, as_of: asOf, known_on: knownOn }
  const { period, language, headline, document, by } = rest
  const made = { id: newId(now), period, ...days, language, headline, document, by, at: now }
  const row: ReportRow = { ...made, schedule, due, sent: '[]' }
  const added = await control
    .insertInto('reports')
    .values(row)
    .onConflict((conflict) => conflict.columns(['schedule', 'due']).doNothing())
    .executeTakeFirst()
  if (scheduled && added.numInsertedOrUpdatedRows === 0n)
    return (await scheduledReport(control, scheduled.schedule, scheduled.due))!
  return toKept(row)
}

export async function noteSendings(control: Control, id: string, sent: readonly ReportSending[]): Promise<void> {
  await control
    .updateTable('reports')
    .set({ sent: JSON.stringify(sent) })
    .where('id', '=', id)
    .execute()
}

const kept = ['id', 'period', 'first_day', 'last_day', 'as_of', 'language', 'known_on', 'headline'] as const

/** Reports that are listed at the most. */
const most = 200

/** The latest first. */
export async function listReports(control: Control): Promise<KeptReport[]> {
  const rows = await control
    .selectFrom('reports')
    .select([...kept, 'by', 'at', 'sent'])
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute()
  return rows.map(toKept)
}

/** With its document, JSON. Throws Problem `unknown_report`. */
export async function readReport(control: Control, id: string): Promise<KeptReport & { document: string }> {
  const row = await control.selectFrom('reports').selectAll().where('id', '=', id).executeTakeFirst()
  if (row) return { ...toKept(row), document: row.document }
  const hint = '`onecount report list` shows those that are kept.'
  throw new Problem('unknown_report', `There is no report "${id}".`, { status: 404, hint })
}

function toKept(row: Omit<ReportRow, 'document' | 'schedule' | 'due'>): KeptReport {
  const { id, period, first_day, last_day, as_of, language, known_on, headline, by, at, sent } = row
  const days = { from: first_day, to: last_day, asOf: as_of, knownOn: known_on }
  return { id, period, ...days, language, headline, by, at, sent: JSON.parse(sent) as ReportSending[] }
}

export async function addSchedule(
  control: Control,
  schedule: Omit<ReportSchedule, 'id' | 'at'>,
  now: number,
): Promise<ReportSchedule> {
  const row: ReportScheduleRow = {
    ...schedule,
    id: newId(now),
    at: now,
    recipients: JSON.stringify(schedule.recipients),
    removed_at: null,
  }
  await control.insertInto('report_schedules').values(row).execute()
  return toSchedule(row)
}

/** Those that stand, oldest first. */
export async function listSchedules(control: Control): Promise<ReportSchedule[]> {
  const all = control.selectFrom('report_schedules').selectAll().where('removed_at', 'is', null)
  return (await all.orderBy('at').orderBy('id').execute()).map(toSchedule)
}

/** Throws Problem `unknown_schedule`. */
export async function removeSchedule(control: Control, id: string, now: number): Promise<ReportSchedule> {
  const found = (await listSchedules(control)).find((each) => each.id === id)
  if (!found) {
    const hint = '`onecount report schedule list` shows those that there are.'
    throw new Problem('unknown_schedule', `There is no schedule "${id}".`, { status: 404, hint })
  }
  await control.updateTable('report_schedules').set({ removed_at: now }).where('id', '=', id).execute()
  return found
}

/** What a schedule made for an hour, with its document, JSON; undefined where it has not. */
export async function scheduledReport(
  control: Control,
  schedule: string,
  due: number,
): Promise<(KeptReport & { document: string }) | undefined> {
  const found = control.selectFrom('reports').selectAll().where('schedule', '=', schedule).where('due', '=', due)
  const row = await found.executeTakeFirst()
  return row && { ...toKept(row), document: row.document }
}

function toSchedule({ recipients, removed_at: _removed, ...row }: ReportScheduleRow): ReportSchedule {
  return { ...row, recipients: JSON.parse(recipients) as string[] }
}
