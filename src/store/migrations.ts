// Which migrations an opened store has, and which this version of the package brings.
import { sql } from 'kysely'
import { migrationsFolder } from './home.ts'
import { readMigrations } from './sql-files.ts'
import type { Store } from './store.ts'

export interface MigrationState {
  engine: 'control' | 'clickhouse'
  /** The newest that was applied. */
  applied: number
  /** The newest that this package has. */
  shipped: number
}

/** Opening a store applies what is missing; more applied than shipped means that a newer version made it. */
export async function migrationStates({ control, facts }: Pick<Store, 'control' | 'facts'>): Promise<MigrationState[]> {
  const [inControl] = (await sql<{ version: number }>`SELECT max(version) AS version FROM migrations`.execute(control))
    .rows
  const [inFacts] = await facts.query<{ version: number }>('SELECT max(version) AS version FROM migrations')
  return [
    { engine: 'control', applied: inControl?.version ?? 0, shipped: newest('control') },
    { engine: 'clickhouse', applied: inFacts?.version ?? 0, shipped: newest('clickhouse') },
  ]
}

function newest(engine: 'control' | 'clickhouse'): number {
  return readMigrations(migrationsFolder(engine)).at(-1)?.version ?? 0
}
