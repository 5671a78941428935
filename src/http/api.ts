// The HTTP API: one noun a file, mounted here.
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { FactsError } from '#store/facts.ts'
import { Problem } from '#util/problem.ts'
import { aboutRoutes } from './about.ts'
import { actionRoutes } from './actions.ts'
import { alertRoutes } from './alerts.ts'
import { allocationRoutes } from './allocation.ts'
import { askRoutes } from './ask.ts'
import { attributionRoutes } from './attribution.ts'
import { channelRoutes } from './channels.ts'
import { checkupRoutes } from './checkup.ts'
import { isLocalOnly, knownHostOnly, signedInOnly, withSecurityHeaders } from './guard.ts'
import { driftRoutes } from './drift.ts'
import { eventRoutes } from './events.ts'
import { gapRoutes } from './gaps.ts'
import { type Tally, addOne, healthRoutes, metricsRoutes } from './health.ts'
import { glossaryRoutes } from './glossary.ts'
import { hookRoutes } from './hooks.ts'
import { importRoutes } from './imports.ts'
import { keyRoutes } from './keys.ts'
import { libraryRoutes, templateRoutes } from './library.ts'
import { ledgerRoutes } from './ledger.ts'
import { migrationRoutes } from './migrations.ts'
import { openapiRoutes } from './openapi.ts'
import { personRoutes } from './persons.ts'
import { planRoutes } from './plans.ts'
import { privacyRoutes } from './privacy.ts'
import { rateRoutes } from './rates.ts'
import { recountRoutes } from './recount.ts'
import { reportRoutes } from './reports.ts'
import { scorecardRoutes } from './scorecard.ts'
import type { Services } from './services.ts'
import { signInRoutes } from './session.ts'
import { sharedRoutes, shareRoutes } from './shares.ts'
import { sourceRoutes } from './sources.ts'
import { targetRoutes } from './target.ts'
import { savedTargetRoutes } from './targets.ts'
import { meRoutes, userRoutes } from './users.ts'
import { webRoutes } from './web.ts'

/** The nouns of the API: `/api/v1/<noun>`. */
const nouns: Readonly<Record<string, (services: Services) => Hono>> = {
  about: aboutRoutes,
  actions: actionRoutes,
  alerts: alertRoutes,
  allocation: allocationRoutes,
  ask: askRoutes,
  attribution: attributionRoutes,
  channels: channelRoutes,
  checkup: checkupRoutes,
  drift: driftRoutes,
  events: eventRoutes,
  gaps: gapRoutes,
  glossary: glossaryRoutes,
  hooks: hookRoutes,
  imports: importRoutes,
  keys: keyRoutes,
  ledger: ledgerRoutes,
  library: libraryRoutes,
  me: meRoutes,
  migrations: migrationRoutes,
  'openapi.json': openapiRoutes,
  persons: personRoutes,
  plans: planRoutes,
  privacy: privacyRoutes,
  rates: rateRoutes,
  recount: recountRoutes,
  reports: reportRoutes,
  scorecard: scorecardRoutes,
  shares: shareRoutes,
  target: targetRoutes,
  targets: savedTargetRoutes,
  templates: templateRoutes,
  sources: sourceRoutes,
  users: userRoutes,
}

/** Files are read piece by piece, and plans have a bound and an answer of their own. */
const boundedBySelf: ReadonlySet<string> = new Set(['imports', 'plans'])
const maxBodyBytes = 1_048_576
const boundedBody = bodyLimit({
  maxSize: maxBodyBytes,
  onError: () => {
    throw new Problem('body_too_large', 'The body is larger than 1 MB.', { status: 413, hint: 'Send less at a time.' })
  },
})

/**
 * The API and everything beside it as one application; `fetch` of it needs no socket.
 * @param webFolder the built web app, where it is to be served.
 */
export function createApi(services: Services, webFolder?: string): Hono {
  const tally: Tally = { answers: new Map(), queryErrors: new Map() }
  const app = new Hono()
  app.use(withSecurityHeaders)
  app.use(async (context, next) => {
    await next()
    addOne(tally.answers, `${Math.floor(context.res.status / 100)}xx`)
  })
  app.use(knownHostOnly(services.settings))
  app.use('/api/*', signedInOnly(services))
  if (!isLocalOnly(services.settings)) app.use('/metrics', signedInOnly(services))

  app.route('/', healthRoutes(services))
  app.route('/metrics', metricsRoutes(services, tally))
  app.route('/sign-in', signInRoutes(services))
  app.route('/shared', sharedRoutes(services))
  for (const [noun, routes] of Object.entries(nouns)) {
    if (!boundedBySelf.has(noun)) app.use(`/api/v1/${noun}/*`, boundedBody)
    app.route(`/api/v1/${noun}`, routes(services))
  }
  app.all('/api/*', nothingThere)
  if (webFolder !== undefined) app.route('/', webRoutes(webFolder))

  app.onError((error, context) => {
    if (error instanceof FactsError) addOne(tally.queryErrors, error.code || 'none')
    const problem = asProblem(error)
    if (problem.code === 'internal') console.error(error)
    return context.json(problem.toJSON(), problem.status as 400)
  })
  app.notFound(nothingThere)
  return app
}

function nothingThere(context: Context): Response {
  return context.json(
    new Problem('not_found', `There is nothing at ${context.req.path}.`, { status: 404 }).toJSON(),
    404,
  )
}

/** ClickHouse's code for a query that took longer than `max_execution_time` (TIMEOUT_EXCEEDED). */
const timeoutExceeded = '159'

function asProblem(error: Error): Problem {
  if (error instanceof Problem) return error
  if (error instanceof FactsError && error.code === timeoutExceeded) {
    return new Problem('took_too_long', 'The question took too long.', {
      status: 503,
      hint: 'Ask for fewer days or fewer dimensions.',
    })
  }
  return new Problem('internal', 'Something broke on our side; the log has it.', { status: 500 })
}
