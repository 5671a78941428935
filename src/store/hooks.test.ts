import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hookOptionsSchema } from '#contract/hook.ts'
import { type Control, openControl } from './control.ts'
import {
  HookRing,
  addHookSecret,
  createHook,
  dropOlderSecrets,
  hookNamed,
  readableHooks,
  listHooks,
  removeHook,
} from './hooks.ts'

const folder = mkdtempSync(join(tmpdir(), 'onecount-hooks-'))
const keyFile = join(folder, 'hook-key')
const now = Date.UTC(2026, 3, 1)
let control: Control
let ring: HookRing

beforeAll(async () => {
  control = await openControl(join(folder, 'control.sqlite'))
  ring = new HookRing(join(folder, 'control.sqlite'), keyFile)
})
afterAll(async () => {
  ring.close()
  await control.destroy()
  rmSync(folder, { recursive: true, force: true })
})

function make(name: string, secret: string) {
  const options = hookOptionsSchema.parse({})
  const hook = { name, provider: 'stripe' as const, source: name, options, secrets: { signature: secret } }
  return createHook({ control, keyFile }, hook, now)
}

test('a secret is read by the collector, and stands in no list and no file', async () => {
  const made = await make('shop', 'whsec_first')
  expect(ring.find('stripe', 'shop')).toMatchObject({ secrets: ['whsec_first'], sealed: false })
  expect(ring.find('stripe', made.id)?.name).toBe('shop')
  expect(ring.find('shopify', 'shop')).toBeUndefined()
  expect(JSON.stringify([made, await listHooks(control), await hookNamed(control, 'shop')])).not.toContain('whsec')
  for (const file of readdirSync(folder)) expect(readFileSync(join(folder, file)).includes('whsec_first')).toBe(false)
  expect(statSync(keyFile).mode & 0o777).toBe(0o600)
})

test('a new secret stands beside the older one until that is dropped; there are never three', async () => {
  await addHookSecret({ control, keyFile }, 'shop', 'whsec_second', now + 1)
  expect(ring.find('stripe', 'shop')?.secrets).toContain('whsec_first')
  await addHookSecret({ control, keyFile }, 'shop', 'whsec_third', now + 2)
  const fresh = new HookRing(join(folder, 'control.sqlite'), keyFile)
  expect(fresh.find('stripe', 'shop')?.secrets).toEqual(['whsec_third', 'whsec_second'])
  fresh.close()
  expect(await dropOlderSecrets(control, 'shop')).toMatchObject({ secretsSetAt: [now + 2] })
})

test('a name is taken once while it is in force', async () => {
  await expect(make('shop', 'whsec_other')).rejects.toMatchObject({ code: 'name_taken', status: 409 })
  await removeHook(control, 'shop', now)
  await make('shop', 'whsec_other')
  expect(await readableHooks({ control, keyFile })).toEqual({ all: ['shop'], unreadable: [] })
  await expect(removeHook(control, 'nobody', now)).rejects.toMatchObject({ code: 'no_such_hook' })
})

test('with another key file secrets are known to be unreadable, rather than wrong', async () => {
  writeFileSync(keyFile, 'f'.repeat(64))
  const other = new HookRing(join(folder, 'control.sqlite'), keyFile)
  expect(other.find('stripe', 'shop')).toMatchObject({ secrets: [], sealed: true })
  expect(await readableHooks({ control, keyFile })).toEqual({ all: ['shop'], unreadable: ['shop'] })
  other.close()
  rmSync(keyFile)
  const none = new HookRing(join(folder, 'control.sqlite'), keyFile)
  expect(none.find('stripe', 'shop')).toMatchObject({ secrets: [], sealed: true })
  none.close()
})
