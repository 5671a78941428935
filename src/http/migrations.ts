// Which migrations are applied; opening the data folder has applied what was missing.
import { Hono } from 'hono'
import { migrationStates } from '#store/migrations.ts'
import type { Services } from './services.ts'

/** Routes below `/api/v1/migrations`. */
export function migrationRoutes({ store }: Services): Hono {
  const routes = new Hono()
  routes.get('/', async (context) => context.json({ engines: await migrationStates(store) }))
  return routes
}
