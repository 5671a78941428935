// The collector's HTTP: node:http itself, since these few routes are the hot path.
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { type Dropped, type Receiver, dropReasons, receive } from '#collect/receive.ts'
import { type CollectAnswer, limits } from '#contract/event.ts'
import { Problem } from '#util/problem.ts'

export interface CollectServices extends Receiver {
  /** Why no event can be taken at the moment; undefined when all is well. */
  notReady(): string | undefined
}

type Handler = (request: IncomingMessage, response: ServerResponse, services: CollectServices) => void | Promise<void>

const routes: Record<string, Partial<Record<string, Handler>>> = {
  '/v1/events': { POST: takeEvents, OPTIONS: allowPages },
  '/healthz': { GET: answerHealth, HEAD: answerHealth },
  '/readyz': { GET: answerReadiness, HEAD: answerReadiness },
}

/** Seconds after which a sender that met a full journal may try again. */
const retryAfterSeconds = 10

/** The collector's server, not listening yet. Slow senders are cut off: 10 s for headers, 30 s for a request. */
export function createCollectServer(services: CollectServices): Server {
  const server = createServer(
    { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 5_000, keepAliveTimeout: 65_000 },
    (request, response) => {
      response.setHeader('cache-control', 'no-store')
      handle(request, response, services).catch((error: unknown) => {
        console.error(error)
        if (response.headersSent) return response.destroy()
        problem(response, new Problem('internal', 'Something broke on our side; the log has it.', { status: 500 }))
      })
    },
  )
  server.maxConnections = 10_000
  return server
}

async function handle(request: IncomingMessage, response: ServerResponse, services: CollectServices): Promise<void> {
  const path = (request.url ?? '/').replace(/\?.*$/s, '')
  const methods = Object.hasOwn(routes, path) ? routes[path] : undefined
  if (!methods) return problem(response, new Problem('not_found', `There is nothing at ${path}.`, { status: 404 }))
  const handler = methods[request.method ?? '']
  if (handler) return handler(request, response, services)
  response.setHeader('allow', Object.keys(methods).join(', '))
  problem(response, new Problem('wrong_method', `${path} does not take ${request.method}.`, { status: 405 }))
}

/** Any page may ask; the key decides whose events are taken. No cookies are involved. */
function echoOrigin(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('vary', 'origin')
  if (request.headers.origin) response.setHeader('access-control-allow-origin', request.headers.origin)
}

function allowPages(request: IncomingMessage, response: ServerResponse): void {
  echoOrigin(request, response)
  response.setHeader('access-control-allow-methods', 'POST')
  response.setHeader('access-control-allow-headers', 'authorization, content-type, content-encoding')
  response.setHeader('access-control-max-age', '86400')
  response.writeHead(204).end()
}

async function takeEvents(
  request: IncomingMessage,
  response: ServerResponse,
  services: CollectServices,
): Promise<void> {
  echoOrigin(request, response)
  const body = await readBody(request)
  if (body === undefined) return
  if (body instanceof Problem) return problem(response, body)
  const outcome = await receive(
    {
      body,
      bearer: /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1],
      origin: request.headers.origin,
      ip: personIp(request),
      userAgent: request.headers['user-agent'] ?? '',
    },
    services,
  )
  if ('dropped' in outcome) return drop(response, outcome)
  json(response, statusOf(outcome), outcome)
}

/** 400 only when there were events and none was usable. */
function statusOf(answer: CollectAnswer): number {
  return answer.accepted === 0 && answer.rejected.length > 0 ? 400 : 200
}

function drop(response: ServerResponse, { dropped, message }: Dropped): void {
  const { status, hint } = dropReasons[dropped]
  if (status === 503) response.setHeader('retry-after', String(retryAfterSeconds))
  if (status === 401) response.setHeader('www-authenticate', 'Bearer')
  problem(response, new Problem(dropped, message, { status, hint }))
}

function answerHealth(_request: IncomingMessage, response: ServerResponse): void {
  json(response, 200, { status: 'ok' })
}

function answerReadiness(_request: IncomingMessage, response: ServerResponse, services: CollectServices): void {
  const reason = services.notReady()
  if (reason === undefined) return json(response, 200, { status: 'ready' })
  drop(response, { dropped: 'journal_full', message: `No event can be taken: ${reason}.` })
}

const inflate = promisify(gunzip)

/** Reads and inflates the body within its bounds; undefined when the sender went away. */
async function readBody(request: IncomingMessage): Promise<string | Problem | undefined> {
  const unusable = unusableHeaders(request)
  const bytes = await readBytes(request)
  if (typeof bytes === 'string') return bytes === 'closed' ? undefined : tooLarge()
  if (unusable) return unusable
  if (request.headers['content-encoding'] !== 'gzip') return bytes.toString()
  try {
    return (await inflate(bytes, { maxOutputLength: limits.bodyBytes })).toString()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return tooLarge()
    return new Problem('broken_gzip', `The body is not gzip: ${(error as Error).message}.`)
  }
}

function tooLarge(): Problem {
  return new Problem('body_too_large', `The body is larger than ${limits.bodyBytes} bytes.`, {
    status: 413,
    hint: `Send at most ${limits.bodyBytes} bytes (after inflation) and ${limits.batchEvents} events in a request.`,
  })
}

function unusableHeaders(request: IncomingMessage): Problem | undefined {
  const encoding = request.headers['content-encoding'] ?? 'identity'
  if (encoding !== 'gzip' && encoding !== 'identity') {
    return new Problem('unknown_encoding', `Bodies encoded as ${encoding} are not read.`, {
      status: 415,
      hint: 'Send gzip or no encoding.',
    })
  }
  const type = (request.headers['content-type'] ?? '').replace(/;.*$/s, '').trim().toLowerCase()
  // what curl calls a body unless told otherwise is JSON all the same
  if (type === 'application/x-www-form-urlencoded') return undefined
  if (type === '' || type === 'text/plain' || /^application\/([\w.-]+\+)?json$/.test(type)) return undefined
  return new Problem('unknown_type', `Bodies of type ${type} are not read.`, {
    status: 415,
    hint: 'Send JSON with `Content-Type: application/json`.',
  })
}

/** A sender of too much is heard out up to this many bytes, so that it reads our answer, and then cut off. */
const patienceBytes = 16 * limits.bodyBytes

function readBytes(request: IncomingMessage): Promise<Buffer | 'too_large' | 'closed'> {
  return new Promise((settle) => {
    const chunks: Buffer[] = []
    let bytes = 0
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes <= limits.bodyBytes) chunks.push(chunk)
      else chunks.length = 0
      if (bytes > patienceBytes) request.destroy()
    })
    request.on('end', () => settle(bytes > limits.bodyBytes ? 'too_large' : Buffer.concat(chunks)))
    request.on('close', () => settle('closed'))
    request.on('error', () => settle('closed'))
  })
}

const ownNetwork = /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|::1$|f[cd])/

/** A connection from our own network is a proxy's: it says last whom it speaks for. */
function personIp(request: IncomingMessage): string {
  const peer = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '')
  const forwarded = request.headers['x-forwarded-for']
  if (forwarded === undefined || !ownNetwork.test(peer)) return peer
  return String(forwarded).split(',').at(-1)!.trim()
}

function problem(response: ServerResponse, found: Problem): void {
  json(response, found.status, found.toJSON())
}

function json(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body)
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
  response.end(response.req.method === 'HEAD' ? undefined : text)
}
