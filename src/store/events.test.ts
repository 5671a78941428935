import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { acceptEvent } from '#contract/accept-event.ts'
import { toEventLine } from '#contract/event-line.ts'
import type { StoredEvent } from '#contract/event.ts'
import { parseJson } from '#util/json.ts'
import { openTestStore } from '../../test/support/store.ts'
import { blockOf, insertBlock, storeEvents } from './events.ts'
import type { Store } from './store.ts'

let store: Store
let batch = 0
let run = 0

beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.close())

const day = Date.UTC(2026, 3, 1)

function event(source: string, id: string, more: object = {}): StoredEvent {
  const arrival = { source, receivedAt: Date.now(), ip: '', userAgent: '' }
  const outcome = acceptEvent({ name: 'x', id, time: day, ...more }, 0, arrival)
  if ('rejected' in outcome) throw new Error(outcome.rejected.reason)
  return outcome.event
}

function idsOf(source: string): Promise<{ id: string; n: number }[]> {
  return store.facts.query(
    'SELECT id, count() AS n FROM events WHERE source = {source:String} GROUP BY id ORDER BY id',
    {
      source,
    },
  )
}

test('properties are stored alike from an object and, as journals of earlier versions hold them, from a text', async () => {
  const properties = { text: 'a "b" \\ \n 日本 }{', '\u0001': [1, { deep: [] }], number: 1e21, none: null }
  const [now, before] = ['now', 'before'].map((id) => event('versions', id, { properties }))
  const lines = [toEventLine(now!), JSON.stringify(before)]
  expect(await insertBlock(store.facts, ++batch, blockOf(lines))).toMatchObject({ events: 2 })
  const rows = await store.facts.query("SELECT id, properties FROM events WHERE source = 'versions' ORDER BY id")
  const text = JSON.stringify(properties)
  expect(rows).toEqual([
    { id: 'before', properties: text },
    { id: 'now', properties: text },
  ])
})

test('an event of another batch, or earlier in its own, is a repeat; another source’s is not', async () => {
  expect(await storeEvents(store.facts, ++batch, [event('a', '1'), event('a', '2'), event('a', '1')])).toEqual({
    events: 2,
    repeats: 1,
    repeated: [expect.objectContaining({ source: 'a', id: '1' })],
    minTime: day,
    maxTime: day,
  })
  const second = [event('a', '2', { time: day + 5_000 }), event('a', '3'), event('b', '1')]
  expect(await storeEvents(store.facts, ++batch, second)).toMatchObject({ events: 2, repeats: 1 })
  expect(await idsOf('a')).toEqual(['1', '2', '3'].map((id) => ({ id, n: 1 })))
})

test('a batch that is sent again stores nothing twice, also when it spans months', async () => {
  const events = Array.from({ length: 30 }, (_, n) => event('c', `e${n}`, { time: Date.UTC(2024, n, 5) }))
  const id = ++batch
  await storeEvents(store.facts, id, events)
  await storeEvents(store.facts, id, events)
  expect((await idsOf('c')).map(({ n }) => n)).toEqual(events.map(() => 1))
})

test('a batch of repeats stores nothing', async () => {
  await storeEvents(store.facts, ++batch, [event('d', '1')])
  expect(await storeEvents(store.facts, ++batch, [event('d', '1')])).toEqual({
    events: 0,
    repeats: 1,
    repeated: [expect.objectContaining({ source: 'd', id: '1' })],
    minTime: null,
    maxTime: null,
  })
})

test('thousands of ids are looked up, whatever they are made of', async () => {
  const ids = Array.from({ length: 3_000 }, (_, n) => `${n} 'quoted' \\ \t 日本 ${'x'.repeat(30)}`)
  await storeEvents(
    store.facts,
    ++batch,
    ids.map((id) => event('e', id)),
  )
  const again = await storeEvents(
    store.facts,
    ++batch,
    [...ids, 'new'].map((id) => event('e', id)),
  )
  expect(again).toMatchObject({ events: 1, repeats: 3_000 })
})

test('batching equals single: any split, order and repetition of events gives the same set', async () => {
  const sends = fc.array(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 8 }), { maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(sends, async (batches) => {
      const source = `p${++run}`
      for (const ids of batches)
        await storeEvents(
          store.facts,
          ++batch,
          ids.map((id) => event(source, `${id}`)),
        )
      const sent = [...new Set(batches.flat().map(String))].toSorted()
      expect(await idsOf(source)).toEqual(sent.map((id) => ({ id, n: 1 })))
    }),
    { numRuns: 15 },
  )
})

test('whatever is accepted can be stored, and comes back as it was', async () => {
  const text = fc.string({ unit: 'binary', maxLength: 20 })
  const wire = fc.record({
    url: text,
    title: text,
    visitor_id: text,
    properties: fc.dictionary(text, fc.jsonValue()),
    click_ids: fc.dictionary(text, text),
    experiment: fc.dictionary(text, text),
    value: fc.double({ min: -1e8, max: 1e8, noNaN: true }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(wire, { minLength: 1, maxLength: 20 }), async (wires) => {
      const source = `w${++run}`
      const events = wires.map((more, n) => event(source, `${n}`, parseJson(JSON.stringify(more)) as object))
      await storeEvents(store.facts, ++batch, events)
      const rows = await store.facts.query<Record<string, unknown>>(
        `SELECT url, title, visitor_id, properties, click_ids, experiment, toFloat64(value) AS value FROM events
         WHERE source = {source:String} ORDER BY toUInt32(id)`,
        { source },
      )
      for (const [n, row] of rows.entries()) expect(row).toEqual(pick(events[n]!, Object.keys(row)))
      expect(rows).toHaveLength(events.length)
    }),
    { numRuns: 25 },
  )
})

function pick(from: StoredEvent, keys: string[]): Record<string, unknown> {
  // JSON has no negative zero
  return JSON.parse(JSON.stringify(Object.fromEntries(keys.map((key) => [key, from[key as keyof StoredEvent]]))))
}
