// A collector of its own process for tests that kill it while something is delivered, on a data folder of its own.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { loadOnce } from '#collect/load.ts'
import { openJournalReader } from '#store/journal.ts'
import { type Store, openStore } from '#store/store.ts'
import { type Running, bundle, start } from './programs.ts'

export interface KilledCollector {
  store: Store
  url: string
  /** Kills it when a third, and when two thirds, of `total` are delivered, and starts it again. */
  killTwice(delivered: ReadonlySet<string>, total: number): Promise<void>
  /** Starts it again if it is not alive. */
  revive(): Promise<void>
  /** Stores what is on disk. */
  load(): Promise<void>
  close(): Promise<void>
}

export async function openKilledCollector(): Promise<KilledCollector> {
  const folder = mkdtempSync(join(tmpdir(), 'onecount-killed-'))
  const programs = await bundle({ collector: 'src/cli/collector.ts' })
  const store = await openStore(folder)
  const startAt = (port: string): Promise<Running<{ url: string }>> =>
    start([process.execPath, programs.path('collector')], { ONECOUNT_DATA: folder, ONECOUNT_COLLECT_PORT: port })
  let collector = await startAt('0')
  const { url } = collector.ready
  const again = async (): Promise<void> => void (collector = await startAt(new URL(url).port))
  return {
    store,
    url,
    async killTwice(delivered, total) {
      for (const share of [1 / 3, 2 / 3]) {
        await expect.poll(() => delivered.size, { interval: 1, timeout: 300_000 }).toBeGreaterThanOrEqual(total * share)
        await collector.end('SIGKILL')
        await again()
      }
    },
    async revive() {
      if (collector.process.exitCode !== null || collector.process.signalCode !== null) await again()
    },
    async load() {
      const reader = openJournalReader(store.home.journal)!
      await loadOnce(store, reader)
      reader.close()
    },
    async close() {
      await collector.end('SIGTERM')
      await store.close()
      programs.remove()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
