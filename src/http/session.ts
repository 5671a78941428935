// Signing in: a link with a token sets a cookie that proves, for thirty days, that its holder knew the token.
import { createHmac } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Me } from '#contract/user.ts'
import { type SessionUser, userById, userByToken } from '#store/users.ts'
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

/** `GET /sign-in?token=…`: the link that is printed at the start, or that a user was given. */
export function signInRoutes({ adminToken, settings, clock, store }: SignIn): Hono {
  const routes = new Hono()
  routes.get('/', async (context) => {
    context.header('cache-control', 'no-store')
    const token = context.req.query('token') ?? ''
    const user = sameSecret(token, adminToken) ? null : await userByToken(store.control, token, clock())
    if (user === undefined) return context.html(refusal, 401)
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

const refusal = `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Onecount</title>
<body style="font-family: system-ui; max-width: 40rem; margin: 4rem auto; padding: 0 1rem">
<h1>This link does not sign you in</h1>
<p>Its token is not in force. A link is good for seven days: ask an admin for a new one
(<code>onecount user link NAME</code>). Where Onecount runs, <code>onecount doctor</code> prints the admin's link.</p>
</body></html>`
