// Every dialect that the collector speaks, and which of them a path belongs to.
import type { Dialect, Message, Method, Reply } from './dialect.ts'
import { native } from './native.ts'
import { segment } from './segment.ts'

const dialects: readonly Dialect[] = [native, segment]

/** What stands behind a path: events are taken there, or a question of a client library is answered. */
export interface Place {
  methods: readonly Method[]
  dialect: Dialect
  /** Answers a question; undefined where events are taken. */
  ask?: (message: Message) => Reply
}

const places = dialects.flatMap((dialect): [string, Place][] => [
  ...Object.entries(dialect.paths).map(([path, methods]): [string, Place] => [path, { methods, dialect }]),
  ...Object.entries(dialect.asks ?? {}).map(([path, ask]): [string, Place] => [
    path,
    { methods: ['GET', 'POST'], dialect, ask },
  ]),
])
const byPath = new Map(places.filter(([path]) => !path.includes('*')))
const byPattern = places
  .filter(([path]) => path.includes('*'))
  .map(([path, place]) => ({
    pattern: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll('*', '[^/]+')}$`),
    place,
  }))

/** @param path without query and trailing slash. */
export function placeAt(path: string): Place | undefined {
  return byPath.get(path) ?? byPattern.find(({ pattern }) => pattern.test(path))?.place
}
