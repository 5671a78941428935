// Alerts over HTTP: listed, taken on, muted; recipients and their rules; a test that waits for its outcome.
import { Hono } from 'hono'
import type { z } from 'zod'
import {
  type AddedRecipient,
  type AlertReport,
  type AlertView,
  type NewRecipient,
  acknowledgeSchema,
  alertSettingsSchema,
  muteSchema,
  newRecipientSchema,
  recipientChangeSchema,
} from '#contract/alerts.ts'
import { listAlerts, readAlert, readAlertSettings, saveAlertSettings, settleAlert } from '#store/alerts.ts'
import { listMessages } from '#store/outbox.ts'
import { planInForce } from '#store/plans.ts'
import {
  type Target,
  addRecipient,
  changeRecipient,
  listRecipients,
  recipientNamed,
  removeRecipient,
} from '#store/recipients.ts'
import { allParts, checkAlerts, lastCheck } from '#watch/alerts/check.ts'
import { testMessage } from '#watch/alerts/compose.ts'
import { sendTest } from '#watch/alerts/deliver.ts'
import { tellRecipients } from '#watch/alerts/tell.ts'
import { addressFault } from '#util/outbound.ts'
import { Problem, type ProblemDetail } from '#util/problem.ts'
import { newSecret } from '#util/secret.ts'
import { localDay } from '#util/zone.ts'
import { dayMs } from '#util/duration.ts'
import { author } from './plan-views.ts'
import { type Refusal, readJson } from './read-json.ts'
import type { Services } from './services.ts'

/** Further ahead than anybody looks: muted until it closes. */
const always = 36_500 * dayMs

/** Routes below `/api/v1/alerts`. */
export function alertRoutes(services: Services): Hono {
  const { store, clock, settings } = services
  const { control } = store
  const routes = new Hono()
  routes.get('/', async (context) => context.json(await report(services)))
  routes.post('/check', async (context) => {
    await services.catchUpToAsk()
    await services.alertRound(async () => {
      await checkAlerts(store, allParts, clock())
      await tellRecipients(store, settings.publicUrl, clock())
    })
    return context.json(await report(services))
  })
  routes.get('/settings', async (context) => context.json(await readAlertSettings(control)))
  routes.put('/settings', async (context) => {
    await saveAlertSettings(control, await readJson(context, alertSettingsSchema, refusal('Nothing was changed.')))
    return context.json(await readAlertSettings(control))
  })
  routes.get('/messages', async (context) => context.json({ messages: await listMessages(control, {}) }))
  routes.route('/recipients', recipientRoutes(services))
  routes.get('/:id', async (context) => context.json(await view(services, context.req.param('id'))))
  routes.post('/:id/acknowledge', async (context) => {
    const { note, by } = await readJson(context, acknowledgeSchema, refusal('Nothing was noted.'))
    const id = context.req.param('id')
    await settleAlert(control, id, { what: 'acknowledged', by: author(context, by), note }, clock())
    return context.json(await view(services, id))
  })
  routes.post('/:id/mute', async (context) => {
    const { days, note, by } = await readJson(context, muteSchema, refusal('Nothing was muted.'))
    const id = context.req.param('id')
    const until = clock() + (days > 0 ? days * dayMs : always)
    await settleAlert(control, id, { what: 'muted', until, by: author(context, by), note }, clock())
    return context.json(await view(services, id))
  })
  routes.delete('/:id/mute', async (context) => {
    const id = context.req.param('id')
    await settleAlert(control, id, { what: 'unmuted', by: author(context, undefined), note: '' }, clock())
    return context.json(await view(services, id))
  })
  return routes
}

function recipientRoutes({ store, clock, settings }: Services): Hono {
  const { control } = store
  const place = { control, keyFile: store.home.hookKey }
  const routes = new Hono()
  routes.get('/', async (context) => context.json({ recipients: await listRecipients(control) }))
  routes.post('/', async (context) => {
    const request = await readJson(context, newRecipientSchema, refusal('No recipient was added.'))
    const { target, address, secret } = targetOf(request, settings)
    const { name, language, rules } = request
    const own = { name, language, rules, target, address, by: author(context, request.by) }
    const added: AddedRecipient = await addRecipient(place, own, clock())
    return context.json(secret === undefined ? added : { ...added, secret }, 201)
  })
  routes.put('/:recipient', async (context) => {
    const { language, rules } = await readJson(context, recipientChangeSchema, refusal('Nothing was changed.'))
    return context.json(await changeRecipient(control, context.req.param('recipient'), { language, rules }))
  })
  routes.delete('/:recipient', async (context) =>
    context.json(await removeRecipient(control, context.req.param('recipient'), clock())),
  )
  routes.post('/:recipient/test', async (context) => {
    const { name, language } = await recipientNamed(control, context.req.param('recipient'))
    const about = { publicUrl: settings.publicUrl, today: localDay(clock(), 'UTC') }
    return context.json(await sendTest({ store, clock, settings }, name, testMessage(language, about)))
  })
  return routes
}

/** How it is reached, how it is shown, and the secret where we make one. */
function targetOf(
  request: NewRecipient,
  settings: Services['settings'],
): { target: Target; address: string; secret?: string } {
  if (request.kind === 'email') {
    const { kind, host, port, security, user, password, from, to } = request
    if ((user === '') !== (password === '')) throw oneWithout(user === '' ? 'user' : 'password')
    const address = `${to.join(', ')} (${host}:${port})`
    return { target: { kind, host, port, security, user, password, from, to }, address }
  }
  const url = new URL(request.url)
  const fault = addressFault(url, settings)
  if (fault) throw wrong('url', fault.message, fault.hint)
  const { host, pathname, username, password } = url
  if (username !== '' || password !== '')
    throw wrong('url', 'holds a user or password', 'Leave them out: webhooks are signed instead.')
  if (request.kind === 'slack') return { target: { kind: 'slack', url: request.url }, address: host }
  const secret = request.secret ?? newSecret('oc_w_')
  const target = { kind: 'webhook', url: request.url, secret } as const
  return { target, address: host + pathname, ...(request.secret === undefined && { secret }) }
}

function oneWithout(field: 'user' | 'password'): Problem {
  return wrong(field, 'is missing', 'Give both the user and the password of the mail server, or neither.')
}

function wrong(field: string, message: string, hint: string): Problem {
  return new Problem('invalid_recipient', 'No recipient was added.', { details: [{ field, message, hint }] })
}

async function report({ store, clock }: Services): Promise<AlertReport> {
  const checked = await lastCheck(store)
  const plan = (await planInForce(store.control, clock()))?.plan
  const alerts = await listAlerts(store.control)
  return {
    alerts,
    checkedAt: checked?.at ?? null,
    notChecked: checked?.notChecked ?? [],
    timezone: plan?.timezone ?? 'UTC',
    currency: plan?.currency ?? '',
  }
}

async function view({ store }: Services, id: string): Promise<AlertView> {
  const alert = await readAlert(store.control, id)
  return { ...alert, messages: await listMessages(store.control, { alert: id }) }
}

function refusal(message: string): Refusal {
  return { code: 'invalid_alert', message, describe }
}

function describe(issue: z.core.$ZodIssue): ProblemDetail | undefined {
  if (issue.code === 'invalid_union') return { field: 'kind', message: 'must be email, slack or webhook' }
  return undefined
}
