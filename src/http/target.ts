// Targets reckoned backwards, over HTTP: arithmetic that reads nothing but the plan's currency.
import { Hono } from 'hono'
import { targetSchema } from '#contract/target.ts'
import { targetOf } from '#plan/target.ts'
import { planInForce } from '#store/plans.ts'
import { readJson } from './read-json.ts'
import type { Services } from './services.ts'

/** Routes below `/api/v1/target`. */
export function targetRoutes({ store, clock }: Services): Hono {
  const routes = new Hono()
  routes.post('/', async (context) => {
    const refusal = { code: 'invalid_target', message: 'This target cannot be calculated.' }
    const input = await readJson(context, targetSchema, refusal)
    const currency = input.currency ?? (await planInForce(store.control, clock()))?.plan.currency
    return context.json(targetOf({ ...input, ...(currency !== undefined && { currency }) }))
  })
  return routes
}
