// From the journal into the facts engine, exactly once: fixed boundaries, one token, repeats dropped.
import { fromEventLine } from '#contract/event-line.ts'
import { eventIdentifiers } from '#contract/identifiers.ts'
import { intendJournalBatch, journalStoredThrough, markStored, openJournalBatches } from '#store/batches.ts'
import { type StoredBatch, storeEvents } from '#store/events.ts'
import { type JournalReader, openJournalReader } from '#store/journal.ts'
import type { Store } from '#store/store.ts'
import { type Clock, systemClock } from '#util/clock.ts'

/** One batch is at most this much: 20,000 rows take about 0.25 s and 100 MB of memory. */
const batchEvents = 20_000
const batchBytes = 8 * 1_048_576

/** Loads all that the journal holds now. Returns how many events were new. Throws FactsError; nothing is lost by it. */
export async function loadOnce(store: Store, journal: JournalReader, clock: Clock = systemClock): Promise<number> {
  let events = 0
  for (;;) {
    const batch = await loadNext(store, journal, clock)
    if (!batch) return events
    events += batch.events
  }
}

/**
 * Loads one batch: first the one that a crash or an error left unfinished, with the very same
 * boundaries and token. Undefined when there is nothing to load.
 */
export async function loadNext(store: Store, journal: JournalReader, clock: Clock): Promise<StoredBatch | undefined> {
  return store.writes.run(async () => {
    const { control } = store
    for (const open of await openJournalBatches(control)) {
      if (open.journal === journal.name) return loadRange(store, journal, open.id, open.firstSeq, open.lastSeq, clock)
      await closeBatchOfLostJournal(store, open.id, clock)
    }
    const loaded = await journalStoredThrough(control, journal.name)
    const lastSeq = journal.boundary(loaded, batchEvents, batchBytes)
    if (lastSeq === undefined) return undefined
    const range = { journal: journal.name, firstSeq: loaded + 1, lastSeq }
    const id = await intendJournalBatch(control, range, clock())
    return loadRange(store, journal, id, range.firstSeq, range.lastSeq, clock)
  })
}

async function loadRange(
  { control, facts, erased }: Store,
  journal: JournalReader,
  id: number,
  firstSeq: number,
  lastSeq: number,
  clock: Clock,
): Promise<StoredBatch> {
  const lines = journal.read(firstSeq, lastSeq).flatMap((body) => body.split('\n'))
  // those of persons erased since they arrived stay out
  const events = erased.storable(lines.map(fromEventLine), eventIdentifiers)
  const stored = await storeEvents(facts, id, events)
  await markStored(control, id, stored, clock())
  return stored
}

/**
 * The journal of this batch was damaged and made anew. What the batch had stored stays under its
 * number; the rest comes again with the new journal.
 */
async function closeBatchOfLostJournal({ control, facts }: Store, id: number, clock: Clock): Promise<void> {
  const [found] = await facts.query<{ events: number; minTime: number | null; maxTime: number | null }>(
    `SELECT count() AS events, toUnixTimestamp64Milli(minOrNull(time)) AS minTime,
       toUnixTimestamp64Milli(maxOrNull(time)) AS maxTime
     FROM events WHERE batch = {id:UInt64}`,
    { id },
    { lane: 'load' },
  )
  await markStored(control, id, { ...found!, repeats: 0 }, clock())
}

export interface LoaderOptions {
  store: Store
  journalPath: string
  clock?: Clock
  /** Milliseconds between two looks at an empty journal. */
  pollMs?: number
  /** Told of every failure; the loader waits and tries again. */
  report: (message: string) => void
  /** Called after each batch. */
  onStored?: (batch: StoredBatch) => void
  /** Called when loading works again after it failed. */
  onRecovered?(): void
}

const longestPauseMs = 30_000

/** Loads for as long as the process lives. */
export class Loader {
  readonly #options: LoaderOptions
  #journal: JournalReader | undefined
  #stopping = false
  #wake: () => void = () => undefined
  #running: Promise<void> | undefined

  constructor(options: LoaderOptions) {
    this.#options = options
  }

  start(): void {
    this.#running ??= this.#run()
  }

  /** Resolves when the batch under way is stored (or has failed). */
  async stop(): Promise<void> {
    this.#stopping = true
    this.#wake()
    await this.#running
    this.#journal?.close()
  }

  async #run(): Promise<void> {
    let failures = 0
    while (!this.#stopping) {
      try {
        const loaded = await this.#loadNext()
        if (failures > 0) this.#options.onRecovered?.()
        failures = 0
        // at once while there is a backlog
        if (!loaded) await this.#pause(this.#options.pollMs ?? 500)
      } catch (error) {
        failures += 1
        const pause = Math.min(500 * 2 ** failures, longestPauseMs)
        this.#options.report(
          `Loading failed and is tried again in ${pause / 1000} s; no event is lost. ${String(error)}`,
        )
        this.#close()
        await this.#pause(pause)
      }
    }
  }

  /** Whether a batch was loaded. */
  async #loadNext(): Promise<boolean> {
    // a journal that was damaged is replaced by the collector
    if (this.#journal?.replaced()) this.#close()
    this.#journal ??= openJournalReader(this.#options.journalPath)
    if (!this.#journal) return false
    const { store, clock = systemClock, onStored } = this.#options
    const batch = await loadNext(store, this.#journal, clock)
    if (batch) onStored?.(batch)
    return batch !== undefined
  }

  #close(): void {
    this.#journal?.close()
    this.#journal = undefined
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
