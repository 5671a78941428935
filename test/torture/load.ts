// The load of a torture run: visits and orders of two sources, in any order, repeated, each sent until acknowledged.
import { Agent } from 'node:http'
import type { Random } from '#world/random.ts'
import { dayMs } from '#util/duration.ts'
import { sendEvents } from '../support/senders.ts'
import { below, shuffled } from './draw.ts'

export type Source = 'shop' | 'site'

export interface TortureEvent {
  id: string
  name: 'page_viewed' | 'order_completed'
  time: number
  visitor_id: string
  order_id?: string
  value?: number
  currency?: string
}

export interface Load {
  /** `source/id` of every event that was acknowledged. */
  acknowledged: Set<string>
  /** Requests that were answered with anything but success, and that got no answer. */
  refused: number
  unanswered: number
  /** Events that were sent although they had been acknowledged before. */
  repeated: number
  /** Orders begun → their value. Each is seen by both sources. */
  orders: Map<string, number>
  /** Visitors that viewed a page. */
  visitors: Set<string>
  /** Stops making new events; resolves when every event that was begun is acknowledged. */
  finish(): Promise<void>
}

export interface Sender {
  source: Source
  key: string
}

const eventsPerVisitor = 12
const largestBatch = 5
const clientsPerSource = 2
const betweenRequestsMs = 25

/** Starts two clients a source. `url` is the collector's; it may be gone at any time. */
export function startLoad(url: string, senders: readonly Sender[], random: Random): Load {
  const work = new Work(url, random)
  const clients = senders.flatMap((sender) => Array.from({ length: clientsPerSource }, () => work.run(sender)))
  return Object.assign(work.load, {
    async finish() {
      work.finishing = true
      await Promise.all(clients)
    },
  })
}

class Work {
  readonly load: Omit<Load, 'finish'> = {
    acknowledged: new Set(),
    refused: 0,
    unanswered: 0,
    repeated: 0,
    orders: new Map(),
    visitors: new Set(),
  }
  finishing = false
  readonly #url: string
  readonly #random: Random
  /** Orders that one source has seen and the other not yet. */
  readonly #waiting: Record<Source, TortureEvent[]> = { shop: [], site: [] }
  readonly #sent: Record<Source, TortureEvent[]> = { shop: [], site: [] }
  #made = 0

  constructor(url: string, random: Random) {
    this.#url = url
    this.#random = random
  }

  async run({ source, key }: Sender): Promise<void> {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const waiting = this.#waiting[source]
    while (!this.finishing || waiting.length > 0) {
      const fresh = this.finishing ? [] : this.#make(source)
      fresh.push(...waiting.splice(0, 3))
      const old = this.#random.chance(0.3) ? this.#someSent(source) : []
      await this.#untilAnswered(key, shuffled(this.#random, [...old, ...fresh]), agent)
      this.load.repeated += old.length
      for (const event of fresh) this.load.acknowledged.add(`${source}/${event.id}`)
      this.#sent[source].push(...fresh)
      await pause(betweenRequestsMs)
    }
    agent.destroy()
  }

  #make(source: Source): TortureEvent[] {
    return Array.from({ length: 1 + below(this.#random, largestBatch) }, () => {
      const number = (this.#made += 1)
      const base = { time: this.#someTime(), visitor_id: `v${Math.floor(number / eventsPerVisitor)}` }
      if (this.#random.chance(0.2)) return this.#order(source, number, base)
      this.load.visitors.add(base.visitor_id)
      return { ...base, id: `e${number}`, name: 'page_viewed' as const }
    })
  }

  /** An order, whose second sighting waits for the other source's clients. */
  #order(source: Source, number: number, base: { time: number; visitor_id: string }): TortureEvent {
    const order = {
      name: 'order_completed' as const,
      order_id: `A-${number}`,
      value: 10 + (number % 90),
      currency: 'EUR',
    }
    this.load.orders.set(order.order_id, order.value)
    const other = source === 'shop' ? 'site' : 'shop'
    this.#waiting[other].push({
      ...base,
      ...order,
      id: `o${number}-${other}`,
      time: base.time + below(this.#random, 60_000),
    })
    return { ...base, ...order, id: `o${number}-${source}` }
  }

  /** Over three months, so that a load falls into several partitions. */
  #someTime(): number {
    return Date.UTC(2026, below(this.#random, 3), 1 + below(this.#random, 28)) + below(this.#random, dayMs)
  }

  #someSent(source: Source): TortureEvent[] {
    const sent = this.#sent[source]
    if (sent.length === 0) return []
    return Array.from({ length: 15 }, () => sent[below(this.#random, sent.length)]!)
  }

  async #untilAnswered(key: string, events: readonly TortureEvent[], agent: Agent): Promise<void> {
    for (;;) {
      try {
        const { status, answer } = await sendEvents(this.#url, key, [...events], agent)
        if (status === 200 && answer.accepted === events.length) return
        if (status === 200) throw new Error(`An event was rejected: ${JSON.stringify(answer.rejected)}`)
        this.load.refused += 1
      } catch (error) {
        // the collector is dead or dies; what was sent may or may not be on disk
        if (!(error instanceof Error && 'code' in error) && !(error instanceof SyntaxError)) throw error
        this.load.unanswered += 1
      }
      await pause(30)
    }
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
