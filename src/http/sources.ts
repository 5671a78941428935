// Where data comes from, over HTTP; and a test event sent to the collector as any sender would send it.
import { Hono } from 'hono'
import { z } from 'zod'
import type { CollectAnswer } from '#contract/event.ts'
import { type TestSent, testEventName } from '#contract/sources.ts'
import { keyInForce } from '#store/keys.ts'
import { newId } from '#util/ids.ts'
import { Problem } from '#util/problem.ts'
import { sourceReport } from '#watch/sources/sources.ts'
import { localAddress } from '#util/settings.ts'
import { readJson } from './read-json.ts'
import type { Services } from './services.ts'

export const testSchema = z.strictObject({ key: z.string('is missing').trim().min(1, 'is empty') })
const refusal = { code: 'invalid_test', message: 'No test event was sent.' }

/** Routes below `/api/v1/sources`. */
export function sourceRoutes(services: Services): Hono {
  const { store, clock } = services
  const routes = new Hono()
  routes.get('/', async (context) => context.json(await sourceReport(store, clock())))
  routes.post('/test', async (context) => {
    const { key } = await readJson(context, testSchema, refusal)
    return context.json(await sendTest(services, key))
  })
  return routes
}

const patienceMs = 10_000

/** Throws Problem `collector_unreachable`. */
async function sendTest({ store, settings, clock }: Services, key: string): Promise<TestSent> {
  const known = await keyInForce(store.control, key)
  const id = `test-${newId(clock())}`
  const collector = localAddress(settings.collectHost, settings.collectPort)
  const response = await post(`${collector}/v1/events`, key, known, id)
  const answer = (await response.json()) as Partial<CollectAnswer> & {
    error?: { message: string; details?: { hint?: string }[] }
  }
  const [rejected] = answer.rejected ?? []
  return {
    id,
    source: known?.source ?? '',
    accepted: answer.accepted === 1,
    reason: answer.error?.message ?? (rejected ? `${rejected.field} ${rejected.reason}`.trim() : ''),
    hint: answer.error?.details?.find(({ hint }) => hint)?.hint ?? '',
  }
}

/** As a page of the key's first site would send it, or as a server. */
async function post(
  url: string,
  key: string,
  known: { kind: string; origins: string[] } | undefined,
  id: string,
): Promise<Response> {
  const event = { id, name: testEventName }
  const page = known?.kind === 'browser'
  const [origin = '*'] = known?.origins ?? []
  const init = page
    ? { headers: { 'content-type': 'text/plain', ...(origin !== '*' && { origin }) }, body: { key, events: [event] } }
    : { headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` }, body: event }
  try {
    return await fetch(url, {
      method: 'POST',
      headers: init.headers,
      body: JSON.stringify(init.body),
      signal: AbortSignal.timeout(patienceMs),
    })
  } catch (error) {
    throw new Problem('collector_unreachable', `The collector does not answer at ${url}: ${String(error)}`, {
      status: 502,
      hint: 'Nothing was sent. `onecount up` starts it; `onecount doctor` says what is wrong.',
    })
  }
}
