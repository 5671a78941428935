// RudderStack beside what it shares with Segment: beacons of closing pages, and the settings its library asks for.
import type { Dropped } from '../dropped.ts'
import { type Dialect, type Message, type Reading, type Reply, statusOf } from './dialect.ts'
import { readTracked } from './tracked.ts'
import { fields, foundKey, list, readJson, text } from './values.ts'

export const rudderstack: Dialect = {
  name: 'rudderstack',
  paths: { '/beacon/v1/batch': ['POST'] },
  read,
  reply: (answer) => ({ status: statusOf(answer), body: answer }),
  asks: { '/sourceConfig': config },
}

function read(message: Message): Reading | Dropped {
  const json = readJson(message.body)
  if ('dropped' in json) return json
  const request = fields(json.value)
  const wires = list(request['batch']).map((one) => readTracked(one, request['sentAt'], message.receivedAt))
  return { wires, ...foundKey(message, message.query.get('writeKey')) }
}

/** Send events, and to nobody else from the page. */
function config({ query, headers }: Message): Reply {
  const writeKey = query.get('writeKey') ?? text(headers['authorization']) ?? ''
  const source = { id: 'onecount', name: 'onecount', workspaceId: 'onecount', enabled: true, writeKey, config: {} }
  return { status: 200, body: { source: { ...source, destinations: [], dataplanes: {} } } }
}
