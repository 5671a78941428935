// A part of the control store, read beside the process that owns it, and again whenever the store has changed.
import Database from 'libsql'

/** How often it is looked whether the control store has changed (milliseconds; a look takes 10 µs). */
const lookEvery = 500

export class Watched<T> {
  readonly #database: Database.Database
  readonly #read: (database: Database.Database) => T
  readonly #now: () => number
  #value: T
  #version = -1
  #looked = -Infinity

  /** @param now milliseconds of a clock that never goes back. */
  constructor(controlPath: string, read: (database: Database.Database) => T, empty: T, now = () => performance.now()) {
    this.#database = new Database(controlPath)
    this.#database.pragma('busy_timeout = 10000')
    this.#database.pragma('query_only = ON')
    this.#read = read
    this.#value = empty
    this.#now = now
  }

  /** What it was less than half a second ago; what it is now when that does not suffice. */
  get(suffices: (value: T) => boolean): T {
    const now = this.#now()
    if (now - this.#looked >= lookEvery || !suffices(this.#value)) {
      this.#looked = now
      this.#refresh()
    }
    return this.#value
  }

  close(): void {
    this.#database.close()
  }

  #refresh(): void {
    const [row] = this.#database.pragma('data_version') as { data_version: number }[]
    if (row!.data_version === this.#version) return
    this.#value = this.#read(this.#database)
    this.#version = row!.data_version
  }
}
