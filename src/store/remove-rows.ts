// Deleting from the engine's disk, not only from sight.
import { type Facts, FactsError, type Params } from './facts.ts'

/** Seconds that rewriting a table may take. */
const longest = 7_200

/**
 * Rewrites the parts of a table without these rows; what replaces them is in place when it resolves.
 * @param where without identifiers: the engine keeps the text of a mutation on disk.
 */
export async function deleteRows(facts: Facts, table: string, where: string, params: Params = {}): Promise<void> {
  await mutate(facts, `ALTER TABLE ${table} DELETE WHERE ${where}`, params)
}

/** Changes columns of these rows, in every part. */
export async function changeRows(
  facts: Facts,
  table: string,
  { change, where }: { change: string; where: string },
  params: Params = {},
): Promise<void> {
  await mutate(facts, `ALTER TABLE ${table} UPDATE ${change} WHERE ${where}`, params)
}

/** Rows that were only hidden (`DELETE FROM`) leave the parts, too. */
export async function dropHiddenRows(facts: Facts, table: string): Promise<void> {
  const sql = `SELECT count() AS parts FROM system.parts
    WHERE database = currentDatabase() AND table = {table:String} AND active AND has_lightweight_delete`
  const [found] = await facts.query<{ parts: number }>(sql, { table }, { lane: 'load' })
  if (found!.parts > 0) await mutate(facts, `ALTER TABLE ${table} APPLY DELETED MASK`)
}

async function mutate(facts: Facts, sql: string, params: Params = {}): Promise<void> {
  await facts.command(`${sql} SETTINGS mutations_sync = 2`, params, { lane: 'load', seconds: longest })
}

/** Now by the engine's own clock (epoch ms), which is what it dates its parts by. */
export async function engineTime(facts: Facts): Promise<number> {
  const [row] = await facts.query<{ now: number }>('SELECT toUnixTimestamp(now()) AS now', {}, { lane: 'load' })
  return row!.now * 1000
}

/** The engine's code for what a user of a server may not do. */
const notGranted = '497'

/** Has the engine take replaced parts off its disk now. By itself, and on a server that does not let us, it takes minutes. */
export async function wakeCleanup(facts: Facts, tables: readonly string[]): Promise<void> {
  for (const table of tables) {
    await facts.command(`SYSTEM START CLEANUP ${table}`, {}, { lane: 'load' }).catch((error: unknown) => {
      if (!(error instanceof FactsError && error.code === notGranted)) throw error
    })
  }
}

/**
 * Parts of these tables that were replaced and still lie on the disk. Those made after `since` (by the engine's clock)
 * are not counted: they hold what was there afterwards.
 */
export async function oldParts(facts: Facts, tables: readonly string[], since: number): Promise<number> {
  const sql = `SELECT count() AS parts FROM system.parts
    WHERE database = currentDatabase() AND table IN {tables:Array(String)} AND NOT active
      AND modification_time <= toDateTime({since:UInt32})`
  const params = { tables: [...tables], since: Math.ceil(since / 1000) }
  const [found] = await facts.query<{ parts: number }>(sql, params, { lane: 'load' })
  return found!.parts
}
