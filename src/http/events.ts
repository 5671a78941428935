// What arrived lately over HTTP.
import { Hono } from 'hono'
import { z } from 'zod'
import { eventNames, recentEvents } from '#collect/recent.ts'
import { readHintedQuery } from './read-query.ts'
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

const hints = {
  '': 'There are name, source, junk and limit.',
  junk: 'Write true or false.',
  limit: 'Write a number from 1 to 500.',
}

/** Routes below `/api/v1/events`. */
export function eventRoutes({ store, clock }: Services): Hono {
  const routes = new Hono()
  routes.get('/recent', async (context) => {
    const query = readHintedQuery(context.req.query(), z.object(recentQuery), hints)
    return context.json(await recentEvents(store, query, clock()))
  })
  routes.get('/names', async (context) => context.json(await eventNames(store.facts)))
  return routes
}
