// CPU from acknowledgement to queryable, and to counted: 5,000 events in the journal, loaded and counted, on a store that
// holds many; against the same rows inserted by hand. npx tsx bench/count.ts
import { join } from 'node:path'
import type { StoredEvent } from '#contract/event.ts'
import { toEventLine } from '#contract/event-line.ts'
import { loadOnce } from '#collect/load.ts'
import { sqlTime } from '#store/facts.ts'
import { type JournalEntry, openJournal, openJournalReader } from '#store/journal.ts'
import { dayMs } from '#util/duration.ts'
import { event } from '../test/support/facts.ts'
import { openTestServices } from '../test/support/services.ts'
import { firstDay, makeEvents, makePlan } from './events.ts'
import { hand, inTurns, median } from './figures.ts'

const standing = 200_000
const arriving = 5_000
const repetitions = 3
/** Rounds before measuring, in which code is compiled. */
const warmUps = 5

const { services, close } = await openTestServices()
const { store } = services
const journal = openJournal(store.home.journal, (line) => console.error(line))
const reader = openJournalReader(join(store.home.root, 'journal', 'journal.sqlite'))!
let made = 0

/** Events as the collector writes them; one in fifty is an order, visitors are old and new. */
function arrivals(): StoredEvent[] {
  return Array.from({ length: arriving }, () => {
    const number = (made += 1)
    const order = number % 50 === 0
    return event({
      id: `n${number}`,
      source: 'bench',
      name: order ? 'order_completed' : 'page_viewed',
      time: firstDay + 180 * dayMs + number * 100,
      received_at: Date.now(),
      visitor_id: `v${(number * 7) % 25_000}`,
      url: 'https://shop.example/product/123?utm_source=google&utm_medium=cpc',
      ...(order && { order_id: `N${number}`, value: 20, currency: 'USD' }),
    })
  })
}

/** CPU seconds of this process, engine threads included. */
async function cpuOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

const perThousand = (seconds: number): number => seconds / (arriving / 1_000)

/**
 * Arrivals come in `loads` equal parts, each loaded and counted before the next. CPU seconds for 1,000 events until they
 * are among the events, and until they are counted as well.
 */
async function loadedAndCounted(loads: number): Promise<{ queryable: number; counted: number }> {
  const events = arrivals()
  let [loading, counting] = [0, 0]
  for (let part = 0; part < loads; part += 1) {
    const some = events.slice((part * arriving) / loads, ((part + 1) * arriving) / loads)
    await journal.append(
      some.map((one): JournalEntry => ({ receivedAt: Date.now(), events: 1, body: toEventLine(one) })),
    )
    loading += await cpuOf(() => loadOnce(store, reader))
    counting += await cpuOf(() => services.catchUp())
  }
  return { queryable: perThousand(loading), counted: perThousand(loading + counting) }
}

async function insertedByHand(): Promise<number> {
  const rows = arrivals().map((one) => ({
    ...one,
    batch: 1,
    time: sqlTime(one.time),
    received_at: sqlTime(one.received_at),
  }))
  return perThousand(await cpuOf(() => store.facts.insert('events_by_hand', rows)))
}

try {
  await makePlan(store)
  await makeEvents(store, standing)
  await services.catchUp()
  await store.facts.command('CREATE TABLE events_by_hand AS events')
  for (const [loads, allowed, how] of [
    [1, 0.05, 'in one load'],
    [5, 0.12, 'in five loads, as they come at 1,000 a second'],
  ] as const) {
    for (let round = 0; round < warmUps; round += 1) await loadedAndCounted(loads)
    const counted: number[] = []
    const measured = await inTurns(
      repetitions,
      async () => {
        const cpu = await loadedAndCounted(loads)
        counted.push(cpu.counted)
        return cpu.queryable
      },
      insertedByHand,
    )
    const of = `${arriving} events ${how}, for 1,000 events`
    const against = 'INSERT of the same rows by hand'
    hand({
      what: `acknowledged to queryable, ${of}`,
      unit: 'CPU s',
      ...measured,
      against,
      target: `≤ ${allowed} CPU s`,
      met: measured.ours <= allowed,
    })
    hand({ what: `acknowledged to counted, ${of}`, unit: 'CPU s', ...measured, ours: median(counted), against })
  }
} finally {
  reader.close()
  journal.close()
  await close()
}
