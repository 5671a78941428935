// The control store: plans, keys, loads and how far counting has come. SQLite, one file, fsync on every commit.
import { Kysely, SqliteDialect, sql } from 'kysely'
import Database from 'libsql'
import type { ControlTables } from './control-tables.ts'
import { migrationsFolder } from './home.ts'
import { type Migration, readMigrations } from './sql-files.ts'

export type Control = Kysely<ControlTables>

/** Opens the control store and brings its tables up to date. `readonly` leaves the file as it is. */
export async function openControl(path: string, options: { readonly?: boolean } = {}): Promise<Control> {
  const database = new Database(path, options.readonly ? { readonly: true } : {})
  database.pragma('busy_timeout = 10000')
  if (!options.readonly) {
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
    database.pragma('foreign_keys = ON')
    // what is deleted is overwritten: an erased person's identifiers stand here while the erasure is under way
    database.pragma('secure_delete = ON')
  }
  const control: Control = new Kysely<ControlTables>({ dialect: new SqliteDialect({ database }) })
  if (!options.readonly) await migrate(control)
  return control
}

async function migrate(control: Control): Promise<void> {
  await sql`CREATE TABLE IF NOT EXISTS migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL)`.execute(control)
  for (const migration of readMigrations(migrationsFolder('control'))) {
    await control.connection().execute((connection) => apply(connection, migration))
  }
}

/** Server and collector start at the same time: the write lock is taken before looking whether it is done. */
async function apply(connection: Control, { version, name, statements }: Migration): Promise<void> {
  await sql`BEGIN IMMEDIATE`.execute(connection)
  try {
    const done = await sql`SELECT 1 FROM migrations WHERE version = ${version}`.execute(connection)
    if (done.rows.length === 0) {
      for (const statement of statements) await sql.raw(statement).execute(connection)
      await sql`INSERT INTO migrations (version, name) VALUES (${version}, ${name})`.execute(connection)
    }
    await sql`COMMIT`.execute(connection)
  } catch (error) {
    await sql`ROLLBACK`.execute(connection)
    throw error
  }
}
