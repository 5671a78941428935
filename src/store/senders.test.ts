import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openSenderFile, readSenders } from './senders.ts'

test('hours add up, old ones are forgotten, and all time is kept', () => {
  const folder = mkdtempSync(join(tmpdir(), 'onecount-senders-'))
  const path = join(folder, 'journal.sqlite')
  expect(readSenders(path)).toEqual([])
  const file = openSenderFile(path)
  const sent = (hour: number, accepted: number, refused: number) =>
    file.add([{ source: 'shop', way: 'segment', hour, accepted, refused, lastAt: hour * 10 }])
  sent(1_000, 5, 0)
  sent(1_000, 1, 2)
  sent(1_300, 1, 0)
  file.close()
  const about = { source: 'shop', way: 'segment' }
  expect(readSenders(path)).toEqual([
    { ...about, hour: 0, accepted: 7, refused: 2, lastAt: 13_000 },
    { ...about, hour: 1_300, accepted: 1, refused: 0, lastAt: 13_000 },
  ])
  rmSync(folder, { recursive: true })
})
