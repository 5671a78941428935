// What a dialect is: the protocol of a client library, spoken so that the library needs a new address and nothing else.
import type { IncomingHttpHeaders } from 'node:http'
import type { CollectAnswer } from '#contract/event.ts'
import type { Dropped } from '../dropped.ts'

/** A request as it came, its body inflated. */
export interface Message {
  method: string
  /** Without query, trailing slash and the `/k/KEY` that may stand before it. */
  path: string
  query: URLSearchParams
  headers: IncomingHttpHeaders
  body: string
  /** Key of `/k/KEY/…`, for libraries that have no other place for one. */
  pathKey: string | undefined
  /** Of whoever is connected; `''` when not known. */
  ip: string
  /** Epoch milliseconds. */
  receivedAt: number
}

/** What a message says. */
export interface Reading {
  /** Events in the wire form, to be checked like any other; `Unusable` where there is none to check. */
  wires: unknown[]
  /** As it was sent; undefined when there was none. */
  key: string | undefined
  /** The key stands where visitors of a page can read it, so that only a browser key may stand there. */
  keyInPage: boolean
}

/** A message of a batch that cannot become an event: the field at fault and why, worded to follow it. */
export class Unusable {
  readonly field: string
  readonly reason: string
  constructor(field: string, reason: string) {
    this.field = field
    this.reason = reason
  }
}

/** An answer: text, bytes, or a value that is sent as JSON; nothing without a body. */
export interface Reply {
  status: number
  body?: string | Buffer | object
  type?: string
}

export type Method = 'GET' | 'POST'

/**
 * One client library's protocol. `read` decides nothing about keys, limits or personal data: all dialects
 * share the steps of `receive`, and `reply` is asked only when what it calls accepted is on disk.
 */
export interface Dialect {
  name: string
  /** Where events are taken; `*` stands for one part of the path, `#` for a number. */
  paths: Readonly<Record<string, readonly Method[]>>
  read(message: Message): Reading | Dropped
  reply(answer: CollectAnswer, message: Message): Reply
  /** Errors in the library's own form; without it they are ours. */
  refuse?(dropped: Dropped, status: number): Reply
  /** What the library asks for before it sends, such as its settings; needs no key. */
  asks?: Readonly<Record<string, (message: Message) => Reply>>
}

/** 400 only when there were events and none was usable; libraries do not send again after it. */
export function statusOf(answer: CollectAnswer): number {
  return answer.accepted === 0 && answer.rejected.length > 0 ? 400 : 200
}
