import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { expect, test } from 'vitest'
import { Watched } from './watched.ts'

test('what could not be read is read again at the next look, although nothing has changed since', () => {
  const folder = mkdtempSync(join(tmpdir(), 'onecount-watched-'))
  const path = join(folder, 'control.sqlite')
  new Database(path).close()
  let now = 0
  let broken = true
  const read = (): string => {
    if (broken) throw new Error('the key file cannot be read')
    return 'in force'
  }
  const watched = new Watched(path, read, 'nothing yet', () => now)
  expect(() => watched.get(() => true)).toThrow('the key file cannot be read')
  broken = false
  now += 500
  expect(watched.get(() => true)).toBe('in force')
  watched.close()
  rmSync(folder, { recursive: true, force: true })
})
