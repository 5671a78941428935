// Exchange rates over HTTP.
import { Hono } from 'hono'
import { ratesSchema } from '#contract/rates.ts'
import { rateExtents, saveRates } from '#store/rates.ts'
import { readJson } from './read-json.ts'
import type { Services } from './services.ts'

/** A file of ten years of one currency is 3,700 rows; the body's bound is 1 MB. */
const refusal = { code: 'invalid_rates', message: 'No rate was stored.' }

/** Routes below `/api/v1/rates`. */
export function rateRoutes({ store, clock }: Services): Hono {
  const routes = new Hono()
  routes.get('/', async (context) => context.json({ rates: await rateExtents(store.control) }))
  routes.post('/', async (context) => {
    const { rates } = await readJson(context, ratesSchema, refusal)
    await saveRates(store.control, rates, clock())
    return context.json({ stored: rates.length, rates: await rateExtents(store.control) }, 201)
  })
  return routes
}
