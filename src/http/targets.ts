// Saved targets over HTTP: measured, reckoned, saved, looked back on, taken back.
import { type Context, Hono } from 'hono'
import { measureQuerySchema } from '#contract/funnel.ts'
import {
  type ReckonedTarget,
  reckonSchema,
  targetId,
  targetSaveSchema,
  targetWithdrawalSchema,
} from '#contract/saved-target.ts'
import { reckon } from '#plan/funnel.ts'
import { outlookOf } from '#plan/outlook.ts'
import { checkSaved, keptOf } from '#plan/saved.ts'
import { listTargets, saveTarget, targetVersions, withdrawTarget } from '#store/targets.ts'
import { Problem } from '#util/problem.ts'
import { measureFunnel } from '#watch/targets/measure.ts'
import { author } from './plan-views.ts'
import { readJson } from './read-json.ts'
import { readQuery } from './read-query.ts'
import type { Services } from './services.ts'

const refusal = { code: 'invalid_target', message: 'This is no target; nothing was stored.' }

/** Routes below `/api/v1/targets`. */
export function savedTargetRoutes(services: Services): Hono {
  const { store, clock } = services
  const { control } = store
  const routes = new Hono()
  routes.get('/', async (context) => context.json({ targets: await listTargets(control) }))
  routes.get('/measured', async (context) => {
    const query = readQuery(context, measureQuerySchema)
    await services.catchUpToAsk()
    return context.json(await measureFunnel(store, query, clock()))
  })
  routes.post('/reckon', async (context) => {
    const { funnel, point, seed } = await readJson(context, reckonSchema, refusal)
    const reckoned = reckon(funnel, point)
    const outlook = outlookOf(funnel, point, reckoned, seed)
    return context.json({ reckoned, outlook, target: keptOf(funnel, point, reckoned) } satisfies ReckonedTarget)
  })
  routes.get('/:id', async (context) => context.json({ versions: await targetVersions(control, idOf(context)) }))
  routes.put('/:id', async (context) => {
    const { by, ...save } = await readJson(context, targetSaveSchema, refusal)
    checkSaved(save.target)
    const stored = await saveTarget(control, idOf(context), { ...save, by: author(context, by) }, clock())
    return context.json(stored, 201)
  })
  routes.post('/:id/withdraw', async (context) => {
    const { by, why } = await readJson(context, targetWithdrawalSchema, refusal)
    return context.json(await withdrawTarget(control, idOf(context), { by: author(context, by), why }, clock()))
  })
  return routes
}

function idOf(context: Context): string {
  const read = targetId.safeParse(context.req.param('id'))
  if (read.success) return read.data
  const message = `"${context.req.param('id')}" ${read.error.issues[0]!.message}`
  throw new Problem('invalid_target', message, { details: [{ field: 'id', message }] })
}
