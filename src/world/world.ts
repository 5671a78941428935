// The sample company as a whole: its people part by part, what each source sent, its files, and the truth behind them.
import type { WireEvent } from '#contract/event.ts'
import { Books } from './books.ts'
import { type Contact, contactOf, tradeShowContacts } from './people/outcomes.ts'
import { type Machine, machinesOf } from './people/machines.ts'
import { type Visitor, makeVisitor } from './people/visitors.ts'
import { type Setting, type WorldOptions, settingOf } from './setting/setting.ts'
import { type Seen, type Source, seenOf } from './sources/seen.ts'
import { actionEvent, browsing } from './sources/wire.ts'

/** People who may have an identifier in common, with everything about them; most are alone. */
export interface Part {
  visitors: Visitor[]
  seen: Seen[]
  contacts: Contact[]
}

export interface Sent {
  source: Source
  event: WireEvent
  /** Sent before under the same id. */
  repeat: boolean
}

export interface World {
  setting: Setting
  /** All parts in the order of first visits, made as they are asked for. */
  parts(): Generator<Part>
  /** What the sources send of those parts, in the order in which it arrives. */
  send(parts: Iterable<Part>): Generator<Sent>
  /** What opens the site and is nobody; its events come only as a page sends them, in no file. */
  machines(): Generator<Machine>
  /** Takes parts, and makes files and truth of them. */
  openBooks(): Books
}

/** The same options give the same company, byte for byte. */
export function createWorld(options: WorldOptions): World {
  const setting = settingOf(options)
  return {
    setting,
    parts: () => allParts(setting),
    send: (parts) => sendAll(setting, parts),
    machines: () => machinesOf(setting),
    openBooks: () => new Books(setting),
  }
}

/** A company's books, complete. */
export function booksOf(world: World): Books {
  const books = world.openBooks()
  for (const part of world.parts()) books.add(part)
  return books
}

function* allParts(setting: Setting): Generator<Part> {
  let together: Visitor[] = []
  for (let index = 0; index < setting.options.visitors; index += 1) {
    const visitor = makeVisitor(setting, index)
    if (together.length > 0 && !visitor.borrows) {
      yield partOf(setting, together)
      together = []
    }
    together.push(visitor)
  }
  yield partOf(setting, together)
  for (const contact of tradeShowContacts(setting)) yield { visitors: [], seen: [], contacts: [contact] }
}

function partOf(setting: Setting, visitors: Visitor[]): Part {
  const acting = visitors.filter(({ acts }) => acts.length > 0)
  const contacts = acting.flatMap((visitor) => contactOf(setting, visitor) ?? [])
  return { visitors, seen: acting.flatMap((visitor) => seenOf(setting, visitor)), contacts }
}

/** Other events that arrive before an event is sent again much later. */
const muchLater = 30_000

function* sendAll(setting: Setting, parts: Iterable<Part>): Generator<Sent> {
  const held: { due: number; sent: Sent }[] = []
  let count = 0
  for (const { visitors, seen } of parts) {
    for (const visitor of visitors) {
      for (const event of browsing(setting, visitor)) {
        count += 1
        yield { source: 'website', event, repeat: false }
      }
      for (const one of seen) {
        if (!visitor.acts.includes(one.act)) continue
        const event = actionEvent(visitor, one)
        count += 1
        yield { source: one.source, event, repeat: false }
        if (one.sentAgain === 'at once') yield { source: one.source, event, repeat: true }
        if (one.sentAgain === 'later') {
          held.push({ due: count + muchLater, sent: { source: one.source, event, repeat: true } })
        }
      }
    }
    while (held.length > 0 && held[0]!.due <= count) yield held.shift()!.sent
  }
  for (const { sent } of held) yield sent
}
