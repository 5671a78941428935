// Actions over HTTP: listed, added, changed, and what each did.
import { Hono } from 'hono'
import { actionChangeSchema, newActionSchema } from '#contract/actions.ts'
import { addAction, changeAction } from '#store/actions.ts'
import { actionList, actionView } from '#watch/actions/actions.ts'
import { checkChannel } from '#watch/actions/known-channel.ts'
import { author } from './plan-views.ts'
import { readJson } from './read-json.ts'
import type { Services } from './services.ts'

const refusal = { code: 'invalid_action', message: 'This is no action; nothing was stored.' }

/** Routes below `/api/v1/actions`. */
export function actionRoutes(services: Services): Hono {
  const { store, clock } = services
  const routes = new Hono()
  routes.get('/', async (context) => context.json({ actions: await actionList(store, clock()) }))
  routes.get('/:id', async (context) => {
    await services.catchUpToAsk()
    return context.json(await actionView(store, context.req.param('id'), clock()))
  })
  routes.post('/', async (context) => {
    const { by, ...action } = await readJson(context, newActionSchema, refusal)
    await checkChannel(store, action.channel, clock())
    return context.json(await addAction(store.control, action, author(context, by), clock()), 201)
  })
  routes.put('/:id', async (context) => {
    const { by, ...change } = await readJson(context, actionChangeSchema, refusal)
    const id = context.req.param('id')
    await checkChannel(store, change.channel ?? '', clock())
    return context.json(await changeAction(store.control, id, change, author(context, by), clock()))
  })
  return routes
}
