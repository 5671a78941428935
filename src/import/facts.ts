// The write path of imports: rows are staged, then compared with what is known and written, range by range of keys.
import type { RowRejection } from '#contract/import.ts'
import { intendImportBatch, markStored } from '#store/batches.ts'
import { type Params, sqlTime } from '#store/facts.ts'
import { nextKnownAt } from '#store/known.ts'
import type { Store } from '#store/store.ts'
import type { Clock } from '#util/clock.ts'
import {
  type FactTable,
  compareSql,
  conflictsSql,
  figuresAlone,
  figuresTable,
  recordsTable,
  sharedIdSql,
  spendTable,
  writeNewSql,
  writeSql,
} from './fact-tables.ts'

/** Rows compared and written at a time. */
export const rangeRows = 131_072

export interface Counts {
  added: number
  changed: number
  unchanged: number
  /** Rows that a later row of the same file replaced. */
  overwritten: number
  /** The id that most of a range's rows share, where one was replaced. */
  shared?: { id: string; rows: number }
  /** Rows known by other --key columns, which no longer hold. */
  replaced: number
  /** Events that were stored before with another content. */
  differing: number
}

interface Target {
  importId: string
  /** `lead | deal | order` for records. */
  kind: string
  source: string
  /** Names the --key columns of spend; see `keyScheme`. */
  scheme: string
  /** Makes the row as it stood in the file from what `staged_spend` kept of it. */
  toRecord: (kept: string) => Record<string, string>
  stagedTable: 'staged_records' | 'staged_spend'
}

interface Comparison {
  rows: number
  keys: number
  added: number
  changed: number
  overwritten: number
  replaced: number
  new_begins: number
  new_ends: number
  changed_begins: number
  changed_ends: number
}

/** One import's way into the facts. `stage` what the file says, then `settle` it; `drop` in any case. */
export class FactImport {
  readonly #store: Store
  readonly #clock: Clock
  readonly #target: Target
  readonly #table: FactTable
  #staged = 0

  constructor(store: Store, clock: Clock, target: Target) {
    this.#store = store
    this.#clock = clock
    this.#target = target
    const reported = target.kind === 'figures' ? figuresAlone : spendTable
    this.#table = target.stagedTable === 'staged_records' ? recordsTable : reported
  }

  async stage(columns: readonly string[], lines: readonly string[]): Promise<void> {
    await this.#store.facts.insertLines(this.#target.stagedTable, columns, lines)
    this.#staged += lines.length
  }

  /**
   * Writes what the staged rows add to or change of what is known. A range is written whole or not at
   * all; after a crash, importing the file again adds the rest.
   */
  async settle(progress: (rows: number) => void, reject: (rows: RowRejection[]) => Promise<void>): Promise<Counts> {
    const counts: Counts = { added: 0, changed: 0, unchanged: 0, overwritten: 0, replaced: 0, differing: 0 }
    let settled = 0
    for (const range of keyRanges(Math.ceil(this.#staged / rangeRows))) {
      const found = await this.#store.writes.run(() => this.#settleRange(range))
      const conflicts = found.rows > found.keys ? await this.#conflicts(range) : []
      await reject(conflicts)
      counts.added += found.added
      counts.changed += found.changed
      counts.unchanged += found.rows - found.added - found.changed - conflicts.length
      counts.overwritten += found.overwritten
      if (found.overwritten > 0 && !counts.shared) Object.assign(counts, await this.#sharedId(range))
      counts.replaced += found.replaced
      settled += found.rows
      progress(settled)
    }
    return counts
  }

  async #settleRange(range: KeyRange): Promise<Comparison> {
    const { control, facts } = this.#store
    const { importId, kind, source, scheme } = this.#target
    const params = { ...range, import: importId, kind, source, scheme }
    const found = await this.#compare(params)
    if (found.added + found.changed + found.replaced === 0) return found
    const batch = await intendImportBatch(control, importId, this.#clock())
    const now = sqlTime(await nextKnownAt(control, this.#clock()))
    const sql = found.added === found.rows && found.replaced === 0 ? writeNewSql : writeSql
    try {
      for (const table of this.#table === spendTable ? [spendTable, figuresTable] : [this.#table]) {
        await facts.command(sql(table), { ...params, batch, now }, { lane: 'load' })
      }
    } finally {
      // Also after a failure: what was written of it is there under this batch, and counting must not wait for it.
      await markStored(control, batch, loadFacts(found), this.#clock())
    }
    return found
  }

  async #compare(params: Params): Promise<Comparison> {
    const [found] = await this.#store.facts.query<Comparison>(compareSql(this.#table), params, { lane: 'load' })
    const allMoves = found!.added + found!.changed === found!.keys
    if (this.#table !== spendTable || allMoves) return found!
    // a row whose spend is as it was may report other figures
    const sql = compareSql(spendTable, figuresTable)
    const [withFigures] = await this.#store.facts.query<Comparison>(sql, params, { lane: 'load' })
    return withFigures!
  }

  async #sharedId(range: KeyRange): Promise<Pick<Counts, 'shared'>> {
    const params = { ...range, import: this.#target.importId }
    const [found] = await this.#store.facts.query<{ id: string; rows: number }>(sharedIdSql, params, { lane: 'load' })
    return found ? { shared: found } : {}
  }

  async #conflicts(range: KeyRange): Promise<RowRejection[]> {
    if (this.#table === recordsTable) return []
    const { importId, toRecord } = this.#target
    const rows = await this.#store.facts.query<{ row: number; record: string }>(
      conflictsSql,
      { ...range, import: importId },
      { lane: 'load' },
    )
    return rows.map(({ row, record }) => ({
      row,
      field: 'key',
      reason:
        'has the period, campaign, ad group and ad of an earlier row and other numbers: name the columns that tell them apart, e.g. --key age,gender',
      record: toRecord(record),
    }))
  }

  /** Takes the staged rows away. */
  async drop(): Promise<void> {
    await dropStaged(this.#store, this.#target.stagedTable, this.#target.importId)
  }
}

function loadFacts(found: Comparison): Parameters<typeof markStored>[2] {
  const times = [
    ...(found.added > 0 ? [found.new_begins, found.new_ends] : []),
    ...(found.changed > 0 ? [found.changed_begins, found.changed_ends] : []),
  ]
  return {
    events: found.added + found.changed,
    repeats: found.rows - found.added - found.changed,
    minTime: times.length === 0 ? null : Math.min(...times),
    maxTime: times.length === 0 ? null : Math.max(...times),
  }
}

export interface KeyRange {
  from: string
  to: string
}

/** The keys (hex digits) in so many ranges of equal width; `to` is exclusive. */
export function keyRanges(count: number): KeyRange[] {
  const edge = (index: number): string =>
    index === count
      ? 'g'
      : Math.floor((index / count) * 2 ** 32)
          .toString(16)
          .padStart(8, '0')
  return Array.from({ length: count }, (_, index) => ({ from: edge(index), to: edge(index + 1) }))
}

async function dropStaged(store: Store, table: Target['stagedTable'], importId: string): Promise<void> {
  await store.facts.command(
    `ALTER TABLE ${table} DROP PARTITION {import:String}`,
    { import: importId },
    { lane: 'load' },
  )
}

/** Takes away what imports that are no longer running had staged when their process died. */
export async function dropAbandoned(store: Store): Promise<void> {
  for (const table of ['staged_records', 'staged_spend'] as const) {
    const staged = await store.facts.query<{ import_id: string }>(`SELECT DISTINCT import_id FROM ${table}`)
    for (const { import_id: importId } of staged) {
      const row = await store.control
        .selectFrom('imports')
        .select('state')
        .where('id', '=', importId)
        .executeTakeFirst()
      if (row?.state !== 'running') await dropStaged(store, table, importId)
    }
  }
}
