// The plan over HTTP: check, propose, agree, read.
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import type { PlanCheck, PlanView } from '#contract/plan.ts'
import type { ReportProgress } from '#count/catch-up.ts'
import { definitionsOf } from '#plan/definition.ts'
import { describeMatch, describeOncePer } from '#plan/describe.ts'
import { effectiveRanges, versionAt } from '#plan/effective.ts'
import { stagesApart } from '#plan/doubts.ts'
import { type ParsedPlan, parsePlan } from '#plan/parse.ts'
import type { PlanProblem } from '#plan/problems.ts'
import { knownStages } from '#store/stages.ts'
import { agreePlan, agreedTimeline, listPlans, missingDepartments, proposePlan } from '#store/plans.ts'
import { Problem } from '#util/problem.ts'
import { tellProgress } from './ndjson.ts'
import type { Services } from './services.ts'
import { whoAsks } from './session.ts'

const maxPlanBytes = 1_048_576
export const agreementSchema = z.strictObject({ department: z.string().optional(), by: z.string().min(1).optional() })

/** Routes below `/api/v1/plans`. A plan is sent as YAML or JSON text, whatever the content type. */
export function planRoutes(services: Services): Hono {
  const { clock } = services
  const { control } = services.store
  const routes = new Hono()
  routes.use(bodyLimit({ maxSize: maxPlanBytes, onError: refuseLongPlan }))

  routes.get('/', async (context) => context.json({ versions: await readViews(services) }))
  routes.get('/current', async (context) => context.json(await readCurrent(services)))
  routes.get('/:version', async (context) => {
    return context.json(await readView(services, versionNumber(context.req.param('version'))))
  })
  routes.post('/check', async (context) => context.json(await check(services, parsePlan(await context.req.text()))))
  routes.post('/', async (context) => {
    const parsed = parsePlan(await context.req.text())
    if (!parsed.ok) throw invalidPlan(parsed)
    const { version } = await proposePlan(control, parsed.plan, author(context, context.req.query('by')), clock())
    return context.json(await readView(services, version), 201)
  })
  routes.post('/:version/agree', async (context) => {
    const { department, by } = await readAgreement(context)
    const version = versionNumber(context.req.param('version'))
    const agreed = await agreePlan(control, version, department, author(context, by), clock(), definitionsOf)
    const view = await readView(services, agreed.version)
    return context.req.query('count') === '1' ? countAndAnswer(context, services, view) : context.json(view)
  })
  return routes
}

/** People act in their own name; whoever holds the admin token may say in whose. */
function author(context: Context, given: string | undefined): string {
  const { user, name } = whoAsks(context)
  return user === null ? (given ?? name) : name
}

async function readViews({ store, clock }: Services): Promise<PlanView[]> {
  const versions = await listPlans(store.control, clock())
  const timeline = versions.filter(({ agreedAt }) => agreedAt !== null)
  const ranges = effectiveRanges(timeline)
  return versions.map((version) => {
    const index = ranges.findIndex((range) => range.version === version.version)
    const next = timeline.find((later) => later.version === ranges[index + 1]?.version)
    const inForce = { from: index === 0 ? null : version.effective, until: next?.effective ?? null }
    return { ...version, missing: missingDepartments(version), inForce: index < 0 ? null : inForce }
  })
}

async function readView(services: Services, wanted: number | undefined): Promise<PlanView> {
  const views = await readViews(services)
  const found = wanted === undefined ? views.at(-1) : views.find(({ version }) => version === wanted)
  if (found) return found
  if (views.length === 0) throw noPlan('No plan has been proposed yet.')
  throw new Problem('unknown_version', `There is no version ${wanted} of the plan.`, {
    status: 404,
    hint: `There are versions 1 to ${views.length}.`,
  })
}

async function readCurrent(services: Services): Promise<PlanView> {
  const now = services.clock()
  const current = versionAt(await agreedTimeline(services.store.control, now), now)
  if (!current) throw noPlan('No plan is agreed yet.')
  return readView(services, current.version)
}

function noPlan(message: string): Problem {
  const hint = 'Write a plan.yaml and run: onecount plan propose plan.yaml && onecount plan agree'
  return new Problem('no_plan', message, { status: 404, hint })
}

/** `newest` leaves the choice to the store. */
function versionNumber(text: string): number | undefined {
  if (text === 'newest') return undefined
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new Problem('unknown_version', `"${text}" is not a version of the plan.`, {
    status: 404,
    hint: 'Versions are numbers, from 1; newest is the latest one.',
  })
}

async function readAgreement(context: Context): Promise<z.infer<typeof agreementSchema>> {
  const text = await context.req.text()
  const problem = (message: string): Problem =>
    new Problem('invalid_agreement', message, {
      hint: 'Send {"department": "sales", "by": "ann@example.com"}, or nothing.',
    })
  let body: unknown
  try {
    body = text.trim() === '' ? {} : JSON.parse(text)
  } catch {
    throw problem('The body is not JSON.')
  }
  const parsed = agreementSchema.safeParse(body)
  if (parsed.success) return parsed.data
  throw problem('The body is not an agreement.')
}

async function check({ store }: Services, parsed: ParsedPlan): Promise<PlanCheck> {
  if (!parsed.ok) return { ok: false, problems: parsed.problems.map(toDetail) }
  const points = parsed.plan.points.map((point) => ({
    id: point.id,
    name: point.name,
    tier: point.tier,
    rule: describeMatch(point.match),
    oncePer: describeOncePer(point),
  }))
  const doubts = [...parsed.doubts, ...stagesApart(parsed.plan, await knownStages(store.facts))]
  return { ok: true, plan: parsed.plan, points, doubts: doubts.map(toDetail) }
}

function toDetail({ path: _path, ...detail }: PlanProblem): Omit<PlanProblem, 'path'> {
  return detail
}

function invalidPlan({ problems }: ParsedPlan & { ok: false }): Problem {
  const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`
  const details = problems.map(({ field, message, hint, line }) => ({
    field,
    message: line === undefined ? message : `${message} (line ${line})`,
    ...(hint !== undefined && { hint }),
  }))
  return new Problem('invalid_plan', `The plan has ${count}; nothing was stored.`, { details })
}

function refuseLongPlan(): never {
  throw new Problem('plan_too_long', 'A plan may have 1 MB.', { status: 413, hint: 'Send the plan file itself.' })
}

/** The agreement stands, however the counting ends. */
function countAndAnswer(context: Context, services: Services, agreed: PlanView): Response {
  return tellProgress(context, async (tell: ReportProgress) => {
    if (agreed.agreedAt !== null) await services.catchUp(tell)
    return agreed
  })
}
