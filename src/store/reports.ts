// Reports that were kept, each with its document, and the schedules by which they are made.
import type { KeptReport, ReportSchedule, ReportSending, ReportView } from '#contract/reports.ts'
import { newId } from '#util/ids.ts'
import { Problem } from '#util/problem.ts'
import type { Control, ReportRow, ReportScheduleRow } from './control.ts'

export interface ReportToKeep extends ReportView {
  /** As it is printed, JSON. */
  document: string
  by: string
  /** Which schedule made it, and for which hour, epoch milliseconds; a report is kept once for each. */
  scheduled?: { schedule: string; due: number }
}

/** Returns null where the schedule's report for that hour is kept already. */
export async function keepReport(
  control: Control,
  { from, to, asOf, knownOn, scheduled, ...rest }: ReportToKeep,
  now: number,
): Promise<KeptReport | null> {
  const { schedule, due } = scheduled ?? { schedule: null, due: null }
  const days = { first_day: from, last_day: to, as_of: asOf, known_on: knownOn }
  const { period, language, headline, document, by } = rest
  const row: ReportRow = {
    ...{ id: newId(now), period, ...days, language, headline, document, by, at: now },
    ...{ schedule, due, sent: '[]' },
  }
  const kept = await control
    .insertInto('reports')
    .values(row)
    .onConflict((conflict) => conflict.columns(['schedule', 'due']).doNothing())
    .executeTakeFirst()
  return kept.numInsertedOrUpdatedRows === 0n ? null : toKept(row)
}

export async function noteSendings(control: Control, id: string, sent: readonly ReportSending[]): Promise<void> {
  await control
    .updateTable('reports')
    .set({ sent: JSON.stringify(sent) })
    .where('id', '=', id)
    .execute()
}

const kept = ['id', 'period', 'first_day', 'last_day', 'as_of', 'language', 'known_on', 'headline'] as const

/** The latest first. */
export async function listReports(control: Control, most = 200): Promise<KeptReport[]> {
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
  return {
    ...{ id, period, from: first_day, to: last_day, asOf: as_of, language, knownOn: known_on, headline, by, at },
    sent: JSON.parse(sent) as ReportSending[],
  }
}

export async function addSchedule(
  control: Control,
  schedule: Omit<ReportSchedule, 'id' | 'at'>,
  now: number,
): Promise<ReportSchedule> {
  const row: ReportScheduleRow = {
    ...{ ...schedule, id: newId(now), at: now },
    ...{ channels: JSON.stringify(schedule.channels), removed_at: null },
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

/** Up to which hour a schedule's reports have been made; null before the first. */
export async function lastDue(control: Control, schedule: string): Promise<number | null> {
  const found = await control
    .selectFrom('reports')
    .select(({ fn }) => fn.max('due').as('due'))
    .where('schedule', '=', schedule)
    .executeTakeFirst()
  return found?.due ?? null
}

function toSchedule({ channels, removed_at: _removed, ...row }: ReportScheduleRow): ReportSchedule {
  return { ...row, channels: JSON.parse(channels) as string[] }
}
