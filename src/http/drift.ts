// Drift over HTTP.
import { Hono } from 'hono'
import { driftQuerySchema } from '#contract/drift.ts'
import { driftReport } from '#watch/drift/drift.ts'
import { readQuery } from './read-query.ts'
import type { Services } from './services.ts'

/** Routes below `/api/v1/drift`. */
export function driftRoutes(services: Services): Hono {
  const routes = new Hono()
  routes.get('/', async (context) => {
    const query = readQuery(context, driftQuerySchema)
    await services.catchUpToAsk()
    return context.json(await driftReport(services.store, query, services.clock()))
  })
  return routes
}
