// Signing in: a link with a token sets a cookie that proves, for thirty days, that its holder knew the token.
import { createHmac } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Me } from '#contract/user.ts'
import { type SessionUser, userById, userByToken } from '#store/users.ts'
import { Problem } from '#util/problem.ts'
import { sameSecret } from '#util/secret.ts'
import type { Settings } from '#util/settings.ts'
import type { Services } from './services.ts'

const sessionSeconds = 30 * 86_400

export type SignIn = Pick<Services, 'adminToken' | 'settings' | 'clock' | 'store'>

/** The admin token's holder, who is nobody in particular. */
export const adminItself: Me = { name: 'admin', role: 'admin', user: null, departments: [] }

/** Who the guard let pass; where there is no guard (routes tried by themselves), the admin. */
export function whoAsks(context: Context): Me {
  return (context.get('me') as Me | undefined) ?? adminItself
}

/** The link that signs a browser in. */
export function signInLink(settings: Settings, token: string): string {
  return `${settings.publicUrl}/sign-in?token=${encodeURIComponent(token)}`
}

/** Cookies are shared by all ports of a host; two installations on one host keep theirs apart. */
function cookieName(settings: Settings): string {
  return `onecount_session_${settings.port}`
}

/**
 * `EXPIRES.USER.PROOF`, with an empty user for the admin token's holder. A new admin token ends all sessions, a new
 * link those of its user.
 */
function sessionValue(expires: number, adminToken: string, user: SessionUser | null): string {
  const said = `session ${expires} ${user?.id ?? ''} ${user?.hash ?? ''}`
  return `${expires}.${user?.id ?? ''}.${createHmac('sha256', adminToken).update(said).digest('base64url')}`
}

/** Who the request's session belongs to; undefined without one, or when it has ended. */
export async function sessionOf(context: Context, signIn: SignIn): Promise<Me | undefined> {
  const { adminToken, settings, clock, store } = signIn
  const value = getCookie(context, cookieName(settings)) ?? ''
  const [until = '', id = ''] = value.split('.')
  const expires = Number(until)
  if (!Number.isFinite(expires) || expires <= clock()) return undefined
  const user = id === '' ? null : await userById(store.control, id)
  if (user === undefined || !sameSecret(value, sessionValue(expires, adminToken, user))) return undefined
  return user ? { name: user.name, role: user.role, user: user.id, departments: user.departments } : adminItself
}

/**
 * `GET /sign-in?token=…`: the link that is printed at the start, or that a user was given. Where it is not in force the
 * app's page at this address says so, which is whatever stands behind these routes.
 */
export function signInRoutes({ adminToken, settings, clock, store }: SignIn): Hono {
  const routes = new Hono()
  routes.get('/', async (context, next) => {
    context.header('cache-control', 'no-store')
    const token = context.req.query('token') ?? ''
    const user = sameSecret(token, adminToken) ? null : await userByToken(store.control, token, clock())
    if (user === undefined) {
      if (!context.req.header('accept')?.includes('text/html')) throw linkRefused
      await next()
      const { body, headers } = context.res
      context.res = new Response(body, { status: 401, headers })
      context.header('cache-control', 'no-store')
      return undefined
    }
    const expires = clock() + sessionSeconds * 1000
    setCookie(context, cookieName(settings), sessionValue(expires, adminToken, user), {
      path: '/',
      httpOnly: true,
      sameSite: 'Strict',
      secure: settings.publicUrl.startsWith('https:'),
      maxAge: sessionSeconds,
    })
    return context.redirect('/', 303)
  })
  return routes
}

const linkRefused = new Problem('wrong_link', 'This link does not sign you in.', {
  status: 401,
  hint: 'Ask an admin for a new one (`onecount user link NAME`); `onecount doctor` prints the admin’s.',
})
