// What happened to each version of the plan, with who, when and why; comments too. Only ever added to.
import type { PlanLogEntry } from '#contract/plan-life.ts'
import type { Control } from './control.ts'

/** All entries, or those of one version, oldest first. */
export async function readPlanLog(control: Control, version?: number): Promise<PlanLogEntry[]> {
  const all = control.selectFrom('plan_log').selectAll().orderBy('id')
  return version === undefined ? all.execute() : all.where('version', '=', version).execute()
}

export async function addToPlanLog(
  control: Control,
  entry: Pick<PlanLogEntry, 'version' | 'what' | 'by' | 'at'> & Partial<PlanLogEntry>,
): Promise<PlanLogEntry> {
  const row = { department: '', text: '', ...entry }
  return control.insertInto('plan_log').values(row).returningAll().executeTakeFirstOrThrow()
}
