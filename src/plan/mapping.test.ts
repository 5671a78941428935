import { expect, test } from 'vitest'
import type { Plan } from '#contract/plan.ts'
import { type MappingFacts, mappingOf } from './mapping.ts'
import { parsePlan } from './parse.ts'

const plan = (platforms: Record<'won' | 'trial' | 'paper', string>): Plan => {
  const read = parsePlan(`points:
  - { id: won, name: Contract, tier: macro, match: { deal: { stage: won } }, platforms: ${platforms.won} }
  - { id: trial, name: Trial, tier: micro, match: { event: trial_started }, platforms: ${platforms.trial} }
  - { id: paper, name: Paper, tier: micro, match: { event: whitepaper_downloaded }, platforms: ${platforms.paper} }
`)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.plan
}
const agreed = plan({
  won: '{ facebook: { event: Purchase, role: primary } }',
  trial: '{ meta: { event: StartTrial, role: auxiliary } }',
  paper: '{}',
})
const meta = { platform: 'meta', channel: 'paid_social', campaign: 'spring' }
const nothing: MappingFacts = { figures: [], spend: [], ours: [], uncounted: [] }
const reported = (name: string, conversions: number, date = 'conversion') => ({ ...meta, name, conversions, date })
const counted = (point: string, onConversion: number, more = {}) => ({
  point,
  channel: 'paid_social',
  campaign: 'spring',
  lagDays: 0,
  onConversion,
  onClick: onConversion,
  ...more,
})
const kinds = (given: Plan, facts: Partial<MappingFacts>): string[] =>
  mappingOf(given, { ...nothing, ...facts }).findings.map(({ kind, points }) => [kind, ...points].join(' '))

test('what fits is listed by platform, with names, roles and both counts, and nothing is found', () => {
  const { platforms, findings } = mappingOf(agreed, {
    ...nothing,
    figures: [reported('won', 9), reported('start_trial', 30)],
    spend: [{ ...meta, cost: 500 }],
    ours: [counted('won', 8), counted('trial', 31)],
  })
  expect(findings).toEqual([])
  expect(platforms).toMatchObject([
    {
      name: 'Meta',
      spends: true,
      points: [
        { point: 'won', called: ['Purchase'], role: 'primary', reported: 9, ours: { low: 8, high: 8 } },
        { point: 'trial', called: ['StartTrial'], role: 'auxiliary', reported: 30, suggestion: null },
        { point: 'paper', called: [], role: null, reported: null, suggestion: 'Lead' },
      ],
    },
  ])
})

test('money without a primary, and money without any figures', () => {
  const spend = [{ ...meta, platform: 'line', cost: 500 }]
  expect(kinds(agreed, { spend })).toEqual(['no_primary', 'nothing_reported'])
  expect(kinds(agreed, { spend: [{ ...spend[0]!, cost: 0 }] })).toEqual([])
})

test('a name that the plan does not have, with the point that it may be', () => {
  const figures = [reported('won', 1), reported('trials', 7), reported('trial', 1)]
  const { findings } = mappingOf(agreed, { ...nothing, figures })
  expect(findings).toMatchObject([{ kind: 'unknown_name', points: ['trial'] }])
  expect(findings[0]!.todo).toContain('--map conversions.trial=COLUMN')
})

test('a mapped name that is never reported, or as zero while many are counted here', () => {
  expect(kinds(agreed, { figures: [reported('won', 1)] })).toEqual(['never_reported trial'])
  const figures = [reported('won', 1), reported('trial', 0)]
  expect(kinds(agreed, { figures })).toEqual([])
  expect(kinds(agreed, { figures, ours: [counted('trial', 3)] })).toEqual([])
  expect(kinds(agreed, { figures, ours: [counted('trial', 30)] })).toEqual(['never_reported trial'])
})

test('two points that are one action at a platform', () => {
  const lead = '{ meta: { event: Lead, role: auxiliary } }'
  const shared = plan({ won: '{ meta: { event: Purchase, role: primary } }', trial: lead, paper: lead })
  expect(kinds(shared, { figures: [reported('won', 1), reported('lead', 9)] })).toEqual(['one_action trial paper'])
})

test('a role that is none', () => {
  const odd = plan({ won: '{ meta: { event: Purchase, role: main } }', trial: '{ meta: { event: X } }', paper: '{}' })
  expect(kinds(odd, {})).toEqual(['unknown_role won', 'unknown_role trial'])
})

test('counts are far apart beyond what dates, windows and chance explain', () => {
  const far = (figures: MappingFacts['figures'], ours: MappingFacts['ours']): string[] =>
    kinds(agreed, { figures: [...figures, reported('won', 1)], ours }).filter((kind) => kind.startsWith('far_apart'))
  expect(far([reported('trial', 300)], [counted('trial', 100)])).toEqual(['far_apart trial'])
  expect(far([reported('trial', 20)], [counted('trial', 100)])).toEqual(['far_apart trial'])
  expect(far([reported('trial', 150)], [counted('trial', 100)])).toEqual([])
  // few say little
  expect(far([reported('trial', 9)], [counted('trial', 3)])).toEqual([])
  // by the day of the click there are as many
  expect(far([reported('trial', 300, 'click')], [counted('trial', 100, { onClick: 290 })])).toEqual([])
  expect(far([reported('trial', 300, '')], [counted('trial', 100, { onClick: 290 })])).toEqual([])
  // 200 of ours came later than the week in which Meta claims
  const late = [counted('trial', 60), counted('trial', 200, { lagDays: 20 })]
  expect(far([reported('trial', 60)], late)).toEqual([])
})

test('where two platforms spend in one channel, campaigns tell whose a CV is', () => {
  const spend = [
    { ...meta, cost: 5 },
    { ...meta, platform: 'tiktok', campaign: 'dance', cost: 5 },
  ]
  const ours = [counted('trial', 10), counted('trial', 90, { campaign: 'dance' })]
  const { platforms } = mappingOf(agreed, { ...nothing, figures: [reported('trial', 10)], spend, ours })
  const trial = platforms[0]!.points.find(({ point }) => point === 'trial')!
  expect(trial.ours).toEqual({ low: 10, high: 10 })
})
