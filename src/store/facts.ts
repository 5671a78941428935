// The facts engine: ClickHouse, embedded in this process or reached over HTTP by a connection string.
import { Readable } from 'node:stream'
import type { ClickHouseClient, ResultSet } from '@clickhouse/client'
import { Lane, type Dial, type Params, type Prepared, type Settings, dialler } from './connection.ts'
import { migrationsFolder } from './home.ts'
import { Remembered } from './remembered.ts'
import { readMigrations } from './sql-files.ts'

/**
 * Work is kept apart so that a heavy question cannot hold up loading. Each lane has its own
 * connections; a connection runs one query at a time.
 */
export type LaneName = 'load' | 'count' | 'ask'
export type { Params }

export interface QueryOptions {
  lane?: LaneName
  /** The engine gives up after this many seconds. */
  seconds?: number
  /** Two inserts of lines with one token into one table count once. */
  token?: string
}

export interface Facts {
  /**
   * Runs a SELECT with bound `{name:Type}` parameters and returns its rows. In the lane `ask` an embedded engine is not
   * asked again for what it said since the last write: what changes by itself is read in another. Throws FactsError.
   */
  query<Row>(sql: string, params?: Params, options?: QueryOptions): Promise<Row[]>
  /** Runs a statement that returns nothing (DDL, INSERT … SELECT). Throws FactsError. */
  command(sql: string, params?: Params, options?: QueryOptions): Promise<void>
  /**
   * Inserts rows of column → value; times go in as `sqlTime(ms)`. Durable when it resolves; of more than 50,000 rows,
   * those already sent are there when it is cut short.
   */
  insert(table: string, rows: readonly object[], options?: Omit<QueryOptions, 'token'>): Promise<void>
  /**
   * Inserts rows that are already JSON, one text a row: arrays in the order of `columns`, or without columns objects, whose
   * times are epoch ms. The fast way in.
   */
  insertLines(
    table: string,
    columns: readonly string[] | undefined,
    lines: readonly string[],
    options?: QueryOptions,
  ): Promise<void>
  close(): Promise<void>
}

/** An error of the engine with its ClickHouse code, e.g. 159 for a query that took too long. */
export class FactsError extends Error {
  readonly code: string
  readonly sql: string
  constructor(message: string, code: string, sql: string, cause: unknown) {
    super(message, { cause })
    this.name = 'FactsError'
    this.code = code
    this.sql = sql
  }
}

/** `known_to` of what still holds. */
export const forever = Date.UTC(2299, 11, 31)

/** Epoch milliseconds as the engine reads a DateTime64(3): seconds with three decimals. */
export function sqlTime(ms: number): string {
  // with nine digits at least: fewer are read as a date
  return (ms / 1000).toFixed(3).padStart(14, '0')
}

/** Rows of one INSERT: its text has to fit into one string, and half a gigabyte is the longest there is. */
const mostRowsSent = 50_000

const laneSizes: Record<LaneName, number> = { load: 2, count: 2, ask: 2 }
const laneSeconds: Record<LaneName, number> = { load: 300, count: 1_800, ask: 60 }

/**
 * Opens the engine and brings its tables up to date.
 * @param where `path` opens the embedded engine on a folder (one process a folder, one folder a process);
 *   `url` a ClickHouse server, e.g. `http://user:password@host:8123/database`.
 */
export async function openFacts(where: { path: string } | { url: string }): Promise<Facts> {
  // a server may be written to by others
  const facts = new PooledFacts(await dialler(where), 'path' in where ? new Remembered() : undefined)
  try {
    await migrate(facts)
  } catch (error) {
    await facts.close()
    throw error
  }
  return facts
}

type Lines = ResultSet<'JSONEachRow'>

class PooledFacts implements Facts {
  readonly #lanes: Record<LaneName, Lane>
  readonly #remembered: Remembered | undefined
  constructor(dial: Dial, remembered: Remembered | undefined) {
    const lane = (name: LaneName): Lane => new Lane(dial, laneSizes[name])
    this.#lanes = { load: lane('load'), count: lane('count'), ask: lane('ask') }
    this.#remembered = remembered
  }

  async query<Row>(sql: string, params: Params = {}, options: QueryOptions = {}): Promise<Row[]> {
    const read = <T>(take: (result: Lines) => Promise<T>): Promise<T> =>
      this.#run(sql, params, options, async (client, prepared) =>
        take(await client.query({ ...prepared, format: 'JSONEachRow' })),
      )
    if (!this.#remembered || (options.lane ?? 'ask') !== 'ask') return read((lines) => lines.json<Row>())
    return rowsOf(await this.#remembered.recall(JSON.stringify([sql, params]), () => read((lines) => lines.text())))
  }

  command(sql: string, params: Params = {}, options: QueryOptions = {}): Promise<void> {
    const sent = this.#run(sql, params, options, async (client, prepared) => {
      await client.command(prepared)
    })
    return this.#written(sent)
  }

  async insert(table: string, rows: readonly object[], options: Omit<QueryOptions, 'token'> = {}): Promise<void> {
    for (let at = 0; at < rows.length; at += mostRowsSent) {
      const lines = rows.slice(at, at + mostRowsSent).map((row) => JSON.stringify(row))
      await this.insertLines(table, undefined, lines, options)
    }
  }

  async insertLines(
    table: string,
    columns: readonly string[] | undefined,
    lines: readonly string[],
    { token, ...options }: QueryOptions = {},
  ): Promise<void> {
    if (lines.length === 0) return
    if (token !== undefined && !/^[\w-]+$/.test(token)) throw new Error(`${token} is not a token.`)
    const target = columns ? `${table} (${columns.join(', ')})` : table
    // in the statement: an embedded engine takes settings by a statement of their own, as long as a small insert's
    const once = token === undefined ? '' : `, insert_deduplication_token = '${token}'`
    const format = columns ? 'JSONCompactEachRow' : 'JSONEachRow'
    // an object for a text, such as properties: the engine's own default, which a server may have been set up without
    const sql = `INSERT INTO ${target} SETTINGS input_format_json_read_objects_as_strings = 1${once} FORMAT ${format}`
    const sent = this.#run(sql, {}, { lane: 'load', ...options }, async (client, prepared) => {
      // Text that is ready to be sent: the client's own insert would encode every row once more.
      const values = Readable.from([lines.join('\n') + '\n'], { objectMode: false })
      const done = await client.exec({ ...prepared, values })
      for await (const _ of done.stream) {
        // the answer is empty; it ends when the rows are on disk
      }
    })
    await this.#written(sent)
  }

  async close(): Promise<void> {
    await Promise.all(Object.values(this.#lanes).map((lane) => lane.close()))
  }

  async #written(sent: Promise<void>): Promise<void> {
    try {
      await sent
    } finally {
      this.#remembered?.forget()
    }
  }

  async #run<T>(
    sql: string,
    params: Params,
    options: QueryOptions,
    work: (client: ClickHouseClient, prepared: Prepared) => Promise<T>,
  ): Promise<T> {
    try {
      const lane = this.#lanes[options.lane ?? 'ask']
      return await lane.run((connection) => connection.run(sql, params, settings(options), work))
    } catch (error) {
      // not by instanceof: the embedded connection brings a copy of the class of its own
      const code = error instanceof Error && 'code' in error ? String(error.code) : ''
      throw new FactsError(error instanceof Error ? error.message : String(error), code, sql, error)
    }
  }
}

/** Lines of JSON; one text of them all is read at once, which is faster than line by line. */
function rowsOf<Row>(text: string): Row[] {
  return JSON.parse(`[${text.trimEnd().replaceAll('\n', ',')}]`) as Row[]
}

/** The same list for every query: the embedded engine keeps a setting until it is set again. */
function settings(options: QueryOptions): Settings {
  return {
    max_execution_time: options.seconds ?? laneSeconds[options.lane ?? 'ask'],
    deduplicate_blocks_in_dependent_materialized_views: 1,
    // counting leaves the other processors to who asks meanwhile, and its many small statements take a sixth less
    max_threads: options.lane === 'count' ? 1 : 'auto',
    // whoever loads has left repeats out, so that nothing has to be looked through for them once more
    optimize_on_insert: options.lane === 'load' ? 0 : 1,
    // inserts are smaller than what it divides
    input_format_parallel_parsing: 0,
    // events may come from many months at once
    max_partitions_per_insert_block: 0,
    // long lists of identifiers are bound as parameters
    max_query_size: 268_435_456,
    output_format_json_quote_64bit_integers: 0,
    output_format_json_quote_decimals: 0,
  }
}

async function migrate(facts: Facts): Promise<void> {
  await facts.command(
    `CREATE TABLE IF NOT EXISTS migrations (version UInt32, name String) ENGINE = ReplacingMergeTree ORDER BY version
     SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, min_rows_to_fsync_after_merge = 1`,
  )
  const done = await facts.query<{ version: number }>('SELECT DISTINCT version FROM migrations')
  const applied = new Set(done.map((row) => row.version))
  for (const migration of readMigrations(migrationsFolder('clickhouse'))) {
    if (applied.has(migration.version)) continue
    for (const statement of migration.statements) await facts.command(idempotent(statement))
    await facts.insert('migrations', [{ version: migration.version, name: migration.name }])
  }
}

/** DDL is not transactional here: a migration cut short is run again from its start. */
function idempotent(statement: string): string {
  return statement
    .replace(/^((?:\s*--.*\n|\s)*)CREATE TABLE (?!IF)/i, '$1CREATE TABLE IF NOT EXISTS ')
    .replace(/^((?:\s*--.*\n|\s)*)CREATE MATERIALIZED VIEW (?!IF)/i, '$1CREATE MATERIALIZED VIEW IF NOT EXISTS ')
}
