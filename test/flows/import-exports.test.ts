// Exports of ad platforms from the file to the answer: as reported now, and as reported on an earlier day.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answer } from '#ask/answer.ts'
import { type Figure, questionSchema } from '#contract/ask.ts'
import type { ImportOptions, ImportResult } from '#contract/import.ts'
import { prepareImport } from '#import/import.ts'
import { planUndo, undoImport } from '#import/undo.ts'
import type { Store } from '#store/store.ts'
import { dayMs } from '#util/duration.ts'
import { openTestStore } from '../support/store.ts'

let store: Store
let now = Date.UTC(2026, 8, 3, 9)
const clock = (): number => (now += 1)
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.close())

async function load(
  kind: ImportOptions['kind'],
  text: string,
  options: Partial<ImportOptions> = {},
): Promise<ImportResult> {
  const bytes = (async function* () {
    yield Buffer.from(text)
  })()
  const all = { kind, fileName: 'report.csv', point: 'lead', ...options }
  const prepared = await prepareImport({ store, clock }, all, { bytes, totalBytes: null })
  return prepared.run(() => undefined)
}

async function ask(known?: number): Promise<Record<string, unknown>[]> {
  const question = {
    metrics: ['cost', 'figure.cv'],
    by: ['platform', 'channel'],
    from: '2026-09-01',
    to: '2026-09-02',
    ...(known === undefined ? {} : { known: new Date(known).toISOString() }),
  }
  const { rows } = await answer(store, questionSchema.parse(question), now + 1_000)
  return rows.map((row) => ({
    platform: row['platform'],
    channel: row['channel'],
    cost: (row['cost'] as Figure).value,
    cv: (row['figure.cv'] as Figure).value,
  }))
}

const google = (cost: string, conversions: string): string =>
  [
    'Campaign report',
    '"September 1, 2026 - September 2, 2026"',
    'Day,Campaign,Currency code,Cost,Impr.,Clicks,Conversions',
    `2026-09-01,Brand,EUR,"${cost}","10,000",400,${conversions}`,
    '2026-09-02,Brand,EUR,900.00,"9,000",350,3.00',
    `Total: Account, --,EUR,0,0,0,0`,
  ].join('\n')

const paid = { platform: 'google_ads', channel: 'paid_search' }

test('a day that Google Ads restates is answered as it stands, and as it was reported on the day before', async () => {
  await load('ads', google('1,000.00', '4.50'))
  expect(await ask()).toEqual([{ ...paid, cost: 1900, cv: 7.5 }])
  const reportedOn = (now += dayMs)
  now += dayMs
  expect(await load('ads', google('1,010.00', '6.25'))).toMatchObject({ changed: 1, unchanged: 1 })
  expect(await ask()).toEqual([{ ...paid, cost: 1910, cv: 9.25 }])
  expect(await ask(reportedOn)).toEqual([{ ...paid, cost: 1900, cv: 7.5 }])
})

test('what GA4 counted stands beside it under our channels, without cost, and can be undone', async () => {
  const ga4 = [
    '# Account: ACME',
    '# Start date: 20260901',
    '# End date: 20260902',
    'Date,Session default channel group,Sessions,Key events',
    '20260901,Paid Search,300,5',
    '20260901,Organic Search,200,2',
    '20260902,Paid Search,280,4',
    ',Grand total,780,11',
  ].join('\n')
  const { id, added } = await load('figures', ga4)
  expect(added).toBe(3)
  const figures = [
    { platform: 'ga4', channel: 'organic_search', cost: null, cv: 2 },
    { platform: 'ga4', channel: 'paid_search', cost: null, cv: 9 },
  ]
  const withGa4 = (await ask()).map((row) => ({ ...row, cost: row['cost'] === 0 ? null : row['cost'] }))
  expect(withGa4).toEqual(expect.arrayContaining(figures))
  expect(await store.facts.query("SELECT count() AS n FROM spend WHERE platform = 'ga4'")).toEqual([{ n: 0 }])
  expect(await planUndo({ store, clock }, id)).toMatchObject({ removed: 3 })
  await undoImport({ store, clock }, id)
  expect(await ask()).toEqual([{ ...paid, cost: 1910, cv: 9.25 }])
})

test('figures that say two things of one day and channel are rejected, with the way to tell them apart', async () => {
  const twice = 'date,channel,conversions.lead\n2026-09-01,a,1\n2026-09-01,a,2\n'
  const result = await load('figures', twice, { platform: 'crm' })
  expect(result).toMatchObject({ added: 1, rejected: 1, reasons: [{ field: 'key' }] })
})
