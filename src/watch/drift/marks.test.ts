import { expect, test } from 'vitest'
import { type PlanVersion, planSchema } from '#contract/plan.ts'
import { newPlans } from './marks.ts'

const plan = planSchema.parse({ points: [{ id: 'won', name: 'Won', tier: 'macro', match: { deal: {} } }] })
const version = (number: number, effective: string): PlanVersion =>
  ({ version: number, effective, plan }) as unknown as PlanVersion

test('a version for days before the first one was agreed is marked on its own day, and the first one nowhere', () => {
  // agreed on 23 November without a day of its own, then changed as of 1 November
  expect(newPlans([version(2, '2026-11-01'), version(1, '2026-11-23')])).toEqual([
    { day: '2026-11-01', what: 'plan', name: '2' },
  ])
  expect(newPlans([version(1, '2026-11-23')])).toEqual([])
})
