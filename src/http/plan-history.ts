// What happened to the versions of the plan, and what differs between two of them.
import { Hono } from 'hono'
import type { PlanChanges, PlanDiff, PlanHistory } from '#contract/plan-life.ts'
import type { Plan, PlanVersion } from '#contract/plan.ts'
import { diffPlans } from '#plan/diff.ts'
import { readDraft } from '#store/drafts.ts'
import { readPlanLog } from '#store/plan-log.ts'
import { businessZone, listPlans } from '#store/plans.ts'
import { goodPlan, readNamed } from './plan-views.ts'
import type { Services } from './services.ts'

/** `GET /?from=current&to=draft:ID` below `/api/v1/plans/diff`. */
export function diffRoutes(services: Services): Hono {
  const routes = new Hono()
  routes.get('/', async (context) => {
    const { from = 'current', to = 'newest' } = context.req.query()
    const before = await planNamed(services, from)
    const after = await planNamed(services, to)
    const diff: PlanDiff = { from: before.name, to: after.name, ...diffPlans(before.plan, after.plan) }
    return context.json(diff)
  })
  return routes
}

/**
 * The plan that a name stands for: a version's number, `newest`, `current`, or `draft:ID`.
 * Throws Problem for one that is not there, and for a draft that is no good plan.
 */
async function planNamed(services: Services, name: string): Promise<{ name: string; plan: Plan }> {
  if (!name.startsWith('draft:')) return named(await readNamed(services, name))
  const { text } = await readDraft(services.store.control, name.slice('draft:'.length))
  return { name, plan: goodPlan(text) }
}

function named({ version, plan }: PlanVersion): { name: string; plan: Plan } {
  return { name: String(version), plan }
}

/** The log of all versions, or of one. */
export async function readHistory({ store, clock }: Services, version?: number): Promise<PlanHistory> {
  const log = await readPlanLog(store.control, version)
  const now = clock()
  const versions = await listPlans(store.control, now)
  const entries = log.map((entry) =>
    entry.what === 'proposed' ? { ...entry, ...changesOf(versions, entry.version) } : entry,
  )
  return { entries, timezone: await businessZone(store.control, now) }
}

/** Against the version that was agreed last when this one was proposed. */
function changesOf(versions: readonly PlanVersion[], version: number): { changes?: PlanChanges } {
  const proposed = versions.find((one) => one.version === version)
  const before = versions.findLast(
    (one) => one.version < version && one.agreedAt !== null && one.agreedAt <= proposed!.proposedAt,
  )
  return proposed && before ? { changes: diffPlans(before.plan, proposed.plan) } : {}
}
