// Where the rows of a file go: through staging into records and spend, as batches of events, or into the list of changes.
import type { StoredEvent } from '#contract/event.ts'
import { eventIdentifiers, hashIdentifiers, recordIdentifiers } from '#contract/identifiers.ts'
import type { ImportKind, RowRejection } from '#contract/import.ts'
import { intendImportBatch, markStored } from '#store/batches.ts'
import { type ImportedChange, importChanges } from '#store/campaign-changes.ts'
import { type StoredEvents, countDiffering, storeEvents } from '#store/events.ts'
import type { Store } from '#store/store.ts'
import { erasedReason } from '#store/tombstones.ts'
import type { Clock } from '#util/clock.ts'
import { emailKeys, phoneKeys } from '#util/personal.ts'
import { type Counts, FactImport } from './facts.ts'
import type { RowContext, StagedLine } from './row-context.ts'
import type { Row } from './rows.ts'
import { changeReader } from './to-change.ts'
import { eventReader } from './to-event.ts'
import { type RecordFile, type Staging, recordKinds, recordStaging } from './to-record.ts'
import { keptRecord, keyScheme, spendStaging } from './to-spend.ts'

/** Takes the rows of one import. Rows are added as they are read and sent on in batches. */
export interface Sink {
  /** Adds a row, or says why it cannot be taken. */
  add(row: Row): RowRejection | undefined
  /** Rows added and not yet sent. */
  readonly waiting: number
  readonly batchRows: number
  /** Takes what was added out of the sink at once; the promise resolves when it is sent. */
  send(): Promise<void>
  /** From now on rows are read in another way, since the file has more columns. Nothing may be waiting. */
  rebind(context: RowContext): void
  finish(progress: (rows: number) => void, reject: (rows: RowRejection[]) => Promise<void>): Promise<Counts>
  drop(): Promise<void>
}

export function sinkFor(store: Store, clock: Clock, context: RowContext): Sink {
  const { kind } = context.options
  if (kind === 'events') return new EventSink(store, clock, context)
  if (kind === 'changes') return new ChangeSink(store, clock, context)
  return new FactSink(store, clock, context, kind)
}

/** The row itself is not kept. */
function ofErased({ row }: Pick<Row, 'row'>): RowRejection {
  return { row, field: '', reason: erasedReason, record: {} }
}

/** A row that could not be read is kept as it stood, unless a cell of it names an erased person. */
function withoutErased(rejection: RowRejection, erased: Store['erased']): RowRejection {
  if (erased.isEmpty || !erased.blocks(Object.values(rejection.record).flatMap(cellIdentifiers), 'soon'))
    return rejection
  return ofErased(rejection)
}

/** Whom a cell may name, whatever its column. Numbers and short words are too many things to be an id. */
function cellIdentifiers(cell: string): string[] {
  const text = cell.trim()
  const hashes = hashIdentifiers({ ...emailKeys(text), ...phoneKeys(text) })
  const tells = text.length > 5 && /\D/.test(text)
  return tells ? [...hashes, ...['user', 'visitor', 'lead', 'order'].map((kind) => `${kind}:${text}`)] : hashes
}

function isRejection(made: object): made is RowRejection {
  return 'reason' in made
}

type FactKind = Exclude<ImportKind, 'events' | 'changes'>

class FactSink implements Sink {
  readonly batchRows = 20_000
  readonly #kind: FactKind
  readonly #facts: FactImport
  readonly #erased: Store['erased']
  #staging: Staging
  #columns: readonly string[]
  #lines: StagedLine[] = []
  readonly #clock: Clock

  constructor(store: Store, clock: Clock, context: RowContext, kind: FactKind) {
    this.#clock = clock
    this.#erased = store.erased
    this.#kind = kind
    this.#columns = context.columns
    this.#staging = this.#stagingOf(context)
    this.#facts = new FactImport(store, clock, {
      importId: context.importId,
      kind: isRecordFile(kind) ? recordKinds[kind] : kind,
      source: context.source,
      scheme: keyScheme(context.options.key),
      toRecord: (kept) => keptRecord(kept, this.#columns),
      stagedTable: isRecordFile(kind) ? 'staged_records' : 'staged_spend',
    })
  }

  get waiting(): number {
    return this.#lines.length
  }

  #isErased(line: StagedLine): boolean {
    if (this.#erased.isEmpty || !isRecordFile(this.#kind)) return false
    const values = JSON.parse(line) as unknown[]
    const staged = Object.fromEntries(this.#staging.columns.map((column, index) => [column, values[index]]))
    return this.#erased.blocks(recordIdentifiers(recordKinds[this.#kind], staged), 'soon')
  }

  #stagingOf(context: RowContext): Staging {
    return isRecordFile(this.#kind) ? recordStaging(context, this.#kind, this.#clock()) : spendStaging(context)
  }

  add(row: Row): RowRejection | undefined {
    const made = this.#staging.toLine(row)
    if (typeof made !== 'string') return withoutErased(made, this.#erased)
    if (this.#isErased(made)) return ofErased(row)
    this.#lines.push(made)
    return undefined
  }

  send(): Promise<void> {
    const lines = this.#lines
    this.#lines = []
    return this.#facts.stage(this.#staging.columns, lines)
  }

  rebind(context: RowContext): void {
    this.#columns = context.columns
    this.#staging = this.#stagingOf(context)
  }

  finish(progress: (rows: number) => void, reject: (rows: RowRejection[]) => Promise<void>): Promise<Counts> {
    return this.#facts.settle(progress, reject)
  }

  drop(): Promise<void> {
    return this.#facts.drop()
  }
}

function isRecordFile(kind: ImportKind): kind is RecordFile {
  return kind in recordKinds
}

class EventSink implements Sink {
  /** More than in loading from the journal: old events come from many months, and every month is a part of its own. */
  readonly batchRows = 50_000
  readonly #store: Store
  readonly #clock: Clock
  readonly #importId: string
  #read: (row: Row) => StoredEvent | RowRejection
  #events: StoredEvent[] = []
  readonly #counts: Counts = { added: 0, changed: 0, unchanged: 0, overwritten: 0, replaced: 0, differing: 0 }

  constructor(store: Store, clock: Clock, context: RowContext) {
    this.#store = store
    this.#clock = clock
    this.#importId = context.importId
    this.#read = eventReader(context, clock())
  }

  get waiting(): number {
    return this.#events.length
  }

  add(row: Row): RowRejection | undefined {
    const made = this.#read(row)
    if (isRejection(made)) return withoutErased(made, this.#store.erased)
    if (this.#store.erased.blocks(eventIdentifiers(made), 'soon')) return ofErased(row)
    this.#events.push(made)
    return undefined
  }

  async send(): Promise<void> {
    const events = this.#events
    this.#events = []
    if (events.length === 0) return
    const stored = await this.#store.writes.run(() => this.#storeBatch(events))
    this.#counts.added += stored.events
    this.#counts.unchanged += stored.repeats
    if (stored.repeats === 0) return
    // awaited before it is added: two batches are under way side by side
    const differing = await countDiffering(this.#store.facts, stored.repeated)
    this.#counts.differing += differing
  }

  async #storeBatch(events: readonly StoredEvent[]): Promise<StoredEvents> {
    const { control, facts } = this.#store
    const batch = await intendImportBatch(control, this.#importId, this.#clock())
    let stored: StoredEvents = { events: 0, repeats: 0, repeated: [], minTime: null, maxTime: null }
    try {
      stored = await storeEvents(facts, batch, events)
    } finally {
      // Also after a failure: what was written of it is there under this batch, and counting must not wait for it.
      await markStored(control, batch, stored, this.#clock())
    }
    return stored
  }

  rebind(context: RowContext): void {
    this.#read = eventReader(context, this.#clock())
  }

  async finish(): Promise<Counts> {
    return this.#counts
  }

  async drop(): Promise<void> {
    // events are not staged
  }
}

const minorNote = 'N {row tells|rows tell} of no launch or major change and {was|were} left out'

/** Keeps them all until the end, since they are few, and writes them at once: a crash leaves all of them or none. */
class ChangeSink implements Sink {
  readonly waiting = 0
  readonly batchRows = Infinity
  readonly #store: Store
  readonly #clock: Clock
  #context: RowContext
  #read: ReturnType<typeof changeReader>
  readonly #changes: ImportedChange[] = []

  constructor(store: Store, clock: Clock, context: RowContext) {
    this.#store = store
    this.#clock = clock
    this.#context = context
    this.#read = changeReader(context)
  }

  add(row: Row): RowRejection | undefined {
    const made = this.#read(row)
    if (made === undefined) this.#context.notes.add(minorNote)
    else if (isRejection(made)) return withoutErased(made, this.#store.erased)
    else this.#changes.push(made)
    return undefined
  }

  async send(): Promise<void> {
    // nothing goes before the end
  }

  rebind(context: RowContext): void {
    this.#context = context
    this.#read = changeReader(context)
  }

  async finish(): Promise<Counts> {
    const { importId, options } = this.#context
    const file = { id: importId, name: options.fileName }
    const { added, unchanged } = await importChanges(this.#store.control, file, this.#changes, this.#clock())
    return { added, changed: 0, unchanged, overwritten: 0, replaced: 0, differing: 0 }
  }

  async drop(): Promise<void> {
    // nothing is staged
  }
}
