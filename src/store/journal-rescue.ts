// A damaged journal: set aside, and every entry that can still be read moved into a new one.
import { existsSync, renameSync, rmSync } from 'node:fs'
import Database from 'libsql'

interface JournalRow {
  seq: number
  received_at: number
  events: number
  bytes: number
  body: string
}

/**
 * The new journal has a name of its own, so that what was loaded from the old one is loaded again;
 * the events' identity drops it there. The damaged file stays for inspection.
 * A rescue cut short is begun again: the damaged file leaves its place only when its copy is complete.
 */
export function rescueJournal(
  path: string,
  fault: string,
  create: (path: string) => Database.Database,
  report: (message: string) => void,
): void {
  const aside = path.replace(/(\.sqlite)?$/, `-damaged-${new Date().toISOString().replaceAll(':', '')}.sqlite`)
  report(`The journal ${path} is damaged (${fault}). Reading what can be read…`)
  for (const suffix of ['', ...sidecars]) rmSync(path + rescued + suffix, { force: true })
  const damaged = new Database(path)
  const fresh = create(path + rescued)
  let moved: { rescued: number; lost?: number }
  try {
    moved = copyReadable(damaged, fresh)
  } finally {
    damaged.close()
    fresh.close()
  }
  for (const suffix of ['', ...sidecars]) {
    if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix)
  }
  finishRescue(path)
  const lost = moved.lost === undefined ? 'an unknown number' : String(moved.lost)
  report(`${moved.rescued} requests were moved into a new journal, ${lost} could not be read. Kept: ${aside}`)
}

const sidecars = ['-wal', '-shm']
const rescued = '-rescued'

/** Puts a complete rescue in its place, if one stands ready and the damaged file has gone. */
export function finishRescue(path: string): void {
  if (existsSync(path) || !existsSync(path + rescued)) return
  // a WAL left by the damaged file must not be replayed into the new one
  for (const suffix of sidecars) rmSync(path + suffix, { force: true })
  renameSync(path + rescued, path)
}

/** Entry by entry: a damaged page costs only what lies on it. */
function copyReadable(damaged: Database.Database, fresh: Database.Database): { rescued: number; lost?: number } {
  const first = readNumber(damaged, 'SELECT min(seq) AS n FROM journal') ?? 1
  const last =
    readNumber(damaged, `SELECT seq AS n FROM sqlite_sequence WHERE name = 'journal'`) ??
    readNumber(damaged, 'SELECT max(seq) AS n FROM journal')
  if (last === undefined) return { rescued: 0 }
  const insert = fresh.prepare('INSERT INTO journal (received_at, events, bytes, body) VALUES (?, ?, ?, ?)')
  let rescued = 0
  fresh.exec('BEGIN IMMEDIATE')
  for (let seq = first; seq <= last; seq += 1) {
    const row = readEntry(damaged, seq)
    if (!row) continue
    insert.run([row.received_at, row.events, row.bytes, row.body])
    rescued += 1
  }
  fresh.exec('COMMIT')
  return { rescued, lost: last - first + 1 - rescued }
}

function readNumber(damaged: Database.Database, query: string): number | undefined {
  try {
    const [row] = damaged.prepare(query).all([]) as { n: number | null }[]
    return row?.n ?? undefined
  } catch {
    // a page on the way to it is damaged; the caller has another way
    return undefined
  }
}

/** An entry counts as readable when each of its lines is still JSON. */
function readEntry(damaged: Database.Database, seq: number): JournalRow | undefined {
  try {
    const [row] = damaged.prepare('SELECT * FROM journal WHERE seq = ?').all([seq]) as JournalRow[]
    for (const line of row?.body.split('\n') ?? []) JSON.parse(line)
    return row
  } catch {
    // counted by the caller as lost
    return undefined
  }
}
