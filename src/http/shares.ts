// Shared answers over HTTP: made and revoked by who may, read by whoever has the link.
import { Hono } from 'hono'
import { answer } from '#ask/answer.ts'
import { prepare } from '#ask/inquiry.ts'
import { writeAnswer } from '#ask/export/write-answer.ts'
import type { Question } from '#contract/ask.ts'
import type { ChannelRule } from '#contract/plan.ts'
import { type NewShare, type SharedAnswer, newShareSchema } from '#contract/share.ts'
import { findMetric } from '#metrics/catalogue.ts'
import { findDimension } from '#metrics/dimensions.ts'
import { planInForce } from '#store/plans.ts'
import { createShare, listShares, openShare, revokeShare } from '#store/shares.ts'
import { Problem } from '#util/problem.ts'
import { namedFormat, sendFile } from './exported.ts'
import { readJson } from './read-json.ts'
import type { Services } from './services.ts'
import { whoAsks } from './session.ts'

const refusal = { code: 'invalid_share', message: 'No link was made.' }

/** Routes below `/api/v1/shares`. */
export function shareRoutes(services: Services): Hono {
  const { store, clock, settings } = services
  const routes = new Hono()
  routes.get('/', async (context) => context.json({ shares: await listShares(store.control) }))
  routes.post('/', async (context) => {
    const { title, question, days } = await readJson(context, newShareSchema, refusal)
    await prepare(store, question, clock())
    await services.catchUpToAsk()
    const now = clock()
    const shared = await answer(store, question, now)
    const plan = await planInForce(store.control, now)
    const own = { title, question, days, by: whoAsks(context).name }
    const kept = { answer: shared, channels: channelLabels(plan?.plan.channels ?? []), names: namesIn(question) }
    const { entry, token } = await createShare(store.control, { ...own, ...kept }, now)
    const made: NewShare = { ...entry, url: `${settings.publicUrl}/shared/${token}` }
    return context.json(made, 201)
  })
  routes.delete('/:id', async (context) => {
    return context.json(await revokeShare(store.control, context.req.param('id'), clock()))
  })
  return routes
}

/** What the plan calls its own channels, without the rules that make them. */
function channelLabels(rules: readonly ChannelRule[]): SharedAnswer['channels'] {
  return rules.map(({ id, label }) => ({ id, ...(label !== undefined && { label }) }))
}

function namesIn({ metrics, by }: Question): SharedAnswer['names'] {
  const found = [...metrics.map(findMetric), ...by.map(findDimension)]
  return Object.fromEntries(found.flatMap((each) => (each ? [[each.id, each.name]] : [])))
}

/** `GET /shared/TOKEN`, which nobody has to sign in for: the page for a browser, else the answer itself. */
export function sharedRoutes({ store, clock }: Pick<Services, 'store' | 'clock'>): Hono {
  const routes = new Hono()
  routes.get('/:token', async (context, next) => {
    context.header('x-robots-tag', 'noindex')
    if (context.req.header('accept')?.includes('text/html')) return next()
    context.header('cache-control', 'no-store')
    // where a link was passed on, others may have put more into its address
    const { format: named } = context.req.query()
    const format = namedFormat(named === undefined ? {} : { format: named })
    const shared = await openShare(store.control, context.req.param('token'), clock())
    if (!shared) throw notShared()
    if (format === undefined) return context.json(shared)
    return sendFile(context, writeAnswer(shared.answer, shared.question, format, shared.at))
  })
  return routes
}

function notShared(): Problem {
  return new Problem('not_shared', 'This link is not in force: it was revoked, or its time is over.', {
    status: 404,
    hint: 'Ask whoever sent it for a new one.',
  })
}
