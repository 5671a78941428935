// Identifiers of erased persons as keyed hashes: what carries one is refused, and nobody can read from them whose they are.
import { createHmac } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import type Database from 'libsql'
import { Problem } from '#util/problem.ts'
import type { Control } from './control.ts'
import { makeKey, readKey } from './key-file.ts'
import { Watched } from './watched.ts'

/** Rows in a statement at a time. */
const chunk = 400

/** Settings row: what the key makes of a fixed text, so that another key in its place is noticed. */
const checkName = 'erasure_key_check'

/**
 * From now on what carries one of these identifiers (`kind:value`) is refused. Safe to repeat. Throws Problem
 * `erasure_key_lost`: with a new key, nobody who was erased before would be recognised any more.
 */
export async function bury(control: Control, keyFile: string, identifiers: readonly string[]): Promise<void> {
  const key = await keyToBury(control, keyFile)
  const rows = identifiers.map((identifier) => ({ hash: hashOf(key, identifier) }))
  for (let at = 0; at < rows.length; at += chunk) {
    await control
      .insertInto('tombstones')
      .values(rows.slice(at, at + chunk))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

async function keyToBury(control: Control, keyFile: string): Promise<Buffer> {
  const anybody = await control.selectFrom('tombstones').select('hash').limit(1).executeTakeFirst()
  const check = await control.selectFrom('settings').select('value').where('name', '=', checkName).executeTakeFirst()
  const key = keyFrom(keyFile, anybody && check?.value)
  // a file that holds no key is somebody's to put right
  if (!key && (anybody || existsSync(keyFile))) throw erasureKeyLost()
  const made = key ?? makeKey(keyFile)
  const value = checkOf(made)
  await control
    .insertInto('settings')
    .values({ name: checkName, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute()
  return made
}

/**
 * Forgets by what erased persons are recognised, when the key is gone for good: a new one comes with the next erasure.
 * Throws Problem `erasure_key_there`. Returns how many hashes were forgotten.
 */
export async function forgetTombstones(control: Control, keyFile: string, { isBlind }: Tombstones): Promise<number> {
  if (!isBlind) {
    throw new Problem('erasure_key_there', 'The key of erased persons is there; nothing was changed.', { status: 409 })
  }
  rmSync(keyFile, { force: true })
  const { numDeletedRows } = await control.deleteFrom('tombstones').executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}

function erasureKeyLost(): Problem {
  return new Problem(
    'erasure_key_lost',
    'The key of erased persons is gone or another one, so that nobody knows who must not be taken again.',
    { status: 503, hint: erasureKeyRemedy },
  )
}

export const erasureKeyRemedy =
  'Put the file erasure-key back into the data folder; if it is lost for good: onecount privacy forget-key.'

/** What is said of an event or row that is refused for it. */
export const erasedReason = 'is about somebody whose data was erased; it is not taken again'

interface Buried {
  hashes: ReadonlySet<string>
  check: string | undefined
  /** Undefined when it was gone, or another than the hashes were made with. */
  key: Buffer | undefined
}

const nobody: Buried = { hashes: new Set(), check: undefined, key: undefined }

/** The tombstones, read from the control store beside the process that owns it. */
export class Tombstones {
  readonly #buried: Watched<Buried>
  readonly #keyFile: string

  /** @param now milliseconds of a clock that never goes back. */
  constructor(controlPath: string, keyFile: string, now?: () => number) {
    this.#keyFile = keyFile
    this.#buried = new Watched(controlPath, (database) => readBuried(database, keyFile), nobody, now)
  }

  /** Nobody was ever erased, as far as is known for half a second. */
  get isEmpty(): boolean {
    return this.#buried.get(() => true).hashes.size === 0
  }

  /** Whether one of these identifiers is an erased person's, as far as can be told: before storing, `blocks` decides. */
  has(identifiers: readonly string[]): boolean {
    return (
      this.#names(
        this.#buried.get(() => true),
        identifiers,
      ) === true
    )
  }

  /**
   * Whether what carries these identifiers must not be stored. `at once` knows of an erasure that began just now.
   * Throws Problem `erasure_key_lost`.
   */
  blocks(identifiers: readonly string[], when: 'soon' | 'at once'): boolean {
    const answer = this.#names(
      this.#buried.get(() => when === 'soon'),
      identifiers,
    )
    if (answer === undefined) throw erasureKeyLost()
    return answer
  }

  /**
   * Those that may be stored; knows of an erasure that began just now, by one look for all of them. Throws Problem
   * `erasure_key_lost`.
   */
  storable<T>(all: readonly T[], identifiersOf: (one: T) => readonly string[]): readonly T[] {
    if (this.#buried.get(() => false).hashes.size === 0) return all
    return all.filter((one) => !this.blocks(identifiersOf(one), 'soon'))
  }

  /** There are tombstones, and the key that they were made with is gone: nobody is recognised any more. */
  get isBlind(): boolean {
    const { hashes, check } = this.#buried.get(() => false)
    return hashes.size > 0 && keyFrom(this.#keyFile, check) === undefined
  }

  /** Undefined when it cannot be told. Mostly nobody was erased, and then the key is not asked for. */
  #names({ hashes, check, key: known }: Buried, identifiers: readonly string[]): boolean | undefined {
    if (hashes.size === 0) return false
    const key = known ?? keyFrom(this.#keyFile, check)
    return key && identifiers.some((identifier) => hashes.has(hashOf(key, identifier)))
  }

  close(): void {
    this.#buried.close()
  }
}

function readBuried(database: Database.Database, keyFile: string): Buried {
  const rows = database.prepare('SELECT hash FROM tombstones').all([]) as { hash: string }[]
  if (rows.length === 0) return nobody
  const [row] = database.prepare('SELECT value FROM settings WHERE name = ?').all([checkName]) as { value: string }[]
  return { hashes: new Set(rows.map(({ hash }) => hash)), check: row?.value, key: keyFrom(keyFile, row?.value) }
}

/** Folders in which somebody was erased by an earlier version have nothing to check by. */
function keyFrom(keyFile: string, check: string | undefined): Buffer | undefined {
  const key = readKey(keyFile)
  return key && (check === undefined || check === checkOf(key)) ? key : undefined
}

const checkOf = (key: Buffer): string => hashOf(key, checkName)

function hashOf(key: Buffer, identifier: string): string {
  return createHmac('sha256', key).update(identifier).digest('base64')
}
