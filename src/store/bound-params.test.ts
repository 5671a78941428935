import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestStore } from '../../test/support/store.ts'
import { boundLists } from './bound-params.ts'
import type { Store } from './store.ts'

let store: Store
beforeAll(async () => {
  store = await openTestStore()
  const link = { first_seen: 1, known_from: 1, known_to: 2 }
  await store.facts.insert('links', [
    { a: 'email:a', b: 'phone:a', ...link },
    { a: 'phone:a', b: 'email:a', ...link },
  ])
})
afterAll(() => store.close())

/** How the engine looks for identifiers: by a set of so many, or by nothing at all. */
async function setOf(keys: readonly string[]): Promise<string | undefined> {
  const sql = 'EXPLAIN indexes = 1 SELECT b FROM links WHERE a IN {keys:Array(String)}'
  const lines = await store.facts.query<{ explain: string }>(sql, { keys })
  return lines.map(({ explain }) => explain).find((line) => line.includes('-element set'))
}

test('lists that are bound are looked up, however many identifiers there are and however long', async () => {
  const ids = [
    ...Array.from({ length: 20_000 }, (_, n) => `email:${String(n).padStart(64, '0')}`),
    ...Array.from({ length: 3_000 }, (_, n) => `user:${'会員'.repeat(60)}${n}`),
    'x'.repeat(600_000),
    'last',
  ]
  const lists = [...boundLists(ids)]
  expect(lists.flat()).toEqual(ids)
  expect(lists.length).toBeGreaterThan(1)
  for (const list of lists) expect(await setOf(list)).toContain(`(a in ${list.length}-element set)`)
  expect(await setOf(ids)).toBeUndefined()
  expect([...boundLists([])]).toEqual([])
})
