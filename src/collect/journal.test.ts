import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type JournalEntry, JournalError, type JournalWriter, openJournal, openJournalReader } from '#store/journal.ts'
import { Journal } from './journal.ts'

let folder: string
let path: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onecount-group-'))
  path = join(folder, 'journal', 'journal.sqlite')
  mkdirSync(join(folder, 'journal'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function entry(n: number): JournalEntry {
  return { receivedAt: n, events: 1, body: JSON.stringify({ id: `e${n}` }) }
}

/** Too large to share an entry. */
function largeEntry(n: number): JournalEntry {
  return { receivedAt: n, events: 1, body: JSON.stringify({ id: `e${n}`, text: 'x'.repeat(20_000) }) }
}

/** The real journal, counting the events of its commits. */
function counted(): { file: JournalWriter; groups: number[]; fail: Error | undefined } {
  const file = openJournal(path, () => undefined)
  const counter: ReturnType<typeof counted> = {
    groups: [],
    fail: undefined,
    file: {
      name: file.name,
      append(group) {
        if (counter.fail) throw counter.fail
        counter.groups.push(group.reduce((sum, { events }) => sum + events, 0))
        return file.append(group)
      },
      deleteThrough: (seq, rows) => file.deleteThrough(seq, rows),
      bytesBetween: (first, last) => file.bytesBetween(first, last),
      close: () => file.close(),
    },
  }
  return counter
}

const noDamage = (): void => expect.unreachable('the journal is sound')

test('entries that arrive together share one fsync, and all are on disk when they are acknowledged', async () => {
  const { file, groups } = counted()
  const journal = new Journal(file, { path, onDamage: noDamage })
  const written = await Promise.all([1, 2, 3].map((n) => journal.append(entry(n))))
  expect(written).toEqual(['written', 'written', 'written'])
  expect(await journal.append(entry(4))).toBe('written')
  expect(groups).toEqual([3, 1])
  const reader = openJournalReader(path)!
  expect(reader.read(1, 10).flatMap((body) => body.split('\n'))).toEqual([1, 2, 3, 4].map((n) => entry(n).body))
  reader.close()
  await journal.close()
})

test('small requests of a group share an entry, in their order and with the sum of their events; large ones have their own', async () => {
  const { file } = counted()
  const journal = new Journal(file, { path, onDamage: noDamage })
  const sent = [entry(1), entry(2), largeEntry(3), entry(4), entry(5)]
  await Promise.all(sent.map((one) => journal.append(one)))
  const reader = openJournalReader(path)!
  const [one, two, three, four, five] = sent.map(({ body }) => body)
  expect(reader.read(1, 10)).toEqual([`${one}\n${two}`, three, `${four}\n${five}`])
  expect(reader.after(0)).toMatchObject({ events: 5, oldestAt: 1 })
  expect(reader.after(1)).toMatchObject({ events: 3, oldestAt: 3 })
  expect(reader.boundary(0, 2, 1e9)).toBe(1)
  reader.close()
  await journal.close()
})

test('what arrives while a group is brought to disk is the next group, and closing waits for both', async () => {
  const { file, groups } = counted()
  const journal = new Journal(file, { path, onDamage: noDamage })
  const first = journal.append(entry(1))
  await expect.poll(() => groups).toEqual([1])
  const later = [2, 3].map((n) => journal.append(entry(n)))
  expect(groups).toEqual([1])
  await journal.close()
  expect(await Promise.all([first, ...later])).toEqual(['written', 'written', 'written'])
  expect(groups).toEqual([1, 2])
})

test('closing writes what waits', async () => {
  const { file } = counted()
  const journal = new Journal(file, { path, onDamage: noDamage })
  const written = journal.append(entry(1))
  await journal.close()
  expect(await written).toBe('written')
})

test('a journal at its bound takes nothing until events are loaded', async () => {
  const { file } = counted()
  const bounds = { maxBytes: 20, spareBytes: 0 }
  const journal = new Journal(file, { path, bounds, onDamage: noDamage })
  await journal.append(entry(1))
  await journal.append(entry(2))
  expect(await journal.append(entry(3))).toEqual({ full: expect.stringContaining('wait to be loaded') })
  journal.look(2)
  expect(journal.fullBecause()).toBeUndefined()
  expect(await journal.append(entry(3))).toBe('written')
  await journal.close()

  const again = new Journal(
    openJournal(path, () => undefined),
    { path, bounds, onDamage: noDamage },
  )
  expect(again.fullBecause()).toBeDefined()
  again.look(2)
  expect(again.fullBecause()).toBeUndefined()
  await again.close()
})

test('a disk without spare room is full before it is', async () => {
  const { file } = counted()
  const journal = new Journal(file, { path, bounds: { maxBytes: 1e9, spareBytes: 1e18 }, onDamage: noDamage })
  journal.look(0)
  expect(await journal.append(entry(1))).toEqual({ full: 'the disk of the data folder is full' })
  await journal.close()
})

test('a refused write acknowledges nobody of the group, and the next group is tried anew', async () => {
  const counter = counted()
  const journal = new Journal(counter.file, { path, onDamage: noDamage })
  counter.fail = new JournalError('full', new Error('database or disk is full'))
  const refused = await Promise.all([journal.append(entry(1)), journal.append(entry(2))])
  expect(refused).toEqual([{ full: expect.any(String) }, { full: expect.any(String) }])
  counter.fail = undefined
  expect(await journal.append(entry(3))).toBe('written')
  await journal.close()
})

test('a damaged journal acknowledges nobody and asks for a new start', async () => {
  const counter = counted()
  const damages: Error[] = []
  const journal = new Journal(counter.file, { path, onDamage: (error) => damages.push(error) })
  counter.fail = new JournalError('damaged', new Error('database disk image is malformed'))
  expect(await journal.append(entry(1))).toEqual({ full: 'the journal is damaged' })
  expect(damages).toHaveLength(1)
})

test('loaded entries are deleted a handful at a time, the others stay', async () => {
  const { file } = counted()
  const journal = new Journal(file, { path, onDamage: noDamage })
  for (let n = 1; n <= 150; n += 1) void journal.append(largeEntry(n))
  await journal.append(largeEntry(151))
  expect([journal.deleteSome(150), journal.deleteSome(150), journal.deleteSome(150)]).toEqual([100, 50, 0])
  const reader = openJournalReader(path)!
  expect(reader.read(1, 1_000)).toEqual([largeEntry(151).body])
  reader.close()
  await journal.close()
})
