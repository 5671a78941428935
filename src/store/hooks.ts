// Webhooks in the control store: made, listed, removed, given new secrets, and looked up by the collector.
import type Database from 'libsql'
import { type HookEntry, type HookOptions, type HookProvider, hookPath } from '#contract/hook.ts'
import { newId } from '#util/ids.ts'
import { Problem } from '#util/problem.ts'
import type { Control } from './control.ts'
import type { HookRow } from './control-tables.ts'
import { seal, unseal } from './seal.ts'
import { Watched } from './watched.ts'

/** `signature`: what deliveries are checked with; `login`: of the LINE Login channel. */
type SecretUse = 'signature' | 'login'

interface StoredSecret {
  use: SecretUse
  sealed: string
  setAt: number
}

export interface NewHook {
  name: string
  provider: HookProvider
  source: string
  options: HookOptions
  secrets: Partial<Record<SecretUse, string>>
}

/** Where hooks lie: the control store, and the file with the key that seals their secrets. */
export interface HookPlace {
  control: Control
  keyFile: string
}

/** Throws Problem `name_taken`. */
export async function createHook({ control, keyFile }: HookPlace, hook: NewHook, now: number): Promise<HookEntry> {
  if (await findRow(control, hook.name)) {
    throw new Problem('name_taken', `There is a webhook named ${hook.name} already.`, {
      status: 409,
      details: [{ field: 'name', message: 'is taken', hint: 'Choose another name, or remove that one first.' }],
    })
  }
  const id = newId(now)
  const secrets = (Object.entries(hook.secrets) as [SecretUse, string][]).map(([use, secret]): StoredSecret => ({
    use,
    sealed: seal(keyFile, id, secret),
    setAt: now,
  }))
  const { name, provider, source } = hook
  const row: HookRow = {
    id,
    name,
    provider,
    source,
    options: JSON.stringify(hook.options),
    secrets: JSON.stringify(secrets),
    created_at: now,
    removed_at: null,
  }
  await control.insertInto('hooks').values(row).execute()
  return toEntry(row)
}

/** All webhooks, newest first. */
export async function listHooks(control: Control): Promise<HookEntry[]> {
  const rows = await control
    .selectFrom('hooks')
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(toEntry)
}

/** The hook in force of this name or id. Throws Problem `no_such_hook`. */
export async function hookNamed(control: Control, nameOrId: string): Promise<HookEntry> {
  return toEntry(await rowNamed(control, nameOrId))
}

/** Names of the hooks in force, and of those whose secrets the key file does not open. */
export async function readableHooks({ control, keyFile }: HookPlace): Promise<{ all: string[]; unreadable: string[] }> {
  const rows = await control.selectFrom('hooks').selectAll().where('removed_at', 'is', null).execute()
  const unreadable = rows.filter(({ id, secrets }) =>
    (JSON.parse(secrets) as StoredSecret[]).some(({ sealed }) => unseal(keyFile, id, sealed) === undefined),
  )
  return { all: rows.map(({ name }) => name), unreadable: unreadable.map(({ name }) => name) }
}

/** A new secret beside the newest one, which stays in force until `dropOlderSecrets`; others go. */
export async function addHookSecret(
  { control, keyFile }: HookPlace,
  nameOrId: string,
  secret: string,
  now: number,
): Promise<HookEntry> {
  return changeSecrets(control, nameOrId, (secrets, { id }) => {
    const added: StoredSecret = { use: 'signature', sealed: seal(keyFile, id, secret), setAt: now }
    return [added, ...signatures(secrets).slice(0, 1), ...secrets.filter(({ use }) => use !== 'signature')]
  })
}

/** From now on only the newest secret is in force. */
export async function dropOlderSecrets(control: Control, nameOrId: string): Promise<HookEntry> {
  return changeSecrets(control, nameOrId, (secrets) => [
    ...signatures(secrets).slice(0, 1),
    ...secrets.filter(({ use }) => use !== 'signature'),
  ])
}

/** Its deliveries are refused from now on, and its secrets are gone. */
export async function removeHook(control: Control, nameOrId: string, now: number): Promise<HookEntry> {
  const row = await rowNamed(control, nameOrId)
  const removed = { secrets: '[]', removed_at: now }
  await control.updateTable('hooks').set(removed).where('id', '=', row.id).execute()
  return toEntry({ ...row, ...removed })
}

async function changeSecrets(
  control: Control,
  nameOrId: string,
  change: (secrets: readonly StoredSecret[], row: HookRow) => StoredSecret[],
): Promise<HookEntry> {
  const row = await rowNamed(control, nameOrId)
  const secrets = JSON.stringify(change(JSON.parse(row.secrets) as StoredSecret[], row))
  await control.updateTable('hooks').set({ secrets }).where('id', '=', row.id).execute()
  return toEntry({ ...row, secrets })
}

async function rowNamed(control: Control, nameOrId: string): Promise<HookRow> {
  const row = await findRow(control, nameOrId)
  if (row) return row
  throw new Problem('no_such_hook', `There is no webhook named ${nameOrId} in force.`, {
    status: 404,
    hint: '`onecount source list` shows them.',
  })
}

async function findRow(control: Control, nameOrId: string): Promise<HookRow | undefined> {
  return control
    .selectFrom('hooks')
    .selectAll()
    .where('removed_at', 'is', null)
    .where((is) => is.or([is('name', '=', nameOrId), is('id', '=', nameOrId)]))
    .executeTakeFirst()
}

function signatures(secrets: readonly StoredSecret[]): StoredSecret[] {
  return secrets.filter(({ use }) => use === 'signature')
}

function toEntry(row: HookRow): HookEntry {
  return {
    id: row.id,
    name: row.name,
    provider: row.provider,
    source: row.source,
    path: hookPath(row.provider, row.name),
    options: JSON.parse(row.options) as HookOptions,
    secretsSetAt: signatures(JSON.parse(row.secrets) as StoredSecret[]).map(({ setAt }) => setAt),
    createdAt: row.created_at,
    removedAt: row.removed_at,
  }
}

/** A hook in force, as the collector sees it. */
export interface LiveHook {
  id: string
  name: string
  provider: HookProvider
  source: string
  options: HookOptions
  /** Any of them may have signed a delivery. */
  secrets: readonly string[]
  loginSecret: string | undefined
  /** A secret cannot be unsealed: the key file is gone or another one. */
  sealed: boolean
}

/** The webhooks in force, read from the control store beside the process that owns it. */
export class HookRing {
  readonly #hooks: Watched<readonly LiveHook[]>

  /** @param now milliseconds of a clock that never goes back. */
  constructor(controlPath: string, keyFile: string, now?: () => number) {
    this.#hooks = new Watched(controlPath, (database) => readHooks(database, keyFile), [], now)
  }

  find(provider: string, nameOrId: string): LiveHook | undefined {
    const isIt = (hook: LiveHook): boolean =>
      hook.provider === provider && (hook.name === nameOrId || hook.id === nameOrId)
    return this.#hooks.get((hooks) => hooks.some(isIt)).find(isIt)
  }

  close(): void {
    this.#hooks.close()
  }
}

function readHooks(database: Database.Database, keyFile: string): LiveHook[] {
  const rows = database.prepare('SELECT * FROM hooks WHERE removed_at IS NULL').all([]) as HookRow[]
  return rows.map(({ id, name, provider, source, options, secrets }) => {
    const opened = (JSON.parse(secrets) as StoredSecret[]).map(({ use, sealed }) => ({
      use,
      secret: unseal(keyFile, id, sealed),
    }))
    const secretsOf = (wanted: SecretUse): string[] =>
      opened.flatMap(({ use, secret }) => (use === wanted && secret !== undefined ? [secret] : []))
    return {
      id,
      name,
      provider,
      source,
      options: JSON.parse(options) as HookOptions,
      secrets: secretsOf('signature'),
      loginSecret: secretsOf('login')[0],
      sealed: opened.some(({ secret }) => secret === undefined),
    }
  })
}
