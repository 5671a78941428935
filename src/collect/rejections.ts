// Rejections on their way to the table that the Events page shows: noted in memory, written now and then.
import type { Rejection } from '#contract/recent.ts'
import { type RejectionFile, keptRejections } from '#store/rejections.ts'
import { scrubText } from '#util/personal.ts'

/** Names and fields are the sender's words: no longer than this. */
const textLength = 128

export class Rejections {
  readonly #file: RejectionFile
  #known: Rejection[] = []
  /** Apart, for anybody can send without a key, and as much as he likes. */
  #strangers: Rejection[] = []

  constructor(file: RejectionFile) {
    this.#file = file
  }

  /** Costs the request nothing: what is noted is written later, and the oldest gives way. */
  note(rejection: Rejection): void {
    const waiting = rejection.source === '' ? this.#strangers : this.#known
    waiting.push(rejection)
    if (waiting.length > 2 * keptRejections) waiting.splice(0, keptRejections)
  }

  /** Writes what was noted. Throws what the file throws; then it is forgotten, for it is only told. */
  flush(): void {
    const waiting = [...this.#known.slice(-keptRejections), ...this.#strangers.slice(-keptRejections)]
    if (waiting.length === 0) return
    this.#known = []
    this.#strangers = []
    this.#file.add(waiting.toSorted((a, b) => a.at - b.at).map(withoutAddresses))
  }

  /** Writes what was noted, and closes the file. */
  close(): void {
    try {
      this.flush()
    } finally {
      this.#file.close()
    }
  }
}

/** Senders put addresses in the oddest places. */
function withoutAddresses(rejection: Rejection): Rejection {
  const { name, field, reason } = rejection
  const clean = (text: string): string => scrubText(text.slice(0, textLength))
  return { ...rejection, name: clean(name), field: clean(field), reason: scrubText(reason.slice(0, 1_000)) }
}
