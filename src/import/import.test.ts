import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ImportOptions, ImportResult } from '#contract/import.ts'
import { importChanges, listChanges } from '#store/campaign-changes.ts'
import type { Store } from '#store/store.ts'
import { sha256 } from '#util/ids.ts'
import { openTestStore } from '../../test/support/store.ts'
import { listImports } from './entries.ts'
import { prepareImport } from './import.ts'
import { previewImport } from './preview.ts'
import { planUndo, undoImport } from './undo.ts'

let store: Store
let now = Date.now()
beforeAll(async () => {
  store = await openTestStore('embedded')
})
afterAll(() => store.close())
beforeEach(async () => {
  for (const table of ['records', 'spend', 'figures', 'events', 'event_ids']) {
    await store.facts.command(`TRUNCATE TABLE ${table}`)
  }
})

async function* inPieces(bytes: Buffer, length: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += length) yield bytes.subarray(from, from + length)
}

async function load(
  kind: ImportOptions['kind'],
  text: string | Buffer,
  options: Partial<ImportOptions> = {},
  pieceLength = 1_000,
): Promise<ImportResult> {
  const bytes = inPieces(Buffer.from(text as string), pieceLength)
  const workshop = { store, clock: () => (now += 1) }
  const prepared = await prepareImport(
    workshop,
    { kind, fileName: `${kind}.csv`, ...options },
    { bytes, totalBytes: null },
  )
  return prepared.run(() => undefined)
}

const current = "FINAL WHERE known_to = toDateTime64('2299-12-31 00:00:00', 3, 'UTC')"
const rows = (table: string, columns: string): Promise<Record<string, unknown>[]> =>
  store.facts.query(`SELECT ${columns} FROM ${table} ${current} ORDER BY ALL`)

const counts = ({ rows: all, added, changed, unchanged, rejected }: ImportResult): number[] => [
  all,
  added,
  changed,
  unchanged,
  rejected,
]

test('leads become records, and the same file again changes nothing', async () => {
  const file = 'id,date,channel,segment\na,2026-04-01,email,x\nb,2026-04-02 10:30,,\n'
  expect(counts(await load('leads', file))).toEqual([2, 2, 0, 0, 0])
  expect(counts(await load('leads', file))).toEqual([2, 0, 0, 2, 0])
  expect(await rows('records', 'kind, source, id, time, channel, attributes')).toEqual([
    {
      kind: 'lead',
      source: 'leads',
      id: 'a',
      time: '2026-04-01 00:00:00.000',
      channel: 'email',
      attributes: { segment: 'x' },
    },
    { kind: 'lead', source: 'leads', id: 'b', time: '2026-04-02 10:30:00.000', channel: '', attributes: {} },
  ])
  expect(await store.facts.query('SELECT count() AS n FROM records')).toEqual([{ n: 2 }])
  expect(await store.facts.query('SELECT count() AS n FROM staged_records')).toEqual([{ n: 0 }])
})

test('a changed row is known from the second import on, and the first stays readable as it was known', async () => {
  await load('orders', 'id,time,status,value,currency\no1,2026-04-01,paid,"1,200",JPY\n')
  const between = (now += 1_000)
  const second = await load('orders', 'id,time,status,value,currency\no1,2026-04-01,refunded,0,JPY\n')
  expect(counts(second)).toEqual([1, 0, 1, 0, 0])
  expect(await rows('records', 'order_id, stage, value')).toEqual([{ order_id: 'o1', stage: 'refunded', value: 0 }])
  const asKnown = await store.facts.query(
    `SELECT stage, value FROM records FINAL
     WHERE known_from <= {at:DateTime64(3, 'UTC')} AND {at:DateTime64(3, 'UTC')} < known_to`,
    { at: (between / 1000).toFixed(3) },
  )
  expect(asKnown).toEqual([{ stage: 'paid', value: 1200 }])
})

test('what changes travels under a new batch whose times cover the old state and the new', async () => {
  await load('leads', 'id,date\na,2026-04-01\n')
  await load('leads', 'id,date\na,2026-04-20\n')
  const batches = await store.control.selectFrom('batches').selectAll().orderBy('id', 'desc').limit(1).execute()
  expect(batches[0]).toMatchObject({
    origin: 'import',
    state: 'stored',
    min_time: Date.parse('2026-04-01'),
    max_time: Date.parse('2026-04-20'),
  })
  const written = await store.facts.query('SELECT count() AS n FROM records WHERE batch = {id:UInt64}', {
    id: batches[0]!.id,
  })
  expect(written).toEqual([{ n: 2 }])
})

test('a deal is kept once for each stage', async () => {
  await load('deals', 'id,stage,close date,amount\nd1,opened,2026-04-01,\nd1,won,2026-04-09,500\n', { currency: 'JPY' })
  expect(await rows('records', 'id, stage, value, currency')).toEqual([
    { id: 'd1', stage: 'opened', value: null, currency: 'JPY' },
    { id: 'd1', stage: 'won', value: 500, currency: 'JPY' },
  ])
})

test('amounts without a currency among those with one are told', async () => {
  const file = 'id,date,amount,currency\na,2026-04-01,5,\nb,2026-04-01,5,JPY\nc,2026-04-01,,\n'
  expect((await load('orders', file, { timezone: 'UTC' })).notes).toEqual([
    '1 row names no currency for its value: name it with --currency and import the file again',
  ])
})

test('of two rows that name one record the later holds, and this is told', async () => {
  const file = 'id,date,channel\na,2026-04-01,email\na,2026-04-01,email\nb,2026-04-01,old\nb,2026-04-01,new\n'
  const first = await load('leads', file)
  expect(counts(first)).toEqual([4, 2, 0, 2, 0])
  expect(first.notes).toEqual([
    '1 row was replaced by a later row of the same file with the same id, such as "a" (2 rows): if these are different leads, undo this import and name the column of their id, --map id=COLUMN',
    // nothing says where these midnights are: there is no plan
    'Times without a zone were read as UTC: where they are not, undo this import and import the file with --timezone',
  ])
  expect(counts(await load('leads', file))).toEqual([4, 0, 0, 4, 0])
  expect(await rows('records', 'id, channel')).toEqual([
    { id: 'a', channel: 'email' },
    { id: 'b', channel: 'new' },
  ])
})

const report = { platform: 'Facebook', currency: 'USD' }

test('an ad report becomes spend and the figures that the platform reports', async () => {
  const file = 'Day,Campaign name,Impressions,Clicks,Cost,conversions.lead\n2026/04/01,brand,"1,000",10,12.5,3\n'
  expect(counts(await load('ads', file, report))).toEqual([1, 1, 0, 0, 0])
  expect(counts(await load('ads', file, report))).toEqual([1, 0, 0, 1, 0])
  expect(
    await rows('spend', 'platform, channel, campaign, period_start, period_end, impressions, clicks, cost, currency'),
  ).toEqual([
    {
      platform: 'meta',
      channel: 'paid_social',
      campaign: 'brand',
      period_start: '2026-04-01',
      period_end: '2026-04-01',
      impressions: 1000,
      clicks: 10,
      cost: 12.5,
      currency: 'USD',
    },
  ])
  expect(await rows('figures', 'platform, campaign, point, conversions, value')).toEqual([
    { platform: 'meta', campaign: 'brand', point: 'lead', conversions: 3, value: 0 },
  ])
})

test('a restated figure changes its row although the spend is as it was', async () => {
  const file = (leads: number): string => `Day,Campaign name,Cost,conversions.lead\n2026-04-01,brand,12,${leads}\n`
  await load('ads', file(3), report)
  expect(counts(await load('ads', file(4), report))).toEqual([1, 0, 1, 0, 0])
  expect(await rows('figures', 'conversions')).toEqual([{ conversions: 4 }])
  expect(await store.facts.query('SELECT count() AS n FROM spend')).toEqual([{ n: 1 }])
})

const byAge =
  'Day,Campaign name,age,Cost\n2026-04-01,brand,18-24,5\n2026-04-01,brand,25-34,7\n2026-04-01,brand,25-34,7\n'

test('rows that only an unnamed column tells apart are rejected with the remedy; naming it takes all, once', async () => {
  const first = await load('ads', byAge, report)
  expect(counts(first)).toEqual([3, 1, 0, 0, 2])
  expect(first.reasons).toEqual([
    { field: 'key', reason: expect.stringContaining('--key age,gender'), count: 2, firstRow: 2 },
  ])
  const named = await load('ads', byAge, { ...report, key: ['age'] })
  expect(counts(named)).toEqual([3, 2, 0, 1, 0])
  expect(named.notes).toEqual(['1 row that was told apart by other --key columns was replaced by this file'])
  expect(await rows('spend', 'cost')).toEqual([{ cost: 5 }, { cost: 7 }])
  expect(counts(await load('ads', byAge, { ...report, key: ['age'] }))).toEqual([3, 0, 0, 3, 0])
})

test('costs are one-off or spread over a range, and totals are not counted', async () => {
  const file =
    '項目,開始日,終了日,金額,チャネル\n展示会,2026-04-01,2026-04-03,"¥300,000",trade_show\n合計,,,"¥300,000",\n'
  expect(counts(await load('costs', file, { currency: 'jpy' }))).toEqual([2, 1, 0, 0, 1])
  const oneOff = 'label,month,cost,channel\nSEO article,2026年4月,50000円,seo\nleaflet,2026-04-07,100,print\n'
  expect(counts(await load('costs', oneOff, { currency: 'JPY' }))).toEqual([2, 2, 0, 0, 0])
  expect(await rows('spend', 'label, channel, period_start, period_end, cost')).toEqual([
    { label: 'SEO article', channel: 'seo', period_start: '2026-04-01', period_end: '2026-04-30', cost: 50000 },
    { label: 'leaflet', channel: 'print', period_start: '2026-04-07', period_end: '2026-04-07', cost: 100 },
    { label: '展示会', channel: 'trade_show', period_start: '2026-04-01', period_end: '2026-04-03', cost: 300000 },
  ])
})

test('addresses and phone numbers are hashed where they are known and scrubbed elsewhere', async () => {
  const file =
    'id,date,Email,Phone,氏名,note\n' +
    'a,2026-04-01, Ann@Example.com ,+81 90-1234-5678,Ann,"mail ann@example.com, call 090-1234-5678"\n' +
    'b,2026-04-01,none,090-1234-5678,Bob,\n'
  const result = await load('leads', file, { timezone: 'Asia/Tokyo' })
  expect(await rows('records', 'id, match_keys, attributes')).toEqual([
    {
      id: 'a',
      match_keys: {
        email: sha256('ann@example.com'),
        phone: sha256('819012345678'),
        phone_e164: sha256('+819012345678'),
      },
      attributes: { note: 'mail [email], call [phone]' },
    },
    { id: 'b', match_keys: {}, attributes: {} },
  ])
  expect(result.notes).toEqual([
    '1 e-mail cell holds no address and was left out',
    '1 phone number has no country code (write +81 90…) and was left out',
    'Left out because they tell who somebody is: 氏名',
  ])
})

test('rejected rows are kept as they were with the reason, for their owner alone', async () => {
  const file = 'id,date,value\n,2026-04-01,1\nb,03/04/2026,1\nc,2026-04-01,much\nd,2026-04-01,1\ne,2026-04-01\n'
  const result = await load('orders', file, { currency: 'JPY' })
  expect(counts(result)).toEqual([5, 1, 0, 0, 4])
  expect(statSync(result.rejectsFile!).mode & 0o777).toBe(0o600)
  const kept = readFileSync(result.rejectsFile!, 'utf8').trim().split('\n')
  expect(kept.map((line) => JSON.parse(line) as unknown)).toEqual([
    { row: 1, field: 'id', reason: 'is empty', record: { id: '', date: '2026-04-01', value: '1' } },
    {
      row: 2,
      field: 'time',
      reason: 'could be day/month or month/day: say which with --date-format dmy (or mdy)',
      record: { id: 'b', date: '03/04/2026', value: '1' },
    },
    { row: 3, field: 'value', reason: 'is not a number', record: { id: 'c', date: '2026-04-01', value: 'much' } },
    {
      row: 5,
      field: '',
      reason: 'has 2 cells where the header has 3',
      record: { id: 'e', date: '2026-04-01', value: '' },
    },
  ])
})

test('events of a file are stored by the rules of the wire, each once', async () => {
  const file =
    'event,timestamp,client_id,url,value,properties.plan,seats\n' +
    'signed_up,2024-04-01T09:00:00Z,v1,https://a.example/?email=ann@example.com,12.5,pro,3\n' +
    'signed_up,2024-04-01T09:00:00Z,v1,https://a.example/?email=ann@example.com,12.5,pro,3\n' +
    ',2024-04-01T09:00:00Z,v1,,,,\n'
  const options = { map: { visitor_id: 'client_id' }, currency: 'JPY' }
  const first = await load('events', file, options)
  expect(counts(first)).toEqual([3, 1, 0, 1, 1])
  expect(first.reasons[0]).toMatchObject({ field: 'name', reason: expect.stringMatching(/^is missing/) })
  expect(counts(await load('events', file, options))).toEqual([3, 0, 0, 2, 1])
  const stored = await store.facts.query<Record<string, unknown>>(
    'SELECT source, name, visitor_id, url, value, currency, properties FROM events FINAL',
  )
  expect(stored).toEqual([
    {
      source: 'events',
      name: 'signed_up',
      visitor_id: 'v1',
      url: expect.not.stringContaining('ann@'),
      value: 12.5,
      currency: 'JPY',
      properties: '{"plan":"pro","seats":3}',
    },
  ])
})

test('JSON lines and Parquet are read like CSV', async () => {
  const jsonl =
    '{"id":"a","time":"2026-04-01","attributes":{"size":3}}\n{"id":"b","time":"2026-04-02","channel":"email"}\n'
  expect(await load('leads', jsonl)).toMatchObject({ format: 'jsonl', added: 2 })
  const path = `${store.home.root}/leads.parquet`
  await store.facts.command(
    `INSERT INTO FUNCTION file({path:String}, 'Parquet', 'id String, time DateTime64(3), day Date, n Nullable(Int64), tags Array(String)')
     SELECT toString(number), toDateTime64('2026-04-01 09:30:00', 3, 'UTC') + number, toDate('2026-04-01'), if(number = 1, NULL, number), ['x', 'y']
     FROM numbers(3) SETTINGS engine_file_truncate_on_insert = 1, output_format_parquet_row_group_size = 2`,
    { path },
  )
  expect(await load('leads', readFileSync(path), { source: 'crm' })).toMatchObject({ format: 'parquet', added: 3 })
  expect(await rows('records', 'source, id, time, channel, attributes')).toEqual([
    {
      source: 'crm',
      id: '0',
      time: '2026-04-01 09:30:00.000',
      channel: '',
      attributes: { day: '2026-04-01', n: '0', tags: '["x","y"]' },
    },
    {
      source: 'crm',
      id: '1',
      time: '2026-04-01 09:30:01.000',
      channel: '',
      attributes: { day: '2026-04-01', tags: '["x","y"]' },
    },
    {
      source: 'crm',
      id: '2',
      time: '2026-04-01 09:30:02.000',
      channel: '',
      attributes: { day: '2026-04-01', n: '2', tags: '["x","y"]' },
    },
    { source: 'leads', id: 'a', time: '2026-04-01 00:00:00.000', channel: '', attributes: { 'attributes.size': '3' } },
    { source: 'leads', id: 'b', time: '2026-04-02 00:00:00.000', channel: 'email', attributes: {} },
  ])
  expect(readdirSync(store.home.imports).filter((name) => name.endsWith('.spool'))).toEqual([])
})

test('a file that breaks off is told, stores nothing and can be imported again', async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('id,date\n')
    yield Buffer.from('a,2026-04-01\n'.repeat(30_000))
    throw new Error('connection lost')
  }
  const workshop = { store, clock: () => (now += 1) }
  const prepared = await prepareImport(
    workshop,
    { kind: 'leads', fileName: 'leads.csv' },
    { bytes: broken(), totalBytes: null },
  )
  await expect(prepared.run(() => undefined)).rejects.toThrow('connection lost')
  expect((await listImports(store.control))[0]).toMatchObject({ id: prepared.id, state: 'failed' })
  expect(await rows('records', 'id')).toEqual([])
})

test.each([
  ['half a spreadsheet', Buffer.from('PK\u0003\u0004…'), /save it as CSV/],
  ['a compressed file', Buffer.from([0x1f, 0x8b, 8, 0]), /gunzip/],
  ['a JSON array', '[{"id":1}]', /jq/],
  ['nothing', '', /Export it again/],
  ['broken Parquet', 'PAR1 and no directory', /Write it again/],
])('%s is refused with the remedy', async (_name, bytes, hint) => {
  await expect(load('leads', bytes)).rejects.toMatchObject({ details: [{ hint: expect.stringMatching(hint) }] })
})

test('options that are not usable are refused together, before the file is read', async () => {
  const wrong = { period: 'april', timezone: 'JST', currency: 'yen!' }
  await expect(load('ads', 'never read', wrong)).rejects.toMatchObject({
    details: [{ field: 'currency' }, { field: 'period' }, { field: 'timezone' }],
  })
})

test('a preview says what would be made of a file and stores nothing', async () => {
  const bytes = inPieces(Buffer.from('リードID,日付,メモ\na,2026-04-01,x\n'), 5)
  const workshop = { store, clock: () => now }
  expect(await previewImport(workshop, { kind: 'leads', fileName: 'l.csv' }, bytes)).toEqual({
    format: 'csv',
    encoding: 'utf-8',
    columns: ['リードID', '日付', 'メモ'],
    mapping: { id: 'リードID', time: '日付' },
    attributes: ['メモ'],
    leftOut: [],
    unused: [],
    missing: [],
    notes: [],
    fields: expect.arrayContaining([
      { name: 'id', required: true },
      { name: 'channel', required: false },
    ]),
    rows: [{ リードID: 'a', 日付: '2026-04-01', メモ: 'x' }],
  })
  expect(existsSync(store.home.imports)).toBe(true)
  expect(await rows('records', 'id')).toEqual([])
})

test('any cut into files and pieces, and any repetition, gives the same current rows', async () => {
  const lead = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), channel: fc.constantFrom('', 'email', 'ads') })
  const cut = fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 2 })
  // one row for each id is right here: without saying so, a draw of five that repeat one is refused
  const repeated = { force: true }
  await fc.assert(
    fc.asyncProperty(
      fc.array(lead, { minLength: 1, maxLength: 12 }),
      cut,
      fc.integer({ min: 1, max: 30 }),
      async (leads, cuts, piece) => {
        await store.facts.command('TRUNCATE TABLE records')
        const file = (part: typeof leads): string =>
          `id,date,channel\n${part.map(({ id, channel }) => `${id},2026-04-01,${channel}\n`).join('')}`
        const edges = [0, ...cuts.toSorted((a, b) => a - b).filter((edge) => edge < leads.length), leads.length]
        for (let index = 1; index < edges.length; index += 1) {
          await load('leads', file(leads.slice(edges[index - 1], edges[index])), repeated, piece)
        }
        const whole = await load('leads', file(leads), repeated)
        expect(whole.unchanged).toBe(leads.length)
        const expected = Object.fromEntries(leads.map(({ id, channel }) => [id, channel]))
        const found = await rows('records', 'id, channel')
        expect(Object.fromEntries(found.map((row) => [row['id'], row['channel']]))).toEqual(expected)
        expect(found).toHaveLength(Object.keys(expected).length)
      },
    ),
    { numRuns: 12 },
  )
})

test('what has not happened yet is rejected, and the rest is taken', async () => {
  const file = `id,date\na,2026-04-01\nb,${new Date(now + 5 * 86_400_000).toISOString()}\n`
  expect(counts(await load('leads', file))).toEqual([2, 1, 0, 0, 1])
})

test('an event that comes again with another content is left as it was, and this is told', async () => {
  const head = 'event,time,id,visitor_id,value,plan,currency\n'
  const row = (id: string, time: string, value: number, plan = 'a'): string =>
    `buy,${time},${id},v,${value},${plan},EUR\n`
  const first = await load('events', head + row('1', '2026-04-01T00:00:00Z', 5) + row('2', '2026-04-01T01:00:00Z', 6))
  expect(first.notes).toEqual([])
  const same = await load('events', head + row('2', '2026-04-01T01:00:00Z', 6) + row('1', '2026-04-01T00:00:00Z', 5))
  expect([counts(same), same.notes]).toEqual([[2, 0, 0, 2, 0], []])
  const other = await load(
    'events',
    head + row('1', '2026-04-01T00:00:00Z', 5, 'b') + row('2', '2026-04-01T09:00:00Z', 6),
  )
  expect(counts(other)).toEqual([2, 0, 0, 2, 0])
  expect(other.notes).toEqual(['2 events differ from what was stored under the same id; events never change'])
})

test('rejected rows are kept for the latest twenty imports that had some', async () => {
  const ids: string[] = []
  for (let n = 0; n < 22; n++) ids.push((await load('leads', `id,date\nr${n},never\n`)).id)
  const kept = readdirSync(store.home.imports).filter((name) => name.endsWith('.rejects.jsonl'))
  expect(kept.toSorted()).toEqual(ids.slice(2).map((id) => `${id}.rejects.jsonl`))
  const listed = new Map((await listImports(store.control)).map(({ id, result }) => [id, result?.rejectsFile]))
  expect(listed.get(ids[0]!)).toBeUndefined()
  expect(listed.get(ids[21]!)).toContain(ids[21]!)
})

test('events that differ are counted over all batches, though two are under way at a time', async () => {
  const many = 70_000
  const file = (plan: string): string =>
    `event,time,id,visitor_id,plan\n${Array.from({ length: many }, (_, n) => `seen,2026-04-01T00:00:00Z,m${n},v,${n % 2 ? plan : 'a'}\n`).join('')}`
  await load('events', file('b'), {}, 65_536)
  const other = await load('events', file('c'), {}, 65_536)
  expect(other.notes).toEqual(['35,000 events differ from what was stored under the same id; events never change'])
})

test('a table of changes keeps launches and major changes, once, says why it cannot take a row, and is undone', async () => {
  const file = [
    'Date & time,User,Campaign,Kind,Changes',
    '2026-06-18 09:30,ann@example.com,brand,,Target CPA changed from ¥3000 to ¥2500',
    '2026-06-18 10:00,ann@example.com,brand,入札,again',
    '2026-06-19,bob,brand,,2 keywords added',
    '2026-06-20,bob,brand,creative,',
    '2026-06-21,bob,brand,その他,new landing page',
    '2026-06-22,bob,,budget,',
    '2026-06-23,bob,brand,weather,',
    'soon,bob,brand,launch,',
  ].join('\n')
  const result = await load('changes', file)
  expect(counts(result)).toEqual([8, 3, 0, 1, 3])
  expect(result.reasons.map(({ field, firstRow }) => [field, firstRow])).toEqual([
    ['campaign', 6],
    ['kind', 7],
    ['date', 8],
  ])
  expect(result.notes).toContain('1 row tells of no launch or major change and was left out')
  expect((await listChanges(store.control)).map(({ day, cause, what }) => [day, cause, what])).toEqual([
    ['2026-06-18', 'bid', 'Target CPA changed from ¥3000 to ¥2500'],
    ['2026-06-20', 'creative', ''],
    ['2026-06-21', 'recorded', 'new landing page'],
  ])
  expect(counts(await load('changes', file))).toEqual([8, 0, 0, 4, 3])
  const shop = { store, clock: () => (now += 1) }
  expect((await planUndo(shop, result.id)).removed).toBe(3)
  expect((await undoImport(shop, result.id)).undo!.removed).toBe(3)
  expect(await listChanges(store.control)).toEqual([])
})

test('changes of a file are written all or none', async () => {
  const file = { id: 'cut short', name: 'changes.csv' }
  const change = { campaign: 'brand', platform: '', day: '2026-06-18', cause: 'launch', what: '' } as const
  const broken = { ...change, day: null as never }
  await expect(importChanges(store.control, file, [change, broken], now)).rejects.toThrow('NOT NULL')
  expect(await listChanges(store.control)).toEqual([])
})

test('the operation history of Yahoo! JAPAN Ads is recognised; small steps, keywords and the account are no major change', async () => {
  // columns and settings as its API documents list them
  const file = [
    '更新日時,更新者,更新ソース,エンティティ,エンティティ名,エンティティID,イベントタイプ,項目名,更新前,更新後,アカウント名,アカウントID,キャンペーン名,キャンペーンID',
    '2026/06/18 10:00:00,山田,広告管理ツール,キャンペーン,夏,1,追加,1日の予算,,5000,a,1,夏,1',
    '2026/06/18 10:00:00,山田,広告管理ツール,広告,夏A,2,追加,広告名,,夏A,a,1,夏,1',
    '2026/06/19 10:00:00,山田,広告管理ツール,キャンペーン,夏,1,更新,1日の予算,5000,6000,a,1,夏,1',
    '2026/06/20 10:00:00,山田,広告管理ツール,キャンペーン,夏,1,更新,1日の予算,"6,000","12,000",a,1,夏,1',
    '2026/06/20 10:00:00,山田,広告管理ツール,キーワード,靴,3,更新,入札価格,10,20,a,1,夏,1',
    '2026/06/21 10:00:00,山田,広告管理ツール,広告グループ（ターゲット設定）,g,4,追加,地域,,東京,a,1,夏,1',
    '2026/06/21 11:00:00,山田,広告管理ツール,アカウント,a,1,更新,お知らせメール設定,受信する,受信しない,a,1,,',
  ].join('\n')
  const shown = await previewImport(
    { store, clock: () => now },
    { kind: 'changes', fileName: 'history.csv' },
    inPieces(Buffer.from(file), 1_000),
  )
  expect(shown.recognised).toMatchObject({ id: 'ly_changes', kind: 'changes' })
  expect([shown.missing, shown.attributes, shown.mapping['after']]).toEqual([[], [], '更新後'])
  const result = await load('changes', file)
  expect(result.rejected).toBe(0)
  expect((await listChanges(store.control)).map(({ day, cause, what }) => [day, cause, what])).toEqual([
    ['2026-06-18', 'launch', '1日の予算 – → 5000'],
    ['2026-06-18', 'creative', '広告名 – → 夏A'],
    ['2026-06-20', 'budget', '1日の予算 6,000 → 12,000'],
    ['2026-06-21', 'targeting', '地域 – → 東京'],
  ])
  await undoImport({ store, clock: () => (now += 1) }, result.id)
})

async function preview(kind: ImportOptions['kind'], text: string, options: Partial<ImportOptions> = {}) {
  const bytes = inPieces(Buffer.from(text), 1_000)
  return previewImport({ store, clock: () => now }, { kind, fileName: `${kind}.csv`, ...options }, bytes)
}

const weekly =
  'Date,Campaign,Cost\n2026-08-31,brand,70\n2026-09-07,brand,70\n2026-09-14,brand,70\n2026-08-31,other,7\n2026-09-07,other,7\n'
const ofAds = { platform: 'x', currency: 'JPY' }

test('dates that step by seven days may be weeks: the preview asks, the import tells what it took them for', async () => {
  const asks =
    /^The dates in "Date" are seven days apart.* map the column as week, --map week=Date .*--map date=Date says so$/
  expect((await preview('ads', weekly, ofAds)).notes).toEqual([expect.stringMatching(asks)])
  const taken = await load('ads', weekly, ofAds)
  expect(taken.notes.join()).toMatch(/each row is read as one day.*undo this import and map the column as week/)
  expect((await preview('ads', weekly, { ...ofAds, map: { date: 'Date' } })).notes).toEqual([])
  expect((await load('ads', weekly, { ...ofAds, map: { date: 'Date' } })).notes).toEqual([])
})

test('a date that is mapped as week or month stands for all its days, and so does a column that is called so', async () => {
  const periods = async (text: string, map?: Record<string, string>) => {
    await store.facts.command('TRUNCATE TABLE spend')
    const { notes } = await load('costs', text, { currency: 'JPY', ...(map ? { map } : {}) })
    expect(notes).toEqual([])
    return rows('spend', 'toString(period_start) AS first, toString(period_end) AS last')
  }
  const one = (date: string, head = 'Date'): string => `${head},Cost\n${date},70\n`
  expect(await periods(one('2026-08-31'), { week: 'Date' })).toEqual([{ first: '2026-08-31', last: '2026-09-06' }])
  expect(await periods(one('2026-09-06'), { week_end: 'Date' })).toEqual([{ first: '2026-08-31', last: '2026-09-06' }])
  expect(await periods(one('2026-02-01'), { month: 'Date' })).toEqual([{ first: '2026-02-01', last: '2026-02-28' }])
  expect(await periods(one('2026-08-31', 'Week'))).toEqual([{ first: '2026-08-31', last: '2026-09-06' }])
  expect(await periods(one('2026-09-06', 'Week ending'))).toEqual([{ first: '2026-08-31', last: '2026-09-06' }])
})

test('days, single bills and short files are no weeks', async () => {
  const noted = async (dates: readonly string[], label = (index: number): string => `bill ${index}`) => {
    const text = ['date,item,cost', ...dates.map((date, index) => `${date},${label(index)},1`), ''].join('\n')
    return (await preview('costs', text, { currency: 'JPY' })).notes
  }
  const mondays = ['2026-08-31', '2026-09-07', '2026-09-14', '2026-09-21']
  expect(await noted(mondays)).toEqual([])
  expect(await noted(mondays.slice(0, 2), () => 'fee')).toEqual([])
  expect(await noted([...mondays, '2026-09-22'], () => 'fee')).toEqual([])
  expect(await noted(mondays, () => 'fee')).toHaveLength(1)
  expect(await noted(['2026-04-01', '2026-05-01', '2026-06-01'], () => 'fee')).toEqual([
    expect.stringMatching(/a month apart.*--map month=date/),
  ])
})

const lines = Array.from({ length: 10 }, (_, row) => `L${row},2026-04-01,brand ${row % 2}`)
const leadLines = `id,date,campaign\n${lines.join('\n')}\n`

test('an id that most rows share is asked about before rows are lost, and taken when it is said to be right', async () => {
  const map = { id: 'campaign' }
  expect((await preview('leads', leadLines)).doubt).toBeUndefined()
  const { doubt } = await preview('leads', leadLines, { map })
  expect(doubt?.message).toBe(
    '8 of the first 10 rows have the id of another row and would be lost, such as "brand 0", which 5 rows have: one row is kept for each id.',
  )
  await expect(load('leads', leadLines, { map })).rejects.toMatchObject({ code: 'repeated_ids' })
  expect(await rows('records', 'id')).toEqual([])
  expect((await preview('leads', leadLines, { map, force: true })).notes).toEqual([expect.stringMatching(/^8 of the/)])
  const forced = await load('leads', leadLines, { map, force: true })
  expect(forced.notes[0]).toMatch(/^8 rows were replaced .*such as "brand 0" \(5 rows\).*--map id=COLUMN$/)
})

test('an id that few rows share is noted, rows that are equal are not, and addresses are not spelled out', async () => {
  const few = await preview('leads', `${leadLines}L1,2026-04-02,later\n`)
  expect([few.doubt, few.notes]).toEqual([undefined, [expect.stringMatching(/^1 of the first 11 rows has the id/)]])
  expect((await preview('leads', leadLines + leadLines.slice(leadLines.indexOf('\n') + 1))).notes).toEqual([])
  const byMail = 'id,mail,date\n1,a@b.example,2026-04-01\n2,a@b.example,2026-04-01\n'
  expect((await preview('leads', byMail, { map: { id: 'mail' } })).notes.join()).toContain('"[email]"')
})

test('of columns with one name it is told which is read', async () => {
  const file = 'id,date,channel,channel\na,2026-04-01,email,web\n'
  const note = 'Several columns are called "channel": the first is read under that name, the next as "channel (2)"'
  expect((await preview('leads', file)).notes).toEqual([note])
  expect((await load('leads', file, { timezone: 'UTC' })).notes).toEqual([note])
})
