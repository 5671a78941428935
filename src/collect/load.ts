// From the journal into the facts engine, exactly once: fixed boundaries, one token, repeats dropped.
import { fromEventLine } from '#contract/event-line.ts'
import { eventIdentifiers } from '#contract/identifiers.ts'
import { intendJournalBatch, journalStoredThrough, markStored, openJournalBatches } from '#store/batches.ts'
import { type StoredBatch, blockOf, insertBlock, leaveOutLoaded } from '#store/events.ts'
import { type JournalReader, openJournalReader } from '#store/journal.ts'
import type { Store } from '#store/store.ts'
import { type Clock, systemClock } from '#util/clock.ts'
import { type JournalPart, ReadAhead } from './read-ahead.ts'

/** Loads all that the journal holds now. Returns how many events were new. Throws FactsError; nothing is lost by it. */
export async function loadOnce(store: Store, journal: JournalReader, clock: Clock = systemClock): Promise<number> {
  const ahead = new ReadAhead(journal)
  let events = 0
  for (;;) {
    const batch = await loadNext(store, ahead, clock)
    if (!batch) return events
    events += batch.events
  }
}

/**
 * Loads one batch: first the one that a crash or an error left unfinished, with the very same
 * boundaries and token. Undefined when there is nothing to load.
 */
export async function loadNext(store: Store, ahead: ReadAhead, clock: Clock): Promise<StoredBatch | undefined> {
  return store.writes.run(async () => {
    const { control } = store
    const { name } = ahead.journal
    for (const open of await openJournalBatches(control)) {
      if (open.journal === name)
        return loadPart(store, ahead, open.id, ahead.between(open.firstSeq, open.lastSeq), clock)
      await closeBatchOfLostJournal(store, open.id, clock)
    }
    const part = ahead.after(await journalStoredThrough(control, name))
    if (!part) return undefined
    // a power loss must not take from the journal what was loaded: its numbers would be given again
    await ahead.journal.sync()
    const { firstSeq, lastSeq } = part
    const id = await intendJournalBatch(control, { journal: name, firstSeq, lastSeq }, clock())
    return loadPart(store, ahead, id, part, clock)
  })
}

async function loadPart(
  { control, facts, erased }: Store,
  ahead: ReadAhead,
  id: number,
  part: JournalPart,
  clock: Clock,
): Promise<StoredBatch> {
  // those of persons erased since they arrived stay out
  const lines = erased.storable(part.lines, (line) => eventIdentifiers(fromEventLine(line)))
  const block = lines.length === part.lines.length ? part.block : blockOf(lines)
  const inserting = insertBlock(facts, id, await leaveOutLoaded(facts, id, block))
  // once the engine has been given the rows
  const reading = setImmediate(() => ahead.readBehind(part))
  const stored = await inserting.finally(() => clearImmediate(reading))
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
  /** Milliseconds between two looks at a journal that holds no backlog. */
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
  #ahead: ReadAhead | undefined
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
    this.#close()
  }

  async #run(): Promise<void> {
    let failures = 0
    while (!this.#stopping) {
      try {
        const stored = await this.#loadNext()
        if (failures > 0) this.#options.onRecovered?.()
        failures = 0
        // At once while there is a backlog. What trickles in is gathered: a batch of twenty events costs half as much as one
        // of a thousand.
        if (!stored || !this.#ahead?.inBacklog) await this.#pause(this.#options.pollMs ?? 500)
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

  /** Undefined when there was nothing to load. */
  async #loadNext(): Promise<StoredBatch | undefined> {
    // a journal that was damaged is replaced by the collector
    if (this.#ahead?.journal.replaced()) this.#close()
    const { store, journalPath, clock = systemClock, onStored } = this.#options
    const journal = this.#ahead?.journal ?? openJournalReader(journalPath)
    if (!journal) return undefined
    this.#ahead ??= new ReadAhead(journal)
    const batch = await loadNext(store, this.#ahead, clock)
    if (batch) onStored?.(batch)
    return batch
  }

  #close(): void {
    this.#ahead?.journal.close()
    this.#ahead = undefined
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
