import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startCollector } from '#cli/collector-process.ts'
import { defaultBounds } from '#collect/journal.ts'
import { loadOnce } from '#collect/load.ts'
import { openJournalReader } from '#store/journal.ts'
import { createKey } from '#store/keys.ts'
import { openStore } from '#store/store.ts'
import { dayMs as day } from '#util/duration.ts'
import { sendEvents } from '../support/senders.ts'

const folder = mkdtempSync(join(tmpdir(), 'onecount-clock-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a clock that jumps forward and back loses and doubles nothing', async () => {
  let now = Date.now()
  const clock = (): number => now
  const store = await openStore(folder)
  const { key } = await createKey(store.control, { name: 'x', kind: 'write', source: 'x', origins: [] }, now)
  const options = { dataFolder: folder, host: '127.0.0.1', port: 0, bounds: defaultBounds, clock }
  const notes: string[] = []
  const open = () =>
    startCollector({ ...options, report: (line) => notes.push(line), onDamage: (error) => notes.push(String(error)) })
  let collector = await open()
  const journal = openJournalReader(store.home.journal)!

  const acknowledged: string[] = []
  // by days: forward, far forward, back, back before the start (ids are remembered for thirty days)
  for (const [step, jump] of [0, 3, 20, -22, -15].entries()) {
    now += jump * day
    for (let n = 0; n < 5; n += 1) {
      const id = `e${step}-${n}`
      // its own clock is right; each event is sent twice, the second time after the next jump
      const { status, answer } = await sendEvents(collector.url, key, [
        { name: 'x', id },
        { name: 'x', id: acknowledged.at(-5) ?? id },
      ])
      expect([status, answer.accepted]).toEqual([200, 2])
      acknowledged.push(id)
    }
    await loadOnce(store, journal, clock)
    // a new start takes up deleting where the old one left it
    await collector.stop()
    collector = await open()
  }
  const rows = await store.facts.query<{ id: string; n: number }>(
    'SELECT id, count() AS n FROM events GROUP BY id ORDER BY id',
  )
  expect(rows).toEqual(acknowledged.toSorted().map((id) => ({ id, n: 1 })))
  expect(notes).toEqual([])
  await collector.stop()
  journal.close()
  await store.close()
})
