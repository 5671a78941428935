// The collector's HTTP: node:http itself, since these few routes are the hot path.
import { isUtf8 } from 'node:buffer'
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http'
import { type Place, placeAt } from '#collect/dialects/all.ts'
import type { Message, Reply } from '#collect/dialects/dialect.ts'
import { type Dropped, dropReasons } from '#collect/dropped.ts'
import { type Receiver, receive } from '#collect/receive.ts'
import { providers } from '#collect/webhooks/all.ts'
import { type PageAnswer, type Provider, plainReply } from '#collect/webhooks/provider.ts'
import { receiveDelivery } from '#collect/webhooks/receive-delivery.ts'
import type { CollectAnswer } from '#contract/event.ts'
import type { HookProvider } from '#contract/hook.ts'
import type { HookRing } from '#store/hooks.ts'
import { Problem } from '#util/problem.ts'
import { readBody } from './read-body.ts'
import { sendTag } from './tag.ts'

export interface CollectServices extends Receiver {
  hooks: Pick<HookRing, 'find'>
  /** Why no event can be taken at the moment; undefined when all is well. */
  notReady(): string | undefined
}

type Handler = (request: IncomingMessage, response: ServerResponse, services: CollectServices) => void | Promise<void>

/** Beside the places of the dialects. */
const routes: Record<string, Partial<Record<string, Handler>>> = {
  '/healthz': { GET: answerHealth, HEAD: answerHealth },
  '/readyz': { GET: answerReadiness, HEAD: answerReadiness },
  '/tag.js': { GET: answerTag, HEAD: answerTag },
}

/** Seconds after which a sender that met a full journal may try again. */
const retryAfterSeconds = 10

/**
 * Names and values in turn, given to Node all at once: header by header took a sixth of what a request with one event takes.
 */
type HeaderList = readonly string[]

/**
 * Not `no-store`: with it Chromium gives a page its 64 KiB under way (`keepalive`) back only as answers are read, which some
 * libraries never do; from then on it sends nothing.
 */
const toAll: HeaderList = ['cache-control', 'no-cache']
const toAnyPage: HeaderList = [...toAll, 'vary', 'origin']

/** The collector's server, not listening yet. Slow senders are cut off: 10 s for headers, 30 s for a request. */
export function createCollectServer(services: CollectServices): Server {
  const server = createServer(
    { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 5_000, keepAliveTimeout: 65_000 },
    (request, response) => void answerRequest(request, response, services),
  )
  server.maxConnections = 10_000
  return server
}

async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  services: CollectServices,
): Promise<void> {
  try {
    await handle(request, response, services)
  } catch (error) {
    console.error(error)
    if (response.headersSent) response.destroy()
    else {
      const broken = new Problem('internal', 'Something broke on our side; the log has it.', { status: 500 })
      problem(response, broken, toPages(request))
    }
  }
}

function handle(request: IncomingMessage, response: ServerResponse, services: CollectServices): void | Promise<void> {
  const address = addressOf(request)
  const place = placeAt(address.path)
  if (place) return handlePlace(place, address, request, response, services)
  const [, provider, name, page] = /^\/v1\/hooks\/([^/]+)\/([^/]+)(?:\/([^/]+))?$/.exec(address.path) ?? []
  if (provider && name) return handleHook({ provider, name, page }, address, request, response, services)
  const methods = Object.hasOwn(routes, address.path) ? routes[address.path] : undefined
  if (!methods) {
    return problem(response, new Problem('not_found', `There is nothing at ${address.path}.`, { status: 404 }))
  }
  const handler = methods[request.method ?? '']
  if (handler) return handler(request, response, services)
  wrongMethod(response, address.path, Object.keys(methods))
}

interface Address {
  path: string
  query: string
  pathKey: string | undefined
}

/** `/k/KEY/some/path/?query`: the key is for client libraries that have no other place for one. */
function addressOf(request: IncomingMessage): Address {
  const url = request.url ?? '/'
  const mark = url.indexOf('?')
  const whole = mark === -1 ? url : url.slice(0, mark)
  const keyed = whole.startsWith('/k/') ? /^\/k\/([^/]+)(\/.*)$/s.exec(whole) : null
  const path = keyed ? keyed[2]! : whole
  return {
    path: path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path,
    query: mark === -1 ? '' : url.slice(mark + 1),
    pathKey: keyed?.[1],
  }
}

async function handlePlace(
  place: Place,
  address: Address,
  request: IncomingMessage,
  response: ServerResponse,
  services: CollectServices,
): Promise<void> {
  const method = request.method ?? ''
  if (method === 'OPTIONS') return allowPages(place, request, response)
  if (!(place.methods as readonly string[]).includes(method)) {
    return wrongMethod(response, address.path, [...place.methods, 'OPTIONS'])
  }
  const headers = toPages(request)
  const body = await readBody(request)
  if (body === undefined) return
  if (body instanceof Problem) return problem(response, body, headers)
  const message = messageOf(request, address, body, services)
  if (place.ask) return reply(response, place.ask(message), headers)
  const outcome = await receive(message, place.dialect, services)
  if ('dropped' in outcome) return drop(response, outcome, headers, place)
  noteBroken(outcome, message, body)
  reply(response, place.dialect.reply(outcome, message), headers)
}

const brokenNote = 'The body is not UTF-8: what could not be read is kept as \uFFFD; send UTF-8'

/** Most bodies hold no such sign, which takes no time to see; those that do may have been sent it. */
function noteBroken(answer: CollectAnswer, { body }: Message, raw: Buffer): void {
  if (body.includes('\uFFFD') && !isUtf8(raw)) answer.notes = [...(answer.notes ?? []), brokenNote]
}

const noQuery = new URLSearchParams()

function messageOf(request: IncomingMessage, address: Address, body: Buffer, { clock }: CollectServices): Message {
  return {
    method: request.method ?? '',
    path: address.path,
    query: address.query === '' ? noQuery : new URLSearchParams(address.query),
    headers: request.headers,
    body: body.toString(),
    pathKey: address.pathKey,
    ip: personIp(request),
    receivedAt: clock(),
  }
}

/** A webhook's delivery: from servers only, so that no page is told that it may ask. */
async function handleHook(
  named: { provider: string; name: string; page: string | undefined },
  address: Address,
  request: IncomingMessage,
  response: ServerResponse,
  services: CollectServices,
): Promise<void> {
  const provider = Object.hasOwn(providers, named.provider) ? providers[named.provider as HookProvider] : undefined
  const hook = provider && services.hooks.find(named.provider, named.name)
  if (!hook || (named.page !== undefined && !pageOf(provider, named.page))) {
    return noSuchHook(named, address, response, services)
  }
  const page = pageOf(provider, named.page)
  const methods = page ? ['GET'] : provider.methods
  if (!(methods as readonly string[]).includes(request.method ?? '')) {
    return wrongMethod(response, address.path, methods)
  }
  const raw = await readBody(request)
  if (raw === undefined) return
  if (raw instanceof Problem) return problem(response, raw)
  const delivery = { ...messageOf(request, address, raw, services), raw, urls: publicUrls(request) }
  if (page) return showPage(response, await page(delivery, hook, services))
  const outcome = await receiveDelivery(delivery, provider, hook, services)
  if ('dropped' in outcome) return drop(response, outcome)
  noteBroken(outcome, delivery, raw)
  reply(response, (provider.reply ?? plainReply)(outcome))
}

/** Noted too: a provider that was given a wrong address is not heard otherwise. */
function noSuchHook(
  { provider, name }: { provider: string; name: string },
  { path }: Address,
  response: ServerResponse,
  { rejections, clock }: CollectServices,
): void {
  rejections.note({ at: clock(), source: '', name, index: null, field: provider, reason: 'unknown_hook' })
  drop(response, { dropped: 'unknown_hook', message: `There is no webhook at ${path}.` })
}

/** Undefined where deliveries are taken. */
function pageOf(
  { pages = {} }: Provider,
  name: string | undefined,
): NonNullable<Provider['pages']>[string] | undefined {
  return name !== undefined && Object.hasOwn(pages, name) ? pages[name] : undefined
}

function showPage(response: ServerResponse, answer: PageAnswer): void {
  if ('dropped' in answer) return drop(response, answer)
  if (!('location' in answer)) return reply(response, answer)
  response.writeHead(302, [...toAll, 'location', answer.location]).end()
}

/** What a sender may have called us: a proxy says it in headers, and a wrong one only makes its signature wrong. */
function publicUrls({ headers, url = '/' }: IncomingMessage): string[] {
  const forwarded = headers['x-forwarded-host']
  const host = (forwarded === undefined ? headers.host : String(forwarded).split(',')[0]!.trim()) ?? ''
  return [`https://${host}${url}`, `http://${host}${url}`]
}

function wrongMethod(response: ServerResponse, path: string, allowed: readonly string[]): void {
  const wrong = new Problem('wrong_method', `${path} does not take ${response.req.method}.`, { status: 405 })
  problem(response, wrong, [...toAll, 'allow', allowed.join(', ')])
}

/** Any page may ask; the key decides whose events are taken. We set and read no cookie; some libraries ask with theirs. */
function toPages({ headers: { origin } }: IncomingMessage): HeaderList {
  if (!origin) return toAnyPage
  const asked = ['access-control-allow-origin', origin, 'access-control-allow-credentials', 'true']
  return [...toAnyPage, ...asked, 'access-control-expose-headers', 'retry-after']
}

function allowPages({ methods }: Place, request: IncomingMessage, response: ServerResponse): void {
  const headers = [...toPages(request), 'access-control-allow-methods', methods.join(', ')]
  const asked = request.headers['access-control-request-headers']
  headers.push('access-control-allow-headers', asked ?? 'authorization, content-type, content-encoding')
  headers.push('access-control-max-age', '86400')
  response.writeHead(204, headers).end()
}

function drop(response: ServerResponse, dropped: Dropped, standing: HeaderList = toAll, place?: Place): void {
  const { status, hint } = dropReasons[dropped.dropped]
  const headers = [...standing]
  if (status === 503) headers.push('retry-after', String(retryAfterSeconds))
  if (status === 401) headers.push('www-authenticate', 'Bearer')
  if (place?.dialect.refuse) return reply(response, place.dialect.refuse(dropped, status), headers)
  problem(response, new Problem(dropped.dropped, dropped.message, { status, hint }), headers)
}

function answerTag(request: IncomingMessage, response: ServerResponse): void {
  const missing = sendTag(request, response)
  if (missing) problem(response, missing)
}

function answerHealth(_request: IncomingMessage, response: ServerResponse): void {
  json(response, 200, { status: 'ok' })
}

function answerReadiness(_request: IncomingMessage, response: ServerResponse, services: CollectServices): void {
  const reason = services.notReady()
  if (reason === undefined) return json(response, 200, { status: 'ready' })
  drop(response, { dropped: 'journal_full', message: `No event can be taken: ${reason}.` })
}

const ownNetwork = /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|::1$|f[cd])/

/** A connection from our own network is a proxy's: it says last whom it speaks for. */
function personIp(request: IncomingMessage): string {
  const address = request.socket.remoteAddress ?? ''
  const peer = address.startsWith('::ffff:') ? address.slice('::ffff:'.length) : address
  const forwarded = request.headers['x-forwarded-for']
  if (forwarded === undefined || !ownNetwork.test(peer)) return peer
  return String(forwarded).split(',').at(-1)!.trim()
}

function problem(response: ServerResponse, found: Problem, headers?: HeaderList): void {
  reply(response, { status: found.status, body: found.toJSON() }, headers)
}

function json(response: ServerResponse, status: number, body: object): void {
  reply(response, { status, body })
}

function reply(response: ServerResponse, { status, body, type }: Reply, headers: HeaderList = toAll): void {
  if (body === undefined) {
    response.writeHead(status, [...headers]).end()
    return
  }
  const plain = typeof body === 'string' || Buffer.isBuffer(body)
  const content = plain ? body : JSON.stringify(body)
  const ofPlain = Buffer.isBuffer(body) ? 'application/octet-stream' : 'text/plain'
  const contentType = type ?? (plain ? ofPlain : 'application/json')
  const length = String(Buffer.byteLength(content))
  response.writeHead(status, [...headers, 'content-type', contentType, 'content-length', length])
  response.end(response.req.method === 'HEAD' ? undefined : content)
}
