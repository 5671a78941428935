import { createCommand } from 'commander'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PlanMapping } from '#contract/mapping.ts'
import type { Services } from '#http/services.ts'
import { prepareImport } from '#import/import.ts'
import { asAdmin, type TestCommandLine } from '../../../test/support/command-line.ts'
import { openTestServices } from '../../../test/support/services.ts'
import { registerPlan } from './plan.ts'

const plan = `points:
  - id: won
    name: Contract
    tier: macro
    match: { deal: { stage: won } }
    platforms: { meta: { event: Purchase, role: primary }, google_ads: { event: Contract, role: primary } }
  - { id: lead, name: Lead, tier: micro, match: { lead: {} }, once_per: person, platforms: { meta: { event: Lead, role: auxiliary } } }
note: x
`
let services: Services
let close: () => Promise<void>
let line: TestCommandLine

beforeAll(async () => {
  ;({ services, close } = await openTestServices())
  line = asAdmin(services)
  await line.cli.api('/api/v1/plans', { method: 'POST', body: plan })
  await line.cli.api('/api/v1/plans/newest/agree', { method: 'POST' })
})
afterAll(() => close())

async function load(text: string, options: Parameters<typeof prepareImport>[1]): Promise<void> {
  const bytes = (async function* () {
    yield Buffer.from(text)
  })()
  const prepared = await prepareImport(services, options, { bytes, totalBytes: null })
  expect((await prepared.run(() => undefined)).rejected).toBe(0)
}

async function mapping(...args: string[]): Promise<string[]> {
  line.fresh()
  const program = createCommand('onecount').exitOverride()
  registerPlan(program, line.cli)
  await program.parseAsync(['plan', 'mapping', ...args], { from: 'user' })
  expect(line.tooLong()).toEqual([])
  return [...line.out]
}

test('before anything of a platform is imported, the plan alone is shown', async () => {
  expect((await mapping())[0]).toBe('Plan 1, nothing of platforms is imported')
  expect(line.remarks).toEqual(['→ Import what a platform reports: onecount import ads FILE'])
})

test('names, roles and counts stand beside each other, and what does not fit is said with reason and remedy', async () => {
  const leads = Array.from({ length: 60 }, (_, i) => `l${i},2026-04-0${1 + (i % 3)},paid_social,spring,p${i}@x.test`)
  await load(['id,time,channel,campaign,email', ...leads].join('\n'), {
    kind: 'leads',
    source: 'crm',
    fileName: 'a.csv',
  })
  const ads = 'date,campaign,impressions,clicks,cost,currency,conversions.won,conversions.lead,conversions.signup'
  await load(`${ads}\n2026-04-01,spring,100,10,5,JPY,0,6,4\n2026-04-03,spring,100,10,5,JPY,0,2,0`, {
    kind: 'ads',
    platform: 'facebook',
    fileName: 'b.csv',
  })
  await load('date,campaign,impressions,clicks,cost,currency\n2026-04-03,brand,100,10,5,JPY', {
    kind: 'ads',
    platform: 'line',
    fileName: 'c.csv',
  })
  expect(await mapping()).toEqual([
    'Plan 1, 2026-01-04 to 2026-04-03',
    '',
    'LINE                     CALLED                 ROLE       REPORTED        OURS',
    '  won                    –                      –                 –           0',
    '',
    'Meta                     CALLED                 ROLE       REPORTED        OURS',
    '  won                    Purchase               primary           0           0',
    '  lead                   Lead                   auxiliary         8          60',
    '',
    'Nothing is imported of Google Ads.',
    '',
    'What does not fit:',
    '! LINE costs money and has no primary conversion.',
    '  The plan does not say which point it is to be judged by, so it may bid for',
    '  anything.',
    '  → Write at the macro, or at the micro that it bids for: platforms: { line: {',
    '    event: NAME, role: primary } }',
    '! Costs of LINE are imported, its conversions are not.',
    '  The report has no column of conversions, or nobody said which point it counts.',
    '  → Import it once more with --map conversions.won=COLUMN',
    '! Meta reports 4 CVs as signup, which is no point of the plan.',
    '  It was renamed, or is an action that the plan does not have.',
    '  → Name it at the point that it is: platforms: { meta: { event: signup, role:',
    '    auxiliary } }, or leave its column out of the import',
    '! Meta reports 8 CVs of Lead, we count 60 on its channels.',
    '  Its tag is missing on a page, consent is refused, or its action is narrower',
    '  than the point.',
    '  By the day of the click and by that of the CV, since the report does not say;',
    '  ours within 7 days of the click, and by the plan’s lookback.',
    '  → Do the action once after a click on an ad, and look whether the platform',
    '    receives it.',
  ])
  expect((await mapping('--from', '2026-04-03', '--to', '2026-04-03'))[0]).toBe('Plan 1, 2026-04-03 to 2026-04-03')
  const { findings } = (await (await line.cli.api('/api/v1/plans/1/mapping')).json()) as PlanMapping
  expect(findings.map(({ kind, platform }) => `${platform} ${kind}`)).toEqual([
    'line no_primary',
    'line nothing_reported',
    'meta unknown_name',
    'meta far_apart',
  ])
})

test('days that are none, and a version that is not there, are refused by their option', async () => {
  await expect(mapping('--from', 'May')).rejects.toMatchObject({ details: [{ field: '--from' }] })
  await expect(mapping('--plan', '9')).rejects.toThrow('There is no version 9')
  await expect(mapping('--from', '2026-05-02', '--to', '2026-05-01')).rejects.toThrow('ends (2026-05-01) before')
})
