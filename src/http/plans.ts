// The plan over HTTP: check, propose, agree, comment, withdraw, read.
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { z } from 'zod'
import type { PlanCheck, PlanView } from '#contract/plan.ts'
import { agreementSchema, commentSchema, withdrawalSchema } from '#contract/plan-life.ts'
import type { ReportProgress } from '#count/catch-up.ts'
import { definitionsOf } from '#plan/definition.ts'
import { describeMatch, describeOncePer } from '#plan/describe.ts'
import { stagesApart } from '#plan/doubts.ts'
import { type ParsedPlan, parsePlan, planText } from '#plan/parse.ts'
import type { PlanProblem } from '#plan/problems.ts'
import { knownStages } from '#store/stages.ts'
import { agreePlan, commentPlan, listPlans, planFile, proposePlan, withdrawPlan } from '#store/plans.ts'
import { Problem } from '#util/problem.ts'
import { tellProgress } from './ndjson.ts'
import { draftRoutes } from './plan-drafts.ts'
import { diffRoutes, readHistory } from './plan-history.ts'
import { answerDocument } from './plan-document.ts'
import { answerMapping } from './plan-mapping.ts'
import { answerPreview } from './plan-preview.ts'
import { author, goodPlan, readCurrent, readNamed, readView, readViews, versionNumber } from './plan-views.ts'
import { checkMayComment, departmentOf } from './plan-speakers.ts'
import { parseBody, readJson } from './read-json.ts'
import type { Services } from './services.ts'
import { whoAsks } from './session.ts'
import { suggestions } from './suggestions.ts'

const maxPlanBytes = 1_048_576

/** Routes below `/api/v1/plans`. A plan is sent as YAML or JSON text, whatever the content type. */
export function planRoutes(services: Services): Hono {
  const { clock } = services
  const { control } = services.store
  const routes = new Hono()
  routes.use(bodyLimit({ maxSize: maxPlanBytes, onError: refuseLongPlan }))

  routes.get('/', async (context) => context.json({ versions: await readViews(services) }))
  routes.get('/suggestions', async (context) => context.json(await suggestions(services)))
  routes.get('/current', async (context) => context.json(await readCurrent(services)))
  routes.get('/history', async (context) => context.json(await readHistory(services)))
  routes.route('/diff', diffRoutes(services))
  routes.route('/drafts', draftRoutes(services))
  routes.post('/check', async (context) => context.json(await check(services, parsePlan(await context.req.text()))))
  routes.post('/', async (context) => {
    const text = await context.req.text()
    const by = author(context, context.req.query('by'))
    const { version } = await proposePlan(control, goodPlan(text), by, clock(), { text, why: context.req.query('why') })
    return context.json(await readView(services, version), 201)
  })
  routes.route('/', versionRoutes(services))
  return routes
}

/** Routes below `/api/v1/plans/{version}`. */
function versionRoutes(services: Services): Hono {
  const { clock } = services
  const { control } = services.store
  const routes = new Hono()
  const versionOf = (context: Context): number | undefined => versionNumber(context.req.param('version')!)
  routes.get('/:version', async (context) => context.json(await readView(services, versionOf(context))))
  routes.get('/:version/text', async (context) => {
    const { version, plan } = await readNamed(services, context.req.param('version'))
    return context.text((await planFile(control, version)) ?? planText(plan), 200, { 'content-type': yamlType })
  })
  routes.get('/:version/history', async (context) => {
    const { version } = await readNamed(services, context.req.param('version'))
    return context.json(await readHistory(services, version))
  })
  routes.get('/:version/document', (context) => answerDocument(context, services, context.req.param('version')))
  routes.get('/:version/mapping', (context) => answerMapping(context, services, context.req.param('version')))
  routes.post('/:version/preview', async (context) => {
    return answerPreview(context, services, (await readNamed(services, context.req.param('version'))).plan)
  })
  routes.post('/:version/comments', async (context) => {
    checkMayComment(whoAsks(context))
    const { text, by } = await readJson(context, commentSchema, commentRefusal)
    const comment = { by: author(context, by), text }
    return context.json(await commentPlan(control, versionOf(context), comment, clock()), 201)
  })
  routes.post('/:version/withdraw', async (context) => {
    const { why, by } = await readJson(context, withdrawalSchema, withdrawalRefusal)
    const { version } = await withdrawPlan(control, versionOf(context), { by: author(context, by), why }, clock())
    return context.json(await readView(services, version))
  })
  routes.post('/:version/agree', async (context) => {
    const { department: named, by, why } = await readAgreement(context)
    const me = whoAsks(context)
    const version = versionOf(context) ?? (await newestProposed(services))
    const department = me.role === 'admin' ? named : departmentOf(me, await readView(services, version), named)
    const agreed = await agreePlan(control, version, department, author(context, by), clock(), definitionsOf, why)
    const view = await readView(services, agreed.version)
    return context.req.query('count') === '1' ? countAndAnswer(context, services, view) : context.json(view)
  })
  return routes
}

const yamlType = 'application/yaml; charset=utf-8'
const commentRefusal = { code: 'invalid_comment', message: 'The comment was not stored.' }
const withdrawalRefusal = { code: 'invalid_withdrawal', message: 'Nothing was withdrawn.' }

/** Undefined where none is: the store says what to do then. */
async function newestProposed({ store, clock }: Services): Promise<number | undefined> {
  return (await listPlans(store.control, clock())).findLast(({ state }) => state === 'proposed')?.version
}

async function readAgreement(context: Context): Promise<z.infer<typeof agreementSchema>> {
  const text = await context.req.text()
  return parseBody(text.trim() === '' ? '{}' : text, agreementSchema, {
    code: 'invalid_agreement',
    message: 'The body is not an agreement.',
  })
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

function refuseLongPlan(): never {
  throw new Problem('plan_too_long', 'A plan may have 1 MB.', { status: 413, hint: 'Send the plan file itself.' })
}

/** The agreement stands, however the counting ends. */
function countAndAnswer(context: Context, services: Services, agreed: PlanView): Response {
  return tellProgress(context, async (tell: ReportProgress) => {
    if (agreed.agreedAt !== null) {
      await services.catchUp(tell)
      while (await services.countAgainStep(tell));
    }
    return agreed
  })
}
