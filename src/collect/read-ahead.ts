// What the loader takes next of a journal, read and sorted out while the engine takes what came before.
import { type EventBlock, blockOf } from '#store/events.ts'
import type { JournalReader } from '#store/journal.ts'

/**
 * One batch is at most so many events and bytes, and two are held at a time. Over a backlog of 660,000 events the process
 * took 890 MB at its highest, with half as much a batch 720 MB and a quarter more work an event: ids are looked up and
 * parts written once a batch. Behind less than a backlog are only events that just arrive: taken at once, they would make
 * more batches than they need.
 */
const usualBounds = { events: 40_000, bytes: 16 * 1_048_576, backlog: 5_000 }

/** The entries of a journal from `firstSeq` to `lastSeq`. */
export interface JournalPart {
  firstSeq: number
  lastSeq: number
  /** All events, and the same as a block. */
  lines: readonly string[]
  block: EventBlock
}

export class ReadAhead {
  readonly journal: JournalReader
  readonly #bounds: typeof usualBounds
  /** Whether what was read last was so much that more is to be expected behind it. */
  inBacklog = false
  #next: JournalPart | undefined

  constructor(journal: JournalReader, bounds = usualBounds) {
    this.journal = journal
    this.#bounds = bounds
  }

  /** What one batch takes after `seq`; undefined when there is nothing. */
  after(seq: number): JournalPart | undefined {
    const next = this.#next
    this.#next = undefined
    return next?.firstSeq === seq + 1 ? next : this.#readAfter(seq)
  }

  between(firstSeq: number, lastSeq: number): JournalPart {
    const bodies = this.journal.read(firstSeq, lastSeq)
    const lines = bodies.flatMap((body) => body.split('\n'))
    const length = bodies.reduce((sum, body) => sum + body.length, 0)
    this.inBacklog = lines.length >= this.#bounds.backlog || length >= this.#bounds.bytes / 2
    return { firstSeq, lastSeq, lines, block: blockOf(lines) }
  }

  /** Reads what follows this part, if there is a backlog. For whoever waits for the engine. */
  readBehind(part: JournalPart): void {
    if (!this.inBacklog) return
    try {
      this.#next = this.#readAfter(part.lastSeq)
    } catch {
      // read again by `after`, where somebody is told what is wrong
    }
  }

  #readAfter(seq: number): JournalPart | undefined {
    const lastSeq = this.journal.boundary(seq, this.#bounds.events, this.#bounds.bytes)
    return lastSeq === undefined ? undefined : this.between(seq + 1, lastSeq)
  }
}
