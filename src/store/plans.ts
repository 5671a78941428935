// The life of a plan: proposed, agreed by everyone it names, displaced by a later version. What is agreed never changes.
import type { Insertable, Selectable, Transaction } from 'kysely'
import type { Plan, PlanVersion } from '#contract/plan.ts'
import type { PlanLogEntry } from '#contract/plan-life.ts'
import { closest } from '#util/closest.ts'
import { Problem } from '#util/problem.ts'
import { localDay } from '#util/zone.ts'
import type { Control } from './control.ts'
import type { AgreementRow, ControlTables, PlanRow } from './control-tables.ts'
import { versionAt } from './effective.ts'
import { addToPlanLog } from './plan-log.ts'

/** A definition's hash, and the point that first had it. */
interface DefinitionName {
  hash: string
  point: string
}

/** What comes with a proposal: the file as it was given, comments and all, and why it is proposed. */
export interface Proposal {
  text?: string | undefined
  why?: string | undefined
}

/**
 * Stores a plan as the next version. What repeats the newest version word for word is that version,
 * so proposing a file twice changes nothing.
 * @param now epoch milliseconds.
 */
export async function proposePlan(
  control: Control,
  plan: Plan,
  by: string,
  now: number,
  proposal: Proposal = {},
): Promise<PlanVersion> {
  return control.transaction().execute((transaction) => addVersion(transaction, plan, by, now, proposal))
}

/** `proposePlan` within a transaction that is under way. */
export async function addVersion(
  transaction: Transaction<ControlTables>,
  plan: Plan,
  by: string,
  now: number,
  { text, why = '' }: Proposal,
): Promise<PlanVersion> {
  const newest = (await readVersions(transaction, now)).at(-1)
  const said = JSON.stringify(plan)
  if (newest && newest.state !== 'withdrawn' && JSON.stringify(newest.plan) === said) {
    const standing = await planFile(transaction, newest.version)
    if (text === undefined || standing === null || standing.trimEnd() === text.trimEnd()) return newest
  }
  const row: Insertable<PlanRow> = {
    version: (newest?.version ?? 0) + 1,
    state: 'proposed',
    plan: said,
    effective: plan.effective ?? localDay(now, plan.timezone),
    proposed_at: now,
    proposed_by: by,
    agreed_at: null,
    text: text ?? null,
  }
  await transaction.insertInto('plans').values(row).execute()
  await addToPlanLog(transaction, { version: row.version, what: 'proposed', text: why, by, at: now })
  return readVersion(transaction, row.version, now)
}

/** The file that a version was proposed as; null where it was not kept. */
export async function planFile(control: Control, version: number): Promise<string | null> {
  const row = await control.selectFrom('plans').select('text').where('version', '=', version).executeTakeFirst()
  return row?.text ?? null
}

/**
 * Records an agreement; once every department that the plan names has agreed (or anybody, where it names
 * none) the version is agreed. Without an effective date of its own it is in force from that day on.
 * Agreeing again changes nothing.
 * @param version absent: the newest proposed one.
 * @param definitionsOf what is to be counted once the plan is agreed; made known in the same step.
 * @throws Problem `no_plan`, `unknown_version`, `overtaken`, `withdrawn`, `department_needed`, `unknown_department`.
 */
export async function agreePlan(
  control: Control,
  version: number | undefined,
  department: string | undefined,
  by: string,
  now: number,
  definitionsOf: (plan: Plan) => readonly DefinitionName[],
  why = '',
): Promise<PlanVersion> {
  return control.transaction().execute(async (transaction) => {
    const chosen = choose(await readVersions(transaction, now), version)
    if (chosen.agreedAt !== null) {
      if (department !== undefined) checkDepartment(chosen, department)
      return chosen
    }
    if (chosen.state === 'superseded') throw overtaken(chosen.version)
    if (chosen.state === 'withdrawn') throw withdrawn(chosen.version)
    const row: AgreementRow = { version: chosen.version, department: checkDepartment(chosen, department), by, at: now }
    const agreed = await transaction
      .insertInto('plan_agreements')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .returning('version')
      .executeTakeFirst()
    if (agreed) await addToPlanLog(transaction, { ...row, what: 'agreed', text: why })
    const recorded = await readVersion(transaction, chosen.version, now)
    if (missingDepartments(recorded).length === 0) {
      await closeAgreement(transaction, recorded, now)
      await ensureDefinitions(transaction, definitionsOf(recorded.plan), { now })
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
  const displaced = await transaction
    .updateTable('plans')
    .set({ state: 'superseded' })
    .where('version', '<', agreed.version)
    .where('state', '=', 'proposed')
    .returning('version')
    .execute()
  for (const { version } of displaced) {
    const text = `Version ${agreed.version} was agreed.`
    await addToPlanLog(transaction, { version, what: 'overtaken', text, by: agreed.agreements.at(-1)!.by, at: now })
  }
}

/**
 * Takes a proposal back; doing so again changes nothing.
 * @param version absent: the newest proposed one.
 * @throws Problem `no_plan`, `unknown_version`, `agreed_already`, `overtaken`.
 */
export async function withdrawPlan(
  control: Control,
  version: number | undefined,
  { by, why }: { by: string; why: string },
  now: number,
): Promise<PlanVersion> {
  return control.transaction().execute(async (transaction) => {
    const chosen = choose(await readVersions(transaction, now), version)
    if (chosen.state === 'withdrawn') return chosen
    if (chosen.agreedAt !== null) throw agreedAlready(chosen.version)
    if (chosen.state === 'superseded') throw overtaken(chosen.version)
    await transaction.updateTable('plans').set({ state: 'withdrawn' }).where('version', '=', chosen.version).execute()
    await addToPlanLog(transaction, { version: chosen.version, what: 'withdrawn', text: why, by, at: now })
    return readVersion(transaction, chosen.version, now)
  })
}

/**
 * Adds a comment to a version, in whatever state it is.
 * @param version absent: the newest proposed one, else the newest agreed one.
 * @throws Problem `no_plan`, `unknown_version`.
 */
export async function commentPlan(
  control: Control,
  version: number | undefined,
  { by, text }: { by: string; text: string },
  now: number,
): Promise<PlanLogEntry> {
  return control.transaction().execute(async (transaction) => {
    const chosen = choose(await readVersions(transaction, now), version)
    return addToPlanLog(transaction, { version: chosen.version, what: 'commented', text, by, at: now })
  })
}

/**
 * All versions, oldest first. An agreed version shows as superseded from the day on which a later one
 * came into force.
 */
export async function listPlans(control: Control, now: number): Promise<PlanVersion[]> {
  return readVersions(control, now)
}

/** Every version that was ever agreed, by effective date. */
export async function agreedTimeline(control: Control, now: number): Promise<PlanVersion[]> {
  const versions = await readVersions(control, now)
  return versions
    .filter(({ agreedAt }) => agreedAt !== null)
    .toSorted((a, b) => (a.effective === b.effective ? a.version - b.version : a.effective < b.effective ? -1 : 1))
}

/** The version in force at an instant; undefined while none is agreed. One that is agreed for later days is not it yet. */
export async function planInForce(control: Control, now: number): Promise<PlanVersion | undefined> {
  return versionAt(await agreedTimeline(control, now), now)
}

/** The time zone of business days: that of the plan in force, UTC while none is agreed. */
export async function businessZone(control: Control, now: number): Promise<string> {
  return (await planInForce(control, now))?.plan.timezone ?? 'UTC'
}

/** Refuses what needs a plan while none is agreed. */
export function noPlanAgreed(): Problem {
  return new Problem('no_plan', 'No plan is agreed yet, so nothing says what a conversion is.', {
    hint: 'Write a plan and agree it: onecount plan propose plan.yaml, then onecount plan agree.',
  })
}

/**
 * Makes known what is to be counted; definitions that are known keep how far they have been counted.
 * @param wanted `preview`: of a draft, so counted beside the others; a plan or question that names it ends that.
 */
export async function ensureDefinitions(
  control: Control,
  definitions: readonly DefinitionName[],
  wanted: { now?: number; preview?: boolean } = {},
): Promise<void> {
  if (definitions.length === 0) return
  const { now = 0, preview = false } = wanted
  const uncounted = { counted_batch: 0, counted_at: null, preview: preview ? 1 : 0, wanted_at: now } as const
  await control
    .insertInto('definitions')
    .values(definitions.map(({ hash, point }) => ({ hash, point, ...uncounted })))
    .onConflict((conflict) =>
      conflict.column('hash').doUpdateSet({ wanted_at: now, ...(!preview && { preview: 0 as const }) }),
    )
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
  throw new Problem('unknown_version', `There is no version ${version} of the plan.`, {
    status: 404,
    hint: versionsThereAre(versions.length),
  })
}

/** Which versions can be named, as a hint; they are numbered from 1 without gaps. */
export function versionsThereAre(count: number): string {
  if (count === 0) return 'No plan has been proposed yet.'
  return count === 1 ? 'There is only version 1.' : `There are versions 1 to ${count}.`
}

function withdrawn(version: number): Problem {
  return new Problem('withdrawn', `Version ${version} was withdrawn.`, {
    status: 409,
    hint: 'Propose the plan again to agree on it.',
  })
}

function agreedAlready(version: number): Problem {
  return new Problem('agreed_already', `Version ${version} is agreed, and what is agreed never changes.`, {
    status: 409,
    hint: 'Propose another version that takes its place.',
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
