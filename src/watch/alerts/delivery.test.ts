// Delivery against real servers: SMTP, what Slack documents of its incoming webhooks, signed webhooks, and peers that lie.
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SMTPServerOptions } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { MessageView } from '#contract/alerts.ts'
import { openControl } from '#store/control.ts'
import { openHome } from '#store/home.ts'
import { listMessages } from '#store/outbox.ts'
import { type Target, addRecipient, listRecipients, removeRecipient } from '#store/recipients.ts'
import { post } from '#util/outbound.ts'
import { minuteMs } from '#util/duration.ts'
import { type Mail, type OnMail, mailTo, openMailServer } from '../../../test/support/mail.ts'
import { testMessage } from './compose.ts'
import { type PostOffice, deliverDue, sendTest } from './deliver.ts'
import { type Outgoing, handOverTo } from './outgoing.ts'
import { sign } from './send.ts'

let store: PostOffice['store']
let office: PostOffice
let now = Date.UTC(2026, 8, 14, 9)

const outgoing: Outgoing = {
  ...testMessage('en', { publicUrl: 'https://onecount.example', today: '2026-09-14' }),
  slack: { text: 'CPA <50 & falling', link: { text: 'Open alerts', url: 'https://onecount.example/alerts' } },
}
outgoing.mail = { ...outgoing.mail, pictures: [{ cid: 'chart-1', png: Buffer.from('not really a picture') }] }

beforeAll(async () => {
  const home = openHome(mkdtempSync(join(tmpdir(), 'onecount-test-')))
  store = { control: await openControl(home.control), home }
  office = { store, clock: () => now, settings: { privateHosts: ['127.0.0.1', 'localhost'] } }
})
beforeEach(async () => {
  for (const { name } of await listRecipients(store.control)) await removeRecipient(store.control, name, now)
  answers.length = 0
  taken.length = 0
  mails.length = 0
})
afterAll(async () => {
  await store.control.destroy()
  rmSync(store.home.root, { recursive: true, force: true })
})

async function add(name: string, target: Target): Promise<void> {
  const place = { control: store.control, keyFile: store.home.hookKey }
  await addRecipient(place, { name, language: 'en', rules: {}, address: 'shown', target, by: 'ann' }, now)
}

async function hand(key: string, ...recipients: string[]): Promise<void> {
  await handOverTo(store.control, recipients, { purpose: 'report', key, outgoing }, now)
}

async function message(key: string): Promise<MessageView> {
  const row = await store.control.selectFrom('messages').select('id').where('key', '=', key).executeTakeFirstOrThrow()
  return (await listMessages(store.control, row))[0]!
}

const outcomes = ({ attempts }: MessageView): string[] => attempts.map(({ outcome }) => outcome)

interface Taken {
  headers: IncomingMessage['headers']
  body: string
}
type Answer = (response: ServerResponse, request: IncomingMessage, body: string) => void
/** What the HTTP server answers next; what is left of it stays for later requests. */
const answers: Answer[] = []
const taken: Taken[] = []

const server = createServer((request, response) => {
  let body = ''
  request.on('data', (piece) => (body += String(piece)))
  request.on('end', () => {
    taken.push({ headers: request.headers, body })
    const answer = answers.length > 1 ? answers.shift()! : answers[0]!
    answer(response, request, body)
  })
})
let port: number
beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  port = (server.address() as AddressInfo).port
})
afterAll(() => new Promise<void>((done) => void server.close(() => done())))

const say =
  (status: number, text = '', headers: Record<string, string> = {}): Answer =>
  (response) =>
    response.writeHead(status, headers).end(text)

/** As Slack documents it: JSON with a text; `ok`, or a word that says what is wrong. */
const slack: Answer = (response, request, body) => {
  const { text } = JSON.parse(body) as { text?: string }
  const wrong =
    request.headers['content-type'] !== 'application/json' || /<(?!https?:)|&(?!amp;|lt;|gt;)/.test(text ?? '')
  if (!text) return response.writeHead(400).end('no_text')
  if (wrong || text.length > 40_000) return response.writeHead(400).end('invalid_payload')
  return response.writeHead(200).end('ok')
}

const hook = (path = '/hook'): Target => ({
  kind: 'webhook',
  url: `http://127.0.0.1:${port}${path}`,
  secret: 'a secret of theirs',
})

const mails: Mail[] = []
const keep: OnMail = (mail, done) => {
  mails.push(mail)
  done()
}

const mailServer = (options: SMTPServerOptions = {}, onMail = keep) =>
  openMailServer({ disabledCommands: ['STARTTLS'], allowInsecureAuth: true, ...options }, onMail)

test('a mail reaches all addresses once, with both texts, its pictures, and an id that stays the same', async () => {
  const both = ['ann@example.com', 'bob@example.com']
  await add('team', mailTo((await mailServer()).port, { to: both }))
  await hand('mail', 'team')
  await hand('mail', 'team')
  await deliverDue(office)
  await deliverDue(office)
  expect(outcomes(await message('mail'))).toEqual(['delivered'])
  expect(mails).toHaveLength(1)
  expect(mails[0]!.to).toEqual(both)
  const { id } = await message('mail')
  expect(mails[0]!.text).toContain(`Message-ID: <${id}@example.com>`)
  for (const part of [
    'text/plain',
    'text/html',
    'image/png',
    'Content-ID: <chart-1>',
    'Auto-Submitted: auto-generated',
  ])
    expect(mails[0]!.text.toLowerCase()).toContain(part.toLowerCase())
})

test('a wrong password is refused and not tried again, and stands nowhere but sealed', async () => {
  const { port: mailPort } = await mailServer({
    authOptional: false,
    onAuth: ({ password }, _session, callback) =>
      password === 'right' ? callback(null, { user: 'ann' }) : callback(new Error('Invalid login')),
  })
  await add('wrong', mailTo(mailPort, { user: 'ann', password: 'this is not it' }))
  await add('right', mailTo(mailPort, { user: 'ann', password: 'right' }))
  await hand('login', 'wrong')
  await hand('login right', 'right')
  await deliverDue(office)
  const refused = await message('login')
  expect([refused.state, outcomes(refused)]).toEqual(['refused', ['refused']])
  expect((await message('login right')).state).toBe('delivered')
  const control = await store.control.selectFrom('recipients').selectAll().execute()
  const kept = JSON.stringify([control, await listMessages(store.control, {}), await listRecipients(store.control)])
  expect(kept).not.toContain('this is not it')
  expect(kept).not.toContain('a secret of theirs')
})

test('a mail server that is busy is tried again with growing pauses; one that hangs up after the message leaves it open', async () => {
  let busy = 2
  const { port: mailPort } = await mailServer({
    onMailFrom: (_address, _session, callback) => {
      busy -= 1
      callback(busy >= 0 ? Object.assign(new Error('try later'), { responseCode: 451 }) : null)
    },
  })
  await add('busy', mailTo(mailPort))
  await hand('busy', 'busy')
  await deliverDue(office)
  expect((await message('busy')).nextAt).toBe(now + minuteMs)
  await deliverDue(office)
  expect(outcomes(await message('busy'))).toEqual(['failed'])
  now += minuteMs
  await deliverDue(office)
  expect((await message('busy')).nextAt).toBe(now + 5 * minuteMs)
  now += 5 * minuteMs
  await deliverDue(office)
  expect(outcomes(await message('busy'))).toEqual(['failed', 'failed', 'delivered'])

  const rude = await mailServer({}, () => rude.server.connections.forEach((connection) => connection.close()))
  await add('rude', mailTo(rude.port))
  await hand('rude', 'rude')
  await deliverDue(office)
  expect(outcomes(await message('rude'))).toEqual(['unknown'])
})

test('Slack gets text that it reads as text, with the link; its own words decide what becomes of it', async () => {
  await add('sales', { kind: 'slack', url: `http://127.0.0.1:${port}/services/T/B/x` })
  answers.push(slack)
  await hand('slack', 'sales')
  await deliverDue(office)
  expect((await message('slack')).attempts.map(({ detail }) => detail)).toEqual(['200 ok'])
  expect((JSON.parse(taken[0]!.body) as { text: string }).text).toBe(
    'CPA &lt;50 &amp; falling\n<https://onecount.example/alerts|Open alerts>',
  )
  const cases: [Answer, string, number | null][] = [
    [say(410, 'channel_is_archived'), 'refused', null],
    [say(200, '<html>a portal</html>'), 'refused', null],
    [say(302, '', { location: 'http://169.254.169.254/' }), 'refused', null],
    [say(429, 'rate_limited', { 'retry-after': '600' }), 'failed', now + 10 * minuteMs],
    [say(500, 'rollup_error'), 'failed', now + minuteMs],
  ]
  for (const [index, [answer, outcome, nextAt]] of cases.entries()) {
    answers.splice(0, answers.length, answer)
    taken.length = 0
    await hand(`case ${index}`, 'sales')
    await deliverDue(office)
    const { attempts, nextAt: next } = await message(`case ${index}`)
    expect([attempts[0]!.outcome, next, taken.length]).toEqual([outcome, nextAt, 1])
  }
})

test('a webhook is signed over id, time and body; what breaks off before an answer is sent again under the same id and says so', async () => {
  await add('hook', hook())
  answers.push((response) => response.destroy(), say(204))
  await hand('hook', 'hook')
  await deliverDue(office)
  now += minuteMs
  await deliverDue(office)
  expect(outcomes(await message('hook'))).toEqual(['unknown', 'delivered'])
  const [first, second] = taken
  expect(second!.headers['webhook-id']).toBe(first!.headers['webhook-id'])
  for (const { headers, body } of taken) {
    const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`
    expect(headers['webhook-signature']).toBe(`v1,${sign('a secret of theirs', signed)}`)
  }
  expect(Number(second!.headers['webhook-timestamp'])).toBe(now / 1000)
  expect(first!.body).not.toContain('before')
  expect((JSON.parse(second!.body) as { again: string }).again).toContain('may have reached you before')
})

test('the signature is the one of the published test vector', () => {
  // Standard Webhooks, the example of its libraries' tests
  const body = '{"test": 2432232314}'
  expect(sign('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', `msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.${body}`)).toBe(
    'g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  )
})

test('what is being sent is taken by nobody else, and a clock that was set back holds nothing up', async () => {
  await add('once', hook())
  answers.push(say(503), say(200))
  await hand('once', 'once')
  await Promise.all([deliverDue(office), deliverDue(office)])
  expect(outcomes(await message('once'))).toEqual(['failed'])
  now -= 30 * 24 * 60 * minuteMs
  await deliverDue(office)
  now += 30 * 24 * 60 * minuteMs
  expect(outcomes(await message('once'))).toEqual(['failed', 'delivered'])
})

test('after two days of failures it is given up, and what it said is not kept', async () => {
  await add('dead', hook())
  answers.push(say(503))
  await hand('dead', 'dead')
  const start = now
  for (let next = await message('dead'); next.nextAt !== null; next = await message('dead')) {
    now = next.nextAt
    await deliverDue(office)
  }
  expect((await message('dead')).state).toBe('given_up')
  expect(taken).toHaveLength(8)
  expect((now - start) / (24 * 60 * minuteMs)).toBeCloseTo(1.86, 1)
  const row = store.control.selectFrom('messages').select('body').where('key', '=', 'dead')
  expect((await row.executeTakeFirstOrThrow()).body).toBe('')
})

test('private addresses are refused, under a name too, unless the server allows that name', async () => {
  const strict: PostOffice = { ...office, settings: { privateHosts: [] } }
  for (const [name, host] of [
    ['by number', '127.0.0.1'],
    ['by name', 'localhost'],
    ['mapped', '[::ffff:127.0.0.1]'],
    ['metadata', '169.254.169.254'],
    ['another notation', '2130706433'],
  ] as const) {
    await add(name, { kind: 'webhook', url: `http://${host}:${port}/`, secret: 'a secret of theirs' })
    await hand(name, name)
  }
  await add('mail inside', mailTo(25))
  await hand('mail inside', 'mail inside')
  await deliverDue(strict)
  for (const name of ['by number', 'by name', 'mapped', 'metadata', 'another notation', 'mail inside']) {
    const { attempts, state } = await message(name)
    expect([name, state]).toEqual([name, 'refused'])
    expect(attempts[0]!.detail).toContain('ONECOUNT_PRIVATE_HOSTS=')
  }
  expect(taken).toEqual([])
})

test('a peer that never answers leaves the outcome open; once it gave a status, what follows does not matter', async () => {
  const rules = { privateHosts: ['127.0.0.1'], timeoutMs: 1_000 }
  const empty = { headers: {}, body: '{}' }
  answers.push((response, { url }) => {
    if (url === '/endless') response.writeHead(200).write('a')
    if (url === '/huge') response.writeHead(500).write('a'.repeat(200_000))
  })
  const paths = ['silent', 'endless', 'huge']
  const posted = await Promise.all(paths.map((path) => post(new URL(`http://127.0.0.1:${port}/${path}`), empty, rules)))
  expect(posted).toMatchObject([{ outcome: 'unknown' }, { status: 200, body: 'a' }, { status: 500, isCut: true }])
  expect(taken).toHaveLength(3)
  // port 1 is closed: nothing was sent
  expect(await post(new URL('http://127.0.0.1:1/'), empty, { ...rules, timeoutMs: 5000 })).toMatchObject({
    outcome: 'failed',
  })
})

test('the test button tells the outcome, and does not go on by itself', async () => {
  await add('tried', hook())
  answers.push(say(503, 'down for now'))
  const { state, attempts, nextAt } = await sendTest(office, 'tried', outgoing)
  expect([state, attempts[0]!.outcome, attempts[0]!.detail, nextAt]).toEqual([
    'given_up',
    'failed',
    '503 down for now',
    null,
  ])
  answers.splice(0, 1, say(200))
  expect((await sendTest(office, 'tried', outgoing)).state).toBe('delivered')
})

test('who is not known is refused by name; who was removed gets nothing that waited', async () => {
  await add('gone', hook())
  answers.push(say(200))
  const handed = await handOverTo(store.control, ['gone', 'nobody'], { purpose: 'report', key: 'left', outgoing }, now)
  expect(handed.map(({ state }) => state)).toEqual(['handed_over', 'refused'])
  await removeRecipient(store.control, 'gone', now)
  await deliverDue(office)
  expect(taken).toEqual([])
  expect((await message('left')).state).toBe('given_up')
})
