// A store for tests: a folder of its own, on the embedded engine or, in the run over HTTP, in a database of its own.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@clickhouse/client'
import { inject } from 'vitest'
import { type Store, openStore } from '#store/store.ts'

/**
 * Opens an empty store; open one a test file, because a process can have one engine folder. `close` removes it.
 * @param _only `embedded` keeps the file out of the run over HTTP: a long test of what is counted, whose statements
 *   shorter ones send over HTTP too.
 */
export async function openTestStore(_only?: 'embedded'): Promise<Store> {
  const folder = mkdtempSync(join(tmpdir(), 'onecount-test-'))
  const database = await openDatabase(inject('clickhouseUrl'))
  const store = await openStore(folder, database?.url)
  const close = async (): Promise<void> => {
    await store.close()
    await database?.drop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { ...store, close }
}

async function openDatabase(server: string | undefined): Promise<{ url: string; drop(): Promise<void> } | undefined> {
  if (!server) return undefined
  const name = `test_${randomBytes(8).toString('hex')}`
  const client = createClient({ url: server })
  await client.command({ query: `CREATE DATABASE ${name}` })
  return {
    url: new URL(`/${name}`, server).href,
    drop: async () => {
      await client.command({ query: `DROP DATABASE ${name}` })
      await client.close()
    },
  }
}
