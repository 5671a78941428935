// Every dialect that the collector speaks, and which of them a path belongs to.
import type { Dialect, Message, Method, Reply } from './dialect.ts'
import { gtag } from './gtag.ts'
import { jitsu } from './jitsu.ts'
import { matomo } from './matomo.ts'
import { measurementProtocol } from './measurement-protocol.ts'
import { meta } from './meta.ts'
import { native } from './native.ts'
import { plausible } from './plausible.ts'
import { posthog } from './posthog.ts'
import { rudderstack } from './rudderstack.ts'
import { segment } from './segment.ts'
import { snowplow } from './snowplow.ts'
import { umami } from './umami.ts'

const dialects: readonly Dialect[] = [
  native,
  segment,
  rudderstack,
  jitsu,
  measurementProtocol,
  gtag,
  posthog,
  matomo,
  plausible,
  umami,
  snowplow,
  meta,
]

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
const byPath = new Map(places.filter(([path]) => !/[*#]/.test(path)))
const byPattern = places
  .filter(([path]) => /[*#]/.test(path))
  .map(([path, place]) => ({
    pattern: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll('*', '[^/]+').replaceAll('#', '\\d+')}$`),
    place,
  }))

/** @param path without query and trailing slash. */
export function placeAt(path: string): Place | undefined {
  return byPath.get(path) ?? byPattern.find(({ pattern }) => pattern.test(path))?.place
}
