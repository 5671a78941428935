import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestStore } from '../../test/support/store.ts'
import { type Facts, FactsError, sqlTime } from './facts.ts'
import type { Store } from './store.ts'

let store: Store
let facts: Facts

beforeAll(async () => {
  store = await openTestStore()
  facts = store.facts
})
afterAll(async () => {
  await store.close()
  await expect(facts.query('SELECT 1')).rejects.toThrow('closed')
})

test('Whatever text is bound comes back as it was, and never becomes SQL', async () => {
  const hostile = [
    "it's",
    'back\\slash',
    'tab\tline\nend\r',
    '日本語 🎌',
    '\\N',
    "'; DROP TABLE events; --",
    '{x:String}',
    '',
  ]
  const texts = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'grapheme' }))
  await fc.assert(
    fc.asyncProperty(texts, fc.array(texts, { maxLength: 3 }), async (one, many) => {
      const [row] = await facts.query<{ one: string; many: string[] }>(
        'SELECT {one:String} AS one, {many:Array(String)} AS many',
        { one, many },
      )
      expect(row).toEqual({ one, many })
    }),
    { numRuns: 60 },
  )
})

test('Numbers, dates and nothing are bound as what they are', async () => {
  const [row] = await facts.query(
    "SELECT {big:UInt64} AS big, {part:Float64} AS part, {none:Nullable(String)} AS none, toUnixTimestamp64Milli({at:DateTime64(3, 'UTC')}) AS at",
    { big: 9_007_199_254_740_991, part: 0.1, none: null, at: sqlTime(1_767_225_600_123) },
  )
  expect(row).toEqual({ big: 9_007_199_254_740_991, part: 0.1, none: null, at: 1_767_225_600_123 })
})

test('A question asked again knows what was written meanwhile, and rows may be changed by who asked', async () => {
  const sql = "SELECT count() AS links FROM links WHERE b = 'asked again'"
  const ask = (): Promise<{ links: number }[]> => facts.query<{ links: number }>(sql)
  const [row] = await ask()
  row!.links = 7
  expect(await Promise.all([ask(), ask()])).toEqual([[{ links: 0 }], [{ links: 0 }]])
  await facts.insert('links', [{ a: 'a', b: 'asked again', since: sqlTime(0) }])
  expect(await ask()).toEqual([{ links: 1 }])
  await facts.command("DELETE FROM links WHERE b = 'asked again'")
  expect(await ask()).toEqual([{ links: 0 }])
})

test.each([0, 5_000, 86_400_000, 31_536_000_000, 1_000_000_000_000])(
  '%i ms after 1970 is stored as that',
  async (ms) => {
    await facts.insert('touched_visitors', [{ visitor_id: `at ${ms}`, lo: sqlTime(ms), hi: sqlTime(ms) }])
    const sql = `SELECT toUnixTimestamp64Milli(lo) AS ms FROM touched_visitors
    WHERE visitor_id = {id:String} AND hi = {at:DateTime64(3, 'UTC')}`
    expect(await facts.query(sql, { id: `at ${ms}`, at: sqlTime(ms) })).toEqual([{ ms }])
  },
)

test('More rows than go into one statement all arrive, once', async () => {
  const rows = Array.from({ length: 120_001 }, (_, index) => ({ a: `many ${index}`, b: 'b', since: sqlTime(0) }))
  await facts.insert('links', rows)
  const sql = "SELECT count() AS rows, uniqExact(a) AS different FROM links WHERE startsWith(a, 'many ')"
  expect(await facts.query(sql)).toEqual([{ rows: 120_001, different: 120_001 }])
})

test('An error of the engine has its code and its statement', async () => {
  const refused = facts.query('SELECT nope')
  await expect(refused).rejects.toThrow(FactsError)
  await expect(refused).rejects.toMatchObject({ code: '47', sql: 'SELECT nope' })
  await expect(facts.command('SELEC 1')).rejects.toMatchObject({ code: '62' })
  await expect(facts.query('SELECT * FROM nowhere')).rejects.toMatchObject({ code: '60' })
  await expect(facts.insert('events', [{ time: 'noon' }])).rejects.toThrow(FactsError)
  // and the connection still answers
  expect(await facts.query('SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('A question that takes too long is broken off', async () => {
  const endless = facts.query('SELECT count() FROM system.numbers WHERE number % 7 = 1', {}, { seconds: 1 })
  await expect(endless).rejects.toMatchObject({ code: '159' })
})

test('A setting of one query does not reach the next', async () => {
  await facts.query('SELECT 1', {}, { seconds: 7 })
  const [row] = await facts.query<{ seconds: number }>("SELECT toUInt32(getSetting('max_execution_time')) AS seconds")
  expect(row!.seconds).toBe(60)
})

test('Rows sent twice under one token count once', async () => {
  await facts.command(
    'CREATE TABLE sent (a UInt32) ENGINE = MergeTree ORDER BY a SETTINGS non_replicated_deduplication_window = 10',
  )
  for (const token of ['one', 'one', 'two']) await facts.insertLines('sent', ['a'], ['[1]', '[2]'], { token })
  expect(await facts.query('SELECT count() AS rows FROM sent')).toEqual([{ rows: 4 }])
  await facts.command('DROP TABLE sent')
})

test('Questions asked at once are all answered, whatever lane they take', async () => {
  const asked = Array.from({ length: 24 }, (_, i) =>
    facts.query<{ i: number }>('SELECT {i:UInt32} AS i', { i }, { lane: (['ask', 'count', 'load'] as const)[i % 3]! }),
  )
  expect((await Promise.all(asked)).map((rows) => rows[0]!.i)).toEqual(Array.from({ length: 24 }, (_, i) => i))
})

test('A long question holds up neither loading nor counting', async () => {
  const ended: string[] = []
  const ask = (lane: 'ask' | 'count' | 'load', seconds: number): Promise<unknown> =>
    facts
      .query('SELECT sleep({seconds:Float64}), {lane:String}', { seconds, lane }, { lane })
      .then(() => ended.push(lane))
  await Promise.all([ask('ask', 3), ask('count', 0), ask('load', 0)])
  expect(ended.at(-1)).toBe('ask')
})

test('Short questions do not wait behind a long one', async () => {
  const ended: string[] = []
  const ask = async (name: string, sql: string): Promise<void> => {
    await facts.query(sql)
    ended.push(name)
  }
  const long = ask('long', 'SELECT sleep(2) AS slept')
  const short = ['first', 'second', 'third'].map((name) => ask(name, `SELECT '${name}' AS said`))
  await Promise.all([long, ...short])
  expect(ended.at(-1)).toBe('long')
})
