// Secrets that we hand out, and comparing them.
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { sha256 } from './ids.ts'

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** The prefix and 32 characters of 62: 190 bits. */
export function newSecret(prefix: string): string {
  let secret = prefix
  while (secret.length < prefix.length + 32) {
    // 248 = 4 × 62: bytes above it would favour some characters
    for (const byte of randomBytes(48)) if (byte < 248) secret += alphabet[byte % 62]
  }
  return secret.slice(0, prefix.length + 32)
}

/** Compares secrets in a time that does not tell how much of them agrees. */
export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(a)), Buffer.from(sha256(b)))
}
