import { expect, test } from 'vitest'
import { type Plan, planSchema } from '#contract/plan.ts'
import { diffPlans } from './diff.ts'

const won = { id: 'won', name: 'Won', tier: 'macro', match: { deal: { stage: 'won' } }, once_per: 'person' }
const lead = { id: 'lead', name: 'Lead', tier: 'micro', match: { lead: {} }, once_per: 'person' }
const plan = (points: object[], extra: object = {}): Plan => planSchema.parse({ points, ...extra })

test('the same plan does not differ from itself', () => {
  expect(diffPlans(plan([won, lead]), plan([won, lead]))).toEqual({ fields: [], points: [], words: [] })
})

test('points that come, go and change their rule are told in words and as fields', () => {
  const trial = { id: 'trial', name: 'Trial', tier: 'micro', match: { event: 'trial' } }
  const { points, words } = diffPlans(
    plan([won, lead]),
    plan([{ ...won, match: { deal: { stage: 'won', value: { gte: 5 } } }, owner: 'sales' }, trial]),
  )
  expect(points.map(({ id, change, recounts }) => [id, change, recounts])).toEqual([
    ['won', 'changed', true],
    ['trial', 'added', true],
    ['lead', 'removed', true],
  ])
  expect(points[0]!.fields).toEqual([
    { field: 'match.deal.value', to: { gte: 5 } },
    { field: 'owner', to: 'sales' },
  ])
  expect(words).toEqual([
    'won: counts deal reaches stage won where value is at least 5, once per person; before: deal reaches stage won, once per person',
    'won: owner (none) → sales',
    '+ trial (micro): event trial, every time',
    '- lead (micro): lead, once per person',
  ])
})

test('a new name, id or tier keeps the counts, and is said to', () => {
  const { points, words } = diffPlans(plan([won, lead]), plan([won, { ...lead, id: 'mql', name: 'MQL' }]))
  expect(points).toMatchObject([{ id: 'mql', change: 'changed', recounts: false }])
  expect(words).toEqual(['mql: id lead → mql', 'mql: name Lead → MQL', 'mql: keeps its counts'])
})

test('fields of the plan itself are told by themselves', () => {
  const { fields, words } = diffPlans(plan([won]), plan([won], { currency: 'JPY', departments: ['sales'] }))
  expect(fields).toEqual([
    { field: 'currency', from: 'USD', to: 'JPY' },
    { field: 'departments', from: [], to: ['sales'] },
  ])
  expect(words).toEqual(['currency USD → JPY', 'departments (none) → sales'])
})

test('what platforms are told, value, visits and channels are told without the brackets of the file', () => {
  const platforms = { google_ads: { conversion_action: 'Contract signed', role: 'primary' }, meta: { event: 'Buy' } }
  const visits = {
    sessions: { timeout: '1h' },
    channels: [
      { id: 'fair', label: { en: 'Fair', ja: '展示会' }, where: { utm_source: 'fair' } },
      { id: 'partner', where: { utm_medium: 'partner' } },
    ],
  }
  const full = { ...won, platforms, value: { from: 'value', currency: 'JPY' }, lookback: { click: '90d' } }
  expect(diffPlans(plan([won]), plan([full], visits)).words).toEqual([
    'won: value.from (none) → value',
    'won: value.currency (none) → JPY',
    'won: lookback.click (none) → 90d',
    'won: Google Ads (none) → conversion_action Contract signed (primary)',
    'won: Meta (none) → event Buy',
    '+ channel fair “Fair / 展示会”: utm_source is fair',
    '+ channel partner: utm_medium is partner',
    'sessions.timeout (none) → 1h',
  ])
  const other = { ...full, platforms: { google_ads: { ...platforms.google_ads, role: 'auxiliary' } } }
  const reordered = { ...visits, channels: visits.channels.toReversed() }
  expect(diffPlans(plan([full], visits), plan([other], reordered)).words).toEqual([
    'won: Google Ads role primary → auxiliary',
    'won: Meta event Buy → (none)',
    'won: keeps its counts',
    'channels are tried in another order: partner, fair',
  ])
})
