// What a webhook's provider is: how its deliveries are signed, and what they say in our words.
import type { CollectAnswer } from '#contract/event.ts'
import type { LiveHook } from '#store/hooks.ts'
import { type Message, type Method, type Reply, statusOf } from '../dialects/dialect.ts'
import type { Dropped } from '../dropped.ts'
import type { Receiver } from '../receive.ts'

/** A request to a hook. */
export interface Delivery extends Message {
  /** The very bytes that were signed; `body` is their text. */
  raw: Buffer
  /** Addresses that it may have been sent to, as the sender wrote them: a proxy may stand before us. */
  urls: readonly string[]
}

/** `stale`: rightly signed, but too long ago, or by a clock that is wrong. */
export type Verdict = 'right' | 'wrong' | 'stale'

/**
 * `verify` sees every delivery before anything of it is parsed, `read` only those that are right. Limits and
 * personal data are the business of the steps that all deliveries share with all other events.
 */
export interface Provider {
  methods: readonly Method[]
  verify(delivery: Delivery, hook: LiveHook): Verdict
  /** Events in the wire form; none where the delivery says nothing that is counted. */
  read(delivery: Delivery, hook: LiveHook): unknown[] | Dropped
  /** What people's browsers may open below the hook's address. */
  pages?: Readonly<Record<string, Page>>
  /** What its retry logic wants to hear; without it: the status, and our answer as JSON. */
  reply?(answer: CollectAnswer): Reply
}

export type PageAnswer = Dropped | Reply | { location: string }

type Page = (visit: Delivery, hook: LiveHook, receiver: Receiver) => Promise<PageAnswer>

/** 400 only when there were events and none was usable: the provider's log shows it then. */
export function plainReply(answer: CollectAnswer): Reply {
  return { status: statusOf(answer), body: answer }
}

/** A name that no plan counts by accident: what is only tried out is kept, and told apart. */
export function namedFor(test: boolean, name: string): string {
  return test ? `test_${name}` : name
}
