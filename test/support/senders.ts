// One request to the collector, as tests and benchmarks send it.
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
