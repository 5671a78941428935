// The numbers that real files must give through the real command line, each group in an empty data folder.
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answer, Figure } from '#contract/ask.ts'
import type { ImportResult } from '#contract/import.ts'
import { type Programs, bundle } from '../support/programs.ts'

const root = join(import.meta.dirname, '..', '..')
const shared = join(root, '..', 'shared', 'data')
const isHere = existsSync(shared)
if (!isHere) console.log('skipped: ../shared/data is not here')

let programs: Programs
const folders: string[] = []

beforeAll(async () => {
  if (isHere) programs = await bundle({ onecount: 'src/cli/main.ts', query: 'test/support/query-process.ts' })
})
afterAll(() => {
  programs?.remove()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** The command line on a data folder of its own; each command is a process, as at a terminal. */
function commandLine(): { data: string; onecount: <Result>(...args: string[]) => Promise<Result> } {
  const folder = mkdtempSync(join(tmpdir(), 'onecount-real-data-'))
  folders.push(folder)
  const data = join(folder, 'data')
  writeFileSync(join(folder, 'plan.yaml'), plan)
  async function onecount<Result>(...args: string[]): Promise<Result> {
    const { stdout } = await promisify(execFile)(process.execPath, [programs.path('onecount'), ...args, '--json'], {
      cwd: folder,
      env: { ...process.env, ONECOUNT_DATA: data, CLICKHOUSE_URL: '' },
      maxBuffer: 64 * 1_048_576,
    })
    return JSON.parse(stdout) as Result
  }
  return { data, onecount }
}

async function factsOf<Row>(data: string, sql: string): Promise<Row[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [programs.path('query'), data, sql])
  return JSON.parse(stdout) as Row[]
}

const current = "FINAL WHERE known_to = toDateTime64('2299-12-31 00:00:00', 3, 'UTC')"

const plan = `points:
  - { id: deal_won, name: Deal won, tier: macro, category: purchase, match: { deal: { stage: won } }, once_per: person }
  - { id: lead, name: Marketing qualified lead, tier: micro, category: lead, match: { lead: {} }, once_per: person }
note: one micro is all that this business measures
`

/** Channel → deals won, leads. */
const byOrigin: Record<string, [won: number, leads: number]> = {
  organic_search: [175, 1_952],
  paid_search: [119, 1_320],
  social: [46, 1_081],
  unknown: [122, 945],
  direct_traffic: [41, 421],
  email: [10, 399],
  referral: [11, 231],
  other: [3, 139],
  display: [5, 107],
  other_publicities: [3, 56],
  '': [8, 46],
}

/** Wilson's interval, written down here a second time (Wilson 1927), 95 %. */
function wilson(won: number, all: number): [low: number, high: number] {
  const z = 1.959963984540054
  const p = won / all
  const middle = (p + z ** 2 / (2 * all)) / (1 + z ** 2 / all)
  const half = (z * Math.sqrt((p * (1 - p)) / all + z ** 2 / (4 * all ** 2))) / (1 + z ** 2 / all)
  return [middle - half, middle + half]
}

describe.skipIf(!isHere)('leads and deals of a marketplace', () => {
  const { data, onecount } = commandLine()
  const leadsCommand = [
    'import',
    'leads',
    join(shared, 'olist_mql_asof_2018-04-30.csv'),
    '--map',
    'id=mql_id,time=first_contact_date,channel=origin,landing_page=landing_page_id',
  ]
  const dealsCommand = [
    'import',
    'deals',
    join(shared, 'olist_deals_asof_2018-04-30.csv'),
    '--map',
    'id=mql_id,lead_id=mql_id,time=won_date',
    '--stage',
    'won',
  ]

  test('6,697 leads and 543 deals are imported, and importing them again changes nothing', async () => {
    const taken = { changed: 0, unchanged: 0, rejected: 0 }
    expect(await onecount<ImportResult>(...leadsCommand)).toMatchObject({ rows: 6_697, added: 6_697, ...taken })
    expect(await onecount<ImportResult>(...dealsCommand)).toMatchObject({ rows: 543, added: 543, ...taken })
    expect(await onecount<ImportResult>(...leadsCommand)).toMatchObject({ added: 0, changed: 0, unchanged: 6_697 })
    expect(await onecount<ImportResult>(...dealsCommand)).toMatchObject({ added: 0, changed: 0, unchanged: 543 })
  })

  test('the records hold them by origin', async () => {
    const found = await factsOf<{ channel: string; leads: number; won: number }>(
      data,
      `SELECT lead.channel AS channel, count() AS leads, countIf(deal.id != '') AS won
       FROM (SELECT id, channel FROM records ${current} AND kind = 'lead') AS lead
       LEFT JOIN (SELECT id, lead_id FROM records ${current} AND kind = 'deal' AND stage = 'won') AS deal
         ON deal.lead_id = lead.id
       GROUP BY channel`,
    )
    expect(Object.fromEntries(found.map(({ channel, leads, won }) => [channel, [won, leads]]))).toEqual(byOrigin)
  })

  test('conversions and transition by channel, each with its interval, definition and caveat', async () => {
    await onecount('plan', 'propose', 'plan.yaml')
    await onecount('plan', 'agree')
    const question = ['--metric', 'cv,transition', '--by', 'channel', '--point', 'deal_won']
    const answer = await onecount<Answer>('ask', ...question)
    expect(answer.rows.map((row) => row['channel'])).toHaveLength(Object.keys(byOrigin).length)
    for (const row of answer.rows) {
      const [won, leads] = byOrigin[row['channel'] as string]!
      const [low, high] = wilson(won, leads)
      expect((row['cv'] as Figure).value).toBe(won)
      const transition = row['transition'] as Figure
      expect(transition).toMatchObject({ numerator: won, denominator: leads })
      expect(transition.value).toBeCloseTo(won / leads, 10)
      expect(transition.low).toBeCloseTo(low, 8)
      expect(transition.high).toBeCloseTo(high, 8)
    }
    expect(answer.total).toMatchObject({ cv: { value: 543 }, transition: { numerator: 543, denominator: 6_697 } })
    expect(answer.definitions.map(({ metric }) => metric).toSorted()).toEqual(['cv', 'transition'])
    expect(answer.caveats).toContainEqual(expect.objectContaining({ count: 1 }))
  })

  test('recent leads say how many of their deals have come, and that deals before December 2017 are not known', async () => {
    const { rows, caveats } = await onecount<Answer>('ask', '--metric', 'transition', '--by', 'month')
    const [before, last] = rows.slice(-2).map((row) => (row['transition'] as Figure).maturity!)
    expect(last!.arrived).toBeLessThan(before!.arrived)
    // reckoned apart from the product: Kaplan–Meier by whole days over the leads from 5 December on, 90 days; the deal that
    // is dated before its lead tells nothing of how long one takes. docs/ask.md shows these as 12.66 % and 15.41 %
    expect(before!.corrected).toBeCloseTo(0.12664233, 8)
    expect(last!.corrected).toBeCloseTo(0.15413376, 8)
    expect((rows[7]!['transition'] as Figure).maturity).toBeUndefined()
    const cut = caveats.find(({ code }) => code === 'history_cut_off')!
    expect(cut.message).toContain('before 2017-12-05')
  })
})

interface Campaign {
  spend: number
  clicks: number
  purchases: number
  leads: number
  cpa: [value: number, low: number, high: number]
}

const campaigns: Record<string, Campaign> = {
  916: { spend: 149.71, clicks: 113, purchases: 24, leads: 58, cpa: [6.23792, 4.19, 9.74] },
  936: { spend: 2_893.37, clicks: 1_984, purchases: 183, leads: 537, cpa: [15.8108, 13.68, 18.38] },
  1178: { spend: 55_662.15, clicks: 36_068, purchases: 872, leads: 2_669, cpa: [63.8327, 59.73, 68.29] },
}

describe.skipIf(!isHere)('an ad report with what the platform says it converted', () => {
  const { data, onecount } = commandLine()
  const command = [
    'import',
    'ads',
    join(shared, 'kag_conversion_data.csv'),
    '--platform',
    'meta',
    '--currency',
    'USD',
    '--period',
    '2017-08-01..2017-08-31',
    '--map',
    'campaign=xyz_campaign_id,ad=ad_id,impressions=Impressions,clicks=Clicks,cost=Spent,conversions.lead=Total_Conversion,conversions.purchase=Approved_Conversion',
  ]

  test('1,143 rows are imported, and importing them again changes nothing', async () => {
    expect(await onecount<ImportResult>(...command)).toMatchObject({ rows: 1_143, added: 1_143, rejected: 0 })
    expect(await onecount<ImportResult>(...command)).toMatchObject({ added: 0, changed: 0, unchanged: 1_143 })
  })

  test('spend, clicks and figures by campaign are in the store', async () => {
    const spend = await factsOf<{ campaign: string; cost: number; clicks: number }>(
      data,
      `SELECT campaign, round(toFloat64(sum(cost)), 2) AS cost, sum(clicks) AS clicks FROM spend ${current} GROUP BY campaign`,
    )
    const figures = await factsOf<{ campaign: string; purchases: number; leads: number }>(
      data,
      `SELECT campaign, sumIf(conversions, point = 'purchase') AS purchases, sumIf(conversions, point = 'lead') AS leads
       FROM figures ${current} GROUP BY campaign`,
    )
    for (const [campaign, expected] of Object.entries(campaigns)) {
      const { spend: cost, clicks, purchases, leads } = expected
      expect(spend).toContainEqual({ campaign, cost, clicks })
      expect(figures).toContainEqual({ campaign, purchases, leads })
    }
    expect(spend).toHaveLength(3)
  })

  test.each(['purchase', 'lead'] as const)(
    'cost, clicks and figures of %s by campaign, without a plan',
    async (point) => {
      const question = ['--metric', 'cost,clicks,figure.cv,figure.cpa', '--by', 'campaign', '--point', point]
      const answer = await onecount<Answer>('ask', ...question)
      expect(answer.rows.map((row) => row['campaign'] as string).toSorted()).toEqual(Object.keys(campaigns).toSorted())
      for (const row of answer.rows) {
        const expected = campaigns[row['campaign'] as string]!
        const figure = (metric: string): number => (row[metric] as Figure).value!
        expect(figure('cost')).toBeCloseTo(expected.spend, 2)
        expect(figure('clicks')).toBe(expected.clicks)
        expect(figure('figure.cv')).toBe(point === 'purchase' ? expected.purchases : expected.leads)
        if (point !== 'purchase') continue
        const { value, low, high } = row['figure.cpa'] as Figure
        expect(value).toBeCloseTo(expected.cpa[0], 4)
        expect(low).toBeCloseTo(expected.cpa[1], 2)
        expect(high).toBeCloseTo(expected.cpa[2], 2)
      }
    },
  )
})
