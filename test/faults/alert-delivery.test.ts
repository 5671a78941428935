// Delivery by a process of its own: killed between sending and noting, and in front of mail servers behind TLS.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SMTPServerOptions } from 'smtp-server'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { MessageView } from '#contract/alerts.ts'
import { openControl } from '#store/control.ts'
import { openHome } from '#store/home.ts'
import { listMessages, noteInterrupted } from '#store/outbox.ts'
import { type Target, addRecipient } from '#store/recipients.ts'
import { testMessage } from '#watch/alerts/compose.ts'
import { type PostOffice, deliverDue } from '#watch/alerts/deliver.ts'
import { handOverTo } from '#watch/alerts/outgoing.ts'
import { authority, elsewhere, localhost } from '../support/certificates.ts'
import { type MailTarget, mailTo, openMailServer } from '../support/mail.ts'
import { type Programs, bundle } from '../support/programs.ts'

const folder = mkdtempSync(join(tmpdir(), 'onecount-delivery-'))
const authorityFile = join(folder, 'authority.pem')
let programs: Programs
let store: PostOffice['store']
let office: PostOffice

beforeAll(async () => {
  writeFileSync(authorityFile, authority)
  programs = await bundle({ delivery: 'test/support/delivery-process.ts' })
  const home = openHome(join(folder, 'data'))
  store = { control: await openControl(home.control), home }
  office = { store, clock: Date.now, settings: { privateHosts: ['127.0.0.1', 'localhost'] } }
})
afterAll(async () => {
  await store.control.destroy()
  programs.remove()
  rmSync(folder, { recursive: true, force: true })
})

function deliverApart(): ChildProcess {
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: authorityFile }
  return spawn(process.execPath, [programs.path('delivery'), store.home.root], { env, stdio: 'inherit' })
}

async function listen(server: Server): Promise<number> {
  onTestFinished(() => new Promise<void>((done) => void server.close(() => done())))
  await new Promise<void>((ready) => server.listen(0, 'localhost', ready))
  return (server.address() as AddressInfo).port
}

/** Hands a message over to a new recipient. */
async function hand(name: string, target: Target): Promise<() => Promise<MessageView>> {
  const { control, home } = store
  const given = { name, language: 'en', rules: {}, address: 'shown', target, by: 'ann' } as const
  await addRecipient({ control, keyFile: home.hookKey }, given, Date.now())
  const outgoing = testMessage('en', { publicUrl: 'https://onecount.example', today: '2026-09-14' })
  await handOverTo(control, [name], { purpose: 'alert', key: name, outgoing }, Date.now())
  return async () => (await listMessages(control, {})).find(({ recipient }) => recipient.name === name)!
}

const outcomes = ({ attempts }: MessageView): string[] => attempts.map(({ outcome }) => outcome)
const repeats = 'may have reached you before'

test('what a killed sender had sent and not noted comes once more, under the same id, and says so; nothing is lost', async () => {
  const [bodies, mails]: [string[], string[]] = [[], []]
  const waiting: (() => void)[] = []
  let kill: (() => void) | undefined
  /** Both have their message by then; the mail server says so at the moment of the kill. */
  const arrived = (confirm: () => void): void => {
    if (!kill) return confirm()
    if (bodies.length + mails.length < 2) return void waiting.push(confirm)
    for (const each of [...waiting, confirm]) each()
    kill()
  }
  const hookPort = await listen(
    createServer((request: IncomingMessage, response: ServerResponse) => {
      let body = ''
      request.on('data', (piece) => (body += String(piece)))
      request.on('end', () => {
        bodies.push(body)
        // who is about to be killed gets no answer
        arrived(() => {
          if (kill === undefined) response.end()
        })
      })
    }),
  )
  const mailServer = await openMailServer({ disabledCommands: ['STARTTLS'] }, ({ text }, taken) => {
    mails.push(text)
    arrived(taken)
  })
  const hook = await hand('hook', {
    kind: 'webhook',
    url: `http://localhost:${hookPort}/`,
    secret: 'a secret of theirs',
  })
  const mail = await hand('mail', mailTo(mailServer.port))

  const child = deliverApart()
  kill = () => child.kill('SIGKILL')
  expect((await once(child, 'exit'))[1]).toBe('SIGKILL')
  kill = undefined
  // as the next start does it
  await noteInterrupted(store.control, Date.now())
  await deliverDue(office)
  await deliverDue(office)
  expect(outcomes(await hook())).toEqual(['unknown', 'delivered'])
  expect(bodies.map((body) => body.includes(repeats))).toEqual([false, true])
  // its sender may have noted the answer just before it died
  expect((await mail()).state).toBe('delivered')
  expect(mails.map((text) => text.includes(repeats))).toEqual([false, true].slice(0, mails.length))
  expect(new Set(mails.map((text) => /^Message-ID: (.*)$/m.exec(text)![1])).size).toBe(1)
})

test('mail goes by TLS from the start or by STARTTLS to servers with a trusted certificate of their name, and to no other', async () => {
  const taken: string[] = []
  const asked: string[] = []
  const behind = async (name: string, options: SMTPServerOptions): Promise<number> => {
    const { port } = await openMailServer(
      {
        authOptional: false,
        onAuth: ({ username, password }, _session, done) => {
          asked.push(`${name} ${password}`)
          done(null, { user: username })
        },
        ...options,
      },
      (_mail, done) => {
        taken.push(name)
        done()
      },
    )
    return port
  }
  const login = { user: 'onecount', password: 'open sesame' }
  const cases: [string, SMTPServerOptions, MailTarget['security']][] = [
    ['tls', { ...localhost, secure: true }, 'tls'],
    ['starttls', localhost, 'starttls'],
    ['another name', { ...elsewhere, secure: true }, 'tls'],
    // smtp-server's own certificate, which nobody vouches for
    ['stranger', {}, 'starttls'],
    ['plain', { disabledCommands: ['STARTTLS'] }, 'starttls'],
  ]
  const messages = new Map<string, () => Promise<MessageView>>()
  for (const [name, options, security] of cases)
    messages.set(name, await hand(name, mailTo(await behind(name, options), { ...login, security })))
  await once(deliverApart(), 'exit')
  const last = async (name: string) => (await messages.get(name)!()).attempts.at(-1)!
  expect([(await last('tls')).outcome, (await last('starttls')).outcome]).toEqual(['delivered', 'delivered'])
  for (const name of ['another name', 'stranger']) {
    const { outcome, detail } = await last(name)
    expect([name, outcome]).toEqual([name, 'failed'])
    expect(detail).toMatch(/^Its certificate is not trusted \(.+\)\. .*NODE_EXTRA_CA_CERTS=/)
  }
  expect(await last('plain')).toMatchObject({
    outcome: 'refused',
    detail: expect.stringContaining('does not take STARTTLS'),
  })
  expect(taken.toSorted()).toEqual(['starttls', 'tls'])
  // nobody else has seen the password
  expect(asked.toSorted()).toEqual(['starttls open sesame', 'tls open sesame'])
})
