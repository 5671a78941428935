// The settings that decide whether what was acknowledged survives power loss, read back from the engines.
import { sql } from 'kysely'
import type { Control } from './control.ts'
import type { Facts } from './facts.ts'

/** Every table that keeps data sets these (ClickHouse manual, MergeTree settings); the defaults sync nothing. */
const tableSettings = ['fsync_after_insert = 1', 'fsync_part_directory = 1', 'min_rows_to_fsync_after_merge = 1']

/** Each table that must survive, and whether its inserts and merges are synced; `staged_…` is emptied anyway. */
export async function factsDurability(facts: Facts): Promise<{ table: string; durable: boolean }[]> {
  const tables = await facts.query<{ table: string; definition: string }>(
    `SELECT name AS table, engine_full AS definition FROM system.tables
     WHERE database = currentDatabase() AND engine LIKE '%MergeTree' AND NOT startsWith(name, 'staged_')
     ORDER BY name`,
  )
  return tables.map(({ table, definition }) => ({
    table,
    durable: tableSettings.every((setting) => definition.includes(setting)),
  }))
}

/** SQLite's own words; `wal` with `synchronous` 2 (FULL) syncs on every commit. */
export async function controlDurability(control: Control): Promise<{ journal_mode: string; synchronous: number }> {
  const mode = await sql<{ journal_mode: string }>`PRAGMA journal_mode`.execute(control)
  const synchronous = await sql<{ synchronous: number }>`PRAGMA synchronous`.execute(control)
  return { journal_mode: mode.rows[0]!.journal_mode, synchronous: synchronous.rows[0]!.synchronous }
}
