// Identifiers: time-ordered ids for what we create, hashes for what others name.
import { hash, randomBytes } from 'node:crypto'

/** A UUIDv7: 48 bits of milliseconds, then randomness, so that new rows sort behind old ones. */
export function newId(now: number = Date.now()): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(now, 0, 6)
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** SHA-256 as 64 lower-case hex digits. */
export function sha256(text: string): string {
  return hash('sha256', text, 'hex')
}

/** 128 bits of SHA-256 over the parts, as 32 hex digits; the parts cannot run into each other. */
export function hashParts(...parts: readonly string[]): string {
  return sha256(JSON.stringify(parts)).slice(0, 32)
}
