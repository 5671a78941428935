import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ImportEntry, ImportOptions } from '#contract/import.ts'
import { planSchema } from '#contract/plan.ts'
import { catchUp } from '#count/catch-up.ts'
import { recount } from '#count/recount.ts'
import { definitionHash } from '#plan/definition.ts'
import type { Store } from '#store/store.ts'
import { emptyStore, event, storeBatch } from '../support/facts.ts'
import { openTestStore } from '../support/store.ts'
import { prepareImport } from '#import/import.ts'
import { finishUndos, planUndo, undoImport } from '#import/undo.ts'

let store: Store
let now = Date.UTC(2026, 4, 1)
const clock = (): number => (now += 1)
beforeAll(async () => {
  store = await openTestStore('embedded')
})
beforeEach(async () => {
  await emptyStore(store)
  for (const { match, id } of points) {
    const point = planSchema.parse({ points: [{ id, name: id, tier: 'macro', once_per: 'person', match }] }).points[0]!
    const row = { hash: definitionHash(point), point: JSON.stringify(point), counted_batch: 0, counted_at: null }
    await store.control.insertInto('definitions').values(row).execute()
  }
})
afterAll(() => store.close())

const points = [
  { id: 'lead', match: { lead: {} } },
  { id: 'won', match: { deal: { stage: 'won' } } },
  { id: 'buy', match: { event: 'buy' } },
  { id: 'deep', match: { session: { pages: 2 } } },
]

async function load(kind: ImportOptions['kind'], text: string, options: Partial<ImportOptions> = {}): Promise<string> {
  const bytes = (async function* () {
    yield Buffer.from(text)
  })()
  const fileName = options.fileName ?? `${kind}.csv`
  const prepared = await prepareImport({ store, clock }, { kind, fileName, ...options }, { bytes, totalBytes: null })
  const result = await prepared.run(() => undefined)
  expect(result.rejected).toBe(0)
  return result.id
}

const undo = (id: string): Promise<ImportEntry> => undoImport({ store, clock }, id)

const asKnown = (table: string, columns: string, at = Date.UTC(2200, 1)): Promise<Record<string, unknown>[]> =>
  store.facts.query(
    `SELECT ${columns} FROM ${table} FINAL WHERE known_from <= {at:DateTime64(3, 'UTC')} AND {at:DateTime64(3, 'UTC')} < known_to
     ORDER BY ALL`,
    { at: (at / 1000).toFixed(3) },
  )
const leads = (at?: number): Promise<unknown[]> => asKnown('records', 'id, channel', at)
const ledger = (): Promise<unknown[]> => asKnown('ledger', 'lead_id, deal_id, visitor_id, person, channel')

/** Counting what is new and counting everything again agree. */
async function countAndCheck(): Promise<void> {
  await catchUp(store, clock)
  for (const { opened, closed, sightings } of await recount(store, clock, { repair: false })) {
    expect({ opened, closed, sightings }).toEqual({ opened: 0, closed: 0, sightings: 0 })
  }
}

test('what an import added goes, what it changed returns, and what was known meanwhile can still be asked', async () => {
  await load('leads', 'id,date,channel\na,2026-04-01,email\nb,2026-04-02,email\n')
  const before = await leads()
  const wrong = await load('leads', 'id,date,channel\na,2026-04-01,wrong\nc,2026-04-03,wrong\n')
  const meanwhile = (now += 1_000)
  expect(await planUndo({ store, clock }, wrong)).toMatchObject({ removed: 1, restored: 1, kept: 0, again: [] })
  const entry = await undo(wrong)
  expect(entry).toMatchObject({ state: 'undone', undo: { removed: 1, restored: 1, kept: 0 } })
  expect(await leads()).toEqual(before)
  expect(await leads(meanwhile)).toEqual([
    { id: 'a', channel: 'wrong' },
    { id: 'b', channel: 'email' },
    { id: 'c', channel: 'wrong' },
  ])
})

test('undone twice is undone once, and the same file can be imported again', async () => {
  const file = 'id,date,channel\na,2026-04-01,email\n'
  const first = await load('leads', file)
  await undo(first)
  const entry = await undo(first)
  expect(entry.undo).toMatchObject({ removed: 1 })
  expect(await leads()).toEqual([])
  await load('leads', file)
  expect(await leads()).toEqual([{ id: 'a', channel: 'email' }])
  await undo(first)
  expect(await leads()).toEqual([{ id: 'a', channel: 'email' }])
})

test('what a later import changed stays, and is named', async () => {
  const first = await load('leads', 'id,date,channel\na,2026-04-01,one\nb,2026-04-01,one\nc,2026-04-01,one\n')
  await load('leads', 'id,date,channel\na,2026-04-01,two\nc,2026-04-01,one\n', { fileName: 'later.csv' })
  const { undo: done } = await undo(first)
  expect(done).toMatchObject({ removed: 2, restored: 0, kept: 1, keptRows: [{ what: 'a', changedBy: 'later.csv' }] })
  // c was in already: who knows only the later file has to import it again
  expect(done!.again).toMatchObject([{ fileName: 'later.csv', rows: 1 }])
  expect(await leads()).toEqual([{ id: 'a', channel: 'two' }])
})

test('imports undone in any order leave what those that stand have stated', async () => {
  const file = (channel: string): string => `id,date,channel\na,2026-04-01,${channel}\n`
  const orders = [
    [0, 1],
    [1, 2],
    [2, 1],
    [2, 0, 1],
    [1, 0, 2],
  ]
  for (const order of orders) {
    await store.facts.command('TRUNCATE TABLE records')
    const ids = [await load('leads', file('x')), await load('leads', file('y')), await load('leads', file('z'))]
    for (const index of order) await undo(ids[index]!)
    const standing = ['x', 'y', 'z'].filter((_, index) => !order.includes(index)).at(-1)
    expect([order, await leads()]).toEqual([order, standing === undefined ? [] : [{ id: 'a', channel: standing }]])
  }
})

test('an ad report told apart by other columns gives its place back to the one before it', async () => {
  const head = 'date,campaign,age,cost,conversions.lead\n'
  const plain = await load('ads', `${head}2026-04-01,x,,30,3\n`, { platform: 'meta', currency: 'JPY' })
  const byAge = await load('ads', `${head}2026-04-01,x,old,10,1\n2026-04-01,x,young,20,2\n`, {
    platform: 'meta',
    currency: 'JPY',
    key: ['age'],
  })
  const costs = (): Promise<unknown[]> => asKnown('spend', 'cost')
  expect(await costs()).toEqual([{ cost: 10 }, { cost: 20 }])
  const { undo: done } = await undo(byAge)
  expect(done).toMatchObject({ removed: 2, restored: 1 })
  expect(await costs()).toEqual([{ cost: 30 }])
  expect(await asKnown('figures', 'point, conversions')).toEqual([{ point: 'lead', conversions: 3 }])
  await undo(plain)
  expect(await costs()).toEqual([])
  expect(await asKnown('figures', 'point')).toEqual([])
})

test('the coarse report comes back however the finer ones over it are undone', async () => {
  const load2 = (cells: string, key?: string[]): Promise<string> =>
    load('ads', `date,campaign,age,gender,cost\n${cells}\n`, { platform: 'meta', currency: 'JPY', ...(key && { key }) })
  for (const order of [
    [0, 1],
    [1, 0],
  ]) {
    for (const table of ['spend', 'figures']) await store.facts.command(`TRUNCATE TABLE ${table}`)
    await load2('2026-04-01,x,,,30')
    const ids = [await load2('2026-04-01,x,old,,31', ['age']), await load2('2026-04-01,x,,f,32', ['gender'])]
    for (const index of order) await undo(ids[index]!)
    expect(await asKnown('spend', 'cost')).toEqual([{ cost: 30 }])
  }
})

test('figures alone that an import changed return too', async () => {
  const file = (figure: number): string => `date,campaign,cost,conversions.lead\n2026-04-01,x,30,${figure}\n`
  await load('ads', file(3), { platform: 'meta', currency: 'JPY' })
  const wrong = await load('ads', file(4), { platform: 'meta', currency: 'JPY' })
  expect((await undo(wrong)).undo).toMatchObject({ removed: 0, restored: 1 })
  expect(await asKnown('figures', 'conversions')).toEqual([{ conversions: 3 }])
  expect(await asKnown('spend', 'cost')).toEqual([{ cost: 30 }])
})

test('conversions of undone records leave the ledger, and people whom a wrong column made one are two again', async () => {
  const good = 'id,date,email\na,2026-04-01,a@example.com\nb,2026-04-02,b@example.com\n'
  await load('leads', good)
  await load('deals', 'id,stage,date,lead_id\nd,won,2026-04-09,b\n')
  await countAndCheck()
  const before = await ledger()
  expect(before).toHaveLength(3)
  const wrong = await load('leads', 'id,date,email\na,2026-04-01,all@example.com\nb,2026-04-02,all@example.com\n')
  await countAndCheck()
  expect(await ledger()).toHaveLength(2)
  await undo(wrong)
  await countAndCheck()
  expect(await ledger()).toEqual(before)
})

test('events are taken out with their visits and conversions, and can come again', async () => {
  const page = (id: string, minute: number): ReturnType<typeof event> =>
    event({ id, visitor_id: 'v', time: Date.UTC(2026, 3, 1, 0, minute), url: 'https://a.example/' })
  await storeBatch(store, [page('1', 0), page('2', 50)])
  const file =
    'event,time,id,visitor_id,user_id\npage_view,2026-04-01T00:25:00Z,3,v,u\nbuy,2026-04-01T00:26:00Z,4,v,u\n'
  await countAndCheck()
  const before = await ledger()
  const visits = (): Promise<unknown[]> => store.facts.query('SELECT start, pages FROM sessions FINAL ORDER BY start')
  expect(await visits()).toHaveLength(2)
  const id = await load('events', file)
  await countAndCheck()
  expect(await visits()).toHaveLength(1)
  expect(await ledger()).toHaveLength(before.length + 2)
  expect((await undo(id)).undo).toMatchObject({ removed: 2 })
  await countAndCheck()
  expect(await visits()).toHaveLength(2)
  expect(await ledger()).toEqual(before)
  expect(await store.facts.query("SELECT count() AS n FROM links WHERE a = 'user:u'")).toEqual([{ n: 0 }])
  await load('events', file.replace('00:26', '00:20'))
  await countAndCheck()
  expect(await ledger()).toHaveLength(before.length + 2)
})

test('a visit whose first event is taken out begins later, and one that has no other is gone', async () => {
  const at = (minute: number): number => Date.UTC(2026, 3, 1, 9, minute)
  await storeBatch(store, [
    event({ id: '1', visitor_id: 'v', time: at(10) }),
    event({ id: '2', visitor_id: 'v', time: at(15) }),
  ])
  const sql =
    'SELECT visitor_id AS who, toUnixTimestamp64Milli(start) AS start, events FROM sessions FINAL ORDER BY who'
  const first = 'page_view,2026-04-01T09:05:00Z,3,v\npage_view,2026-04-01T09:00:00Z,4,w\n'
  const id = await load('events', `event,time,id,visitor_id\n${first}`)
  await catchUp(store, clock)
  expect(await store.facts.query(sql)).toEqual([
    { who: 'v', start: at(5), events: 3 },
    { who: 'w', start: at(0), events: 1 },
  ])
  await undo(id)
  await catchUp(store, clock)
  expect(await store.facts.query(sql)).toEqual([{ who: 'v', start: at(10), events: 2 }])
})

test('events undone and imported anew before anything was counted count as they came last', async () => {
  const file = (time: string): string => `event,time,id,visitor_id\nbuy,${time},4,v\n`
  const id = await load('events', file('2026-04-01T00:00:00Z'))
  await catchUp(store, clock)
  await undo(id)
  await load('events', file('2026-04-02T00:00:00Z'))
  await countAndCheck()
  expect(await asKnown('ledger', 'toString(toDate(time)) AS day')).toEqual([{ day: '2026-04-02' }])
})

test('an undo that broke off is finished at the next start', async () => {
  const id = await load('leads', 'id,date\na,2026-04-01\n')
  await store.control
    .updateTable('imports')
    .set({ state: 'undoing', undo: '{"removed":1}' })
    .where('id', '=', id)
    .execute()
  await finishUndos({ store, clock })
  expect(await leads()).toEqual([])
  const row = await store.control.selectFrom('imports').select('state').where('id', '=', id).executeTakeFirst()
  expect(row).toEqual({ state: 'undone' })
})

test('an import that runs, or that nobody knows, cannot be undone', async () => {
  const id = await load('leads', 'id,date\na,2026-04-01\n')
  await store.control.updateTable('imports').set({ state: 'running' }).where('id', '=', id).execute()
  await expect(undo(id)).rejects.toMatchObject({ code: 'import_running', status: 409 })
  await expect(undo('nothing')).rejects.toMatchObject({ code: 'unknown_import', status: 404 })
})
