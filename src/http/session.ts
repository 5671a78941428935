// Signing in: the link with the token sets a cookie that proves, for thirty days, that its holder knew the token.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Clock } from '#util/clock.ts'
import { sha256 } from '#util/ids.ts'
import type { Settings } from '#util/settings.ts'

const sessionSeconds = 30 * 86_400

/** Compares secrets in a time that does not tell how much of them agrees. */
export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(a)), Buffer.from(sha256(b)))
}

/** Cookies are shared by all ports of a host; two installations on one host keep theirs apart. */
function cookieName(settings: Settings): string {
  return `onecount_session_${settings.port}`
}

/** `EXPIRES.PROOF`: a new admin token ends all sessions. */
function sessionValue(expires: number, adminToken: string): string {
  return `${expires}.${createHmac('sha256', adminToken).update(`session ${expires}`).digest('base64url')}`
}

export interface SignIn {
  adminToken: string
  settings: Settings
  clock: Clock
}

/** Whether the request carries a session that has not ended. */
export function hasSession(context: Context, { adminToken, settings, clock }: SignIn): boolean {
  const value = getCookie(context, cookieName(settings)) ?? ''
  const expires = Number(value.split('.')[0])
  return Number.isFinite(expires) && expires > clock() && sameSecret(value, sessionValue(expires, adminToken))
}

/** `GET /sign-in?token=…`: the link that is printed at the start. */
export function signInRoutes({ adminToken, settings, clock }: SignIn): Hono {
  const routes = new Hono()
  routes.get('/', (context) => {
    context.header('cache-control', 'no-store')
    if (!sameSecret(context.req.query('token') ?? '', adminToken)) return context.html(refusal, 401)
    const expires = clock() + sessionSeconds * 1000
    setCookie(context, cookieName(settings), sessionValue(expires, adminToken), {
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
<p>Its token is not the one in force. Run <code>onecount doctor</code> where Onecount runs: it prints the link that does.</p>
</body></html>`
