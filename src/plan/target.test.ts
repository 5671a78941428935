import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Target, targetSchema } from '#contract/target.ts'
import { Problem } from '#util/problem.ts'
import { targetOf } from './target.ts'

const target = (given: object): Target => targetOf(targetSchema.parse(given))

function refused(given: object): { field: string; message: string; hint?: string }[] {
  try {
    target(given)
  } catch (error) {
    if (error instanceof Problem) return [...error.details]
    throw error
  }
  throw new Error('It was not refused.')
}

// oracle: revenue ÷ average customer value × inverse of the close rate; price − cost of goods − margin, × close rate
const article = {
  revenue: 120_000_000,
  customer_value: 600_000,
  close_rate: [0.2],
  unit_price: 600_000,
  cost_of_goods: 180_000,
  margin: 0.4,
  currency: 'JPY',
}

test('backwards from revenue and margin: 1,000 CVs at or below 36,000 each', () => {
  expect(target(article)).toMatchObject({
    required_cv: 1_000,
    customers: 200,
    allowed_per_customer: 180_000,
    target_cpa: 36_000,
    spend: 36_000_000,
    expected_revenue: 120_000_000,
  })
  expect(target(article).target_roas).toBeCloseTo(10 / 3, 12)
})

test('and forwards: so many CVs at that CPA bring the revenue and leave the margin', () => {
  const { revenue: _, margin: __, ...rest } = article
  expect(target({ ...rest, cv: 1_000, cpa: 36_000 })).toMatchObject({
    required_cv: 1_000,
    expected_revenue: 120_000_000,
    margin: 0.4,
    allowed_per_customer: 180_000,
  })
})

test('several stages multiply, micros and the CVR of a click price follow', () => {
  const stages = target({
    ...article,
    close_rate: ['40%', '0.5'],
    cpc: 540,
    micros: [{ name: 'whitepaper', rate: 0.08 }],
  })
  expect(stages).toMatchObject({
    required_cv: 1_000,
    stages: [1_000, 400, 200],
    target_cvr: 0.015,
    clicks: 66_667,
    micros: [{ name: 'whitepaper', required: 12_500 }],
  })
})

test('rounding never asks for one more: 0.1 and 0.7 are what they are written as', () => {
  expect(target({ revenue: 21, customer_value: '0.3', close_rate: ['0.7'] }).required_cv).toBe(100)
  expect(target({ revenue: 3, customer_value: 1, close_rate: [0.1, 0.3] }).required_cv).toBe(100)
})

test.each([
  ['JPY', 33_333],
  ['USD', 33_333.33],
  ['KWD', 33_333.333],
])('a target CPA in %s is rounded down to its smallest coin', (currency, cpa) => {
  expect(target({ close_rate: ['1/3'], unit_price: 100_000, margin: 0, currency }).target_cpa).toBe(cpa)
})

test('a rate as it was measured says how many CVs it may take', () => {
  // oracle: Wilson 194 of 970 is .17604 to .22632
  expect(target({ ...article, close_rate: ['194/970'] })).toMatchObject({
    required_cv: 1_000,
    required_cv_range: { low: 884, high: 1_137 },
  })
})

test('revenue from CVs, and CVs from that revenue, are the same CVs', () => {
  // revenue to the thousandth has to fit into the fifteen digits of a number
  const inputs = fc.record({
    cv: fc.integer({ min: 1, max: 100_000 }),
    customer_value: fc.integer({ min: 1, max: 1_000_000 }),
    won: fc.integer({ min: 1, max: 500 }),
    lost: fc.integer({ min: 0, max: 500 }),
  })
  fc.assert(
    fc.property(inputs, ({ cv, won, lost, ...rest }) => {
      const close_rate = [`${won}/${won + lost}`]
      const { expected_revenue: revenue } = target({ cv, close_rate, ...rest, currency: 'KWD' })
      // to the coin, revenue is rounded down, so that fewer CVs could never bring it
      const again = target({ revenue: String(revenue), close_rate, ...rest }).required_cv!
      expect(again).toBe(cv)
    }),
  )
})

test.each([
  [{}, 'revenue'],
  [{ revenue: 1, cv: 2, customer_value: 1, close_rate: [1] }, 'cv'],
  [{ revenue: 1, close_rate: [1] }, 'customer_value'],
  [{ revenue: 1, customer_value: 1 }, 'close_rate'],
  [{ revenue: 1, customer_value: 1, close_rate: [0] }, 'close_rate'],
  [{ revenue: 1, customer_value: 1, close_rate: ['120%'] }, 'close_rate'],
  [{ revenue: 1, customer_value: 1, close_rate: ['1/0'] }, 'close_rate'],
  [{ close_rate: [0.5], margin: 0.2 }, 'unit_price'],
  [{ close_rate: [0.5], unit_price: 100, cost_of_goods: 90, margin: 0.2 }, 'margin'],
])('%j is refused, naming %s and the remedy', (given, field) => {
  const details = refused(given)
  expect(details.map((detail) => detail.field)).toContain(field)
  for (const { hint } of details) expect(hint).toBeTruthy()
})
