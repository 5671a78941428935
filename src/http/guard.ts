// Who may pass: the right host name, a token or a session, and no other site's page acting for its visitor.
import type { MiddlewareHandler } from 'hono'
import type { Me } from '#contract/user.ts'
import { readerByKey } from '#store/keys.ts'
import { Problem } from '#util/problem.ts'
import { sameSecret } from '#util/secret.ts'
import type { Settings } from '#util/settings.ts'
import { checkRole } from './roles.ts'
import { type SignIn, adminItself, sessionOf } from './session.ts'

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]', '::1'])

/** Whether only programs on this machine are meant to reach the server. */
export function isLocalOnly({ host, publicUrl }: Settings): boolean {
  return loopback.has(host) && loopback.has(new URL(publicUrl).hostname)
}

/**
 * A page whose own host name was made to point at this machine (DNS rebinding) would be of the same origin;
 * its host name gives it away.
 */
export function knownHostOnly(settings: Settings): MiddlewareHandler {
  const known = new Set([...loopback, new URL(settings.publicUrl).hostname])
  return async (context, next) => {
    const { hostname } = new URL(context.req.url)
    if (!loopback.has(settings.host) || known.has(hostname)) return next()
    throw new Problem('unknown_host', `This server is not ${hostname}.`, {
      status: 403,
      hint: 'Set ONECOUNT_PUBLIC_URL to the address that people open.',
    })
  }
}

/** Lets pass who may: the admin token, a key that reads, or a session of a page of this very site. */
export function signedInOnly(signIn: SignIn): MiddlewareHandler {
  return async (context, next) => {
    const { method, path } = context.req
    const bearer = /^Bearer +(\S+)$/i.exec(context.req.header('authorization') ?? '')?.[1]
    const me = bearer === undefined ? await sessionOf(context, signIn) : await holderOf(bearer, signIn)
    if (!me) {
      context.header('www-authenticate', 'Bearer')
      throw notSignedIn(bearer !== undefined)
    }
    const read = method === 'GET' || method === 'HEAD'
    if (bearer === undefined && !read && !isOwnPage(context.req.raw)) {
      throw new Problem('other_site', 'A page of another site may not change anything here.', { status: 403 })
    }
    checkRole(me.role, method, path)
    context.set('me', me)
    return next()
  }
}

async function holderOf(token: string, { adminToken, store }: SignIn): Promise<Me | undefined> {
  if (sameSecret(token, adminToken)) return adminItself
  const key = await readerByKey(store.control, token)
  return key && { name: key.name, role: 'viewer', user: null, departments: [] }
}

/** Browsers say where a request comes from; older ones say it by `Origin` alone. */
function isOwnPage(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  const origin = request.headers.get('origin')
  return origin !== null && URL.canParse(origin) && new URL(origin).host === new URL(request.url).host
}

function notSignedIn(tokenGiven: boolean): Problem {
  return tokenGiven
    ? new Problem('wrong_token', 'The token is not the one in force.', {
        status: 401,
        hint: 'The admin token is in the file admin-token of the data folder, or in the ONECOUNT_ADMIN_TOKEN that the server was started with; for scripts: onecount key create NAME --kind api',
      })
    : new Problem('not_signed_in', 'You are not signed in.', {
        status: 401,
        hint: '`onecount doctor` prints the sign-in link; programs send `Authorization: Bearer TOKEN`.',
      })
}

/** Styles may stand in elements (charts set them); scripts only come from this server. */
const securityHeaders: Record<string, string> = {
  'content-security-policy':
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

export const withSecurityHeaders: MiddlewareHandler = async (context, next) => {
  await next()
  for (const [name, value] of Object.entries(securityHeaders)) context.res.headers.set(name, value)
}
