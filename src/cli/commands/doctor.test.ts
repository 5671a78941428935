import { expect, test } from 'vitest'
import { adviceFor } from './doctor.ts'

test('a full disk and a full journal are advised differently', () => {
  expect(adviceFor('No event can be taken: the disk of the data folder is full.')).toBe('Free some disk space.')
  const bound = adviceFor('No event can be taken: 0 MB of events wait to be loaded, which is the bound.')
  expect(bound).toContain('ONECOUNT_JOURNAL_MAX_MB')
  expect(bound).not.toContain('disk')
})
