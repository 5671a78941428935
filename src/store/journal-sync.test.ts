// A disk that refuses to sync what was committed.
import { fdatasync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openJournal, openJournalReader } from './journal.ts'

const disk = { refuses: false, syncs: 0 }
const brought = promisify(fdatasync)

async function sync(file: number): Promise<void> {
  disk.syncs += 1
  if (disk.refuses) throw Object.assign(new Error('EIO: i/o error, fdatasync'), { code: 'EIO' })
  await brought(file)
}

let folder: string
let path: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onecount-sync-'))
  path = join(folder, 'journal.sqlite')
  Object.assign(disk, { refuses: false, syncs: 0 })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const entry = (body: string): { receivedAt: number; events: number; body: string } => ({
  receivedAt: 1,
  events: 1,
  body,
})

test('each group is synced once before it is acknowledged', async () => {
  const journal = openJournal(path, () => undefined, { sync })
  await journal.append([entry('a'), entry('b')])
  await journal.append([entry('c')])
  expect(disk.syncs).toBe(2)
  journal.close()
})

test('a group that cannot be synced is refused and taken back, and what follows is kept under numbers of its own', async () => {
  const journal = openJournal(path, () => undefined, { sync })
  await journal.append([entry('before')])
  disk.refuses = true
  await expect(journal.append([entry('lost'), entry('lost too')])).rejects.toMatchObject({ kind: 'full' })
  disk.refuses = false
  await journal.append([entry('after')])
  const reader = openJournalReader(path)!
  expect(reader.read(1, 10)).toEqual(['before', 'after'])
  expect(reader.read(4, 4)).toEqual(['after'])
  reader.close()
  journal.close()
})

test('a reader brings to disk what it read, also when the journal was closed meanwhile', async () => {
  const journal = openJournal(path, () => undefined, { sync })
  await journal.append([entry('a')])
  const reader = openJournalReader(path)!
  await reader.sync()
  expect(reader.read(1, 1)).toEqual(['a'])
  reader.close()
  journal.close()
  const later = openJournalReader(path)!
  await later.sync()
  expect(later.read(1, 1)).toEqual(['a'])
  later.close()
})
