// Gaps over HTTP: what is missing from the data.
import { type Context, Hono } from 'hono'
import { type GapsQuery, gapsQuerySchema } from '#contract/gaps.ts'
import { Problem } from '#util/problem.ts'
import { gapReport } from '#watch/gaps/gaps.ts'
import type { Services } from './services.ts'

/** Routes below `/api/v1/gaps`. */
export function gapRoutes(services: Services): Hono {
  const routes = new Hono()
  routes.get('/', async (context) => {
    const query = readQuery(context)
    await services.catchUpToAsk()
    return context.json(await gapReport(services.store, query, services.clock()))
  })
  return routes
}

function readQuery(context: Context): GapsQuery {
  const read = gapsQuerySchema.safeParse(context.req.query())
  if (read.success) return read.data
  const details = read.error.issues.map((issue) => {
    const field = issue.code === 'unrecognized_keys' ? issue.keys[0]! : String(issue.path[0])
    const given = context.req.query(field) ?? ''
    return issue.code === 'unrecognized_keys'
      ? { field, message: `Gaps cannot be asked by ${field}.`, hint: 'There are from and to.' }
      : { field, message: `${field} cannot be "${given}".`, hint: 'Write a day of the calendar: 2026-04-01.' }
  })
  throw new Problem('invalid_query', details[0]!.message, { details })
}
