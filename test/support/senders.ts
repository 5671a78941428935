// Clients of the collector for tests: keep-alive connections, each event sent until it is acknowledged.
import { Agent, request } from 'node:http'
import type { CollectAnswer } from '#contract/event.ts'

export interface Answered {
  status: number
  headers: NodeJS.Dict<string | string[]>
  answer: CollectAnswer
}

/** One request. Rejects when the connection breaks before the answer is complete. */
export function sendEvents(url: string, key: string, events: object[], agent?: Agent): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
    const sent = request(`${url}/v1/events`, { method: 'POST', headers, ...(agent ? { agent } : {}) }, (response) => {
      let text = ''
      response.on('data', (chunk: Buffer) => (text += chunk.toString()))
      response.on('error', reject)
      response.on('end', () =>
        resolve({ status: response.statusCode!, headers: response.headers, answer: JSON.parse(text) as CollectAnswer }),
      )
    })
    sent.on('error', reject)
    sent.end(JSON.stringify(events))
  })
}

export interface Senders {
  /** Ids that were acknowledged. */
  acknowledged: Set<string>
  /** Stops making new events, and resolves when every event that was begun is acknowledged. */
  finish(): Promise<void>
}

/**
 * Starts clients that send small batches as fast as they are answered; what is not answered is sent
 * again, and every third batch repeats old events in another order.
 */
export function startSenders(url: string, key: string, clients: number): Senders {
  const acknowledged = new Set<string>()
  let finishing = false
  const client = async (name: number): Promise<void> => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const own: object[] = []
    for (let batch = 0; !finishing; batch += 1) {
      const fresh = Array.from({ length: 1 + (batch % 4) }, (_, n) => event(`c${name}-${batch}-${n}`))
      const old = batch % 3 === 0 ? own.slice(-20).toSorted(() => Math.random() - 0.5) : []
      await untilAnswered(url, key, [...old, ...fresh], agent)
      for (const { id } of fresh) acknowledged.add(id)
      own.push(...fresh)
    }
    agent.destroy()
  }
  const running = Array.from({ length: clients }, (_, name) => client(name))
  return {
    acknowledged,
    async finish() {
      finishing = true
      await Promise.all(running)
    },
  }
}

function event(id: string): { id: string; name: string; time: number } {
  // over three months, so that a batch falls into several partitions
  return {
    id,
    name: 'torture',
    time: Date.UTC(2026, Math.floor(Math.random() * 3), 1 + Math.floor(Math.random() * 28)),
  }
}

async function untilAnswered(url: string, key: string, events: object[], agent: Agent): Promise<void> {
  for (;;) {
    try {
      const { status, answer } = await sendEvents(url, key, events, agent)
      if (status === 200 && answer.accepted === events.length) return
    } catch {
      // the collector was killed; what was sent may or may not be on disk
    }
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
