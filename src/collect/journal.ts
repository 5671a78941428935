// Group commit: while one group is brought to disk the next one gathers. No timer: a lone request waits for itself only.
import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { type JournalEntry, JournalError, type JournalWriter } from '#store/journal.ts'

/** `full`: nothing was kept; the sender must send again later. */
export type Written = 'written' | { full: string }

export interface JournalBounds {
  /** Bytes of events that wait to be loaded. */
  maxBytes: number
  /** Free bytes of the disk that are left alone, so that loaded events can still be deleted. */
  spareBytes: number
}

export const defaultBounds: JournalBounds = { maxBytes: 4_096 * 1_048_576, spareBytes: 64 * 1_048_576 }

interface Waiting {
  entry: JournalEntry
  settle: (written: Written) => void
}

/** The journal as the routes use it. */
export class Journal {
  readonly #file: JournalWriter
  readonly #folder: string
  readonly #bounds: JournalBounds
  readonly #onDamage: (error: JournalError) => void
  #group: Waiting[] = []
  #writing: Promise<void> | undefined
  #unloadedBytes: number
  #loadedThrough = 0
  #diskFull: string | undefined

  /**
   * @param onDamage the file is damaged: the process should end and open it again, which repairs it.
   */
  constructor(
    file: JournalWriter,
    options: { path: string; bounds?: JournalBounds; onDamage: (error: JournalError) => void },
  ) {
    this.#file = file
    this.#folder = dirname(options.path)
    this.#bounds = options.bounds ?? defaultBounds
    this.#onDamage = options.onDamage
    this.#unloadedBytes = file.bytesBetween(0, Number.MAX_SAFE_INTEGER)
  }

  get name(): string {
    return this.#file.name
  }

  /** Resolves when the group that the entry went into is on disk. */
  append(entry: JournalEntry): Promise<Written> {
    const full = this.fullBecause()
    if (full !== undefined) return Promise.resolve({ full })
    return new Promise((settle) => {
      this.#group.push({ entry, settle })
      this.#writing ??= this.#writeGroups()
    })
  }

  /** Why nothing can be taken at the moment; undefined when all is well. */
  fullBecause(): string | undefined {
    if (this.#diskFull !== undefined) return this.#diskFull
    if (this.#unloadedBytes < this.#bounds.maxBytes) return undefined
    return `${Math.round(this.#unloadedBytes / 1_048_576)} MB of events wait to be loaded, which is the bound`
  }

  /** Notes how far the events are loaded, and looks at the disk. */
  look(loadedThrough: number): void {
    if (loadedThrough > this.#loadedThrough) {
      this.#unloadedBytes -= this.#file.bytesBetween(this.#loadedThrough, loadedThrough)
      this.#loadedThrough = loadedThrough
    }
    const disk = statfsSync(this.#folder)
    this.#diskFull =
      disk.bavail * disk.bsize < this.#bounds.spareBytes ? 'the disk of the data folder is full' : undefined
  }

  /** Deletes a handful of loaded entries up to `seq`; returns how many. */
  deleteSome(seq: number): number {
    try {
      return this.#file.deleteThrough(seq, 100)
    } catch (error) {
      if (!(error instanceof JournalError)) throw error
      if (error.kind === 'damaged') this.#onDamage(error)
      return 0
    }
  }

  /** Writes what waits, and closes the file. */
  async close(): Promise<void> {
    await this.#writing
    this.#file.close()
  }

  /** One after the other, until nothing waits. */
  async #writeGroups(): Promise<void> {
    while (this.#group.length > 0) {
      // first the answers of the group before go out, and requests that were read meanwhile join
      await setImmediate()
      const group = this.#group
      this.#group = []
      const written = await this.#write(group)
      for (const { settle } of group) settle(written)
    }
    this.#writing = undefined
  }

  async #write(group: readonly Waiting[]): Promise<Written> {
    try {
      this.#unloadedBytes += await this.#file.append(packed(group))
      return 'written'
    } catch (error) {
      if (!(error instanceof JournalError)) throw error
      if (error.kind === 'full') return { full: `the disk refuses to write (${error.message})` }
      this.#onDamage(error)
      return { full: 'the journal is damaged' }
    }
  }
}

/** Bodies that share an entry, in UTF-16 units: a handful of such entries is deleted without being felt. */
const packLength = 16_384

/** Requests of a group in few entries: an insert costs more than the bytes of a request with one event. */
function packed(group: readonly Waiting[]): JournalEntry[] {
  const packs: { receivedAt: number; events: number; bodies: string[]; length: number }[] = []
  for (const { entry } of group) {
    const { receivedAt, events, body } = entry
    const last = packs.at(-1)
    if (last && last.length + body.length <= packLength) {
      last.events += events
      last.bodies.push(body)
      last.length += body.length
    } else packs.push({ receivedAt, events, bodies: [body], length: body.length })
  }
  return packs.map(({ receivedAt, events, bodies }) => ({ receivedAt, events, body: bodies.join('\n') }))
}
