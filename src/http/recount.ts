// Counting everything again: is the ledger what the raw data says?
import { Hono } from 'hono'
import type { StepProgress } from '#contract/progress.ts'
import type { RecountResult } from '#count/recount.ts'
import { tellProgress } from './ndjson.ts'
import type { Services } from './services.ts'

/** `POST /` compares; `POST /?repair=1` also sets right what differs. Answers progress lines. */
export function recountRoutes(services: Services): Hono {
  const routes = new Hono()
  routes.post('/', (context) =>
    tellProgress<StepProgress, RecountResult[]>(context, async (tell) => {
      await services.catchUp(tell)
      while (await services.countAgainStep(tell));
      return services.recount(context.req.query('repair') === '1', tell)
    }),
  )
  return routes
}
