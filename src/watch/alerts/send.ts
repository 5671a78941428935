// Sends one message to one recipient, and says what became of it: e-mail, Slack, webhook.
import { createHmac } from 'node:crypto'
import { isIP } from 'node:net'
import { createTransport } from 'nodemailer'
import type { DeliveryAttempt } from '#contract/alerts.ts'
import type { Target } from '#store/recipients.ts'
import { type OutboundRules, type Posted, post, reach, untrusted } from '#util/outbound.ts'
import type { MailBody, MessageBody, Outgoing } from './outgoing.ts'

/** failed: certainly not taken, so that it may be tried again · refused: it never will be · unknown: perhaps taken. */
export interface Sent {
  outcome: Exclude<DeliveryAttempt['outcome'], 'under_way'>
  detail: string
  /** How long the other side asks to be left alone, milliseconds. */
  pauseMs?: number
}

export interface About {
  /** The same for every attempt, so that whoever gets it twice can tell. */
  id: string
  now: number
  /** Said in the message where an earlier attempt may have arrived; null otherwise. */
  again: string | null
}

export async function send(target: Target, body: MessageBody, about: About, rules: OutboundRules): Promise<Sent> {
  if (target.kind === 'email' && 'mail' in body) return sendMail(target, body.mail, about, rules)
  if (target.kind === 'slack' && 'slack' in body) return sendSlack(target.url, body.slack, about, rules)
  if (target.kind === 'webhook' && 'webhook' in body) return sendWebhook(target, body.webhook, about, rules)
  throw new Error(`A ${Object.keys(body)[0]} message was handed over for a recipient by ${target.kind}.`)
}

type MailTarget = Extract<Target, { kind: 'email' }>

async function sendMail(target: MailTarget, mail: MailBody, about: About, rules: OutboundRules): Promise<Sent> {
  const reached = await reach(target.host, rules)
  if (!reached.ok) return { outcome: reached.refused ? 'refused' : 'failed', detail: reached.reason }
  const progress = { begun: false }
  const transport = createTransport({ ...smtpOptions(target, reached.address, rules), ...noteData(progress) })
  try {
    // a peer that answers byte by byte is never idle: the whole has an end, too
    const signal = AbortSignal.timeout(3 * rules.timeoutMs)
    const { rejected, response } = await transport.sendMail({ ...mailOf(target, mail, about), signal })
    const missing = rejected.length > 0 ? ` Not taken for ${rejected.join(', ')}.` : ''
    return { outcome: 'delivered', detail: inOneLine(response) + missing }
  } catch (error) {
    return mailFailure(error as SmtpError, progress.begun)
  } finally {
    transport.close()
  }
}

/** Connects to the address that was checked, and checks the certificate for the name. */
function smtpOptions({ host, port, security, user, password }: MailTarget, address: string, rules: OutboundRules) {
  return {
    host: address,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    tls: { ...(isIP(host) === 0 && { servername: host }) },
    ...(user !== '' && { auth: { user, pass: password } }),
    connectionTimeout: rules.timeoutMs,
    greetingTimeout: rules.timeoutMs,
    socketTimeout: rules.timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** Once the message itself goes out, a broken connection leaves open whether it was taken. */
function noteData(progress: { begun: boolean }) {
  const none = (): void => undefined
  const debug = ({ tnx }: { tnx?: string }, text: unknown): void => {
    if (tnx === 'client' && String(text).startsWith('DATA')) progress.begun = true
  }
  const logger = { level: none, trace: none, debug, info: none, warn: none, error: none, fatal: none }
  return { logger, transactionLog: true }
}

function mailOf({ from, to }: MailTarget, { subject, html, text, pictures }: MailBody, { id, again, now }: About) {
  const noted = again === null ? { text, html } : { text: `${again}\n\n${text}`, html: withNote(html, again) }
  return {
    from,
    to,
    subject,
    ...noted,
    date: new Date(now),
    messageId: `<${id}@${from.split('@').at(-1)}>`,
    headers: { 'auto-submitted': 'auto-generated' },
    attachments: pictures.map(({ cid, png }) => ({
      filename: `${cid}.png`,
      cid,
      content: Buffer.from(png, 'base64'),
      contentType: 'image/png',
    })),
  }
}

function withNote(html: string, note: string): string {
  return html.replace(/(<body[^>]*>)/, `$1<p style="margin:16px;color:#686c75">${note}</p>`)
}

interface SmtpError extends Error {
  code?: string
  /** The one that failed, `STARTTLS`. */
  command?: string
  response?: string
  responseCode?: number
  permanent?: boolean
}

function mailFailure(error: SmtpError, begun: boolean): Sent {
  const { code, command, message, response, responseCode, permanent } = error
  if (command === 'STARTTLS' && responseCode !== undefined) {
    const todo = 'Nothing was sent. Choose tls, or none for a server within.'
    return { outcome: 'refused', detail: `It does not take STARTTLS (${inOneLine(response ?? message)}). ${todo}` }
  }
  const detail = inOneLine(response ?? untrusted(error) ?? message)
  if (responseCode !== undefined) return { outcome: permanent ? 'refused' : 'failed', detail }
  if (code === 'ENOAUTH' || code === 'ECONFIG' || code === 'EENVELOPE') return { outcome: 'refused', detail }
  return { outcome: begun ? 'unknown' : 'failed', detail }
}

const slackTextMost = 3000

async function sendSlack(
  url: string,
  { text, link }: Outgoing['slack'],
  { again }: About,
  rules: OutboundRules,
): Promise<Sent> {
  const lines = [again, text].filter((line) => line !== null).join('\n')
  const end = link === null ? '' : `\n<${escapedForSlack(link.url)}|${escapedForSlack(link.text)}>`
  const body = JSON.stringify({ text: escapedForSlack(lines, slackTextMost - end.length) + end, unfurl_links: false })
  const posted = await post(new URL(url), { headers: {}, body }, rules)
  if (posted.outcome === 'answered' && posted.status === 200 && posted.body.trim() !== 'ok') {
    if (posted.isCut && posted.body === '') return { outcome: 'unknown', detail: 'It answered 200 and never said ok.' }
    // whatever answers 200 without Slack's own word is not Slack
    return { outcome: 'refused', detail: `It answered 200, but not as Slack does: ${shortened(posted.body)}` }
  }
  return outcomeOf(posted)
}

/** Slack reads three characters as marks; text that is too long is cut before it is escaped. */
function escapedForSlack(text: string, most = slackTextMost): string {
  const escaped = (part: string): string =>
    part.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  if (escaped(text).length <= most) return escaped(text)
  let end = most - 1
  while (escaped(text.slice(0, end)).length > most - 1) end -= 1
  return `${escaped(text.slice(0, end))}…`
}

/** Signed as Standard Webhooks has it: `id.timestamp.body`, HMAC-SHA256, base64. */
async function sendWebhook(
  { url, secret }: Extract<Target, { kind: 'webhook' }>,
  { type, data }: Outgoing['webhook'],
  { id, now, again }: About,
  rules: OutboundRules,
): Promise<Sent> {
  const timestamp = String(Math.floor(now / 1000))
  const body = JSON.stringify({ type, timestamp: new Date(now).toISOString(), ...(again && { again }), data })
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${sign(secret, `${id}.${timestamp}.${body}`)}`,
  }
  return outcomeOf(await post(new URL(url), { headers, body }, rules))
}

/** A secret behind `whsec_` is base64, as the standard writes them; any other is used as it is. */
export function sign(secret: string, text: string): string {
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : secret
  return createHmac('sha256', key).update(text).digest('base64')
}

const later = new Set([408, 425, 429])

function outcomeOf(posted: Posted): Sent {
  if (posted.outcome !== 'answered') return { outcome: posted.outcome, detail: posted.reason }
  const { status, body, retryAfter } = posted
  const detail = `${status} ${shortened(body)}`.trim()
  if (status >= 200 && status < 300) return { outcome: 'delivered', detail }
  if (status >= 300 && status < 400)
    return { outcome: 'refused', detail: `${status}: it sends on to another address, which is not followed.` }
  if (status < 500 && !later.has(status)) return { outcome: 'refused', detail }
  const seconds = Number(retryAfter)
  return { outcome: 'failed', detail, ...(seconds > 0 && { pauseMs: seconds * 1000 }) }
}

const inOneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()
const shortened = (text: string): string => inOneLine(text).slice(0, 200)
