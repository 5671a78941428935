import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import Database from 'libsql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadOnce } from '#collect/load.ts'
import { openJournal, openJournalReader } from '#store/journal.ts'
import { createKey } from '#store/keys.ts'
import { openStore } from '#store/store.ts'
import { type Programs, bundle, start } from '../support/programs.ts'
import { sendEvents } from '../support/senders.ts'

const root = mkdtempSync(join(tmpdir(), 'onecount-damage-'))
const quiet = (): void => undefined
let programs: Programs

beforeAll(async () => {
  programs = await bundle({ collector: 'src/cli/collector.ts' })
})
afterAll(() => {
  programs.remove()
  rmSync(root, { recursive: true, force: true })
})

function idsIn(folder: string): string[] {
  const reader = openJournalReader(join(folder, 'journal.sqlite'))!
  const ids = reader
    .read(0, 1e9)
    .flatMap((body) => body.split('\n').map((line) => (JSON.parse(line) as { id: string }).id))
  reader.close()
  return ids
}

async function append(journal: ReturnType<typeof openJournal>, id: string): Promise<void> {
  await journal.append([{ receivedAt: 1, events: 1, body: JSON.stringify({ id, text: 'x'.repeat(3_000) }) }])
}

test('whatever becomes of the tail that was not acknowledged, every acknowledged event is there', async () => {
  // The state after a death: the file and its WAL, copied while the writer lives. The last write of three
  // groups was cut somewhere, or garbage followed it.
  const folder = join(root, 'tail')
  mkdirSync(folder)
  const journal = openJournal(join(folder, 'journal.sqlite'), quiet)
  for (let n = 0; n < 20; n += 1) await append(journal, `acknowledged-${n}`)
  const acknowledged = statSync(join(folder, 'journal.sqlite-wal')).size
  for (let n = 0; n < 3; n += 1) await append(journal, `unknown-${n}`)
  const whole = statSync(join(folder, 'journal.sqlite-wal')).size
  const expected = Array.from({ length: 20 }, (_, n) => `acknowledged-${n}`)
  let run = 0
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: acknowledged, max: whole }),
      fc.uint8Array({ maxLength: 9_000 }),
      async (cut, garbage) => {
        const copy = join(root, `tail-${(run += 1)}`)
        mkdirSync(copy)
        for (const name of ['journal.sqlite', 'journal.sqlite-wal']) cpSync(join(folder, name), join(copy, name))
        truncateSync(join(copy, 'journal.sqlite-wal'), cut)
        appendFileSync(join(copy, 'journal.sqlite-wal'), garbage)
        const again = openJournal(join(copy, 'journal.sqlite'), quiet)
        await append(again, 'after')
        const ids = idsIn(copy)
        expect(ids.slice(0, 20)).toEqual(expected)
        expect(ids.at(-1)).toBe('after')
        again.close()
      },
    ),
    { numRuns: 40 },
  )
  journal.close()
})

test('a journal that is damaged while nobody runs: what can be read is stored exactly once, loaded or not', async () => {
  const data = join(root, 'data')
  const store = await openStore(data)
  const { key } = await createKey(store.control, { name: 'x', kind: 'write', source: 'x', origins: [] }, Date.now())
  const env = { ONECOUNT_DATA: data, ONECOUNT_COLLECT_PORT: '0' }
  const command = [process.execPath, programs.path('collector')]
  const first = await start<{ url: string }>(command, env)
  const send = async (url: string, from: number, to: number): Promise<void> => {
    for (let n = from; n < to; n += 1) {
      const event = {
        name: 'x',
        id: `e${String(n).padStart(3, '0')}`,
        time: Date.UTC(2026, 0, 1),
        properties: { a: 'x'.repeat(2_000) },
      }
      expect((await sendEvents(url, key, [event])).status).toBe(200)
    }
  }
  await send(first.ready.url, 0, 50)
  const journal = openJournalReader(store.home.journal)!
  expect(await loadOnce(store, journal)).toBe(50)
  journal.close()
  await send(first.ready.url, 50, 100)
  expect(await first.end('SIGTERM')).toBe(0)

  // pages in the middle of the file, with nothing of them left in the WAL
  const database = new Database(store.home.journal)
  database.pragma('wal_checkpoint(TRUNCATE)')
  database.close()
  const bytes = readFileSync(store.home.journal)
  bytes.fill(0xa5, 20 * 4_096, 22 * 4_096)
  writeFileSync(store.home.journal, bytes)

  const second = await start<{ url: string }>(command, env)
  expect(second.log()).toMatch(/The journal was damaged .*set aside[^]* requests were copied/)
  await send(second.ready.url, 100, 110)
  expect(await second.end('SIGTERM')).toBe(0)
  const renewed = openJournalReader(store.home.journal)!
  await loadOnce(store, renewed)
  renewed.close()
  const rows = await store.facts.query<{ id: string; n: number }>(
    'SELECT id, count() AS n FROM events GROUP BY id ORDER BY id',
  )
  expect(rows.every(({ n }) => n === 1)).toBe(true)
  expect(rows.length).toBeGreaterThan(100)
  expect(rows.at(-1)!.id).toBe('e109')
  await store.close()
})
