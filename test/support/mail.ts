// A mail server for one test, and the recipient that it delivers to.
import type { AddressInfo } from 'node:net'
import { type SMTPServerOptions, SMTPServer } from 'smtp-server'
import { onTestFinished } from 'vitest'
import type { Target } from '#store/recipients.ts'

export interface Mail {
  to: string[]
  text: string
}
/** Called with each mail; the sender hears that it is taken once `taken` is called. */
export type OnMail = (mail: Mail, taken: () => void) => void

export async function openMailServer(
  options: SMTPServerOptions,
  onMail: OnMail,
): Promise<{ server: SMTPServer; port: number }> {
  const server = new SMTPServer({
    logger: false,
    authOptional: true,
    ...options,
    onData(stream, session, taken) {
      const pieces: Buffer[] = []
      stream.on('data', (piece: Buffer) => pieces.push(piece))
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address)
        onMail({ to, text: Buffer.concat(pieces).toString() }, () => taken())
      })
    },
  })
  // senders that break off, or do not trust its certificate: their outcome is what tests look at
  server.on('error', () => undefined)
  onTestFinished(() => new Promise<void>((done) => server.close(done)))
  await new Promise<void>((ready) => server.listen(0, 'localhost', ready))
  return { server, port: (server.server.address() as AddressInfo).port }
}

export type MailTarget = Extract<Target, { kind: 'email' }>

export function mailTo(port: number, own: Partial<MailTarget> = {}): MailTarget {
  const server = { host: 'localhost', port, security: 'none', user: '', password: '' } as const
  return { kind: 'email', ...server, from: 'onecount@example.com', to: ['ann@example.com'], ...own }
}
