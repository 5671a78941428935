// Segment's tracking API, as its libraries for servers and pages speak it; RudderStack's for servers is the same.
import type { Dropped } from '../dropped.ts'
import { type Dialect, type Message, type Reading, type Reply, statusOf } from './dialect.ts'
import { readTracked } from './tracked.ts'
import { fields, foundKey, list, readJson } from './values.ts'

const types: Record<string, string> = {
  track: 'track',
  t: 'track',
  page: 'page',
  p: 'page',
  screen: 'screen',
  s: 'screen',
  identify: 'identify',
  i: 'identify',
  group: 'group',
  g: 'group',
  alias: 'alias',
  a: 'alias',
}

const single = Object.keys(types).map((type) => [`/v1/${type}`, ['POST']] as const)

export const segment: Dialect = {
  name: 'segment',
  paths: Object.fromEntries([...single, ...['batch', 'b', 'import'].map((path) => [`/v1/${path}`, ['POST']] as const)]),
  read,
  reply: (answer) => ({ status: statusOf(answer), body: { success: statusOf(answer) === 200, ...answer } }),
  asks: { '/v1/projects/*/settings': settings },
}

function read(message: Message): Reading | Dropped {
  const json = readJson(message.body)
  if ('dropped' in json) return json
  const request = fields(json.value)
  const type = types[message.path.slice('/v1/'.length)]
  // the path is the type: pages send it in the body too, some libraries for servers do not
  const messages = type === undefined ? list(request['batch']) : [{ ...request, type }]
  const wires = messages.map((one) => readTracked(one, request['sentAt'], message.receivedAt))
  return { wires, ...foundKey(message, request['writeKey']) }
}

/** The library for pages asks its `cdnURL` where to send. */
function settings({ path, headers }: Message): Reply {
  const host = String(headers['x-forwarded-host'] ?? headers.host)
  const secure = headers['x-forwarded-proto'] === 'https' || headers.origin?.startsWith('https:') === true
  const segmentIo = { apiKey: path.split('/')[3], apiHost: `${host}/v1`, protocol: secure ? 'https' : 'http' }
  return { status: 200, body: { integrations: { 'Segment.io': segmentIo }, metrics: { sampleRate: 0 } } }
}
