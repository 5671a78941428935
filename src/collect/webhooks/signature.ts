// Checking who sent a delivery: on its bytes, in a time that does not tell how much of a signature agrees.
import { type BinaryLike, createHmac, timingSafeEqual } from 'node:crypto'
import type { LiveHook } from '#store/hooks.ts'
import { sameSecret } from '#util/secret.ts'
import type { Delivery, Verdict } from './provider.ts'

/** A delivery that was signed longer ago, or is dated further ahead, is refused (milliseconds). */
const freshMs = 300_000

export interface Hmac {
  algorithm: string
  encoding: 'hex' | 'base64'
  /** Signed one after the other. */
  parts: readonly BinaryLike[]
}

/** Whether one of the signatures was made with one of the secrets; it is compared as text, so that none has two forms. */
export function isSigned(given: readonly (string | undefined)[], secrets: readonly string[], hmac: Hmac): boolean {
  const { algorithm, encoding, parts } = hmac
  const signatures = given.flatMap((text) => {
    if (text === undefined) return []
    return [Buffer.from(encoding === 'hex' ? text.toLowerCase() : text)]
  })
  let found = false
  for (const secret of secrets) {
    const digest = createHmac(algorithm, secret)
    for (const part of parts) digest.update(part)
    const right = Buffer.from(digest.digest(encoding))
    for (const signature of signatures) {
      if (signature.length === right.length && timingSafeEqual(signature, right)) found = true
    }
  }
  return found
}

/** Whether the text is one of the secrets. */
function isSecret(given: string | undefined, secrets: readonly string[]): boolean {
  let found = false
  for (const secret of secrets) if (given !== undefined && sameSecret(given, secret)) found = true
  return found
}

/** @param sentAt epoch milliseconds; NaN when the delivery does not say it readably. */
export function verdictOf(signed: boolean, sentAt: number, receivedAt: number): Verdict {
  if (!signed) return 'wrong'
  return Math.abs(receivedAt - sentAt) <= freshMs ? 'right' : 'stale'
}

/** A header's one value. */
export function header({ headers }: Pick<Delivery, 'headers'>, name: string): string | undefined {
  const value = headers[name.toLowerCase()]
  return Array.isArray(value) ? value[0] : value
}

/** For senders that cannot sign: the secret itself, as `?token=`, `Authorization: Bearer`, or in a header of its own. */
export function verifyToken(delivery: Delivery, { secrets, options }: LiveHook): Verdict {
  const given = [
    delivery.query.get('token') ?? undefined,
    header(delivery, 'authorization')?.replace(/^Bearer +/i, ''),
    header(delivery, options.header),
  ]
  return given.some((token) => isSecret(token, secrets)) ? 'right' : 'wrong'
}
