// What is held about persons: found, given out, erased. Identifiers go in bodies, so that no log of addresses has them.
import { Hono } from 'hono'
import {
  type Erasure,
  consentQuerySchema,
  personQuerySchema,
  retentionKinds,
  retentionSchema,
} from '#contract/privacy.ts'
import type { StepProgress } from '#contract/progress.ts'
import { consentOverview } from '#privacy/consent.ts'
import type { Report } from '#privacy/erase-steps.ts'
import { erasePerson, requireErasure, retryErasure, waitForDisk } from '#privacy/erase.ts'
import { exportPerson } from '#privacy/export.ts'
import { findPerson } from '#privacy/find.ts'
import { whomOf } from '#privacy/whom.ts'
import { applyRetention, checkRetention } from '#privacy/retain.ts'
import { listErasures } from '#store/erasures.ts'
import { listRetention, setRetention } from '#store/retention.ts'
import { forgetTombstones } from '#store/tombstones.ts'
import { Problem } from '#util/problem.ts'
import { tellProgress } from './ndjson.ts'
import { readJson } from './read-json.ts'
import type { Services } from './services.ts'
import { whoAsks } from './session.ts'

const refusal = { code: 'invalid_person', message: 'That names nobody.' }

/** Milliseconds that an answer waits for the engine to take old copies off its disk; they go without being waited for. */
const clearingMs = 90_000

/** Routes below `/api/v1/privacy`. */
export function privacyRoutes(services: Services): Hono {
  const { store, clock } = services
  const routes = new Hono()
  routes.post('/find', async (context) => {
    const query = await readJson(context, personQuerySchema, refusal)
    const found = await services.withPersons(async ({ counting }) => {
      await counting.all()
      return findPerson(store, query)
    })
    return context.json(found.person)
  })
  routes.post('/export', async (context) => {
    const query = await readJson(context, personQuerySchema, refusal)
    const held = await services.withPersons(async ({ counting }) => {
      await counting.all()
      return exportPerson(store, query, clock())
    })
    context.header('content-disposition', 'attachment; filename="person.json"')
    return context.json(held)
  })
  routes.post('/erase', async (context) => {
    const query = await readJson(context, personQuerySchema, refusal)
    const by = whoAsks(context).name
    // what cannot be read is refused before the first line is sent
    whomOf(query)
    return tellProgress<StepProgress, Erasure>(context, async (tell) => {
      return erasureTold(services, await erasePerson(services, { query, by }, tell), tell)
    })
  })
  routes.post('/erasures/:id/retry', async (context) => {
    const id = context.req.param('id')
    // what is not there is refused before the first line is sent
    await requireErasure(services, id)
    return tellProgress<StepProgress, Erasure>(context, async (tell) => {
      await retryErasure(services, id, tell)
      return erasureTold(services, id, tell)
    })
  })
  routes.get('/erasures', async (context) => {
    await waitForDisk({ store, clock }, 0)
    return context.json({ erasures: await listErasures(store.control) })
  })
  routes.post('/forget-key', async (context) => {
    const { control, home, erased } = store
    return context.json({ forgotten: await forgetTombstones(control, home.erasureKey, erased) })
  })
  routes.get('/consent', async (context) => {
    const period = consentQuerySchema.safeParse(context.req.query())
    if (!period.success) throw wrongPeriod()
    return context.json(await consentOverview(store, period.data, clock()))
  })
  addRetention(routes, services)
  return routes
}

function addRetention(routes: Hono, services: Services): void {
  const { store, clock } = services
  routes.get('/retention', async (context) => context.json({ retention: await listRetention(store.control) }))
  routes.post('/retention', async (context) => {
    const wanted = await readJson(context, retentionSchema, {
      code: 'invalid_retention',
      message: 'Nothing was changed.',
    })
    checkRetention(await listRetention(store.control), wanted)
    const change = { by: whoAsks(context).name, at: clock() }
    for (const kind of retentionKinds) {
      const days = wanted[kind]
      if (days !== undefined) await setRetention(store.control, kind, days, change)
    }
    return context.json({ retention: await listRetention(store.control) })
  })
  routes.post('/retention/apply', async (context) => {
    await services.withPersons(applyRetention)
    return context.json({ retention: await listRetention(store.control) })
  })
}

/** What became of an erasure, once old copies are gone or were waited for long enough. */
async function erasureTold({ store, clock }: Services, id: string, tell: Report): Promise<Erasure> {
  await waitForDisk({ store, clock }, clearingMs, tell)
  return (await listErasures(store.control)).find((erasure) => erasure.id === id)!
}

function wrongPeriod(): Problem {
  return new Problem('wrong_period', 'The period cannot be read.', { hint: 'Write from and to as 2026-04-01.' })
}
