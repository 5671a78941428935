// The journal: events on disk before they are acknowledged, waiting to be loaded. SQLite, WAL, synced after every commit.
import { closeSync, existsSync, fdatasync, openSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { promisify } from 'node:util'
import Database from 'libsql'
import { newId } from '#util/ids.ts'
import { rescueEntries, setAside } from './journal-rescue.ts'

/** One request: stored events as JSON lines. */
export interface JournalEntry {
  /** Epoch milliseconds. */
  receivedAt: number
  events: number
  body: string
}

/** The disk or its device refuses to take more, or the file is damaged. */
export class JournalError extends Error {
  readonly kind: 'full' | 'damaged'
  constructor(kind: 'full' | 'damaged', cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
    this.name = 'JournalError'
    this.kind = kind
  }
}

export interface JournalWriter {
  /** A journal that had to be made anew has a new name. */
  readonly name: string
  /**
   * Writes a group in one commit; it is on disk when its bytes are told. Other work goes on while the disk is waited for.
   * Rejects with JournalError: then none of it counts.
   */
  append(group: readonly JournalEntry[]): Promise<number>
  /** Deletes the oldest entries up to `seq`, at most `rows` of them; returns how many. Throws JournalError. */
  deleteThrough(seq: number, rows: number): number
  /** Bytes of the entries in `first < seq ≤ last`. */
  bytesBetween(first: number, last: number): number
  /** Not while `append` is under way. */
  close(): void
}

export interface JournalReader {
  readonly name: string
  /** Where the next load ends: at most `events` events and `bytes` bytes after `seq`, at least one entry; undefined when there is none. */
  boundary(seq: number, events: number, bytes: number): number | undefined
  /** Bodies of the entries from `first` to `last`, in order. A commit can be read before it is on disk. */
  read(first: number, last: number): string[]
  /** Brings all that could be read to disk. */
  sync(): Promise<void>
  /** How much lies behind `seq`, and when the oldest of it arrived (epoch ms; null when there is nothing). */
  after(seq: number): { events: number; bytes: number; oldestAt: number | null }
  /** Whether another file has taken this one's place. */
  replaced(): boolean
  close(): void
}

const walOf = (path: string): string => `${path}-wal`

const layout = `
  CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS journal (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    received_at INTEGER NOT NULL,
    events INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    body TEXT NOT NULL
  );`

export interface JournalOptions {
  /** Milliseconds that a commit waits for another writer. */
  busyMs: number
  /** Brings an open file to disk. */
  sync(file: number): Promise<void>
}

const usually: JournalOptions = { busyMs: 10_000, sync: promisify(fdatasync) }

/**
 * Opens the journal for writing; one process at a time; its folder holds nothing else. A damaged file is
 * set aside with its folder, and every entry that can still be read goes into a new one; `report` says so. Throws when the disk cannot be written.
 */
export function openJournal(
  path: string,
  report: (message: string) => void,
  options: Partial<JournalOptions> = {},
): JournalWriter {
  const { busyMs, sync } = { ...usually, ...options }
  const fault = existsSync(path) ? findFault(path) : undefined
  if (fault !== undefined) setAside(path, fault, report)
  const database = create(path, busyMs)
  rescueEntries(path, database, report)
  return new SqliteJournalWriter(database, openSync(walOf(path), 'r+'), sync)
}

function create(path: string, busyMs: number): Database.Database {
  const database = new Database(path)
  database.pragma(`busy_timeout = ${busyMs}`)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  const durability = journalDurability(database)
  if (durability.journal_mode !== 'wal' || durability.synchronous !== 2) {
    throw new Error(`The journal ${path} does not survive power loss: ${JSON.stringify(durability)}.`)
  }
  database.exec(layout)
  database.prepare(`INSERT OR IGNORE INTO meta VALUES ('name', ?)`).run([newId()])
  return database
}

/** The settings that decide whether what the engine writes survives power loss, read back; 2 is FULL. */
export function journalDurability(database: Database.Database): { journal_mode: string; synchronous: number } {
  const [mode] = database.pragma('journal_mode') as { journal_mode: string }[]
  const [synchronous] = database.pragma('synchronous') as { synchronous: number }[]
  return { journal_mode: mode!.journal_mode, synchronous: synchronous!.synchronous }
}

/** What the engine finds wrong with the file; undefined when it is sound. */
function findFault(path: string): string | undefined {
  const database = new Database(path)
  try {
    database.pragma('busy_timeout = 10000')
    const [found] = database.pragma('quick_check(1)') as { quick_check: string }[]
    if (found?.quick_check === 'ok') return undefined
    return (found?.quick_check ?? 'no answer').replaceAll(/\s+/g, ' ')
  } catch (error) {
    const failure = asJournalError(error)
    if (failure instanceof JournalError && failure.kind === 'damaged') return failure.message
    throw error
  } finally {
    database.close()
  }
}

/**
 * SQLite says by its code what is the matter; anything else is a bug and stays as it is. Busy for as long as that is a
 * journal that is being rewritten without somebody's events.
 */
function asJournalError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (/^SQLITE_(FULL|IOERR|CANTOPEN|READONLY|BUSY)/.test(code)) return new JournalError('full', error)
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return new JournalError('damaged', error)
  return error
}

function readName(database: Database.Database): string {
  const [row] = database.prepare(`SELECT value FROM meta WHERE name = 'name'`).all([]) as { value: string }[]
  if (!row) throw new Error('The journal has no name yet.')
  return row.value
}

/**
 * SQLite itself syncs when it copies the WAL into the file (NORMAL); after each commit we do. Its own sync (FULL) is an fsync,
 * which waits for the file system's journal too, and the event loop with it.
 */
class SqliteJournalWriter implements JournalWriter {
  readonly name: string
  readonly #wal: number
  readonly #sync: JournalOptions['sync']
  readonly #database: Database.Database
  readonly #insert: Database.Statement
  readonly #delete: Database.Statement
  /** A write or fsync failed: what lies in the WAL may not be on disk, so nothing may be built on it. */
  #doubtful = false

  constructor(database: Database.Database, wal: number, sync: JournalOptions['sync']) {
    this.#database = database
    this.#wal = wal
    this.#sync = sync
    this.name = readName(database)
    database.pragma('synchronous = NORMAL')
    this.#insert = database.prepare('INSERT INTO journal (received_at, events, bytes, body) VALUES (?, ?, ?, ?)')
    this.#delete = database.prepare(
      'DELETE FROM journal WHERE seq IN (SELECT seq FROM journal WHERE seq <= ? ORDER BY seq LIMIT ?)',
    )
  }

  async append(group: readonly JournalEntry[]): Promise<number> {
    let [sum, last] = [0, 0]
    this.#commit(() => {
      for (const { receivedAt, events, body } of group) {
        const bytes = Buffer.byteLength(body)
        sum += bytes
        last = Number(this.#insert.run([receivedAt, events, bytes, body]).lastInsertRowid)
      }
    })
    await this.#sync(this.#wal).catch((error: unknown) => {
      this.#takeBack(last - group.length, last)
      throw new JournalError('full', error)
    })
    return sum
  }

  /** Its sender is told that it was not kept, and sends it again. A disk too ill even for this leaves what repeats drop. */
  #takeBack(after: number, last: number): void {
    this.#doubtful = true
    try {
      this.#commit(() => this.#database.prepare('DELETE FROM journal WHERE seq > ? AND seq <= ?').run([after, last]))
    } catch (error) {
      if (!(error instanceof JournalError)) throw error
    }
  }

  deleteThrough(seq: number, rows: number): number {
    let deleted = 0
    this.#commit(() => {
      deleted = this.#delete.run([seq, rows]).changes
    })
    return deleted
  }

  bytesBetween(first: number, last: number): number {
    const [row] = this.#database
      .prepare('SELECT coalesce(sum(bytes), 0) AS bytes FROM journal WHERE seq > ? AND seq <= ?')
      .all([first, last]) as { bytes: number }[]
    return row!.bytes
  }

  close(): void {
    closeSync(this.#wal)
    this.#database.close()
  }

  #commit(work: () => void): void {
    try {
      if (this.#doubtful) this.#renewWal()
      this.#database.exec('BEGIN IMMEDIATE')
      work()
      this.#database.exec('COMMIT')
    } catch (error) {
      if (this.#database.inTransaction) this.#database.exec('ROLLBACK')
      this.#doubtful ||= error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_IOERR')
      throw asJournalError(error)
    }
  }

  /** Copies the WAL into the file, fsyncs it and starts a new WAL. */
  #renewWal(): void {
    const [done] = this.#database.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
    if (done?.busy !== 0) throw new JournalError('full', new Error('The journal is waiting to be made safe again.'))
    this.#doubtful = false
  }
}

/** Opens the journal for reading beside its writer; undefined while there is none yet. */
export function openJournalReader(path: string): JournalReader | undefined {
  if (!existsSync(path)) return undefined
  const database = new Database(path)
  database.pragma('busy_timeout = 10000')
  database.pragma('query_only = ON')
  const tables = database.prepare(`SELECT name FROM sqlite_schema WHERE name IN ('meta', 'journal')`).all([])
  const named = tables.length === 2 && database.prepare('SELECT 1 FROM meta').all([]).length > 0
  if (named) return new SqliteJournalReader(database, path)
  database.close()
  return undefined
}

class SqliteJournalReader implements JournalReader {
  readonly name: string
  readonly #database: Database.Database
  readonly #path: string
  readonly #inode: number

  constructor(database: Database.Database, path: string) {
    this.#database = database
    this.#path = path
    this.#inode = statSync(path).ino
    this.name = readName(database)
  }

  boundary(seq: number, events: number, bytes: number): number | undefined {
    const rows = this.#database
      .prepare('SELECT seq, events, bytes FROM journal WHERE seq > ? ORDER BY seq LIMIT ?')
      .all([seq, events]) as { seq: number; events: number; bytes: number }[]
    let last = rows[0]?.seq
    let [sumEvents, sumBytes] = [0, 0]
    for (const row of rows) {
      sumEvents += row.events
      sumBytes += row.bytes
      if (row !== rows[0] && (sumEvents > events || sumBytes > bytes)) break
      last = row.seq
    }
    return last
  }

  read(first: number, last: number): string[] {
    const rows = this.#database
      .prepare('SELECT body FROM journal WHERE seq BETWEEN ? AND ? ORDER BY seq')
      .all([first, last]) as { body: string }[]
    return rows.map((row) => row.body)
  }

  async sync(): Promise<void> {
    // a WAL that is gone was copied into the file, and that was synced
    if (!existsSync(walOf(this.#path))) return
    const wal = await open(walOf(this.#path), 'r+')
    try {
      await wal.datasync()
    } finally {
      await wal.close()
    }
  }

  after(seq: number): { events: number; bytes: number; oldestAt: number | null } {
    const [row] = this.#database
      .prepare(
        `SELECT coalesce(sum(events), 0) AS events, coalesce(sum(bytes), 0) AS bytes, min(received_at) AS oldestAt
         FROM journal WHERE seq > ?`,
      )
      .all([seq]) as { events: number; bytes: number; oldestAt: number | null }[]
    return row!
  }

  replaced(): boolean {
    return statSync(this.#path, { throwIfNoEntry: false })?.ino !== this.#inode
  }

  close(): void {
    this.#database.close()
  }
}
