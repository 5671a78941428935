// Taking single events out of the journal, beside the collector that writes it; and the file is rewritten without them.
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import Database from 'libsql'

interface Entry {
  seq: number
  body: string
}

/** Entries looked at in one go; the collector can write in between. */
const chunk = 200
const busyMs = 30_000

/** How many lines of the journal these are. */
export function countJournalLines(path: string, isTheirs: (line: string) => boolean): number {
  if (!hasJournal(path)) return 0
  const database = open(path)
  try {
    let lines = 0
    for (const { body } of entries(database)) lines += body.split('\n').filter(isTheirs).length
    return lines
  } finally {
    database.close()
  }
}

/** Takes these lines out, loaded or not, and rejections that quote one of `texts`. Safe to repeat. */
export function eraseFromJournal(path: string, isTheirs: (line: string) => boolean, texts: readonly string[]): void {
  if (!hasJournal(path)) return
  const database = open(path)
  try {
    for (const entry of entries(database)) takeOut(database, entry, isTheirs)
    const quotes = database.prepare('DELETE FROM rejections WHERE instr(name || field || reason, ?) > 0')
    for (const text of texts) quotes.run([text])
    database.exec('VACUUM')
    database.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    database.close()
  }
}

function takeOut(database: Database.Database, { seq, body }: Entry, isTheirs: (line: string) => boolean): void {
  const lines = body.split('\n')
  const kept = lines.filter((line) => !isTheirs(line))
  if (kept.length === lines.length) return
  if (kept.length === 0) {
    database.prepare('DELETE FROM journal WHERE seq = ?').run([seq])
    return
  }
  const text = kept.join('\n')
  database
    .prepare('UPDATE journal SET events = ?, bytes = ?, body = ? WHERE seq = ?')
    .run([kept.length, Buffer.byteLength(text), text, seq])
}

function* entries(database: Database.Database): Generator<Entry> {
  const next = database.prepare('SELECT seq, body FROM journal WHERE seq > ? ORDER BY seq LIMIT ?')
  for (let after = 0; ;) {
    const found = next.all([after, chunk]) as Entry[]
    yield* found
    if (found.length < chunk) return
    after = found.at(-1)!.seq
  }
}

function hasJournal(path: string): boolean {
  if (!existsSync(path)) return false
  const database = new Database(path)
  try {
    const names = "SELECT name FROM sqlite_schema WHERE name IN ('journal', 'rejections')"
    return database.prepare(names).all([]).length === 2
  } finally {
    database.close()
  }
}

function open(path: string): Database.Database {
  const database = new Database(path)
  database.pragma(`busy_timeout = ${busyMs}`)
  database.pragma('synchronous = FULL')
  database.pragma('secure_delete = ON')
  return database
}

/** Damaged journals that were set aside, once all that could be read of them is in the new one. */
export function removeRescued(path: string): void {
  const folder = dirname(path)
  for (const name of readdirSync(dirname(folder))) {
    const aside = join(dirname(folder), name)
    if (name.startsWith(`${basename(folder)}-damaged-`) && existsSync(join(aside, 'rescued.txt'))) {
      rmSync(aside, { recursive: true, force: true })
    }
  }
}
