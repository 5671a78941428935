import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestStore } from '../../test/support/store.ts'
import { controlDurability, factsDurability } from './durability.ts'
import type { Store } from './store.ts'

let store: Store

beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.close())

test('Every table of facts syncs its parts, their folders and its merges to disk', async () => {
  const tables = await factsDurability(store.facts)
  expect(tables.length).toBeGreaterThan(8)
  expect(tables.filter((table) => !table.durable)).toEqual([])
})

test('A table made without the settings is found out', async () => {
  await store.facts.command('CREATE TABLE careless (a UInt8) ENGINE = MergeTree ORDER BY a')
  expect((await factsDurability(store.facts)).filter((table) => !table.durable)).toEqual([
    { table: 'careless', durable: false },
  ])
  await store.facts.command('DROP TABLE careless')
})

test('The control store syncs on every commit', async () => {
  expect(await controlDurability(store.control)).toEqual({ journal_mode: 'wal', synchronous: 2 })
})
