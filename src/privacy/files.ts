// Rows that imports rejected are kept as they stood in somebody's file: those that name a person, and taking them out.
import { open, readFile, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { RowRejection } from '#contract/import.ts'
import { emailKeys, phoneKeys } from '#util/personal.ts'
import { minuteMs } from '#util/duration.ts'
import { valueOf } from './walk.ts'
import type { Found } from './find.ts'

type Named = Pick<Found, 'identifiers'> & { whom: Pick<Found['whom'], 'texts'> }

/** The rejected rows that surely name the person: a short id or a number may stand in anybody's row. */
export async function rejectedRowsOf(folder: string, named: Named): Promise<RowRejection[]> {
  const isTheirs = rowMatcher(named, (value) => value.length > 5 && /\D/.test(value))
  const rows: RowRejection[] = []
  for (const path of await rejectFiles(folder)) {
    rows.push(...(await linesOf(path)).flatMap((line) => rejectionIn(line) ?? []).filter(isTheirs))
  }
  return rows
}

/**
 * Writes the files again without rows that may name the person, or cannot be read. Safe to repeat; a file is the old one or
 * the new one.
 * @param running imports that are writing theirs, and hold nothing of whom they refuse: their files stay as they are.
 */
export async function eraseRejectedRows(folder: string, named: Named, running: readonly string[] = []): Promise<void> {
  const isTheirs = rowMatcher(named, () => true)
  for (const path of await rejectFiles(folder, running)) {
    const lines = await linesOf(path)
    const kept = lines.filter((line) => {
      const row = rejectionIn(line)
      return row !== undefined && !isTheirs(row)
    })
    if (kept.length === lines.length) continue
    const fresh = `${path}.new`
    const file = await open(fresh, 'w', 0o600)
    try {
      await file.writeFile(kept.map((line) => `${line}\n`).join(''))
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(fresh, path)
  }
}

const abandonedMs = minuteMs

/** Uploads that an import was reading when its process was killed. */
export async function removeAbandonedUploads(folder: string, now: number): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.spool') && !name.endsWith('.new')) continue
    const path = join(folder, name)
    if ((await stat(path)).mtimeMs < now - abandonedMs) await rm(path, { force: true })
  }
}

const rejectsEnd = '.rejects.jsonl'

async function rejectFiles(folder: string, without: readonly string[] = []): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(rejectsEnd))
  return names.filter((name) => !without.includes(name.slice(0, -rejectsEnd.length))).map((name) => join(folder, name))
}

async function linesOf(path: string): Promise<string[]> {
  return (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '')
}

/** Undefined for what a crash or a full disk cut short. */
function rejectionIn(line: string): RowRejection | undefined {
  try {
    return JSON.parse(line) as RowRejection
  } catch {
    return undefined
  }
}

/** A row is theirs when one of its cells is: as it stands, or as the hash that an address or number has. */
function rowMatcher({ identifiers, whom }: Named, counts: (value: string) => boolean): (row: RowRejection) => boolean {
  const values = new Set([...identifiers.map(valueOf).filter(counts), ...whom.texts.filter(counts)])
  const isTheirs = (cell: string): boolean => {
    const text = cell.trim()
    if (text === '') return false
    const keys = { ...emailKeys(text), ...phoneKeys(text) }
    return values.has(text) || Object.values(keys).some((hash) => values.has(hash))
  }
  return ({ record }) => Object.values(record ?? {}).some((cell) => isTheirs(String(cell)))
}
