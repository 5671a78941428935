// Identifiers of erased persons as keyed hashes: what carries one is refused, and nobody can read from them whose they are.
import { createHmac } from 'node:crypto'
import type Database from 'libsql'
import type { Control } from './control.ts'
import { makeKey, readKey } from './key-file.ts'
import { Watched } from './watched.ts'

/** Rows in a statement at a time. */
const chunk = 400

/** From now on what carries one of these identifiers (`kind:value`) is refused. Safe to repeat. */
export async function bury(control: Control, keyFile: string, identifiers: readonly string[]): Promise<void> {
  const key = readKey(keyFile) ?? makeKey(keyFile)
  const rows = identifiers.map((identifier) => ({ hash: hashOf(key, identifier) }))
  for (let at = 0; at < rows.length; at += chunk) {
    await control
      .insertInto('tombstones')
      .values(rows.slice(at, at + chunk))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

/** What is said of an event or row that is refused for it. */
export const erasedReason = 'is about somebody whose data was erased; it is not taken again'

interface Buried {
  hashes: ReadonlySet<string>
  key: Buffer | undefined
}

const nobody: Buried = { hashes: new Set(), key: undefined }

/** The tombstones, read from the control store beside the process that owns it. */
export class Tombstones {
  readonly #buried: Watched<Buried>

  /** @param now milliseconds of a clock that never goes back. */
  constructor(controlPath: string, keyFile: string, now?: () => number) {
    this.#buried = new Watched(controlPath, (database) => readBuried(database, keyFile), nobody, now)
  }

  /** Nobody was ever erased, as far as is known for half a second. */
  get isEmpty(): boolean {
    return this.#buried.get(() => true).hashes.size === 0
  }

  /** Whether one of these identifiers is an erased person's. `at once` knows of an erasure that began just now. */
  has(identifiers: readonly string[], when: 'soon' | 'at once' = 'soon'): boolean {
    const { hashes, key } = this.#buried.get(() => when === 'soon')
    if (!key) return false
    return identifiers.some((identifier) => hashes.has(hashOf(key, identifier)))
  }

  /** There are tombstones, and the key that they were made with is gone: nobody is recognised any more. */
  get isBlind(): boolean {
    const { hashes, key } = this.#buried.get(() => false)
    return hashes.size > 0 && !key
  }

  close(): void {
    this.#buried.close()
  }
}

function readBuried(database: Database.Database, keyFile: string): Buried {
  const rows = database.prepare('SELECT hash FROM tombstones').all([]) as { hash: string }[]
  if (rows.length === 0) return nobody
  return { hashes: new Set(rows.map(({ hash }) => hash)), key: readKey(keyFile) }
}

function hashOf(key: Buffer, identifier: string): string {
  return createHmac('sha256', key).update(identifier).digest('base64')
}
