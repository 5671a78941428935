// Single events by 64 clients for as long as it takes, and the same sent to the bare handler between.
import { join } from 'node:path'
import { journalStoredThrough } from '#store/batches.ts'
import { openControl } from '#store/control.ts'
import { openJournalReader } from '#store/journal.ts'
import { Client } from './client.ts'
import { hand, median, timed } from './figures.ts'

export const turns = 3
const clients = 64
const page = 'https://shop.example/product/123?utm_source=google&utm_medium=cpc&utm_campaign=spring&gclid=Cj0KCQjw'
let sent = 0

/** Page views of 200,000 visitors in turn, one in a hundred an order. */
export function someEvents(count: number): object[] {
  return Array.from({ length: count }, () => {
    const number = (sent += 1)
    const order = number % 100 === 0 && { name: 'order_completed', order_id: `L${number}`, value: 20, currency: 'USD' }
    return {
      id: `l${number}`,
      name: 'page_view',
      time: Date.now(),
      visitor_id: `w${number % 200_000}`,
      url: page,
      properties: { product: '123', price: 1_200, in_stock: true },
      ...order,
    }
  })
}

export interface Singles {
  /** Requests a second. */
  rate: number
  /** The longest wait of 99 % of them, in milliseconds. */
  p99: number
}

export function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)]!
}

/** As many requests as 64 clients get through. */
export async function sendSingles(url: string, key: string, seconds: number): Promise<Singles> {
  const waits: number[] = []
  const until = performance.now() + seconds * 1_000
  const run = async (): Promise<void> => {
    const client = await Client.open(url, key)
    while (performance.now() < until) waits.push(await timed(() => client.send(someEvents(1))))
    client.close()
  }
  await Promise.all(Array.from({ length: clients }, run))
  return { rate: waits.length / seconds, p99: quantile(waits, 0.99) }
}

/** Acknowledged events that are not loaded yet, looked at every second while work goes on. */
async function watchBacklog(dataFolder: string, work: () => Promise<void>): Promise<number[]> {
  const journal = openJournalReader(join(dataFolder, 'journal', 'journal.sqlite'))!
  const control = await openControl(join(dataFolder, 'control.sqlite'), { readonly: true })
  const waiting: number[] = []
  const timer = setInterval(() => {
    void journalStoredThrough(control, journal.name).then((seq) => waiting.push(journal.after(seq).events))
  }, 1_000)
  await work()
  clearInterval(timer)
  journal.close()
  await control.destroy()
  return waiting
}

/** Three times each in turns: how many requests, how long they wait, and whether what waits to be loaded stays bounded. */
export async function compareSingles(each: {
  what: string
  dataFolder: string
  /** Of the reference's rate, where it is asked for. */
  share?: number
  ours: () => Promise<Singles>
  reference: () => Promise<Singles>
}): Promise<void> {
  const { what, dataFolder, share } = each
  const measured: Record<'ours' | 'reference', Singles[]> = { ours: [], reference: [] }
  const waiting: number[] = []
  for (let turn = 0; turn < turns; turn += 1) {
    waiting.push(...(await watchBacklog(dataFolder, async () => void measured.ours.push(await each.ours()))))
    measured.reference.push(await each.reference())
  }
  const medians = (name: keyof Singles): { ours: number; reference: number } => ({
    ours: median(measured.ours.map((one) => one[name])),
    reference: median(measured.reference.map((one) => one[name])),
  })
  const [rate, p99] = [medians('rate'), medians('p99')]
  const common = { against: 'bare node:http handler with the same group commit, nothing behind it', repetitions: turns }
  const asked = share !== undefined && {
    target: `≥ ${share} of the reference`,
    met: rate.ours >= share * rate.reference,
  }
  hand({ ...common, what, unit: 'requests/s', ...rate, ...asked })
  hand({ ...common, what: `${what}, p99`, unit: 'ms', ...p99, target: '≤ 25 ms', met: p99.ours <= 25 })
  const half = Math.floor(waiting.length / 2)
  const [early, late] = [Math.max(...waiting.slice(0, half)), Math.max(...waiting.slice(half))]
  hand({
    what: `${what}: most events waiting to be loaded`,
    unit: 'events',
    ours: late,
    reference: early,
    against: 'the first half of the time',
    repetitions: turns,
    target: 'bounded: ≤ 2 × the first half',
    met: late <= 2 * early,
  })
}
