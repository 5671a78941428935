// One connection to the facts engine, embedded or served: a client, and how it takes parameters and settings.
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client'
import { setStatement, withParams } from './bound-params.ts'

export type Params = Record<string, unknown>
export type Settings = Record<string, string | number>

/** A statement as the client's calls take it. */
export interface Prepared {
  query: string
  query_params?: Params
  clickhouse_settings?: Settings
}

interface Dialled {
  client: ClickHouseClient
  prepare(sql: string, params: Params, settings: Settings): Promise<Prepared>
}
/** Opens one more connection. */
export type Dial = () => Dialled

/** @param where see `openFacts`. */
export async function dialler(where: { path: string } | { url: string }): Promise<Dial> {
  if ('url' in where) return () => dialServer(where.url)
  // Loaded on demand: the engine is 500 MB that a process with CLICKHOUSE_URL never needs.
  const { createChdbConnection } = await import('chdb/connection')
  return () => dialEmbedded(createClient({ connection: createChdbConnection({ path: where.path }) as never }))
}

function dialServer(url: string): Dialled {
  const client = createClient({
    url,
    request_timeout: 1_800_000,
    keep_alive: { enabled: true },
    // what fails is thrown, and told by who asked
    log: { level: ClickHouseLogLevel.OFF },
    // a proxy in between may end a connection that is silent for a minute; 36 such headers fit Node's 16 KB
    clickhouse_settings: { send_progress_in_http_headers: 1, http_headers_progress_interval_ms: '50000' },
    // lists of identifiers are too long for an address
    use_multipart_params_auto: true,
  })
  const prepare: Dialled['prepare'] = async (query, query_params, clickhouse_settings) => ({
    query,
    query_params,
    clickhouse_settings,
  })
  return { client, prepare }
}

/**
 * The client would put each setting as a statement of its own before the query, and the engine reads the rest of the
 * text again for each: with the rows of an insert behind it that cost four times the insert (0.85 s against 0.2 s for
 * 100,000 rows). So they are set on their own, once, and stay until others are wanted.
 */
function dialEmbedded(client: ClickHouseClient): Dialled {
  let holds = ''
  return {
    client,
    async prepare(sql, params, settings) {
      const wanted = setStatement(settings)
      if (wanted !== holds) await client.command({ query: wanted })
      holds = wanted
      return { query: withParams(sql, params) }
    },
  }
}

/** A client, which runs one statement at a time. */
export class Connection {
  readonly #dialled: Dialled
  constructor(dialled: Dialled) {
    this.#dialled = dialled
  }

  async run<T>(
    sql: string,
    params: Params,
    settings: Settings,
    work: (client: ClickHouseClient, prepared: Prepared) => Promise<T>,
  ): Promise<T> {
    const { client, prepare } = this.#dialled
    return work(client, await prepare(sql, params, settings))
  }

  close(): Promise<void> {
    return this.#dialled.client.close()
  }
}

/** A few connections that share their work: a statement goes to the first that is free, in the order asked. */
export class Lane {
  readonly #dial: Dial
  readonly #most: number
  readonly #free: Connection[] = []
  readonly #waiting: ((connection: Connection) => void)[] = []
  #open = 0
  #closed = false
  constructor(dial: Dial, most: number) {
    this.#dial = dial
    this.#most = most
  }

  async run<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    if (this.#closed) throw new Error('The facts engine is closed.')
    const connection = await this.#take()
    try {
      return await work(connection)
    } finally {
      this.#give(connection)
    }
  }

  /** Ends when all that was asked before has ended. */
  async close(): Promise<void> {
    this.#closed = true
    await Promise.all(Array.from({ length: this.#open }, async () => (await this.#take()).close()))
  }

  /** A new connection (6 ms) only while all are busy and there is room. */
  #take(): Promise<Connection> | Connection {
    const free = this.#free.pop()
    if (free) return free
    if (this.#open < this.#most && !this.#closed) {
      const connection = new Connection(this.#dial())
      this.#open += 1
      return connection
    }
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  #give(connection: Connection): void {
    const next = this.#waiting.shift()
    if (next) next(connection)
    else this.#free.push(connection)
  }
}
