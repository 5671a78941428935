// A damaged journal: its folder set aside, and every entry that can still be read copied into a new one.
import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import Database from 'libsql'

interface JournalRow {
  seq: number
  received_at: number
  events: number
  bytes: number
  body: string
}

/** Moves the journal's whole folder (file, WAL, index) out of the way, in one step. */
export function setAside(path: string, fault: string, report: (message: string) => void): void {
  const folder = dirname(path)
  const aside = `${folder}-damaged-${new Date().toISOString().replaceAll(':', '')}`
  renameSync(folder, aside)
  mkdirSync(folder, { mode: 0o700 })
  report(`The journal was damaged (${fault}). It was set aside as ${aside}.`)
}

/**
 * Copies what can be read of folders set aside into the new journal. The new journal has a name of its
 * own, so that what was loaded from the old one is loaded again; the events' identity drops it there,
 * and also what is copied twice because the process died in between.
 */
export function rescueEntries(path: string, fresh: Database.Database, report: (message: string) => void): void {
  const folder = dirname(path)
  for (const name of readdirSync(dirname(folder))) {
    const aside = join(dirname(folder), name)
    const note = join(aside, 'rescued.txt')
    if (!name.startsWith(`${basename(folder)}-damaged-`) || existsSync(note)) continue
    const { rescued, lost } = copyReadable(join(aside, basename(path)), fresh)
    const unread = lost === undefined ? 'an unknown number could not be read' : `${lost} could not be read`
    const result = `${rescued} requests were copied from ${aside} into the new journal; ${unread}.`
    writeFileSync(note, `${result}\n`)
    report(`${result} Keep that folder until you know what damaged it.`)
  }
}

/** Entry by entry: a damaged page costs only what lies on it. */
function copyReadable(path: string, fresh: Database.Database): { rescued: number; lost?: number } {
  const damaged = new Database(path)
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
  damaged.close()
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
