// Drafts of the plan over HTTP: saved, changed, thrown away, proposed.
import { Hono } from 'hono'
import { draftChangeSchema, draftProposalSchema, newDraftSchema } from '#contract/plan-life.ts'
import { createDraft, discardDraft, listDrafts, proposeDraft, readDraft, saveDraft } from '#store/drafts.ts'
import { answerPreview } from './plan-preview.ts'
import { author, goodPlan, readView } from './plan-views.ts'
import { readJson } from './read-json.ts'
import type { Services } from './services.ts'

const refusal = { code: 'invalid_draft', message: 'Nothing was stored.' }

/** Routes below `/api/v1/plans/drafts`. */
export function draftRoutes(services: Services): Hono {
  const { store, clock } = services
  const { control } = store
  const routes = new Hono()
  routes.get('/', async (context) => context.json({ drafts: await listDrafts(control) }))
  routes.get('/:id', async (context) => context.json(await readDraft(control, context.req.param('id'))))
  routes.post('/', async (context) => {
    const { text, by } = await readJson(context, newDraftSchema, refusal)
    return context.json(await createDraft(control, text, author(context, by), clock()), 201)
  })
  routes.post('/:id/preview', async (context) => {
    return answerPreview(context, services, goodPlan((await readDraft(control, context.req.param('id'))).text))
  })
  routes.put('/:id', async (context) => {
    const { by, ...change } = await readJson(context, draftChangeSchema, refusal)
    const saved = { ...change, by: author(context, by) }
    return context.json(await saveDraft(control, context.req.param('id'), saved, clock()))
  })
  routes.delete('/:id', async (context) => {
    const revision = Number(context.req.query('revision'))
    return context.json(await discardDraft(control, context.req.param('id'), revision, clock()))
  })
  routes.post('/:id/propose', async (context) => {
    const { revision, why, by } = await readJson(context, draftProposalSchema, refusal)
    const proposal = { revision, why, by: author(context, by) }
    const { version } = await proposeDraft(control, context.req.param('id'), proposal, clock(), goodPlan)
    return context.json(await readView(services, version), 201)
  })
  return routes
}
