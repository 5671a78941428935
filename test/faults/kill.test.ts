import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadOnce } from '#collect/load.ts'
import { openControl } from '#store/control.ts'
import { openJournalReader } from '#store/journal.ts'
import { createKey } from '#store/keys.ts'
import { openStore } from '#store/store.ts'
import { type Programs, type Running, bundle, start } from '../support/programs.ts'
import { startSenders } from '../support/senders.ts'

const folder = mkdtempSync(join(tmpdir(), 'onecount-kill-'))
const kills = Number(process.env['ONECOUNT_TEST_KILLS'] ?? 21)
let programs: Programs

beforeAll(async () => {
  programs = await bundle({ collector: 'src/cli/collector.ts', loader: 'test/support/loader-process.ts' })
})
afterAll(() => {
  programs.remove()
  rmSync(folder, { recursive: true, force: true })
})

/** A program that is started again whenever it is killed. */
class Supervised {
  readonly #start: () => Promise<Running<{ url: string }>>
  running!: Running<{ url: string }>
  constructor(command: string[], env: Record<string, string>) {
    this.#start = () => start(command, env)
  }

  async up(): Promise<void> {
    this.running = await this.#start()
  }

  async killAndRestart(): Promise<void> {
    await this.running.end('SIGKILL')
    await this.up()
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

test(`${kills} kills of collector, loader or both under load: acknowledged is stored, exactly once`, async () => {
  const env = { ONECOUNT_DATA: folder }
  const control = await openControl(join(folder, 'control.sqlite'))
  const { key } = await createKey(control, { name: 'load', kind: 'write', source: 'load', origins: [] }, Date.now())
  await control.destroy()
  const loader = new Supervised([process.execPath, programs.path('loader')], env)
  const first = await start<{ url: string }>([process.execPath, programs.path('collector')], {
    ...env,
    ONECOUNT_COLLECT_PORT: '0',
  })
  const { url } = first.ready
  await first.end('SIGKILL')
  const collector = new Supervised([process.execPath, programs.path('collector')], {
    ...env,
    ONECOUNT_COLLECT_PORT: new URL(url).port,
  })
  await Promise.all([collector.up(), loader.up()])

  const senders = startSenders(url, key, 4)
  for (let kill = 0; kill < kills; kill += 1) {
    await pause(20 + Math.random() * 200)
    const victims = [[collector], [loader], [collector, loader]][kill % 3]!
    await Promise.all(victims.map((victim) => victim.killAndRestart()))
  }
  await senders.finish()
  expect(await collector.running.end('SIGTERM')).toBe(0)
  expect(await loader.running.end('SIGTERM')).toBe(0)

  const store = await openStore(folder)
  const journal = openJournalReader(store.home.journal)!
  await loadOnce(store, journal)
  const rows = await store.facts.query<{ id: string; n: number }>('SELECT id, count() AS n FROM events GROUP BY id')
  const stored = new Map(rows.map(({ id, n }) => [id, n]))
  expect([...senders.acknowledged].filter((id) => !stored.has(id))).toEqual([])
  expect(rows.filter(({ n }) => n !== 1)).toEqual([])
  const noted = await store.control
    .selectFrom('batches')
    .select((e) => e.fn.sum('events').as('n'))
    .executeTakeFirst()
  expect(Number(noted?.n)).toBe(rows.length)
  expect(senders.acknowledged.size).toBeGreaterThan(100)
  journal.close()
  await store.close()
}, 180_000)
