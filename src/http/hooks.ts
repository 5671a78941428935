// Webhooks over HTTP: make, list, give a new secret, remove.
import { Hono } from 'hono'
import type { z } from 'zod'
import { type HookRequest, type MadeHook, hookSchema, mappableFields, newSecretSchema } from '#contract/hook.ts'
import { secretOrigin } from '#contract/hook-secret.ts'
import { addHookSecret, createHook, dropOlderSecrets, hookNamed, listHooks, removeHook } from '#store/hooks.ts'
import { Problem, type ProblemDetail } from '#util/problem.ts'
import { newSecret } from '#util/secret.ts'
import { type Refusal, readJson } from './read-json.ts'
import type { Services } from './services.ts'

/** Routes below `/api/v1/hooks`. */
export function hookRoutes({ store, clock }: Services): Hono {
  const place = { control: store.control, keyFile: store.home.hookKey }
  const routes = new Hono()
  routes.get('/', async (context) => context.json({ hooks: await listHooks(store.control) }))
  routes.post('/', async (context) => {
    const request = await readJson(context, hookSchema, refusal('No webhook was made.'))
    checkLogin(request)
    const { provider, name = provider, source = name, options, login_secret: login } = request
    const { secret, ours } = secretFor(provider, request.secret)
    const secrets = { ...(secret && { signature: secret }), ...(login && { login }) }
    const made: MadeHook = await createHook(place, { name, provider, source, options, secrets }, clock())
    return context.json(ours ? { ...made, secret } : made, 201)
  })
  routes.post('/:hook/secrets', async (context) => {
    const request = await readJson(context, newSecretSchema, refusal('The secret stays as it is.'))
    const { name, provider } = await hookNamed(store.control, context.req.param('hook'))
    const { secret, ours } = secretFor(provider, request.secret)
    if (secret === undefined) throw needless(provider)
    const changed: MadeHook = await addHookSecret(place, name, secret, clock())
    return context.json(ours ? { ...changed, secret } : changed)
  })
  routes.delete('/:hook/secrets/older', async (context) => {
    return context.json(await dropOlderSecrets(store.control, context.req.param('hook')))
  })
  routes.delete('/:hook', async (context) => {
    return context.json(await removeHook(store.control, context.req.param('hook'), clock()))
  })
  return routes
}

/** The secret that was sent, or one of ours where theirs is not needed. Throws Problem. */
function secretFor(provider: HookRequest['provider'], sent: string | undefined): { secret?: string; ours: boolean } {
  const origin = secretOrigin[provider]
  if (origin === 'none') {
    if (sent !== undefined) throw needless(provider)
    return { ours: false }
  }
  if (sent !== undefined) return { secret: sent, ours: false }
  if (origin !== 'theirs') return { secret: newSecret('oc_h_'), ours: true }
  throw new Problem('invalid_hook', `Deliveries of ${provider} are checked with its secret.`, {
    details: [{ field: 'secret', message: 'is missing', hint: `Send the signing secret that ${provider} shows.` }],
  })
}

function needless(provider: string): Problem {
  return new Problem('invalid_hook', `${provider} signs with a public key of its own; there is no secret to set.`)
}

/** The two halves of a LINE Login channel belong together. */
function checkLogin({ provider, login_secret: secret, options }: HookRequest): void {
  const halves = [secret, options.login_channel].filter((half) => half !== undefined).length
  if (halves === 0 || (halves === 2 && provider === 'line')) return
  const field = secret === undefined ? 'login_secret' : 'options.login_channel'
  throw new Problem('invalid_hook', 'No webhook was made.', {
    details: [{ field, message: 'belongs to a webhook of LINE, with both the channel id and its secret' }],
  })
}

function refusal(message: string): Refusal {
  return { code: 'invalid_hook', message, describe }
}

/** What a map may lead to is no field of ours, and is told under the map that was written. */
function describe(issue: z.core.$ZodIssue): ProblemDetail | undefined {
  const field = issue.path.join('.')
  if (issue.code !== 'unrecognized_keys' || !/\.(map|set)$/.test(field)) return undefined
  const message = `there is no ${issue.keys.join(', ')}`
  return { field, message, hint: `Fields: ${mappableFields.join(', ')}` }
}
