// Our own protocol: `POST /v1/events` with one event, an array, or {"events": […]}.
import { parseJson } from '#util/json.ts'
import type { Dropped } from '../dropped.ts'
import { type Dialect, type Message, type Reading, statusOf } from './dialect.ts'

export const native: Dialect = {
  name: 'onecount',
  paths: { '/v1/events': ['POST'] },
  read,
  reply: (answer) => ({ status: statusOf(answer), body: answer }),
}

function read({ body, headers }: Message): Reading | Dropped {
  const type = (headers['content-type'] ?? '').replace(/;.*$/s, '').trim().toLowerCase()
  if (!readable(type)) return { dropped: 'unknown_type', message: `Bodies of type ${type} are not read.` }
  let value: unknown
  try {
    value = parseJson(body)
  } catch (error) {
    return { dropped: 'broken_json', message: `The body is not JSON: ${(error as SyntaxError).message}` }
  }
  const bearer = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1]
  if (Array.isArray(value)) return { wires: value, key: bearer, keyInPage: false }
  if (typeof value !== 'object' || value === null) {
    return { dropped: 'broken_json', message: 'The body holds no event.' }
  }
  const keyInPage = bearer === undefined
  if (!('key' in value)) return readObject(value, bearer, keyInPage)
  const { key: said, ...rest } = value
  return readObject(rest, bearer ?? (typeof said === 'string' ? said : undefined), keyInPage)
}

function readObject(said: object, key: string | undefined, keyInPage: boolean): Reading | Dropped {
  if (!('events' in said)) return { wires: [said], key, keyInPage }
  if (Array.isArray(said.events)) return { wires: said.events, key, keyInPage }
  return { dropped: 'broken_json', message: 'events is not an array.' }
}

/** What curl calls a body unless told otherwise is JSON all the same; so is what pages send without asking first. */
function readable(type: string): boolean {
  return (
    type === '' ||
    type === 'text/plain' ||
    type === 'application/x-www-form-urlencoded' ||
    /^application\/([\w.-]+\+)?json$/.test(type)
  )
}
