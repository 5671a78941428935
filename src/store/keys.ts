// Keys of programs, which send events or read answers: made, listed, revoked, and looked up.
import type Database from 'libsql'
import { type KeyEntry, type KeyKind, type KeyRequest, keyKinds } from '#contract/key.ts'
import { newId, sha256 } from '#util/ids.ts'
import { Problem } from '#util/problem.ts'
import { newSecret } from '#util/secret.ts'
import type { Control } from './control.ts'
import type { KeyRow } from './control-tables.ts'
import { Watched } from './watched.ts'

const prefixes: Record<KeyKind, string> = { write: 'oc_w_', browser: 'oc_b_', api: 'oc_r_' }

/** Makes a key. The answer is the only time it is shown. Throws Problem `name_taken`. */
export async function createKey(
  control: Control,
  request: KeyRequest,
  now: number,
): Promise<KeyRequest & { id: string; key: string }> {
  const taken = await control
    .selectFrom('keys')
    .select('id')
    .where('name', '=', request.name)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (taken) {
    throw new Problem('name_taken', `There is a key named ${request.name} already.`, {
      status: 409,
      details: [{ field: 'name', message: 'is taken', hint: 'Choose another name, or revoke that key first.' }],
    })
  }
  const key = newSecret(prefixes[request.kind])
  const id = newId(now)
  await control
    .insertInto('keys')
    .values({
      ...request,
      id,
      hash: sha256(key),
      origins: JSON.stringify(request.origins),
      created_at: now,
      revoked_at: null,
    })
    .execute()
  return { id, ...request, key }
}

/** All keys, newest first. */
export async function listKeys(control: Control): Promise<KeyEntry[]> {
  const rows = await control
    .selectFrom('keys')
    .selectAll()
    .where('kind', 'in', keyKinds)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    kind: row.kind,
    source: row.source,
    origins: JSON.parse(row.origins) as string[],
    createdAt: row.created_at,
    revokedAt: row.revoked_at,
  }))
}

/** Revokes a key by its name or id; collectors refuse it within a second. Throws Problem `no_such_key`. */
export async function revokeKey(control: Control, nameOrId: string, now: number): Promise<KeyEntry> {
  const live = (await listKeys(control)).find(
    (key) => key.revokedAt === null && (key.name === nameOrId || key.id === nameOrId),
  )
  if (!live) {
    throw new Problem('no_such_key', `There is no key named ${nameOrId} in force.`, {
      status: 404,
      hint: '`onecount key list` shows them.',
    })
  }
  await control.updateTable('keys').set({ revoked_at: now }).where('id', '=', live.id).execute()
  return { ...live, revokedAt: now }
}

/** The api key in force that this is. */
export async function readerByKey(control: Control, key: string): Promise<Pick<KeyRow, 'name'> | undefined> {
  return control
    .selectFrom('keys')
    .select('name')
    .where('hash', '=', sha256(key))
    .where('kind', '=', 'api')
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
}

/** The key in force that this is, whatever it is for. */
export async function keyInForce(
  control: Control,
  key: string,
): Promise<{ kind: KeyKind; source: string; origins: string[] } | undefined> {
  const row = await control
    .selectFrom('keys')
    .selectAll()
    .where('hash', '=', sha256(key))
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return row && { kind: row.kind, source: row.source, origins: JSON.parse(row.origins) as string[] }
}

/** A key in force, as the collector sees it. */
export interface LiveKey {
  id: string
  kind: KeyRow['kind']
  source: string
  origins: readonly string[]
}

/** The keys in force, read from the control store beside the process that owns it. */
export class KeyRing {
  readonly #keys: Watched<ReadonlyMap<string, LiveKey>>
  /** Hashes of keys that were in force when they were sent: each request would reckon its own. */
  readonly #hashes = new Map<string, string>()

  /** @param now milliseconds of a clock that never goes back. */
  constructor(controlPath: string, now?: () => number) {
    this.#keys = new Watched(controlPath, readKeys, new Map(), now)
  }

  /**
   * The key in force, or undefined. A new one is found at once, since many clients never send again what was
   * refused; a revoked one is refused within a second.
   */
  find(key: string): LiveKey | undefined {
    const known = this.#hashes.get(key)
    const hash = known ?? sha256(key)
    const found = this.#keys.get((keys) => keys.has(hash)).get(hash)
    if (found && known === undefined) this.#hashes.set(key, hash)
    return found
  }

  close(): void {
    this.#keys.close()
  }
}

function readKeys(database: Database.Database): Map<string, LiveKey> {
  const rows = database.prepare("SELECT * FROM keys WHERE revoked_at IS NULL AND kind != 'api'").all([]) as KeyRow[]
  return new Map(
    rows.map(({ id, kind, source, hash, origins }) => [
      hash,
      { id, kind, source, origins: JSON.parse(origins) as string[] },
    ]),
  )
}
