import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type JournalEntry, journalDurability, openJournal, openJournalReader } from './journal.ts'

let folder: string
let path: string
let reports: string[]
const report = (message: string): void => void reports.push(message)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onecount-journal-'))
  path = join(folder, 'journal', 'journal.sqlite')
  mkdirSync(join(folder, 'journal'))
  reports = []
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function entry(n: number, size = 0): JournalEntry {
  return { receivedAt: n, events: 1, body: JSON.stringify({ id: `e${n}`, text: 'x'.repeat(size) }) }
}

/** Brings the WAL into the file, as time does. */
function settle(): void {
  const database = new Database(path)
  database.pragma('wal_checkpoint(TRUNCATE)')
  database.close()
}

/** Ids of all entries, in their order. */
function idsIn(journalPath: string): string[] {
  const reader = openJournalReader(journalPath)!
  const ids = reader.read(0, 1e9).map((body) => (JSON.parse(body) as { id: string }).id)
  reader.close()
  return ids
}

test('what the engine writes by itself is safe: the settings read back as WAL, and FULL where it was not told otherwise', () => {
  const journal = openJournal(path, report)
  const database = new Database(path)
  expect(journalDurability(database)).toEqual({ journal_mode: 'wal', synchronous: 2 })
  database.close()
  journal.close()
})

test('entries are read back as they were written, by another connection', async () => {
  const journal = openJournal(path, report)
  await journal.append([entry(1), { receivedAt: 2, events: 2, body: '{"id":"e2"}\n{"id":"日本"}' }])
  const reader = openJournalReader(path)!
  expect(reader.name).toBe(journal.name)
  expect(reader.read(1, 2)).toEqual(['{"id":"e1","text":""}', '{"id":"e2"}\n{"id":"日本"}'])
  reader.close()
  journal.close()
})

test('while another writer holds the journal nothing is taken, and afterwards it is', async () => {
  const journal = openJournal(path, report, { busyMs: 10 })
  const other = new Database(path)
  other.exec('BEGIN IMMEDIATE')
  await expect(journal.append([entry(1)])).rejects.toMatchObject({ name: 'JournalError', kind: 'full' })
  other.exec('ROLLBACK')
  other.close()
  await journal.append([entry(2)])
  journal.close()
  expect(idsIn(path)).toEqual(['e2'])
})

test('there is no reader before there is a journal', () => {
  expect(openJournalReader(path)).toBeUndefined()
})

test('a load ends before it grows too large, but takes one entry at least', async () => {
  const journal = openJournal(path, report)
  await journal.append([1, 2, 3, 4].map((n) => ({ ...entry(n), events: 10 })))
  const reader = openJournalReader(path)!
  expect(reader.boundary(0, 25, 1e6)).toBe(2)
  expect(reader.boundary(2, 5, 1e6)).toBe(3)
  expect(reader.boundary(0, 100, 50)).toBe(2)
  expect(reader.boundary(4, 100, 1e6)).toBeUndefined()
  reader.close()
  journal.close()
})

test('a journal that is opened again keeps its name, its entries and its numbering', async () => {
  const first = openJournal(path, report)
  await first.append([entry(1), entry(2)])
  first.deleteThrough(2, 10)
  first.close()
  const again = openJournal(path, report)
  await again.append([entry(3)])
  expect(again.name).toBe(first.name)
  const reader = openJournalReader(path)!
  expect(reader.boundary(2, 10, 1e6)).toBe(3)
  reader.close()
  again.close()
})

test('a damaged page costs what lay on it; the rest moves to a journal of a new name', async () => {
  const journal = openJournal(path, report)
  for (let n = 1; n <= 200; n += 1) await journal.append([entry(n, 2_000)])
  settle()
  const bytes = readFileSync(path)
  bytes.fill(0xa5, 40 * 4_096, 43 * 4_096)
  writeFileSync(path, bytes)

  const again = openJournal(path, report)
  await again.append([entry(201)])
  again.close()
  expect(again.name).not.toBe(journal.name)
  const ids = idsIn(path)
  expect(ids.length).toBeGreaterThan(180)
  expect(ids.length).toBeLessThan(201)
  expect(ids.at(-1)).toBe('e201')
  expect(reports[0]).toContain('The journal was damaged')
  expect(reports[1]).toMatch(/^1\d\d requests were copied .*; \d+ could not be read/)
  expect(readdirSync(folder).filter((name) => name.startsWith('journal-damaged-'))).toHaveLength(1)
})

test('a file that is no journal at all is set aside, and a new journal takes events', async () => {
  writeFileSync(path, 'not a database '.repeat(1_000))
  const journal = openJournal(path, report)
  await journal.append([entry(1)])
  journal.close()
  expect(idsIn(path)).toEqual(['e1'])
  expect(reports.join('\n')).toMatch(/^0 requests were copied .* an unknown number could not be read/m)
})

test('a file cut short keeps what is left of it', async () => {
  const journal = openJournal(path, report)
  for (let n = 1; n <= 100; n += 1) await journal.append([entry(n, 2_000)])
  settle()
  truncateSync(path, 30 * 4_096)
  const again = openJournal(path, report)
  again.close()
  expect(idsIn(path).length).toBeGreaterThan(20)
})

test('a rescue cut short is done again at the next start, and only once', async () => {
  const journal = openJournal(path, report)
  await journal.append([entry(1)])
  journal.close()
  renameSync(join(folder, 'journal'), join(folder, 'journal-damaged-earlier'))
  mkdirSync(join(folder, 'journal'))
  openJournal(path, report).close()
  openJournal(path, report).close()
  expect(idsIn(path)).toEqual(['e1'])
})

test('a reader notices that another file has taken the place of its own', () => {
  openJournal(path, report).close()
  const reader = openJournalReader(path)!
  expect(reader.replaced()).toBe(false)
  renameSync(join(folder, 'journal'), join(folder, 'elsewhere'))
  expect(reader.replaced()).toBe(true)
  mkdirSync(join(folder, 'journal'))
  openJournal(path, report).close()
  expect(reader.replaced()).toBe(true)
  reader.close()
})
