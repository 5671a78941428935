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
  expect(words).toEqual(['currency USD → JPY', 'departments [] → ["sales"]'])
})
