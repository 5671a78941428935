// What the loader takes next of a journal, read and sorted out while the engine takes what came before.
import { type EventBlock, blockOf } from '#store/events.ts'
import type { JournalReader } from '#store/journal.ts'

/** One batch is at most this much, and two are held at a time: 20,000 rows take about 100 MB of memory. */
const batchEvents = 20_000
const batchBytes = 8 * 1_048_576

/** Behind less than this are only events that just arrive: taken at once, they would make more batches than they need. */
export const backlogEvents = 5_000

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
  #next: JournalPart | undefined

  constructor(journal: JournalReader) {
    this.journal = journal
  }

  /** What one batch takes after `seq`; undefined when there is nothing. */
  after(seq: number): JournalPart | undefined {
    const next = this.#next
    this.#next = undefined
    return next?.firstSeq === seq + 1 ? next : this.#readAfter(seq)
  }

  between(firstSeq: number, lastSeq: number): JournalPart {
    const lines = this.journal.read(firstSeq, lastSeq).flatMap((body) => body.split('\n'))
    return { firstSeq, lastSeq, lines, block: blockOf(lines) }
  }

  /** Reads what follows this part, if there is a backlog. For whoever waits for the engine. */
  readBehind(part: JournalPart): void {
    if (part.lines.length < backlogEvents) return
    try {
      this.#next = this.#readAfter(part.lastSeq)
    } catch {
      // read again by `after`, where somebody is told what is wrong
    }
  }

  #readAfter(seq: number): JournalPart | undefined {
    const lastSeq = this.journal.boundary(seq, batchEvents, batchBytes)
    return lastSeq === undefined ? undefined : this.between(seq + 1, lastSeq)
  }
}
