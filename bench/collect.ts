// How many requests a collector acknowledges a second, and how fast the journal loads. Run: npx tsx bench/collect.ts
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadOnce } from '#collect/load.ts'
import { openJournalReader } from '#store/journal.ts'
import { createKey } from '#store/keys.ts'
import { openStore } from '#store/store.ts'
import { bundle, start } from '../test/support/programs.ts'
import { sendEvents } from '../test/support/senders.ts'

const seconds = 5
const folder = mkdtempSync(join(tmpdir(), 'onecount-bench-'))
const programs = await bundle({ collector: 'src/cli/collector.ts' })
const store = await openStore(folder)
const { key } = await createKey(store.control, { name: 'x', kind: 'write', source: 'x', origins: [] }, Date.now())
const collector = await start<{ url: string }>([process.execPath, programs.path('collector')], {
  ONECOUNT_DATA: folder,
  ONECOUNT_COLLECT_PORT: '0',
})

const url = 'https://shop.example/product/123?utm_source=google&utm_medium=cpc&utm_campaign=spring&gclid=Cj0KCQjw'
let sent = 0

/** Keeps `clients` connections busy with requests of `events` events each. */
async function measure(clients: number, events: number): Promise<void> {
  const until = performance.now() + seconds * 1_000
  const waits: number[] = []
  const client = async (): Promise<void> => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    while (performance.now() < until) {
      const batch = Array.from({ length: events }, () => ({
        id: `e${(sent += 1)}`,
        name: 'page_viewed',
        time: Date.now(),
        visitor_id: `v${sent % 5_000}`,
        url,
        properties: { product: '123', price: 1_200, in_stock: true },
      }))
      const begun = performance.now()
      const { status } = await sendEvents(collector.ready.url, key, batch, agent)
      if (status !== 200) throw new Error(`The collector answered ${status}.`)
      waits.push(performance.now() - begun)
    }
    agent.destroy()
  }
  await Promise.all(Array.from({ length: clients }, client))
  waits.sort((a, b) => a - b)
  const at = (share: number): string => waits[Math.floor(waits.length * share)]!.toFixed(2)
  const rate = Math.round(waits.length / seconds)
  console.log(`${clients} clients × ${events} events: ${rate} requests/s, median ${at(0.5)} ms, 99 % ${at(0.99)} ms`)
}

await measure(1, 1)
await measure(16, 1)
await measure(128, 1)
await measure(8, 100)
const journal = openJournalReader(store.home.journal)!
const begun = performance.now()
const loaded = await loadOnce(store, journal)
const rate = Math.round(loaded / ((performance.now() - begun) / 1_000))
console.log(`loaded ${loaded} of ${sent} events, ${rate} events/s`)
journal.close()
await collector.end('SIGTERM')
await store.close()
programs.remove()
rmSync(folder, { recursive: true, force: true })
