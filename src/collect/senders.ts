// Who sends how much, and how much of it is refused: counted in memory, written now and then.
import { type SenderFile, type Sent } from '#store/senders.ts'
import { hourMs } from '#util/duration.ts'

export class Senders {
  readonly #file: SenderFile
  #waiting = new Map<string, Sent>()

  constructor(file: SenderFile) {
    this.#file = file
  }

  /** @param at epoch milliseconds. */
  note(source: string, way: string, counts: Pick<Sent, 'accepted' | 'refused'>, at: number): void {
    const hour = Math.floor(at / hourMs)
    const key = `${source}\n${way}\n${hour}`
    const known = this.#waiting.get(key) ?? { source, way, hour, accepted: 0, refused: 0, lastAt: at }
    known.accepted += counts.accepted
    known.refused += counts.refused
    known.lastAt = at
    this.#waiting.set(key, known)
  }

  /** Writes what was noted. Throws what the file throws; then it is forgotten, for it is only told. */
  flush(): void {
    if (this.#waiting.size === 0) return
    const waiting = [...this.#waiting.values()]
    this.#waiting = new Map()
    this.#file.add(waiting)
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
