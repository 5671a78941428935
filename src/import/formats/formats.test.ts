import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ImportOptions, ImportPreview, ImportResult } from '#contract/import.ts'
import { type Plan, planSchema } from '#contract/plan.ts'
import type { Store } from '#store/store.ts'
import { agreePlan, proposePlan } from '#store/plans.ts'
import { Problem } from '#util/problem.ts'
import { bytesOf, spreadsheetOf, textOf } from '../../../test/support/export-bytes.ts'
import { type SampleExport, sampleExports } from '../../../test/support/exports.ts'
import { openTestStore } from '../../../test/support/store.ts'
import { prepareImport } from '../import.ts'
import { previewImport } from '../preview.ts'
import { claimedPoint } from './claimed-point.ts'

let store: Store
let now = Date.parse('2026-11-01')
beforeAll(async () => {
  store = await openTestStore('embedded')
})
afterAll(() => store.close())
beforeEach(clear)

async function clear(): Promise<void> {
  for (const table of ['records', 'spend', 'figures']) await store.facts.command(`TRUNCATE TABLE ${table}`)
}

const workshop = () => ({ store, clock: () => (now += 1) })

async function* inPieces(bytes: Buffer, length = 1_000): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += length) yield bytes.subarray(from, from + length)
}

async function load(
  kind: ImportOptions['kind'],
  file: string | Buffer,
  options: Partial<ImportOptions> = {},
): Promise<ImportResult> {
  const bytes = inPieces(Buffer.from(file as string))
  const prepared = await prepareImport(
    workshop(),
    { kind, fileName: 'any.csv', ...options },
    { bytes, totalBytes: null },
  )
  return prepared.run(() => undefined)
}

function preview(
  kind: ImportOptions['kind'],
  file: string | Buffer,
  options: Partial<ImportOptions> = {},
): Promise<ImportPreview> {
  return previewImport(workshop(), { kind, fileName: 'any.csv', ...options }, inPieces(Buffer.from(file as string)))
}

const current = "FINAL WHERE known_to = toDateTime64('2299-12-31 00:00:00', 3, 'UTC')"
const query: Partial<Record<ImportOptions['kind'], string>> = {
  ads: `SELECT spend.period_start, spend.campaign, spend.clicks, spend.cost, spend.currency,
      if(figures.key = '', '', toString(toFloat64(figures.conversions)))
    FROM (SELECT * FROM spend ${current}) AS spend
    LEFT JOIN (SELECT * FROM figures ${current}) AS figures ON startsWith(figures.key, concat(spend.key, ':'))`,
  figures: `SELECT period_start, channel, conversions, value, currency FROM figures ${current}`,
  costs: `SELECT period_start, channel, cost, currency FROM spend ${current}`,
  deals: `SELECT id, stage, toDate(time), value FROM records ${current}`,
  leads: `SELECT id, channel, toDate(time), value FROM records ${current}`,
}

async function stored(kind: ImportOptions['kind']): Promise<string[]> {
  // an index lookup, since a join on a prefix is none for the engine
  const sql = kind === 'ads' ? adsSql : query[kind]!
  const rows = await store.facts.query<Record<string, unknown>>(sql)
  return rows.map((row) => JSON.stringify(Object.values(row).map((value) => value ?? ''))).toSorted()
}

const adsSql = `SELECT spend.period_start AS day, spend.campaign AS campaign, spend.clicks AS clicks, spend.cost AS cost,
    spend.currency AS currency, figures.conversions AS conversions
  FROM (SELECT * FROM spend ${current}) AS spend
  LEFT JOIN (SELECT *, splitByChar(':', key)[1] AS row_key FROM figures ${current}) AS figures ON figures.row_key = spend.key
  SETTINGS join_use_nulls = 1`

const expected = ({ facts }: SampleExport): string[] => facts.map((row) => JSON.stringify(row)).toSorted()

for (const sample of sampleExports) {
  test(`${sample.what}: recognised by its content and stored`, async () => {
    const bytes = bytesOf(sample)
    const shown = await preview(sample.kind, bytes, sample.options)
    expect(shown.recognised).toMatchObject(sample.recognised)
    expect(shown.missing).toEqual([])
    const result = await load(sample.kind, bytes, sample.options)
    expect(result.reasons).toEqual([])
    expect(result.recognised).toMatchObject(sample.recognised)
    expect([result.rows, result.added]).toEqual([sample.rows.length, sample.rows.length])
    expect(await stored(sample.kind)).toEqual(expected(sample))
    expect(await load(sample.kind, bytes, sample.options)).toMatchObject({ added: 0, changed: 0 })
  })
}

const asSpreadsheets = sampleExports.filter(({ what }) => /^(TikTok|Meta in Japanese)/.test(what))
test.each(asSpreadsheets)('$what: the same facts when it is saved as a spreadsheet', async (sample) => {
  const result = await load(sample.kind, await spreadsheetOf(sample), sample.options)
  expect(result).toMatchObject({ format: 'xlsx', reasons: [], recognised: sample.recognised })
  expect(await stored(sample.kind)).toEqual(expected(sample))
})

test('a German export that is saved as a spreadsheet has numbers, whatever its language writes', async () => {
  const german = sampleExports.find(({ what }) => what.startsWith('Google Ads in German'))!
  const rows = [
    ['01.09.2026', 'Marke', 'Größe', 'EUR', '1234.567', '12345', '1234', '1.5'],
    ['02.09.2026', 'Marke', 'Größe', 'EUR', '12', '45', '3', '0'],
  ]
  const result = await load(german.kind, await spreadsheetOf({ ...german, rows, below: [] }), german.options)
  expect(result.reasons).toEqual([])
  expect(await stored(german.kind)).toEqual([
    '["2026-09-01","Marke",1234,1234.567,"EUR",1.5]',
    '["2026-09-02","Marke",3,12,"EUR",0]',
  ])
})

test('rows and columns in any order give the same facts', async () => {
  const shuffled = fc.constantFrom(...sampleExports).chain((sample) =>
    fc.record({
      sample: fc.constant(sample),
      columns: fc.shuffledSubarray([...sample.header.keys()], { minLength: sample.header.length }),
      rows: fc.shuffledSubarray([...sample.rows.keys()], { minLength: sample.rows.length }),
    }),
  )
  await fc.assert(
    fc.asyncProperty(shuffled, async ({ sample, columns, rows }) => {
      await clear()
      const inOrder = (cells: readonly string[]): readonly string[] =>
        cells.length === columns.length ? columns.map((column) => cells[column]!) : cells
      const changed: SampleExport = {
        ...sample,
        header: inOrder(sample.header),
        rows: rows.map((row) => inOrder(sample.rows[row]!)),
        // what follows a further table stays where it is
        below: (sample.below ?? []).map((cells, index) =>
          sample.kind === 'figures' && index > 0 ? cells : inOrder(cells),
        ),
      }
      const result = await load(sample.kind, bytesOf(changed), sample.options)
      expect(result.reasons).toEqual([])
      expect(await stored(sample.kind)).toEqual(expected(sample))
    }),
    { numRuns: 12 },
  )
})

test('mutilated exports are refused in words or read as far as they can be, and never break anything', async () => {
  const mutilated = fc.record({
    sample: fc.constantFrom(...sampleExports),
    cut: fc.nat(),
    flips: fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 }),
    repeat: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(mutilated, async ({ sample, cut, flips, repeat }) => {
      const whole = Buffer.from(bytesOf(sample))
      for (const [place, byte] of flips) whole[place % whole.length] = byte
      const part = whole.subarray(0, 1 + (cut % whole.length))
      const bytes = repeat ? Buffer.concat([part, whole]) : part
      try {
        const result = await load(sample.kind, bytes, sample.options)
        expect(result.rows).toBeLessThanOrEqual(200)
      } catch (error) {
        expect(error).toBeInstanceOf(Problem)
      }
    }),
    { numRuns: 25 },
  )
})

const google = sampleExports[0]!
const meta = sampleExports.find(({ what }) => what.startsWith('Meta in Japanese'))!

test('totals of several days are refused, with how to export by day and how to keep them', async () => {
  const columns = google.header.slice(1)
  const totals = textOf({ ...google, header: columns, rows: google.rows.map((row) => row.slice(1)), below: [] })
  const refusal = { message: { en: expect.stringContaining('totals of several days') } }
  expect((await preview('ads', totals)).recognised?.refusal).toMatchObject(refusal)
  await expect(load('ads', totals)).rejects.toMatchObject({
    code: 'unusable_export',
    details: [{ hint: expect.stringMatching(/Segment.*Day.*--period 2026-09-01\.\.2026-09-30/) }],
  })
  expect(await store.facts.query('SELECT count() AS n FROM spend')).toEqual([{ n: 0 }])
  const kept = await load('ads', totals, { period: '2026-09-01..2026-09-30' })
  expect(kept).toMatchObject({ added: 2, recognised: { days: 'period' } })
})

test('a week or a month is not taken for a day', async () => {
  const header = google.header.map((name) => (name === 'Day' ? 'Month' : name))
  await expect(load('ads', textOf({ ...google, header }))).rejects.toMatchObject({ code: 'unusable_export' })
})

test('rows of Meta that span several days are refused as a file, and one by one among single days', async () => {
  const spans = meta.rows.map((row) => ['2026-08-01', ...row.slice(1)])
  await expect(load('ads', textOf({ ...meta, rows: spans }))).rejects.toMatchObject({ code: 'unusable_export' })
  const many = Array.from({ length: 2_001 }, (_, index) => meta.rows[0]!.with(2, `campaign ${index}`))
  const result = await load('ads', textOf({ ...meta, rows: [...many, spans[1]!] }))
  expect(result).toMatchObject({ added: 2_001, rejected: 1, reasons: [{ field: 'period_end', firstRow: 2_002 }] })
})

test('LinkedIn without a breakdown by day dates all rows by the first day, and is refused', async () => {
  const sample = sampleExports.find(({ what }) => what.startsWith('LinkedIn'))!
  const rows = sample.rows.map((row) => ['9/1/2026', ...row.slice(1)])
  const file = bytesOf({ ...sample, rows: [rows[0]!] })
  await expect(load('ads', file)).rejects.toMatchObject({ code: 'unusable_export' })
})

test('GA4 reports without a date are refused; of a single day they are that day', async () => {
  const sample = sampleExports.find(({ what }) => what.startsWith('a GA4 exploration by day'))!
  const without = { ...sample, header: sample.header.slice(1), rows: sample.rows.map((row) => row.slice(1)), below: [] }
  await expect(load('figures', textOf(without), sample.options)).rejects.toMatchObject({ code: 'unusable_export' })
  const above = sample.above!.map((line) => line.replace('20260902', '20260901'))
  expect((await load('figures', textOf({ ...without, above }), sample.options)).rejected).toBe(0)
  expect(await stored('figures')).toEqual([
    JSON.stringify(['2026-09-01', 'organic_search', 9, 0, 'EUR']),
    JSON.stringify(['2026-09-01', 'paid_search', 14, 1003.59, 'EUR']),
  ])
})

test('a report divided by conversion action is refused: its rows have no cost of their own', async () => {
  const file = textOf({
    ...google,
    header: [...google.header, 'Conversion action'],
    rows: google.rows.map((row) => [...row, 'Lead']),
    below: [],
  })
  await expect(load('ads', file)).rejects.toMatchObject({
    details: [{ hint: expect.stringContaining('Conversion action') }],
  })
})

test('figures carry the day and the window by which the platform books them', async () => {
  await load('ads', bytesOf(google), google.options)
  expect(await store.facts.query(`SELECT DISTINCT point, attributes FROM figures ${current}`)).toEqual([
    { point: 'lead', attributes: { conversion_date: 'click', conversion_window: 'as set for each conversion action' } },
  ])
})

test('without a point the conversions are left out, and this is told', async () => {
  const result = await load('ads', bytesOf(google))
  expect(result.notes).toEqual([
    '2 rows with totals or notes were left out',
    '"Conversions" was left out: say which conversion point it counts, --point POINT, and import again',
  ])
  expect(await store.facts.query('SELECT count() AS n FROM figures')).toEqual([{ n: 0 }])
})

test('a restated day replaces the earlier one, which stays as it was reported then', async () => {
  await load('ads', bytesOf(google), google.options)
  const between = (now += 1_000)
  const rows = google.rows.map((row, index) => (index === 0 ? row.with(9, '6.00') : row))
  expect(await load('ads', textOf({ ...google, rows }), google.options)).toMatchObject({ changed: 1, unchanged: 1 })
  const asReported = `SELECT conversions FROM figures FINAL WHERE campaign = 'Brand, exact'
    AND known_from <= {at:DateTime64(3, 'UTC')} AND {at:DateTime64(3, 'UTC')} < known_to`
  const at = (ms: number) => ({ at: (ms / 1000).toFixed(3) })
  expect(await store.facts.query(asReported, at(between))).toEqual([{ conversions: 4.5 }])
  expect(await store.facts.query(asReported, at(now + 1_000))).toEqual([{ conversions: 6 }])
})

test('what the user says comes first: mapping, platform, another export, or none', async () => {
  const mapped = await preview('ads', bytesOf(google), { map: { clicks: 'Impr.' } })
  expect(mapped.mapping['clicks']).toBe('Impr.')
  const other = await preview('ads', bytesOf(google), { platform: 'meta' })
  expect([other.recognised, other.mapping['date']]).toEqual([undefined, 'Day'])
  const none = await preview('ads', bytesOf(google), { export: 'none' })
  expect([none.recognised, none.missing.map(({ field }) => field)]).toEqual([undefined, ['platform']])
  expect((await preview('ads', 'Tag,Was\n2026-09-01,x\n', { export: 'meta' })).recognised?.id).toBe('meta')
  await expect(preview('ads', bytesOf(google), { export: 'gogle_ads' })).rejects.toMatchObject({ code: 'wrong_option' })
})

test('a file of another kind is read as any table, and named', async () => {
  const hubspot = sampleExports.find(({ what }) => what === 'HubSpot deals')!
  expect((await preview('ads', bytesOf(hubspot))).recognised).toEqual({
    id: 'hubspot_deals',
    name: 'HubSpot deals',
    kind: 'deals',
  })
  await expect(load('ads', bytesOf(hubspot))).rejects.toMatchObject({
    details: [{ field: 'date', hint: expect.stringContaining('import it as deals') }, { field: 'platform' }],
  })
})

test('read as another kind all the same, the summary says what the file looks like', async () => {
  const costs = await load('costs', bytesOf(google), { map: { label: 'Campaign' } })
  expect(costs).toMatchObject({ added: 2, notes: [expect.stringContaining('import it as ads')] })
})

test('people named in an export are left out', async () => {
  const hubspot = sampleExports.find(({ what }) => what === 'HubSpot deals')!
  expect((await preview('deals', bytesOf(hubspot))).leftOut).toEqual(['Deal owner'])
})

const plain: [ImportOptions['kind'], string, Partial<ImportOptions>?][] = [
  ['ads', 'date,campaign,impr,clicks,cost\n2026-09-01,a,1,2,3\n', { platform: 'x', currency: 'EUR' }],
  ['ads', 'Day,Campaign,Impressions,Clicks,Cost\n2026-09-01,a,1,2,3\n', { platform: 'google_ads', currency: 'EUR' }],
  ['ads', '日付,キャンペーン名,表示回数,クリック数,費用\n2026-09-01,a,1,2,3\n', { platform: 'google_ads', currency: 'JPY' }],
  ['ads', 'ad_id,fb_campaign_id,Impressions,Clicks,Spent,Total_Conversion\n1,2,3,4,5,6\n', { platform: 'meta', currency: 'EUR', period: '2026-08' }],
  ['leads', 'id,date,email,channel\n1,2026-09-01,a@example.com,seo\n'],
  ['deals', 'deal id,stage,close date,amount\n1,won,2026-09-01,5\n'],
  ['costs', 'date,channel,label,cost,currency\n2026-09-01,SEO,agency,5,EUR\n'],
  ['costs', 'date,category,channel,cost,currency\n2026-09-01,SEO,web,5,EUR\n'],
  ['costs', 'date,category,label,cost,currency\n2026-09-01,SEO,agency,5,EUR\n2026-09-01,Office,rent,5,EUR\n'],
] // prettier-ignore

test('plain tables are recognised as nothing', async () => {
  for (const [kind, text, options] of plain) {
    const shown = await preview(kind, text, options)
    expect([text, shown.recognised, shown.missing]).toEqual([text, undefined, []])
  }
})

test('the plan says which point a platform converts, or leaves it open', () => {
  const points = (...platforms: unknown[]): Plan['points'] =>
    platforms.map((named, index) => ({
      id: `p${index}`,
      platforms: named ? { meta: named } : {},
    })) as unknown as Plan['points']
  expect(claimedPoint(points({}), 'meta')).toBe('p0')
  expect(claimedPoint(points(undefined, { role: 'secondary' }), 'meta')).toBe('p1')
  expect(claimedPoint(points({ role: 'secondary' }, { role: 'primary' }), 'meta')).toBe('p1')
  expect(claimedPoint(points({ role: 'primary' }, { role: 'primary' }), 'meta')).toBeUndefined()
  expect(claimedPoint(points({}), 'line')).toBeUndefined()
})

// last, since the plan stays
test('conversions go to the point of the plan in force', async () => {
  const plan = planSchema.parse({
    note: 'short',
    points: [
      { id: 'won', name: 'Won', tier: 'macro', once_per: 'person', match: { deal: { stage: 'won' } } },
      {
        id: 'trial',
        name: 'Trial',
        tier: 'micro',
        once_per: 'person',
        match: { lead: {} },
        platforms: { google_ads: {} },
      },
    ],
  })
  await proposePlan(store.control, plan, 'ann@example.com', now)
  await agreePlan(store.control, undefined, undefined, 'ann@example.com', now, () => [])
  now += 86_400_000
  expect((await preview('ads', bytesOf(google))).recognised?.claim?.point).toBe('trial')
})

test('a report by week is refused as totals are, and taken as weeks or days when its user says so', async () => {
  const head =
    '"Report Name: Weekly"\n"Report Time: 8/31/2026,9/20/2026"\n\nTimePeriod,CampaignName,CurrencyCode,Spend\n'
  const file = `${head}8/31/2026,brand,USD,70\n9/7/2026,brand,USD,70\n9/14/2026,brand,USD,70\n`
  const { refusal } = (await preview('ads', file)).recognised!
  expect(refusal?.message.en).toMatch(/is by week: the dates in "TimePeriod" are those of weeks/)
  expect(refusal?.hint.en).toMatch(/choose Day.*--map week="TimePeriod"; where it is days, --map date="TimePeriod"$/)
  await expect(load('ads', file)).rejects.toMatchObject({ code: 'unusable_export' })
  const weeks = await load('ads', file, { map: { week: 'TimePeriod' } })
  expect(weeks).toMatchObject({ added: 3, rejected: 0, notes: [], recognised: { days: 'period' } })
  const sql = `SELECT toString(min(period_start)) AS first, toString(max(period_end)) AS last FROM spend ${current}`
  expect(await store.facts.query(sql)).toEqual([{ first: '2026-08-31', last: '2026-09-20' }])
  await clear()
  expect(await load('ads', file, { map: { date: 'TimePeriod' } })).toMatchObject({ added: 3, notes: [] })
})

test('a report with a column of weeks is refused with the way to keep them', async () => {
  const file =
    'Campaign report\n"August 31, 2026 - September 13, 2026"\nWeek,Campaign,Currency code,Impr.,Cost\n2026-08-31,a,EUR,9,7\n'
  expect((await preview('ads', file)).recognised?.refusal?.hint.en).toContain('--map week="Week"')
  const weeks = await load('ads', file, { map: { week: 'Week' } })
  expect(weeks).toMatchObject({ added: 1, rejected: 0, recognised: { days: 'period' } })
})
