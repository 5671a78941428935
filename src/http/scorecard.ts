// The scorecard over HTTP, and changes of campaigns that somebody records.
import { Hono } from 'hono'
import { campaignChangeSchema, scorecardQuerySchema } from '#contract/scorecard.ts'
import { listChanges, recordChange, removeChange } from '#store/campaign-changes.ts'
import { scorecard } from '#watch/scorecard/scorecard.ts'
import { readJson } from './read-json.ts'
import { readHintedQuery } from './read-query.ts'
import type { Services } from './services.ts'
import { whoAsks } from './session.ts'

const refusal = { code: 'invalid_change', message: 'Nothing was recorded.' }

/** Routes below `/api/v1/scorecard`. */
export function scorecardRoutes(services: Services): Hono {
  const { store, clock } = services
  const routes = new Hono()
  routes.get('/', async (context) => {
    const query = readHintedQuery(context.req.query(), scorecardQuerySchema, hints)
    await services.catchUpToAsk()
    return context.json(await scorecard(store, query, clock()))
  })
  routes.get('/changes', async (context) => context.json({ changes: await listChanges(store.control) }))
  routes.post('/changes', async (context) => {
    const { by = whoAsks(context).name, ...change } = await readJson(context, campaignChangeSchema, refusal)
    return context.json(await recordChange(store.control, { ...change, by }, clock()), 201)
  })
  routes.delete('/changes/:id', async (context) => {
    return context.json(await removeChange(store.control, context.req.param('id'), clock()))
  })
  return routes
}

const hints = {
  '': 'There are period, day and target.',
  period: 'There are week and month.',
  day: 'Write a day of the calendar: 2026-04-01.',
  target: 'Name a target by its id.',
}
