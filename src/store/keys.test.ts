import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Control, openControl } from './control.ts'
import { KeyRing, createKey, listKeys, readerByKey, revokeKey } from './keys.ts'

const folder = mkdtempSync(join(tmpdir(), 'onecount-keys-'))
const path = join(folder, 'control.sqlite')
let control: Control
let ring: KeyRing
let now = 0

beforeAll(async () => {
  control = await openControl(path)
  ring = new KeyRing(path, () => now)
})
afterAll(async () => {
  ring.close()
  await control.destroy()
  rmSync(folder, { recursive: true, force: true })
})

const shop = { name: 'shop', kind: 'write', source: 'shop', origins: [] } as const

test('a new key is found at once, a revoked one within a second no longer', async () => {
  expect(ring.find('oc_w_unknown')).toBeUndefined()
  const { key, id } = await createKey(control, { ...shop, origins: [] }, 1)
  expect(ring.find(key)).toEqual({ id, kind: 'write', source: 'shop', origins: [] })
  await revokeKey(control, 'shop', 2)
  now += 999
  expect(ring.find(key)).toBeUndefined()
})

test('a key is 32 characters behind its kind, and only its hash is kept', async () => {
  const { key } = await createKey(control, { ...shop, name: 'pages', kind: 'browser', origins: ['*'] }, 3)
  expect(key).toMatch(/^oc_b_[0-9A-Za-z]{32}$/)
  expect(readFileSync(path).includes(key) || readFileSync(`${path}-wal`).includes(key)).toBe(false)
  expect(JSON.stringify(await listKeys(control))).not.toContain(key)
})

test('a name in use is refused, a revoked one is free again', async () => {
  const taken = expect.objectContaining({ code: 'name_taken' })
  await expect(createKey(control, { ...shop, name: 'pages', origins: [] }, 4)).rejects.toEqual(taken)
  await revokeKey(control, 'pages', 5)
  await expect(createKey(control, { ...shop, name: 'pages', origins: [] }, 6)).resolves.toMatchObject({ name: 'pages' })
  await expect(revokeKey(control, 'nobody', 7)).rejects.toEqual(expect.objectContaining({ code: 'no_such_key' }))
})

test('a key that reads is none that sends', async () => {
  const { key } = await createKey(control, { name: 'report', kind: 'api', source: '', origins: [] }, 1)
  now += 999
  expect(ring.find(key)).toBeUndefined()
  expect(await readerByKey(control, key)).toEqual({ name: 'report' })
})
