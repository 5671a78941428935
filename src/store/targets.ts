// Saved targets: every version with who and why, and which of them is in force on a day.
import type { SavedTarget, StoredTarget } from '#contract/saved-target.ts'
import { daysOfMonth } from '#util/fiscal.ts'
import { Problem } from '#util/problem.ts'
import { localDay } from '#util/zone.ts'
import type { Control } from './control.ts'
import type { TargetRow } from './control-tables.ts'

interface TargetSave {
  target: SavedTarget
  why: string
  by: string
  /** Absent: the day of `now`, in the target's business time. */
  effective?: string | undefined
  /** The version that was read, 0 for a new target; absent: whatever stands. */
  revision?: number | undefined
}

/**
 * Stores another version. What says the same as the newest one is that version, so saving twice changes nothing.
 * @param now epoch milliseconds.
 * @throws Problem `target_changed` when somebody saved a version since the one that was read.
 */
export async function saveTarget(
  control: Control,
  id: string,
  { target, why, by, effective, revision }: TargetSave,
  now: number,
): Promise<StoredTarget> {
  return control.transaction().execute(async (transaction) => {
    const newest = (await readVersions(transaction, id)).at(-1)
    const body = JSON.stringify(target)
    if (revision !== undefined && revision !== (newest?.version ?? 0)) throw changed(newest)
    if (newest && newest.body === body && newest.withdrawn === 0 && effective === undefined) return toTarget(newest)
    const day = effective ?? localDay(now, target.timezone)
    return addVersion(transaction, {
      ...keptOf(target, body),
      target: id,
      effective: day,
      by,
      at: now,
      why,
      withdrawn: 0,
    })
  })
}

/** Takes a target back; doing so again changes nothing. Throws Problem `unknown_target`. */
export async function withdrawTarget(
  control: Control,
  id: string,
  { by, why }: { by: string; why: string },
  now: number,
): Promise<StoredTarget> {
  return control.transaction().execute(async (transaction) => {
    const newest = (await readVersions(transaction, id)).at(-1)
    if (!newest) throw unknownTarget(id)
    if (newest.withdrawn === 1) return toTarget(newest)
    const { version: _version, ...kept } = newest
    const effective = localDay(now, toTarget(newest).timezone)
    return addVersion(transaction, { ...kept, effective, by, at: now, why, withdrawn: 1 })
  })
}

/** The newest version of every target that was not taken back, by period. */
export async function listTargets(control: Control): Promise<StoredTarget[]> {
  return newestOfEach(await readVersions(control)).filter(({ withdrawn }) => !withdrawn)
}

/** All versions of a target, oldest first. Throws Problem `unknown_target`. */
export async function targetVersions(control: Control, id: string): Promise<StoredTarget[]> {
  const rows = await readVersions(control, id)
  if (rows.length === 0) throw unknownTarget(id)
  return rows.map(toTarget)
}

/**
 * The targets whose period holds a day, each in the version that was in force on it, oldest period first.
 * @param day ISO date in the targets' business time.
 * @param known epoch milliseconds: as it was known then; absent: now.
 */
export async function targetsInForce(control: Control, day: string, known = Infinity): Promise<StoredTarget[]> {
  const rows = (await readVersions(control)).filter(({ at }) => at <= known)
  const inForce = rows.filter(({ version, effective }) => version === 1 || effective <= day)
  return newestOfEach(inForce).filter(({ withdrawn, from, to }) => !withdrawn && from <= day && day <= to)
}

/** By period. */
function newestOfEach(rows: readonly TargetRow[]): StoredTarget[] {
  const newest = new Map(rows.map((row) => [row.target, toTarget(row)]))
  return [...newest.values()].toSorted((a, b) => (a.from < b.from ? -1 : 1))
}

/** Versions of a target stand oldest first. */
async function readVersions(control: Control, id?: string): Promise<TargetRow[]> {
  const all = control.selectFrom('targets').selectAll().orderBy('target').orderBy('version')
  return (id === undefined ? all : all.where('target', '=', id)).execute()
}

async function addVersion(control: Control, row: Omit<TargetRow, 'version'>): Promise<StoredTarget> {
  const newest = (await readVersions(control, row.target)).at(-1)
  const added = { ...row, version: (newest?.version ?? 0) + 1 }
  await control.insertInto('targets').values(added).execute()
  return toTarget(added)
}

function keptOf({ months, fiscal_start }: SavedTarget, body: string) {
  const [first, last] = [months[0]!.month, months.at(-1)!.month]
  return { body, first_day: daysOfMonth(first, fiscal_start).from, last_day: daysOfMonth(last, fiscal_start).to }
}

function toTarget(row: TargetRow): StoredTarget {
  const { target: id, version, first_day: from, last_day: to, effective, by, at, why } = row
  return {
    ...(JSON.parse(row.body) as SavedTarget),
    id,
    version,
    from,
    to,
    effective,
    by,
    at,
    why,
    withdrawn: row.withdrawn === 1,
  }
}

function unknownTarget(id: string): Problem {
  return new Problem('unknown_target', `There is no target "${id}".`, {
    status: 404,
    hint: '`onecount target list` shows those that there are.',
  })
}

function changed(newest: TargetRow | undefined): Problem {
  const message = newest
    ? `${newest.by} saved version ${newest.version} of this target since you opened it. Nothing was stored.`
    : 'Nobody has saved this target yet. Nothing was stored.'
  return new Problem('target_changed', message, {
    status: 409,
    hint: 'Open it again, and put your changes in.',
  })
}
