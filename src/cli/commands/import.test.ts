import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCommand } from 'commander'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { ImportResult } from '#contract/import.ts'
import { type TestCommandLine, asAdmin } from '../../../test/support/command-line.ts'
import { openTestServices } from '../../../test/support/services.ts'
import { registerImport } from './import.ts'

let opened: Awaited<ReturnType<typeof openTestServices>>
let folder: string
let line: TestCommandLine

beforeAll(async () => {
  opened = await openTestServices()
  folder = opened.services.store.home.root
  line = asAdmin(opened.services, folder)
})
afterAll(() => opened.close())
afterEach(() => {
  process.exitCode = 0
})

async function onecount(...args: string[]): Promise<string[]> {
  line.fresh()
  const program = createCommand('onecount').exitOverride()
  registerImport(program, line.cli)
  for (const command of [program.commands[0]!, ...program.commands[0]!.commands]) command.option('--json')
  await program.parseAsync(['import', ...args], { from: 'user' })
  expect(line.tooLong()).toEqual([])
  return [...line.out]
}

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return name
}

const report =
  'Day,Campaign,"Age, in years",Spent\n2026-04-01,brand,18-24,5\n2026-04-01,brand,25-34,7\n2026-04-02,brand,,much\n'

test('the summary says what became of every row, and what to do', async () => {
  const name = file('report.csv', report)
  expect(await onecount('ads', name, '--platform', 'meta', '--currency', 'JPY')).toEqual([
    'report.csv: 3 rows of ads (csv)',
    '  added                1',
    '  changed              0',
    '  unchanged            0',
    '  rejected             2',
    '    1 × cost is not a number (first: row 3)',
    '    1 × key has the period, campaign, ad group and ad of an earlier row and',
    '    other numbers: name the columns that tell them apart, e.g. --key age,gender',
    '    (first: row 2)',
    '  The rejected rows, as they were, with the reasons:',
    expect.stringMatching(/^ {4}imports\/[-0-9a-f]+\.rejects\.jsonl$/),
  ])
  expect(line.remarks[0]).toMatch(/^→ Correct the rows and import the file again/)
  expect(process.exitCode ?? 0).toBe(0)
})

test('--json prints the result as one document; columns with a comma can be named', async () => {
  const name = file('report.csv', report)
  const [json] = await onecount(
    'ads',
    name,
    '--platform',
    'meta',
    '--currency',
    'JPY',
    '--map',
    'ad=Age, in years',
    '--json',
  )
  expect(JSON.parse(json!)).toMatchObject({ rows: 3, added: 2, rejected: 1 } satisfies Partial<ImportResult>)
})

test('the exit status is 1 when no row could be taken', async () => {
  await onecount('leads', file('leads.csv', 'id,date\na,someday\n'))
  expect(process.exitCode).toBe(1)
})

test('a preview shows fields, columns and what is missing', async () => {
  expect(await onecount('leads', file('leads.csv', 'Contact,日付,Notes\n7,2026-04-01,x\n'), '--preview')).toEqual([
    'leads.csv (csv, utf-8) would be read like this:',
    '  time                 ← 日付                       2026-04-01',
    '  kept as attributes: Contact, Notes',
  ])
  expect(line.remarks).toEqual(['→ id: Say which column it is: --map id=COLUMN'])
})

const googleReport =
  'Campaign report\nAll time\nDay,Campaign,Impr.,Clicks,Cost,Currency code,CTR,Conversions\n2026-09-01,Brand,9,3,"1,200.50",EUR,33%,2.00\nTotal: Account,,9,3,"1,200.50",EUR,33%,2.00\n'

test('a known export is named before it is imported, and can be read as any table', async () => {
  const name = file('download.csv', googleReport)
  expect(await onecount('ads', name, '--point', 'lead', '--preview')).toEqual([
    'download.csv (csv, utf-8) would be read like this:',
    '  Recognised as Google Ads campaign report, by day, EUR, conversions on the day',
    '  of the click.',
    '  date                 ← Day                      2026-09-01',
    '  campaign             ← Campaign                 Brand',
    '  impressions          ← Impr.                    9',
    '  clicks               ← Clicks                   3',
    '  cost                 ← Cost                     1,200.50',
    '  currency             ← Currency code            EUR',
    '  conversions.lead     ← Conversions              2.00',
    '  not needed: CTR',
  ])
  expect((await onecount('ads', name, '--export', 'none', '--preview')).join('\n')).not.toContain('Recognised')
  const totals = file('totals.csv', googleReport.replaceAll(/^(Day|2026-09-01|Total: Account),/gm, ''))
  await onecount('ads', totals, '--preview')
  expect(line.remarks.join(' ')).toMatch(/totals of several days.*choose Time and then Day.*--period/)
})

test('the preview asks what looks wrong, and an id that most rows share stops the import until it is said to be right', async () => {
  const weeks = ['2026-08-31', '2026-09-07', '2026-09-14'].map((day) => `${day},fee,5`)
  const costs = file('weeks.csv', `Date,item,cost\n${weeks.join('\n')}\n`)
  expect((await onecount('costs', costs, '--currency', 'JPY', '--preview')).join(' ').replaceAll(/ +/g, ' ')).toContain(
    'if a row is about the whole week, map the column as week, --map week=Date',
  )
  const rows = Array.from({ length: 10 }, (_, row) => `${row},2026-04-01,brand`)
  const leads = file('shared.csv', `id,date,campaign\n${rows.join('\n')}\n`)
  const wrong = ['leads', leads, '--map', 'id=campaign', '--source', 'shared']
  await onecount(...wrong, '--preview')
  expect(line.remarks.join(' ').replaceAll(/ +/g, ' ')).toMatch(/9 of the first 10 rows .*import with --force\.$/)
  await expect(onecount(...wrong)).rejects.toThrow('9 of the first 10 rows have the id of another row')
  expect((await onecount(...wrong, '--force')).join(' ')).toContain('9 rows were replaced')
})

test('a missing file and a wrong option are told in words', async () => {
  await expect(onecount('leads', 'nowhere.csv')).rejects.toThrow('There is no file nowhere.csv.')
  await expect(onecount('leads', file('leads.csv', 'id,date\n'), '--timezone', 'JST')).rejects.toThrow(
    '"JST" is not a time zone.',
  )
})

test('an import is listed and undone by the beginning of its id, and later files to import again are named', async () => {
  const name = file('undo.csv', 'id,date\nu1,2026-04-01\n')
  await onecount('leads', name, '--source', 'undone')
  await onecount('leads', file('later.csv', 'id,date\nu1,2026-04-01\n'), '--source', 'undone')
  const listed = await onecount('list')
  const id = listed.find((text) => text.endsWith('undo.csv'))!.slice(0, 13)
  expect(await onecount('undo', id, '--preview')).toEqual(['  rows that go                     1'])
  expect(await onecount('undo', id)).toEqual([
    'undo.csv: the import is undone.',
    '  rows that go                     1',
  ])
  expect(line.remarks.join(' ')).toContain('later.csv came later and had 1 row')
  expect(JSON.parse((await onecount('undo', id, '--json'))[0]!)).toMatchObject({ state: 'undone' })
})
