// The latest rejections of the collector, in a table of their own beside the journal: told, not kept for good.
import { existsSync } from 'node:fs'
import Database from 'libsql'
import type { Rejection } from '#contract/recent.ts'

/** So many of the latest are kept of senders with a key; fewer of strangers, who push out nobody else's. */
export const keptRejections = 500
const keptOfStrangers = 100

export interface RejectionFile {
  /** Adds them in one commit and forgets the oldest. Throws what SQLite throws. */
  add(rejections: readonly Rejection[]): void
  close(): void
}

const layout = `
  CREATE TABLE IF NOT EXISTS rejections (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    source TEXT NOT NULL,
    name TEXT NOT NULL,
    place INTEGER,
    field TEXT NOT NULL,
    reason TEXT NOT NULL
  );`

/**
 * Opens the table in the journal's file, on a connection of its own: losing the last rejections with the power is
 * no harm, so its commits wait for no fsync (NORMAL in WAL); the journal's own commits sync as ever.
 * Call after the journal was opened.
 */
export function openRejectionFile(journalPath: string): RejectionFile {
  const database = new Database(journalPath)
  database.pragma('busy_timeout = 10000')
  database.pragma('synchronous = NORMAL')
  database.exec(layout)
  const insert = database.prepare(
    'INSERT INTO rejections (at, source, name, place, field, reason) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const trim = (whose: string): Database.Statement =>
    database.prepare(
      `DELETE FROM rejections WHERE ${whose} AND seq <=
         (SELECT seq FROM rejections WHERE ${whose} ORDER BY seq DESC LIMIT 1 OFFSET ?)`,
    )
  const trimKnown = trim("source != ''")
  const trimStrangers = trim("source = ''")
  return {
    add: database.transaction((rejections: readonly Rejection[]) => {
      for (const { at, source, name, index, field, reason } of rejections) {
        insert.run([at, source, name, index, field, reason])
      }
      trimKnown.run([keptRejections])
      trimStrangers.run([keptOfStrangers])
    }),
    close: () => database.close(),
  }
}

/** The latest rejections, newest first; none while no collector has ever run. */
export function readRejections(journalPath: string, limit: number): Rejection[] {
  if (!existsSync(journalPath)) return []
  const database = new Database(journalPath)
  try {
    database.pragma('busy_timeout = 10000')
    database.pragma('query_only = ON')
    if (database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'rejections'").all([]).length === 0) return []
    return database
      .prepare('SELECT at, source, name, place AS "index", field, reason FROM rejections ORDER BY seq DESC LIMIT ?')
      .all([limit]) as Rejection[]
  } finally {
    database.close()
  }
}

/** Forgets the rejections from before a time (epoch ms); returns how many. */
export function removeRejectionsBefore(journalPath: string, before: number): number {
  if (!existsSync(journalPath)) return 0
  const database = new Database(journalPath)
  try {
    database.pragma('busy_timeout = 10000')
    if (database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'rejections'").all([]).length === 0) return 0
    return database.prepare('DELETE FROM rejections WHERE at < ?').run([before]).changes
  } finally {
    database.close()
  }
}
