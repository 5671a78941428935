// A person is erased: nothing on the disk tells of them any more, what was counted stays, and a stranger keeps theirs.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { loadOnce } from '#collect/load.ts'
import { receive } from '#collect/receive.ts'
import { native } from '#collect/dialects/native.ts'
import type { ImportOptions, ImportResult } from '#contract/import.ts'
import { toEventLine } from '#contract/event-line.ts'
import type { StoredEvent } from '#contract/event.ts'
import type { FoundPerson, PersonQuery } from '#contract/privacy.ts'
import { planSchema } from '#contract/plan.ts'
import { catchUp, countAround } from '#count/catch-up.ts'
import { recount } from '#count/recount.ts'
import { prepareImport } from '#import/import.ts'
import { undoImport } from '#import/undo.ts'
import { definitionsOf } from '#plan/definition.ts'
import type { Workshop } from '#privacy/erase-steps.ts'
import { type Office, erasePerson, waitForDisk } from '#privacy/erase.ts'
import { exportPerson } from '#privacy/export.ts'
import { findPerson } from '#privacy/find.ts'
import { applyRetention } from '#privacy/retain.ts'
import { tablesWithPersons } from '#privacy/theirs.ts'
import { lastStoredBatch } from '#store/batches.ts'
import { listErasures } from '#store/erasures.ts'
import { openJournal, openJournalReader } from '#store/journal.ts'
import { ensureDefinitions } from '#store/plans.ts'
import { openRejectionFile, readRejections } from '#store/rejections.ts'
import { listRetention, setRetention } from '#store/retention.ts'
import { addRuling, listRulings } from '#store/rulings.ts'
import type { Store } from '#store/store.ts'
import { erasedReason } from '#store/tombstones.ts'
import { emailKeys, phoneKeys } from '#util/personal.ts'
import { hourMs as hour } from '#util/duration.ts'
import { event, storeBatch } from '../support/facts.ts'
import { unwatched } from '../support/receiver.ts'
import { openTestStore } from '../support/store.ts'

const start = Date.UTC(2026, 4, 1)
let now = start + 240 * hour
const clock = (): number => (now += 1)
/** Its folder can be looked into. */
const embedded = !inject('clickhouseUrl')
let store: Store
let shop: Workshop
let office: Office

const email = 'ann.smith+shop@gmail.com'
const phone = '+81 90-1234-5678'
const hashes = { ...emailKeys(email)!, ...phoneKeys(phone)! }
/** Everything by which Ann might be known again, and what is told of her. */
const fbp = 'fb.1.1700.ann'
const anns = [
  'GCLID-ANN',
  fbp,
  'u-ann',
  'v-ann-phone',
  'ORDER-ANN',
  'L-ANN',
  'D-ANN',
  email,
  '90-1234-5678',
  'Ann Ltd',
  ...Object.values(hashes),
]
const bobs = ['SHARED-CLICK', 'u-bob', 'v-bob', 'v-family', 'ORDER-BOB', 'L-BOB']

const plan = planSchema.parse({
  points: [
    { id: 'bought', name: 'Bought', tier: 'macro', once_per: 'order', match: { event: 'order_completed' } },
    { id: 'lead', name: 'Lead', tier: 'micro', once_per: 'person', match: { lead: {} } },
    { id: 'won', name: 'Won', tier: 'micro', match: { deal: { stage: 'won' } } },
    { id: 'deep', name: 'Deep', tier: 'micro', match: { session: { pages: 2 } } },
  ],
})

const at = (hours: number): { time: number } => ({ time: start + hours * hour })
const page = (id: string, visitor_id: string, hours: number, given: Partial<StoredEvent> = {}): StoredEvent =>
  event({ id, visitor_id, url: 'https://shop.example/', ...at(hours), ...given })
const order = (id: string, order_id: string, hours: number, given: Partial<StoredEvent>): StoredEvent =>
  event({ id, name: 'order_completed', order_id, value: 120, currency: 'EUR', ...at(hours), ...given })

const stored = [
  page('a1', 'v-ann-phone', 1, {
    utm_source: 'google',
    utm_medium: 'cpc',
    click_ids: { gclid: 'GCLID-ANN', promo: 'SHARED-CLICK' },
  }),
  page('a2', 'v-ann-phone', 1.1),
  order('a3', 'ORDER-ANN', 1.2, { visitor_id: 'v-ann-phone', user_id: 'u-ann', match_keys: { ...hashes, fbp } }),
  // names nobody: known to be hers by the order alone
  order('a4', 'ORDER-ANN', 1.3, { source: 'server' }),
  // name nobody: known to be hers by the ids of platforms alone
  event({ id: 'a5', source: 'server', match_keys: { fbp }, ...at(1.4) }),
  event({ id: 'a6', source: 'server', click_ids: { gclid: 'GCLID-ANN' }, ...at(1.5) }),
  // the family's browser
  page('f1', 'v-family', 10),
  page('f2', 'v-family', 10.1, { user_id: 'u-ann' }),
  page('f3', 'v-family', 10.2),
  page('f4', 'v-family', 30),
  order('b1', 'ORDER-BOB', 30.2, { visitor_id: 'v-family', user_id: 'u-bob' }),
  page('b2', 'v-bob', 40, { user_id: 'u-bob', click_ids: { promo: 'SHARED-CLICK' } }),
  page('b3', 'v-bob', 40.1),
]

beforeAll(async () => {
  store = await openTestStore()
  if (embedded) await showWhatIsStored()
  shop = {
    store,
    clock,
    counting: {
      all: () => catchUp(store, clock),
      around: async (ids) => countAround(store, clock, await lastStoredBatch(store.control), ids),
    },
  }
  office = { store, withPersons: (work) => work(shop) }
  await ensureDefinitions(store.control, definitionsOf(plan))
  const wrong = await load('events', csvOf([page('w1', 'v-ann-phone', 2, { user_id: 'u-ann' })]), {
    fileName: 'wrong.csv',
  })
  await undoImport({ store, clock }, wrong.id)
  await storeBatch(store, stored)
  await load(
    'leads',
    `id,time,email,company\nL-ANN,2026-05-03,${email},Ann Ltd\nL-BOB,2026-05-03,bob@example.com,Bob Ltd\n`,
  )
  await load('deals', 'id,time,lead_id,value,stage\nD-ANN,2026-05-05,L-ANN,900,won\nD-BOB,2026-05-05,L-BOB,800,won\n')
  const bad = `id,time,email,phone\nL-X,whenever,${email},${phone}\nL-Y,whenever,bob@example.com,\n`
  await load('leads', bad, { fileName: 'bad.csv' }, 2)
  await writeJournal([page('j1', 'v-ann-phone', 50), page('j2', 'v-bob', 50)])
  await catchUp(store, clock)
  const homes = ['user:u-ann', 'user:u-bob']
  await addRuling(
    store.control,
    { kind: 'split', sightings: ['s1'], others: ['s2'], homes, why: `Ann, ${email}`, by: 'eve' },
    now,
  )
  const [nameless] = await store.facts.query<{ id: string }>("SELECT id FROM sightings WHERE record_id = 'a4'")
  const lists = { sightings: [nameless!.id], others: ['s3'], homes: ['order:ORDER-BOB'] }
  await addRuling(store.control, { kind: 'merge', ...lists, why: 'Ann again', by: 'eve' }, now)
}, 180_000)
afterAll(() => store.close())

/** Columns as they are, so that a look at the files finds texts. */
async function showWhatIsStored(): Promise<void> {
  const columns = await store.facts.query<{ table: string; name: string; type: string }>(
    `SELECT table, name, type FROM system.columns WHERE database = currentDatabase() AND type LIKE '%String%'
       AND table IN {tables:Array(String)}`,
    { tables: [...tablesWithPersons] },
  )
  const tables = [...new Set(columns.map(({ table }) => table))]
  for (const table of tables) {
    const plain = columns
      .filter((column) => column.table === table)
      .map(({ name }) => `MODIFY COLUMN ${name} CODEC(NONE)`)
    await store.facts.command(`ALTER TABLE ${table} ${plain.join(', ')}`)
  }
}

function csvOf(events: readonly StoredEvent[]): string {
  const rows = events.map(
    (each) => `${each.name},${new Date(each.time).toISOString()},${each.id},${each.visitor_id},${each.user_id}`,
  )
  return ['event,time,id,visitor_id,user_id', ...rows, ''].join('\n')
}

async function load(
  kind: ImportOptions['kind'],
  text: string,
  options: Partial<ImportOptions> = {},
  rejected = 0,
): Promise<ImportResult> {
  const bytes = (async function* () {
    yield Buffer.from(text)
  })()
  const input = { bytes, totalBytes: null }
  const prepared = await prepareImport({ store, clock }, { kind, fileName: `${kind}.csv`, ...options }, input)
  const result = await prepared.run(() => undefined)
  expect(result.rejected).toBe(rejected)
  return result
}

async function writeJournal(events: readonly StoredEvent[]): Promise<void> {
  const journal = openJournal(store.home.journal, () => undefined)
  await journal.append([{ receivedAt: now, events: events.length, body: events.map(toEventLine).join('\n') }])
  journal.close()
  const rejections = openRejectionFile(store.home.journal)
  rejections.add([{ at: now, source: 'tag', name: 'x', index: 0, field: '', reason: `"${email}" is no time` }])
  rejections.close()
}

async function withReader<T>(
  work: (journal: NonNullable<ReturnType<typeof openJournalReader>>) => Promise<T>,
): Promise<T> {
  const journal = openJournalReader(store.home.journal)!
  try {
    return await work(journal)
  } finally {
    journal.close()
  }
}

const totals = (): Promise<unknown[]> =>
  store.facts.query(
    `SELECT definition, toDate(time) AS day, state, count() AS cvs, sum(value) AS value
     FROM ledger FINAL WHERE known_to > now() + INTERVAL 1 YEAR GROUP BY ALL ORDER BY ALL`,
  )

/** Which of these texts some file of the data folder holds. */
function onDisk(texts: readonly string[]): string[] {
  const files = filesBelow(store.home.root).map(textOf)
  return texts.filter((text) => files.some((file) => file.includes(text)))
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() && existsSync(path) ? filesBelow(path) : [path]
  })
}

/** `''` for a folder, and for what the engine took away meanwhile. */
function textOf(path: string): Buffer | string {
  try {
    return readFileSync(path)
  } catch {
    return ''
  }
}

/** Tables in which some row holds one of these texts. */
async function tablesWith(...texts: string[]): Promise<string[]> {
  const tables = await store.facts.query<{ name: string }>(
    "SELECT name FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%Tree'",
  )
  const counts = tables.map(
    ({ name }) =>
      `SELECT '${name}' AS name FROM ${name} WHERE multiSearchAny(toString(tuple(*)), {texts:Array(String)}) LIMIT 1`,
  )
  return (await store.facts.query<{ name: string }>(counts.join(' UNION ALL '), { texts })).map(({ name }) => name)
}

const find = async (query: PersonQuery): Promise<FoundPerson> => (await findPerson(store, query)).person

test('what is found by any of her identifiers is the same, and the family browser is not hers', async () => {
  const found = await find({ email: 'ANN.SMITH+shop@gmail.com' })
  expect(found.held).toMatchObject({ events: 7, visits: 1, records: 2, journal: 1, rejected_rows: 1, rulings: 1 })
  expect(found.stay).toBe(4)
  expect(found.shared).toContain('visitor:v-family')
  expect(found.identifiers).toEqual(
    expect.arrayContaining(['user:u-ann', 'visitor:v-ann-phone', 'order:ORDER-ANN', 'lead:L-ANN', 'deal:D-ANN']),
  )
  expect(JSON.stringify(found.identifiers)).not.toMatch(/bob|family/i)
  for (const query of [{ phone }, { visitor: 'v-ann-phone' }]) {
    expect((await find(query)).held).toMatchObject({ events: 7, visits: 1, records: 2 })
  }
  await expect(find({ visitor: 'v-family' })).rejects.toMatchObject({ code: 'shared_browser' })
  await expect(find({ email: 'ann' })).rejects.toMatchObject({ code: 'no_such_identifier' })
})

test('her export holds every kind of data, and nothing of his', async () => {
  const held = await exportPerson(store, { email }, now)
  expect(held.events).toHaveLength(7)
  expect(held.waiting).toHaveLength(1)
  expect(held.rejectedRows).toHaveLength(1)
  expect(held.records).toEqual(
    expect.arrayContaining([expect.objectContaining({ attributes: { company: 'Ann Ltd' } })]),
  )
  // four of her own, and the visit of the family browser on which she was named
  expect(held.conversions).toHaveLength(5)
  const { shared: _, ...person } = held.person
  expect(JSON.stringify({ ...held, person })).not.toMatch(/bob/i)
})

test('an erased person is nowhere on the disk, what was counted stays, and his is untouched', async () => {
  if (embedded) expect(onDisk([...anns, ...bobs])).toEqual([...anns, ...bobs])
  const before = await totals()

  const id = await erasePerson(office, { query: { email }, by: 'eve' })
  if (embedded) await waitForDisk(shop, 30_000)

  const [erasure] = await listErasures(store.control)
  expect(erasure!.state).toBe(embedded ? 'done' : 'clearing')
  expect(erasure).toMatchObject({
    id,
    by: 'eve',
    asked: ['email'],
    stay: 4,
    held: { events: 7, records: 2 },
  })
  expect(await tablesWith(...anns)).toEqual([])
  expect(onDisk(anns)).toEqual([])
  if (embedded) expect(onDisk(bobs)).toEqual(bobs)
  expect(await totals()).toEqual(before)
  const hers = await store.facts.query(
    'SELECT channel, count() AS cvs, uniqExact(person) AS persons FROM ledger FINAL WHERE erased = 1 GROUP BY channel',
  )
  expect(hers).toEqual([{ channel: 'paid_search', cvs: 4, persons: 1 }])
  expect((await find({ user_id: 'u-bob' })).held).toMatchObject({ journal: 1, rulings: 1 })
  const left = await store.facts.query<{ id: string }>('SELECT id FROM events FINAL ORDER BY id')
  expect(left.map((row) => row.id)).toEqual(['b1', 'b2', 'b3', 'f1', 'f3', 'f4'])
  const results = await recount(store, clock, { repair: false })
  expect(results.filter((each) => each.opened + each.closed + each.sightings > 0)).toEqual([])
  expect(await listRulings(store.control)).toMatchObject([
    { why: '[erased]', homes: ['user:u-bob'] },
    { why: '[erased]', homes: [], sightings: [], undoneBy: 'eve' },
  ])
}, 240_000)

test('the visits of the family browser are made of what is left on it', async () => {
  const visits = await store.facts.query(
    "SELECT user_id, pages FROM sessions FINAL WHERE visitor_id = 'v-family' ORDER BY start",
  )
  expect(visits).toEqual([
    { user_id: '', pages: 2 },
    { user_id: 'u-bob', pages: 1 },
  ])
})

test('she is not taken again by file, by API or from the journal, and nothing is kept of what was refused', async () => {
  const refused = await load(
    'leads',
    `id,time,email\nL-NEW,2026-05-09,annsmith@gmail.com\nL-OK,2026-05-09,carl@example.com\n`,
    {},
    1,
  )
  expect(refused.reasons).toMatchObject([{ reason: erasedReason }])
  expect(readFileSync(refused.rejectsFile!, 'utf8')).not.toContain('annsmith')
  const unreadable = `id,time,email\nL-NEW,whenever,annsmith@gmail.com\nL-DAN,whenever,dan@example.com\n`
  const rejects = readFileSync((await load('leads', unreadable, {}, 2)).rejectsFile!, 'utf8')
  expect(rejects).not.toContain('annsmith')
  expect(rejects).toContain('dan@example.com')
  await load('events', csvOf([page('n1', 'v-ann-phone', 60), page('n2', 'v-carl', 60)]), {}, 1)
  const answer = await receive(
    {
      method: 'POST',
      path: '/v1/events',
      query: new URLSearchParams(),
      headers: { authorization: 'Bearer k' },
      pathKey: undefined,
      ip: '',
      receivedAt: now,
      body: JSON.stringify([
        { id: 'n3', name: 'x', phone },
        { id: 'n4', name: 'x', visitor_id: 'v-carl' },
        { id: 'n5', name: 'x', match_keys: { fbp } },
        { id: 'n6', name: 'x', url: 'https://shop.example/?gclid=GCLID-ANN' },
        { id: 'n7', name: 'x', click_ids: { promo: 'SHARED-CLICK' } },
      ]),
    },
    native,
    {
      journal: { append: async () => 'written' },
      keys: { find: () => ({ id: 'k', kind: 'write', source: 'server', origins: [] }) },
      clock,
      ...unwatched,
      erased: store.erased,
      junk: { mark: () => undefined },
    },
  )
  expect(answer).toMatchObject({
    accepted: 2,
    rejected: [0, 2, 3].map((index) => ({ index, reason: erasedReason })),
  })
  expect(JSON.stringify(answer)).not.toContain('n3')
  await writeJournal([page('n5', 'v-ann-phone', 61), page('n6', 'v-carl', 61)])
  await withReader((journal) => loadOnce(store, journal, clock))
  await catchUp(store, clock)
  expect(await tablesWith('v-ann-phone')).toEqual([])
  expect(await tablesWith('v-carl')).toContain('events')
})

test('what an import was reading when it was killed goes with the next erasure', async () => {
  const spool = join(store.home.imports, 'killed.spool')
  writeFileSync(spool, 'PAR1 v-carl')
  now = Date.now() + hour
  await erasePerson(office, { query: { visitor: 'v-carl' }, by: 'eve' })
  expect(onDisk(['PAR1 v-carl'])).toEqual([])
})

test('events that are older than they may be kept go, and what was counted from them stays', async () => {
  await setRetention(store.control, 'events', 1, { by: 'eve', at: now })
  await setRetention(store.control, 'rejected_events', 1, { by: 'eve', at: now })
  await setRetention(store.control, 'import_files', 36_500, { by: 'eve', at: now })
  const before = await totals()
  const files = readdirSync(store.home.imports)
  await applyRetention(shop)
  expect(await store.facts.query('SELECT id FROM events')).toEqual([])
  expect(readRejections(store.home.journal, 10)).toEqual([])
  expect(readdirSync(store.home.imports)).toEqual(files)
  const applied = (await listRetention(store.control)).map(({ kind, removed }) => [kind, removed])
  expect(applied).toEqual([
    ['events', 7],
    ['visits', null],
    ['record_persons', null],
    ['rejected_events', 1],
    ['import_files', 0],
  ])
  expect(await totals()).toEqual(before)
  const results = await recount(store, clock, { repair: false })
  expect(results.filter((each) => each.opened + each.closed + each.sightings > 0)).toEqual([])
})
