// Secrets that must be readable again, sealed with a key that lies in a file of its own beside the data.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

const cipher = 'aes-256-gcm'
const keyBytes = 32
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

function readKey(path: string): Buffer | undefined {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  const key = Buffer.from(text.trim(), 'hex')
  return key.length === keyBytes ? key : undefined
}

/** On disk before anything is sealed with it. Throws when the file is there already and holds no key. */
function makeKey(path: string): Buffer {
  const key = randomBytes(keyBytes)
  const file = openSync(path, 'wx', 0o600)
  try {
    writeSync(file, `${key.toString('hex')}\n`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  const folder = openSync(dirname(path), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
  return key
}
