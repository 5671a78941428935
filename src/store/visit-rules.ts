// By which rules visits are made, and how far they are made again since those rules changed: one row of settings.
import type { Control } from './control.ts'

/** `mark` names the rules. While not `done`, visits and ledger hold what older rules made of a part. */
export interface VisitRulesState {
  mark: string
  done: boolean
  /** Visits of events up to this batch are made again; the others up to `target` are not yet. */
  batch: number
  target: number
  /** Definitions that have been counted again over the new visits. */
  definitions: string[]
}

const name = 'visit_rules'

/** Undefined as long as nothing was ever counted by rules that can change. */
export async function readVisitRules(control: Control): Promise<VisitRulesState | undefined> {
  const row = await control.selectFrom('settings').select('value').where('name', '=', name).executeTakeFirst()
  return row && (JSON.parse(row.value) as VisitRulesState)
}

export async function writeVisitRules(control: Control, state: VisitRulesState): Promise<void> {
  const value = JSON.stringify(state)
  await control
    .insertInto('settings')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute()
}
