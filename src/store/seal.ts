// Secrets that must be readable again, sealed with a key that lies in a file of its own beside the data.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { makeKey, readKey } from './key-file.ts'

const cipher = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

/**
 * Seals a text for one purpose: opened for another it is refused.
 * @param keyFile made when it is missing, readable by the owner only.
 */
export function seal(keyFile: string, purpose: string, text: string): string {
  const nonce = randomBytes(nonceBytes)
  const sealing = createCipheriv(cipher, readKey(keyFile) ?? makeKey(keyFile), nonce).setAAD(Buffer.from(purpose))
  const sealed = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()])
  return Buffer.concat([nonce, sealing.getAuthTag(), sealed]).toString('base64')
}

/** The text; undefined when the key file is missing or another one, or the sealed text was changed. */
export function unseal(keyFile: string, purpose: string, sealed: string): string | undefined {
  const key = readKey(keyFile)
  const bytes = Buffer.from(sealed, 'base64')
  if (!key || bytes.length < nonceBytes + tagBytes) return undefined
  const opening = createDecipheriv(cipher, key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes })
    .setAAD(Buffer.from(purpose))
    .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
  try {
    return Buffer.concat([opening.update(bytes.subarray(nonceBytes + tagBytes)), opening.final()]).toString('utf8')
  } catch {
    // the tag does not fit: what Node throws says no more than that
    return undefined
  }
}
