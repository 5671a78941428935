// Jitsu's ingest API: `/api/s/track` and so on from pages, `/api/s/s2s/track` from servers.
import type { Dropped } from '../dropped.ts'
import { type Dialect, type Message, type Reading, statusOf } from './dialect.ts'
import { readTracked } from './tracked.ts'
import { fields, foundKey, list, readJson, text } from './values.ts'

export const jitsu: Dialect = {
  name: 'jitsu',
  paths: { '/api/s/*': ['POST'], '/api/s/s2s/*': ['POST'] },
  read,
  reply: (answer) => ({ status: statusOf(answer), body: { ok: statusOf(answer) === 200, ...answer } }),
}

function read(message: Message): Reading | Dropped {
  const json = readJson(message.body)
  if ('dropped' in json) return json
  const request = fields(json.value)
  // the library wants a key of two halves; ours is the first
  const key = text(message.headers['x-write-key'])?.replace(/:.*$/s, '') ?? request['writeKey']
  const type = message.path.slice(message.path.lastIndexOf('/') + 1)
  const messages = type === 'batch' ? list(request['batch']) : [{ type, ...request }]
  const wires = messages.map((one) => readTracked(one, request['sentAt'], message.receivedAt))
  return { wires, ...foundKey(message, key) }
}
