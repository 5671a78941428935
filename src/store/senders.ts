// How much each source sent and had refused, by hour, in a table of their own beside the journal: told, not promised.
import { existsSync } from 'node:fs'
import Database from 'libsql'

/** What a source sent in a way (a client library, a webhook, our own protocol) within an hour. */
export interface Sent {
  source: string
  way: string
  /** Hours since the epoch; 0 is all time. */
  hour: number
  accepted: number
  /** Refused events; a request that was refused as a whole counts as one. */
  refused: number
  /** Epoch milliseconds. */
  lastAt: number
}

export interface SenderFile {
  /** Adds them in one commit and forgets hours that are too old. Throws what SQLite throws. */
  add(sent: readonly Sent[]): void
  close(): void
}

/** Hours that are kept. */
const keptHours = 8 * 24

const layout = `
  CREATE TABLE IF NOT EXISTS senders (
    source TEXT NOT NULL,
    way TEXT NOT NULL,
    hour INTEGER NOT NULL,
    accepted INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    PRIMARY KEY (source, way, hour)
  ) WITHOUT ROWID;`

/** Opens the table in the journal's file, on a connection whose commits wait for no fsync. Call after the journal was opened. */
export function openSenderFile(journalPath: string): SenderFile {
  const database = new Database(journalPath)
  database.pragma('busy_timeout = 10000')
  database.pragma('synchronous = NORMAL')
  database.exec(layout)
  const insert = database.prepare(
    `INSERT INTO senders (source, way, hour, accepted, refused, last_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET accepted = accepted + excluded.accepted, refused = refused + excluded.refused,
       last_at = max(last_at, excluded.last_at)`,
  )
  const forget = database.prepare('DELETE FROM senders WHERE hour > 0 AND hour < ?')
  return {
    add: database.transaction((sent: readonly Sent[]) => {
      for (const { source, way, hour, accepted, refused, lastAt } of sent) {
        insert.run([source, way, hour, accepted, refused, lastAt])
        insert.run([source, way, 0, accepted, refused, lastAt])
      }
      forget.run([Math.max(0, ...sent.map(({ hour }) => hour)) - keptHours])
    }),
    close: () => database.close(),
  }
}

/** Everything that is kept; nothing while no collector has ever run. */
export function readSenders(journalPath: string): Sent[] {
  if (!existsSync(journalPath)) return []
  const database = new Database(journalPath)
  try {
    database.pragma('busy_timeout = 10000')
    database.pragma('query_only = ON')
    if (database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'senders'").all([]).length === 0) return []
    return database
      .prepare('SELECT source, way, hour, accepted, refused, last_at AS "lastAt" FROM senders')
      .all([]) as Sent[]
  } finally {
    database.close()
  }
}
