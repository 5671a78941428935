// The HTTP API: one noun a file, mounted here.
import { Hono } from 'hono'
import { FactsError } from '#store/facts.ts'
import { Problem } from '#util/problem.ts'
import { askRoutes } from './ask.ts'
import { planRoutes } from './plans.ts'
import { recountRoutes } from './recount.ts'
import type { Services } from './services.ts'

/** The API and everything beside it as one application; `fetch` of it needs no socket. */
export function createApi(services: Services): Hono {
  const app = new Hono()
  app.onError((error, context) => {
    if (error instanceof Problem) return context.json(error.toJSON(), error.status as 400)
    if (error instanceof FactsError && error.code === '159') {
      const problem = new Problem('took_too_long', 'The question took too long; ask for fewer days or dimensions.', {
        status: 503,
      })
      return context.json(problem.toJSON(), 503)
    }
    console.error(error)
    return context.json(
      { error: { code: 'internal', message: 'Something broke on our side; the log has it.', details: [] } },
      500,
    )
  })
  app.route('/api/v1/ask', askRoutes(services))
  app.route('/api/v1/plans', planRoutes(services))
  app.route('/api/v1/recount', recountRoutes(services))
  app.notFound((context) =>
    context.json(new Problem('not_found', `There is nothing at ${context.req.path}.`, { status: 404 }).toJSON(), 404),
  )
  return app
}
