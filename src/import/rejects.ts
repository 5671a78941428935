// Rejected rows, kept as they stood in the file with the reason, one JSON object a line.
import { type FileHandle, open, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImportResult, RowRejection } from '#contract/import.ts'

/** Reasons told apart in the summary. */
const mostReasons = 1_000

export class Rejects {
  readonly path: string
  count = 0
  #file: FileHandle | undefined
  readonly #reasons = new Map<string, ImportResult['reasons'][number]>()

  constructor(path: string) {
    this.path = path
  }

  /** Appends rows; the file is made, for its owner alone, with the first of them. */
  async add(rows: readonly RowRejection[]): Promise<void> {
    if (rows.length === 0) return
    this.#file ??= await open(this.path, 'w', 0o600)
    await this.#file.appendFile(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
    for (const row of rows) this.#tell(row)
    this.count += rows.length
  }

  #tell({ field, reason, row }: RowRejection): void {
    const key = `${field} ${reason}`
    const known = this.#reasons.get(key)
    if (known) known.count += 1
    else if (this.#reasons.size < mostReasons) this.#reasons.set(key, { field, reason, count: 1, firstRow: row })
  }

  /** Why rows were rejected, the most frequent reason first. */
  reasons(): ImportResult['reasons'] {
    return [...this.#reasons.values()].toSorted((a, b) => b.count - a.count)
  }

  async close(): Promise<void> {
    await this.#file?.close()
    this.#file = undefined
  }
}

/** Files of rejected rows hold personal data as it came: only those of the latest imports are kept. */
const keptFiles = 20

export async function removeOldRejects(folder: string): Promise<void> {
  // ids of imports begin with their time
  const files = (await readdir(folder)).filter((name) => name.endsWith('.rejects.jsonl')).toSorted()
  for (const name of files.slice(0, -keptFiles)) await rm(join(folder, name), { force: true })
}
