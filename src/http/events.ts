// What arrived lately over HTTP.
import { Hono } from 'hono'
import { z } from 'zod'
import { eventNames, recentEvents } from '#collect/recent.ts'
import { Problem } from '#util/problem.ts'
import type { Services } from './services.ts'

export const recentQuery = {
  name: z.string().optional(),
  source: z.string().optional(),
  /** Only what is left out as junk. */
  junk: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
}

/** Routes below `/api/v1/events`. */
export function eventRoutes({ store, clock }: Services): Hono {
  const routes = new Hono()
  routes.get('/recent', async (context) => {
    const read = z.object(recentQuery).safeParse(context.req.query())
    if (read.success) return context.json(await recentEvents(store, read.data, clock()))
    const field = String(read.error.issues[0]!.path[0])
    const message = `${field} cannot be "${context.req.query(field) ?? ''}".`
    const hint = field === 'junk' ? 'Write true or false.' : 'Write a number from 1 to 500.'
    const details = [{ field, message, hint }]
    throw new Problem('invalid_query', message, { details })
  })
  routes.get('/names', async (context) => context.json(await eventNames(store.facts)))
  return routes
}
