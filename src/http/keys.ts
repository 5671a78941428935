// Keys over HTTP: make, list, revoke.
import { Hono } from 'hono'
import { z } from 'zod'
import { keyKinds } from '#contract/key.ts'
import { createKey, listKeys, revokeKey } from '#store/keys.ts'
import { readJson } from './read-json.ts'
import type { Services } from './services.ts'

const label = z.string().trim().min(1, 'is empty; give it a name').max(64, 'is longer than 64 characters; shorten it')

export const keySchema = z
  .strictObject({
    name: label,
    kind: z.enum(keyKinds, 'must be write (servers), browser (pages) or api (scripts that read)').default('write'),
    /** A key that replaces another takes its source, so that repeated events are still recognised. */
    source: label.optional(),
    origins: z.array(z.string().transform(readOrigin)).max(100).default([]),
  })
  .superRefine((key, context) => {
    if (key.kind === 'browser' && key.origins.length === 0) {
      const message = 'a browser key needs the sites that may use it, such as https://www.example.com'
      context.addIssue({ code: 'custom', path: ['origins'], message })
    }
  })

/** An origin as browsers send it; `*` is any site. */
function readOrigin(text: string, context: z.RefinementCtx): string {
  if (text === '*') return text
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url && (url.protocol === 'https:' || url.protocol === 'http:')) return url.origin
  context.addIssue({ code: 'custom', message: `${text} is not a site; write https://www.example.com` })
  return z.NEVER
}

const refusal = { code: 'invalid_key', message: 'No key was made.' }

/** Routes below `/api/v1/keys`. */
export function keyRoutes({ store, clock }: Services): Hono {
  const routes = new Hono()
  routes.get('/', async (context) => context.json({ keys: await listKeys(store.control) }))
  routes.post('/', async (context) => {
    const { source, ...key } = await readJson(context, keySchema, refusal)
    return context.json(
      await createKey(store.control, { ...key, source: key.kind === 'api' ? '' : (source ?? key.name) }, clock()),
      201,
    )
  })
  routes.delete('/:key', async (context) => {
    return context.json(await revokeKey(store.control, context.req.param('key'), clock()))
  })
  return routes
}
