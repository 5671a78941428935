import { afterAll, beforeAll, expect, test } from 'vitest'
import { openJournal, openJournalReader } from '#store/journal.ts'
import { openRejectionFile, readRejections } from '#store/rejections.ts'
import type { Store } from '#store/store.ts'
import { aMessage } from '../../test/support/message.ts'
import { unwatched } from '../../test/support/receiver.ts'
import { openTestStore } from '../../test/support/store.ts'
import { native } from './dialects/native.ts'
import { Journal } from './journal.ts'
import { loadOnce } from './load.ts'
import { JunkSigns } from './junk.ts'
import { type Receiver, receive } from './receive.ts'
import { eventNames, recentEvents } from './recent.ts'
import { Rejections } from './rejections.ts'

let store: Store
let journal: Journal
let rejections: Rejections
let now = Date.UTC(2026, 3, 1, 9)

beforeAll(async () => {
  store = await openTestStore()
  const path = store.home.journal
  const onDamage = (error: Error): never => {
    throw error
  }
  journal = new Journal(openJournal(path, console.error), { path, onDamage })
  rejections = new Rejections(openRejectionFile(path))
})
afterAll(async () => {
  rejections.close()
  await journal.close()
  await store.close()
})

async function send(body: unknown, bearer = 'known'): Promise<unknown> {
  const key = { id: 'k', kind: 'write' as const, source: 'shop', origins: [] }
  const keys = { find: (given: string) => (given === 'known' ? key : undefined) } as Receiver['keys']
  now += 1_000
  const headers = { authorization: `Bearer ${bearer}` }
  const message = aMessage({ headers, body: JSON.stringify(body), receivedAt: now })
  return receive(message, native, {
    journal,
    keys,
    clock: () => now,
    junk: new JunkSigns([]),
    ...unwatched,
    rejections,
  })
}

test('accepted events are there when they are loaded, newest first, and can be narrowed', async () => {
  for (const id of ['a', 'b']) await send({ id, name: 'page_viewed', url: 'https://x.jp/lp?a=1', visitor_id: 'v' })
  await send({ id: 'c', name: 'order_completed', order_id: 'A-1', value: 12.5, currency: 'EUR' })
  expect((await recentEvents(store, { limit: 10 }, now)).waiting).toBe(3)
  const reader = openJournalReader(store.home.journal)!
  await loadOnce(store, reader, () => now)
  reader.close()
  const { events, waiting } = await recentEvents(store, { limit: 10 }, now)
  expect(events.map(({ id }) => id)).toEqual(['c', 'b', 'a'])
  expect(events[0]).toMatchObject({ source: 'shop', orderId: 'A-1', value: 12.5, receivedAt: now })
  expect(events[1]).toMatchObject({ page: '/lp', visitorId: 'v' })
  expect(waiting).toBe(0)
  const pages = await recentEvents(store, { name: 'page_viewed', limit: 1 }, now)
  expect(pages.events.map(({ id }) => id)).toEqual(['b'])
  expect(await eventNames(store.facts)).toEqual({ names: ['order_completed', 'page_viewed'], sources: ['shop'] })
})

test('refused events and requests are told with the reason and without what they said', async () => {
  await send([{ name: 'fine' }, { name: 'trial of taro@example.com', value: 'secret', email: 'taro@example.com' }])
  await send({ name: 'x' }, 'unknown')
  rejections.flush()
  const told = (await recentEvents(store, { limit: 10 }, now)).rejections
  expect(told).toMatchObject([
    { source: '', index: null, reason: 'unknown_key', at: now },
    { source: 'shop', index: 1, field: 'value', reason: expect.stringContaining('must be a number') },
  ])
  expect(JSON.stringify(told)).not.toMatch(/taro|secret/)
  expect((await recentEvents(store, { source: 'shop', limit: 10 }, now)).rejections).toHaveLength(1)
})

test('whoever sends without a key pushes out nobody else', async () => {
  rejections.note({ at: 1, source: 'shop', name: 'ours', index: 0, field: '', reason: 'r' })
  for (let n = 2; n < 2_600; n++) {
    rejections.note({ at: n, source: '', name: '', index: null, field: '', reason: 'no_key' })
  }
  rejections.flush()
  const kept = readRejections(store.home.journal, 1_000)
  expect(kept.filter(({ source }) => source === '')).toHaveLength(100)
  expect(kept.map(({ name }) => name)).toContain('ours')
})

test('the last five hundred are kept, however many there are', async () => {
  for (let n = 0; n < 2_600; n++) {
    rejections.note({ at: n, source: 's', name: `n${n}`, index: 0, field: '', reason: 'r' })
    if (n % 700 === 0) rejections.flush()
  }
  rejections.flush()
  const kept = readRejections(store.home.journal, 1_000).filter(({ source }) => source !== '')
  expect(kept).toHaveLength(500)
  expect([kept[0]!.name, kept.at(-1)!.name]).toEqual(['n2599', 'n2100'])
})
