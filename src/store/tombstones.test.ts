// The key by which erased persons are recognised: what is refused while it is gone, and how one goes on without it.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Control, openControl } from './control.ts'
import { Tombstones, bury, forgetTombstones } from './tombstones.ts'

const folder = mkdtempSync(join(tmpdir(), 'onecount-tombstones-'))
const keyFile = join(folder, 'erasure-key')
let control: Control
let tombstones: Tombstones
beforeAll(async () => {
  control = await openControl(join(folder, 'control.sqlite'))
  tombstones = new Tombstones(join(folder, 'control.sqlite'), keyFile)
  await bury(control, keyFile, ['user:ann'])
})
afterAll(async () => {
  tombstones.close()
  await control.destroy()
  rmSync(folder, { recursive: true })
})

const hint: unknown = expect.stringContaining('Put the file erasure-key back')
const lost = { code: 'erasure_key_lost', details: [expect.objectContaining({ hint })] }

test('who was erased is blocked, and nobody else', () => {
  expect(tombstones.blocks(['user:ann', 'visitor:v'], 'at once')).toBe(true)
  expect(tombstones.storable(['user:bob', 'user:ann'], (identifier) => [identifier])).toEqual(['user:bob'])
  expect(tombstones.isBlind).toBe(false)
})

test.each([
  ['gone', () => rmSync(keyFile)],
  ['another one', () => writeFileSync(keyFile, 'ab'.repeat(32))],
  ['no key', () => writeFileSync(keyFile, 'torn')],
])('while the key is %s nothing is stored, nobody is erased, and no other takes its place', async (_, harm) => {
  const key = readFileSync(keyFile, 'utf8')
  harm()
  // what has read the key before still knows it; a process that starts now does not
  const fresh = new Tombstones(join(folder, 'control.sqlite'), keyFile)
  expect(fresh.isBlind).toBe(true)
  expect(fresh.has(['user:ann'])).toBe(false)
  expect(() => fresh.blocks(['user:bob'], 'soon')).toThrow(expect.objectContaining(lost))
  expect(() => fresh.storable(['user:bob'], (identifier) => [identifier])).toThrow(expect.objectContaining(lost))
  await expect(bury(control, keyFile, ['user:carl'])).rejects.toMatchObject(lost)
  writeFileSync(keyFile, key)
  expect(fresh.blocks(['user:ann'], 'soon')).toBe(true)
  expect(fresh.isBlind).toBe(false)
  fresh.close()
})

test('a key that is there is not forgotten; one that is lost for good can be, and the next erasure makes a new one', async () => {
  await expect(forgetTombstones(control, keyFile, tombstones)).rejects.toMatchObject({ code: 'erasure_key_there' })
  rmSync(keyFile)
  expect(await forgetTombstones(control, keyFile, tombstones)).toBe(1)
  expect(tombstones.blocks(['user:ann'], 'at once')).toBe(false)
  await bury(control, keyFile, ['user:dan'])
  expect(existsSync(keyFile)).toBe(true)
  expect(tombstones.blocks(['user:dan'], 'at once')).toBe(true)
})
