// Words and what they mean, over HTTP.
import { Hono } from 'hono'
import { entryOf, findTerm, listTerms, nearTerms, type PlanInForce } from '#metrics/glossary/glossary.ts'
import { describeMatch, describeOncePer } from '#plan/describe.ts'
import { planInForce } from '#store/plans.ts'
import { Problem } from '#util/problem.ts'
import { languageOf } from './library.ts'
import type { Services } from './services.ts'

/** Routes below `/api/v1/glossary`. */
export function glossaryRoutes(services: Services): Hono {
  const routes = new Hono()
  routes.get('/', async (context) => {
    return context.json({ terms: listTerms(languageOf(context), await planOf(services)) })
  })
  routes.get('/:term', async (context) => {
    const language = languageOf(context)
    const asked = context.req.param('term')
    const term = findTerm(asked)
    if (term) return context.json(entryOf(term, language, await planOf(services)))
    const near = nearTerms(asked, language)
    const hint = near.length > 0 ? `Did you mean ${near.join(', ')}?` : 'onecount glossary lists all words.'
    throw new Problem('unknown_term', `The glossary does not know “${asked}”.`, { status: 404, hint })
  })
  return routes
}

async function planOf({ store, clock }: Services): Promise<PlanInForce | undefined> {
  const current = await planInForce(store.control, clock())
  if (!current) return undefined
  return {
    version: current.version,
    plan: current.plan,
    describe: (point) => `${describeMatch(point.match)}, ${describeOncePer(point)}`,
  }
}
