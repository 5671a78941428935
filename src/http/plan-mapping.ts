// What platforms call the points of a version, and what does not fit, over HTTP.
import type { Context } from 'hono'
import { z } from 'zod'
import { planMapping } from '#ask/mapping.ts'
import { mappingQuery } from '#contract/mapping.ts'
import { readNamed } from './plan-views.ts'
import { readQuery } from './read-query.ts'
import type { Services } from './services.ts'

/** Throws Problem for a version that is not there, and for days that are none. */
export async function answerMapping(context: Context, services: Services, name: string): Promise<Response> {
  const days = readQuery(context, z.object(mappingQuery))
  const version = await readNamed(services, name)
  await services.catchUpToAsk()
  return context.json(await planMapping(services.store, version, days, services.clock()))
}
