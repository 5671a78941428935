// How many requests a collector acknowledges a second against a bare node:http handler with the same group commit,
// and how fast the journal loads against the same rows inserted by hand. Run: npx tsx bench/collect.ts
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fromEventLine } from '#contract/event-line.ts'
import { loadOnce } from '#collect/load.ts'
import { sqlTime } from '#store/facts.ts'
import { openJournalReader } from '#store/journal.ts'
import { createKey } from '#store/keys.ts'
import { openStore } from '#store/store.ts'
import { bundle, start } from '../test/support/programs.ts'
import { Client } from './client.ts'
import { hand, inTurns, median, timed } from './figures.ts'

const seconds = 4
const repetitions = 3
const folder = mkdtempSync(join(tmpdir(), 'onecount-bench-'))
const programs = await bundle({ collector: 'src/cli/collector.ts', bare: 'bench/bare-collector.ts' })
const store = await openStore(folder)
const { key } = await createKey(store.control, { name: 'x', kind: 'write', source: 'x', origins: [] }, Date.now())
const env = { ONECOUNT_DATA: folder, ONECOUNT_COLLECT_PORT: '0' }
const collector = await start<{ url: string }>([process.execPath, programs.path('collector')], env)
const bare = await start<{ url: string }>([process.execPath, programs.path('bare')], env)

const page = 'https://shop.example/product/123?utm_source=google&utm_medium=cpc&utm_campaign=spring&gclid=Cj0KCQjw'
let sent = 0

function someEvents(count: number): object[] {
  return Array.from({ length: count }, () => ({
    id: `e${(sent += 1)}`,
    name: 'page_viewed',
    time: Date.now(),
    visitor_id: `v${sent % 5_000}`,
    url: page,
    properties: { product: '123', price: 1_200, in_stock: true },
  }))
}

/** Requests a second with `clients` busy connections, and the longest wait of 99 % of them in milliseconds. */
async function measure(url: string, clients: number, events: number): Promise<{ rate: number; p99: number }> {
  const until = performance.now() + seconds * 1_000
  const waits: number[] = []
  const run = async (): Promise<void> => {
    const client = await Client.open(url, key)
    while (performance.now() < until) {
      const batch = someEvents(events)
      waits.push(await timed(() => client.send(batch)))
    }
    client.close()
  }
  await Promise.all(Array.from({ length: clients }, run))
  return { rate: waits.length / seconds, p99: waits.toSorted((a, b) => a - b)[Math.floor(waits.length * 0.99)]! }
}

async function compare(what: string, clients: number, events: number, share: number): Promise<void> {
  const waits: { ours: number[]; bare: number[] } = { ours: [], bare: [] }
  const run = async (url: string, into: number[]): Promise<number> => {
    const { rate, p99 } = await measure(url, clients, events)
    into.push(p99)
    return rate
  }
  const measured = await inTurns(
    repetitions,
    () => run(collector.ready.url, waits.ours),
    () => run(bare.ready.url, waits.bare),
  )
  const against = 'bare node:http handler with the same group commit'
  const met = measured.ours >= share * measured.reference
  hand({ what, unit: 'requests/s', ...measured, against, target: `≥ ${share} of the reference`, met })
  const [ours, reference] = [median(waits.ours), median(waits.bare)]
  const p99 = { what: `${what}, p99`, unit: 'ms', ours, reference, against, repetitions }
  hand(events === 1 ? { ...p99, target: '≤ 25 ms', met: ours <= 25 } : p99)
}

/** Loads what the journal holds, and inserts the same rows by hand. */
async function compareLoading(): Promise<void> {
  const journal = openJournalReader(store.home.journal)!
  const lines = journal.read(1, 1e9).flatMap((body) => body.split('\n'))
  let loaded = 0
  const ours = await timed(async () => (loaded = await loadOnce(store, journal)))
  journal.close()
  await store.facts.command('CREATE TABLE events_by_hand AS events')
  let reference = 0
  for (let from = 0; from < lines.length; from += 20_000) {
    const rows = lines.slice(from, from + 20_000).map((line) => {
      const event = fromEventLine(line)
      return { ...event, batch: 1, time: sqlTime(event.time), received_at: sqlTime(event.received_at) }
    })
    reference += await timed(() => store.facts.insert('events_by_hand', rows))
  }
  const rate = (ms: number): number => (loaded / ms) * 1_000
  hand({
    what: `journal loaded, ${loaded} events`,
    unit: 'events/s',
    ours: rate(ours),
    reference: rate(reference),
    against: 'INSERT … FORMAT JSONEachRow of the same rows by hand',
    repetitions: 1,
    target: '≥ 0.6 of the reference and ≥ 50,000 events/s',
    met: ours <= reference / 0.6 && rate(ours) >= 50_000,
  })
}

try {
  await compare('64 clients, single events', 64, 1, 0.5)
  await compare('8 clients, batches of 100', 8, 100, 0.4)
  await compareLoading()
} finally {
  await collector.end('SIGTERM')
  await bare.end('SIGTERM')
  await store.close()
  programs.remove()
  rmSync(folder, { recursive: true, force: true })
}
