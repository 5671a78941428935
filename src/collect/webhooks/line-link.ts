// The link by which a visitor of a page becomes known as a friend on LINE: through LINE Login and back.
import { createHmac } from 'node:crypto'
import type { LiveHook } from '#store/hooks.ts'
import { sha256 } from '#util/ids.ts'
import { fields, text } from '../dialects/values.ts'
import { type Receiver, readWith, takeSteps, translate, write } from '../receive.ts'
import type { Delivery, PageAnswer } from './provider.ts'
import { isSigned } from './signature.ts'

/** LINE's ids of a person are among our user ids, told apart from those of the site. */
export function lineUser(id: string): string {
  return `line:${id}`
}

export interface LineLogin {
  authorize: string
  token: string
}

const lineLogin: LineLogin = {
  authorize: 'https://access.line.me/oauth2/v2.1/authorize',
  token: 'https://api.line.me/oauth2/v2.1/token',
}

/** A link that says who the visitor is may be used this long, so that a copy of it does not make others that visitor. */
const linkMs = 120_000
/** People may take this long to sign in. */
const loginMs = 1_800_000
const answerMs = 10_000

/** What goes through LINE and comes back, signed by us. */
interface State {
  visitor: string
  session: string
  /** Where LINE sends people back: LINE wants to hear it twice. */
  back: string
  /** Epoch milliseconds. */
  at: number
}

/** `GET …/link?_oc=…`, as the tag writes it into links to domains of one's own. */
export async function startLink(
  visit: Delivery,
  hook: LiveHook,
  _receiver: Receiver,
  login = lineLogin,
): Promise<PageAnswer> {
  const { login_channel: channel } = hook.options
  if (channel === undefined || hook.loginSecret === undefined) return noLogin
  const [, visitor = '', session = '', seen = ''] = /^(\w+)\.(\w+)\.(\d+)$/.exec(visit.query.get('_oc') ?? '') ?? []
  const known = Math.abs(visit.receivedAt - Number(seen)) <= linkMs
  const back = `${publicOrigin(visit)}${visit.path.replace(/link$/, 'linked')}`
  const state: State = { visitor: known ? visitor : '', session: known ? session : '', back, at: visit.receivedAt }
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: channel,
    redirect_uri: back,
    state: signState(state, hook.loginSecret),
    scope: 'openid',
    bot_prompt: 'aggressive',
  })
  return { location: `${login.authorize}?${query.toString()}` }
}

/** `GET …/linked?code=…&state=…`: LINE says who it was, and visitor and friend become one person. */
export async function finishLink(
  visit: Delivery,
  hook: LiveHook,
  receiver: Receiver,
  login = lineLogin,
): Promise<PageAnswer> {
  if (hook.loginSecret === undefined) return noLogin
  const state = readState(visit.query.get('state') ?? '', hook.loginSecret, visit.receivedAt)
  if (!state) return { dropped: 'stale', message: 'This link is not ours, or is too old. Follow it again.' }
  const code = visit.query.get('code')
  // whoever declines goes where everybody goes
  if (code === null || state.visitor === '') return done(hook)
  const person = await whoCame(code, state, hook, login, visit.receivedAt)
  if (person === undefined) return done(hook)
  const wire = {
    id: `line-link:${sha256(code)}`,
    name: 'line_linked',
    visitor_id: state.visitor,
    session_id: state.session,
    user_id: lineUser(person),
  }
  const read = readWith({ read: () => ({ wires: [wire], key: undefined, keyInPage: false }) })
  const key = { id: hook.id, kind: 'write' as const, source: hook.source, origins: [] }
  const outcome = await takeSteps([read, translate, write], { message: visit, way: 'line', key }, receiver)
  return 'dropped' in outcome ? outcome : done(hook)
}

const noLogin: PageAnswer = { dropped: 'unknown_hook', message: 'This webhook has no LINE Login channel.' }

function done({ options: { after_login: next } }: LiveHook): PageAnswer {
  return next === undefined
    ? { status: 200, body: 'LINEにお戻りください。 You can go back to LINE now.\n', type: 'text/plain; charset=utf-8' }
    : { location: next }
}

/** LINE only sends people back over https, save to one's own machine. */
function publicOrigin({ urls }: Delivery): string {
  const [secure = '', plain = ''] = urls.map((url) => (URL.canParse(url) ? new URL(url).origin : ''))
  return /^https:\/\/(localhost|127\.)/.test(secure) ? plain : secure
}

/** A signature of a state is none of anything else. */
const stateMark = 'onecount line link '

function signState(state: State, secret: string): string {
  const told = Buffer.from(JSON.stringify(state)).toString('base64url')
  return `${told}.${createHmac('sha256', secret).update(stateMark).update(told).digest('hex')}`
}

function readState(given: string, secret: string, now: number): State | undefined {
  const [told = '', signature] = given.split('.')
  const hmac = { algorithm: 'sha256', encoding: 'hex', parts: [stateMark, told] } as const
  if (!isSigned([signature], [secret], hmac)) return undefined
  const state = JSON.parse(Buffer.from(told, 'base64url').toString()) as State
  return now - state.at <= loginMs ? state : undefined
}

/** The id of the person at LINE; undefined when LINE does not know the code, or cannot be reached. */
async function whoCame(
  code: string,
  { back }: State,
  { options, loginSecret = '' }: LiveHook,
  login: LineLogin,
  now: number,
): Promise<string | undefined> {
  const channel = options.login_channel ?? ''
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: back,
    client_id: channel,
    client_secret: loginSecret,
  })
  try {
    const answer = await fetch(login.token, { method: 'POST', body, signal: AbortSignal.timeout(answerMs) })
    if (!answer.ok) {
      // a code that was used before, or a wrong secret of the channel, which nobody would hear of otherwise
      console.error(`LINE Login refused a code with status ${answer.status}.`)
      return undefined
    }
    const { id_token: token } = fields(await answer.json())
    return readIdToken(text(token) ?? '', loginSecret, channel, now)
  } catch (error) {
    console.error(`LINE Login did not answer: ${String(error)}`)
    return undefined
  }
}

/** For pages LINE signs with the channel secret (HS256). */
function readIdToken(token: string, secret: string, channel: string, now: number): string | undefined {
  const [head = '', payload = '', signature = ''] = token.split('.')
  const given = Buffer.from(signature, 'base64url').toString('base64')
  const hmac = { algorithm: 'sha256', encoding: 'base64', parts: [`${head}.${payload}`] } as const
  if (!isSigned([given], [secret], hmac)) return undefined
  const { iss, aud, exp, sub } = fields(JSON.parse(Buffer.from(payload, 'base64url').toString()))
  const inForce = iss === 'https://access.line.me' && aud === channel && Number(exp) * 1_000 > now
  return inForce ? text(sub, 64) : undefined
}
