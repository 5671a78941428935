// The life of a plan: proposed, agreed by everyone it names, displaced by a later version. What is agreed never changes.
import type { Insertable, Selectable, Transaction } from 'kysely'
import type { Plan, PlanVersion } from '#contract/plan.ts'
import { closest } from '#util/closest.ts'
import { Problem } from '#util/problem.ts'
import { localDay } from '#util/zone.ts'
import type { AgreementRow, Control, ControlTables, PlanRow } from './control.ts'

/** A definition's hash, and the id of the point that first had it. */
interface DefinitionName {
  hash: string
  point: string
}

/**
 * Stores a plan as the next version. What repeats the newest version word for word is that version,
 * so proposing a file twice changes nothing.
 * @param now epoch milliseconds.
 */
export async function proposePlan(control: Control, plan: Plan, by: string, now: number): Promise<PlanVersion> {
  return control.transaction().execute(async (transaction) => {
    const newest = (await readVersions(transaction, now)).at(-1)
    const text = JSON.stringify(plan)
    if (newest && JSON.stringify(newest.plan) === text) return newest
    const row: Insertable<PlanRow> = {
      version: (newest?.version ?? 0) + 1,
      state: 'proposed',
      plan: text,
      effective: plan.effective ?? localDay(now, plan.timezone),
      proposed_at: now,
      proposed_by: by,
      agreed_at: null,
    }
    await transaction.insertInto('plans').values(row).execute()
    return readVersion(transaction, row.version, now)
  })
}

/**
 * Records an agreement; once every department that the plan names has agreed (or anybody, where it names
 * none) the version is agreed. Without an effective date of its own it is in force from that day on.
 * Agreeing again changes nothing.
 * @param version absent: the newest proposed one.
 * @param definitionsOf what is to be counted once the plan is agreed; made known in the same step.
 * @throws Problem `no_plan`, `unknown_version`, `overtaken`, `department_needed`, `unknown_department`.
 */
export async function agreePlan(
  control: Control,
  version: number | undefined,
  department: string | undefined,
  by: string,
  now: number,
  definitionsOf: (plan: Plan) => readonly DefinitionName[],
): Promise<PlanVersion> {
  return control.transaction().execute(async (transaction) => {
    const chosen = choose(await readVersions(transaction, now), version)
    if (chosen.agreedAt !== null) {
      if (department !== undefined) checkDepartment(chosen, department)
      return chosen
    }
    if (chosen.state === 'superseded') throw overtaken(chosen.version)
    const row: AgreementRow = { version: chosen.version, department: checkDepartment(chosen, department), by, at: now }
    await transaction
      .insertInto('plan_agreements')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const recorded = await readVersion(transaction, chosen.version, now)
    if (missingDepartments(recorded).length === 0) {
      await closeAgreement(transaction, recorded, now)
      await ensureDefinitions(transaction, definitionsOf(recorded.plan))
    }
    return readVersion(transaction, chosen.version, now)
  })
}

/** Departments that have yet to agree. */
export function missingDepartments({ plan, agreements }: PlanVersion): string[] {
  return plan.departments.filter((name) => !agreements.some(({ department }) => department === name))
}

async function closeAgreement(
  transaction: Transaction<ControlTables>,
  agreed: PlanVersion,
  now: number,
): Promise<void> {
  const effective = agreed.plan.effective ?? localDay(now, agreed.plan.timezone)
  await transaction
    .updateTable('plans')
    .set({ state: 'agreed', agreed_at: now, effective })
    .where('version', '=', agreed.version)
    .where('state', '=', 'proposed')
    .execute()
  await transaction
    .updateTable('plans')
    .set({ state: 'superseded' })
    .where('version', '<', agreed.version)
    .where('state', '=', 'proposed')
    .execute()
}

/**
 * All versions, oldest first. An agreed version shows as superseded from the day on which a later one
 * came into force.
 */
export async function listPlans(control: Control, now: number = Date.now()): Promise<PlanVersion[]> {
  return readVersions(control, now)
}

/** Every version that was ever agreed, by effective date. */
export async function agreedTimeline(control: Control, now: number = Date.now()): Promise<PlanVersion[]> {
  const versions = await readVersions(control, now)
  return versions
    .filter(({ agreedAt }) => agreedAt !== null)
    .toSorted((a, b) => (a.effective === b.effective ? a.version - b.version : a.effective < b.effective ? -1 : 1))
}

/** Makes known what is to be counted; definitions that are known keep how far they have been counted. */
export async function ensureDefinitions(control: Control, definitions: readonly DefinitionName[]): Promise<void> {
  if (definitions.length === 0) return
  const rows = definitions.map(({ hash, point }) => ({ hash, point, counted_batch: 0, counted_at: null }))
  await control
    .insertInto('definitions')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

async function readVersion(control: Control, version: number, now: number): Promise<PlanVersion> {
  return choose(await readVersions(control, now), version)
}

async function readVersions(control: Control, now: number): Promise<PlanVersion[]> {
  const rows = await control.selectFrom('plans').selectAll().orderBy('version').execute()
  const agreements = await control.selectFrom('plan_agreements').selectAll().orderBy('at').execute()
  const versions = rows.map((row) => toVersion(row, agreements))
  return versions.map((version) =>
    isDisplaced(version, versions, now) ? { ...version, state: 'superseded' } : version,
  )
}

function toVersion(row: Selectable<PlanRow>, agreements: readonly AgreementRow[]): PlanVersion {
  return {
    version: row.version,
    state: row.state,
    plan: JSON.parse(row.plan) as Plan,
    effective: row.effective,
    proposedAt: row.proposed_at,
    proposedBy: row.proposed_by,
    agreedAt: row.agreed_at,
    agreements: agreements
      .filter(({ version }) => version === row.version)
      .map(({ department, by, at }) => ({ department, by, at })),
  }
}

function isDisplaced(version: PlanVersion, versions: readonly PlanVersion[], now: number): boolean {
  if (version.agreedAt === null) return false
  return versions.some(
    (later) =>
      later.version > version.version &&
      later.agreedAt !== null &&
      later.effective <= localDay(now, later.plan.timezone),
  )
}

function choose(versions: readonly PlanVersion[], version: number | undefined): PlanVersion {
  if (version === undefined) {
    const proposed = versions.filter(({ state }) => state === 'proposed').at(-1)
    const chosen = proposed ?? versions.filter(({ agreedAt }) => agreedAt !== null).at(-1)
    if (chosen) return chosen
    throw new Problem('no_plan', 'No plan has been proposed yet.', {
      status: 404,
      hint: 'Write a plan.yaml and run: onecount plan propose plan.yaml',
    })
  }
  const chosen = versions.find((candidate) => candidate.version === version)
  if (chosen) return chosen
  const known = versions.map((candidate) => candidate.version).join(', ')
  throw new Problem('unknown_version', `There is no version ${version} of the plan.`, {
    status: 404,
    hint: known === '' ? 'No plan has been proposed yet.' : `Versions: ${known}.`,
  })
}

function overtaken(version: number): Problem {
  return new Problem('overtaken', `Version ${version} was overtaken by a later version that is agreed.`, {
    status: 409,
    hint: 'Propose the plan again to agree on it.',
  })
}

/** The department as it is kept: `''` where the plan names none. */
function checkDepartment({ version, plan: { departments } }: PlanVersion, department: string | undefined): string {
  const names = departments.join(', ')
  if (department === undefined) {
    if (departments.length === 0) return ''
    throw new Problem('department_needed', `Version ${version} is agreed by department: ${names}.`, {
      hint: `Say for which: onecount plan agree --as ${departments[0]!.includes(' ') ? `"${departments[0]}"` : departments[0]}`,
    })
  }
  if (departments.includes(department)) return department
  if (departments.length === 0) {
    throw new Problem('unknown_department', `Version ${version} names no departments.`, {
      hint: 'Agree without --as, or name departments in the plan and propose it again.',
    })
  }
  const meant = closest(department, departments)
  throw new Problem('unknown_department', `Version ${version} names no department "${department}".`, {
    hint: `${meant ? `Did you mean ${meant}? ` : ''}It names: ${names}.`,
  })
}
