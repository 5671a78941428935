// The rules by which visits are made: those of the plan in force now. When they change, what was made by others is
// marked to be made again.
import type { Plan } from '#contract/plan.ts'
import { type VisitRules, compileChannels, originColumns, paidSql, visitRulesOf } from '#metrics/channels.ts'
import type { Control } from '#store/control.ts'
import { planInForce } from '#store/plans.ts'
import { type VisitRulesState, readVisitRules, writeVisitRules } from '#store/visit-rules.ts'
import { hashParts } from '#util/ids.ts'
import { derivedBatch } from './behind.ts'
import { floodSql, visitJunkSql } from './junk-sql.ts'
import { deviceSql, originOfVisit } from './sessions.ts'

export interface RulesInForce {
  rules: VisitRules
  /** The version of the plan that they are from. */
  version: number | null
  /** Changes with everything that visits are made by, the built-in rules too. */
  mark: string
}

export async function rulesInForce(control: Control, now: number): Promise<RulesInForce> {
  const version = await planInForce(control, now)
  return { ...marked(version?.plan), version: version?.version ?? null }
}

function marked(plan: Plan | undefined): Omit<RulesInForce, 'version'> {
  const rules = visitRulesOf(plan)
  const { channel, params } = compileChannels(rules)
  const made = [
    channel,
    JSON.stringify(params),
    originColumns(originOfVisit),
    paidSql,
    floodSql,
    visitJunkSql,
    deviceSql,
  ]
  const mark = hashParts('visits', ...made, String(rules.timeoutMs), String(rules.newCampaign))
  return { rules, mark }
}

/** The state that belongs to rules: the standing one, or a new one from whose beginning all visits are made again. */
async function stateFor(control: Control, mark: string): Promise<{ state: VisitRulesState; changed: boolean }> {
  const standing = await readVisitRules(control)
  if (standing?.mark === mark) return { state: standing, changed: false }
  const target = await derivedBatch(control)
  // where no visit was ever made, none has to be made again
  const done = target === 0
  return { state: { mark, done, batch: 0, target, definitions: [] }, changed: true }
}

/** The rules to make visits by from now on, and how far older visits are made again. Writes a change down at once. */
export async function adoptRules(
  control: Control,
  now: number,
): Promise<{ rules: VisitRules; state: VisitRulesState }> {
  const { rules, mark } = await rulesInForce(control, now)
  const { state, changed } = await stateFor(control, mark)
  if (changed) await writeVisitRules(control, state)
  return { rules, state }
}

/** Whether visits or the ledger hold what other rules than those in force made. */
export async function isOutdated(control: Control, now: number): Promise<boolean> {
  const { mark } = await rulesInForce(control, now)
  return !(await stateFor(control, mark)).state.done
}

/** How far counting again by changed rules is, 0 to 1; null when there is nothing to be counted again. */
export async function countedAgain(control: Control, now: number): Promise<number | null> {
  const { mark } = await rulesInForce(control, now)
  const { state } = await stateFor(control, mark)
  if (state.done) return null
  const definitions = await control
    .selectFrom('definitions')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('counted_at', 'is not', null)
    .executeTakeFirstOrThrow()
  const visits = state.target === 0 ? 1 : state.batch / state.target
  const ledger = Number(definitions.count) === 0 ? 1 : state.definitions.length / Number(definitions.count)
  return Math.min(1, (visits + ledger) / 2)
}
