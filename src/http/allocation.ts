// Allocation over HTTP: a split of CVs and budget that history suggests, or what somebody's own split would bring.
import { Hono } from 'hono'
import { allocationSchema } from '#contract/allocation.ts'
import { allocateTarget } from '#watch/targets/read-responses.ts'
import { readJson } from './read-json.ts'
import type { Services } from './services.ts'

/** Routes below `/api/v1/allocation`. */
export function allocationRoutes(services: Services): Hono {
  const routes = new Hono()
  routes.post('/', async (context) => {
    const refusal = { code: 'invalid_allocation', message: 'This cannot be allocated.' }
    const query = await readJson(context, allocationSchema, refusal)
    await services.catchUpToAsk()
    return context.json(await allocateTarget(services.store, query, services.clock()))
  })
  return routes
}
