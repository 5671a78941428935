// Events that wait for the collector's answer: in memory, and in localStorage while that is allowed.
import { type TagEvent, day } from './event.ts'
import { load, remove, save, storedNames } from './storage.ts'

const prefix = 'onecount.'
const most = 200
/** The collector takes events of 64 KiB and requests of 1 MiB. */
const batch = 15
/** The collector knows repeats for thirty days. */
const longest = 28 * day

export interface Waiting {
  /** When there are too many, the oldest goes. E-mail and phone, which the collector hashes, are never stored. */
  add(event: TagEvent): void
  drop(event: TagEvent): void
  /** The oldest; however large, they fit into a request. */
  first(): TagEvent[]
  /** From now on in storage too; takes over what earlier pages could not send. */
  store(): void
  /** Takes everything out of storage; `change` makes of each event what may still be sent, if anything. */
  erase(change: (event: TagEvent) => TagEvent | false): void
}

export function createWaiting(): Waiting {
  let events: Record<string, TagEvent> = {}
  let stored = false
  const drop = ({ id }: TagEvent) => {
    delete events[id]
    remove(prefix + id)
  }
  const add = (event: TagEvent) => {
    // throws for what cannot be sent, before it can hold up the others
    const text = JSON.stringify(event)
    events[event.id] = event
    if (stored && !event['email'] && !event['phone']) save(prefix + event.id, text)
    const all = Object.values(events)
    if (all.length > most) drop(all[0]!)
  }
  return {
    add,
    drop,
    first: () => Object.values(events).slice(0, batch),
    store() {
      stored = true
      for (const name of storedNames(prefix)) {
        const event = load<TagEvent>(name)
        if (event && Date.now() - event.time < longest) events[event.id] ??= event
        else remove(name)
      }
      Object.values(events).forEach(add)
    },
    erase(change) {
      stored = false
      storedNames(prefix).forEach(remove)
      const before = Object.values(events)
      events = {}
      for (const event of before) {
        const rest = change(event)
        if (rest) add(rest)
      }
    },
  }
}
