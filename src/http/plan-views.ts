// Versions of the plan as the API shows them, who acts, and how a plan that is no good is refused.
import type { Context } from 'hono'
import type { Plan, PlanVersion, PlanView } from '#contract/plan.ts'
import { ruleWords } from '#plan/describe.ts'
import { effectiveRanges } from '#store/effective.ts'
import { parsePlan } from '#plan/parse.ts'
import type { PlanProblem } from '#plan/problems.ts'
import { listPlans, missingDepartments, versionsThereAre, planInForce } from '#store/plans.ts'
import { Problem } from '#util/problem.ts'
import type { Services } from './services.ts'
import { whoAsks } from './session.ts'

/** People act in their own name; whoever holds the admin token may say in whose. */
export function author(context: Context, given: string | undefined): string {
  const { user, name } = whoAsks(context)
  return user === null ? (given ?? name) : name
}

export async function readViews({ store, clock }: Services): Promise<PlanView[]> {
  const versions = await listPlans(store.control, clock())
  const timeline = versions.filter(({ agreedAt }) => agreedAt !== null)
  const ranges = effectiveRanges(timeline)
  return versions.map((version) => {
    const index = ranges.findIndex((range) => range.version === version.version)
    const next = timeline.find((later) => later.version === ranges[index + 1]?.version)
    const inForce = { from: index === 0 ? null : version.effective, until: next?.effective ?? null }
    return {
      ...version,
      missing: missingDepartments(version),
      inForce: index < 0 ? null : inForce,
      rules: rulesOf(version),
    }
  })
}

function rulesOf({ plan }: PlanVersion): PlanView['rules'] {
  return Object.fromEntries(plan.points.map((point) => [point.id, ruleWords(point)]))
}

export async function readView(services: Services, wanted: number | undefined): Promise<PlanView> {
  const views = await readViews(services)
  const found = wanted === undefined ? views.at(-1) : views.find(({ version }) => version === wanted)
  if (found) return found
  if (views.length === 0) throw noPlan('No plan has been proposed yet.')
  throw new Problem('unknown_version', `There is no version ${wanted} of the plan.`, {
    status: 404,
    hint: versionsThereAre(views.length),
  })
}

export async function readCurrent(services: Services): Promise<PlanView> {
  const now = services.clock()
  const current = await planInForce(services.store.control, now)
  if (!current) throw noPlan('No plan is agreed yet.')
  return readView(services, current.version)
}

function noPlan(message: string): Problem {
  const hint = 'Write a plan.yaml and run: onecount plan propose plan.yaml && onecount plan agree'
  return new Problem('no_plan', message, { status: 404, hint })
}

/** A version by its number, `newest` or `current`. Throws Problem where there is none. */
export async function readNamed(services: Services, name: string): Promise<PlanView> {
  return name === 'current' ? readCurrent(services) : readView(services, versionNumber(name))
}

/** `newest` leaves the choice to the store. */
export function versionNumber(text: string): number | undefined {
  if (text === 'newest') return undefined
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new Problem('unknown_version', `"${text}" is not a version of the plan.`, {
    status: 404,
    hint: 'Versions are numbers, from 1; newest is the latest one.',
  })
}

/** The plan that a text is. Throws Problem `invalid_plan` with all that is wrong. */
export function goodPlan(text: string): Plan {
  const parsed = parsePlan(text)
  if (parsed.ok) return parsed.plan
  throw invalidPlan(parsed.problems)
}

function invalidPlan(problems: readonly PlanProblem[]): Problem {
  const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`
  const details = problems.map(({ field, message, hint, line }) => ({
    field,
    message: line === undefined ? message : `${message} (line ${line})`,
    ...(hint !== undefined && { hint }),
  }))
  return new Problem('invalid_plan', `The plan has ${count}; nothing was stored.`, { details })
}
