import { expect, test } from 'vitest'
import { type FunnelInput, funnelSchema } from '#contract/funnel.ts'
import { binomialCdf } from '#stats/distributions.ts'
import { reckon } from './funnel.ts'
import { outlookOf } from './outlook.ts'

const typed = (value: string) => ({ value, note: 'agreed with sales' })
const article: FunnelInput = {
  currency: 'JPY',
  first: '2026-04',
  revenue: '120000000',
  customer_value: typed('600000'),
  stages: [
    { name: 'Lead', point: 'lead', rate: typed('0.2') },
    { name: 'Deal', point: 'deal' },
  ],
  unit_price: '600000',
  cost_of_goods: '180000',
  margin: '0.4',
}
const funnel = (changes: Partial<FunnelInput> = {}) => funnelSchema.parse({ ...article, ...changes })
const stages = (lead: object, deal: object = {}): FunnelInput['stages'] => [
  { name: 'Lead', point: 'lead', rate: typed('0.2'), ...lead },
  { name: 'Deal', point: 'deal', ...deal },
]
const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

// Oracle: the article's own arithmetic, 600 k − 180 k − 240 k = 180 k a customer, × 20 % a lead.
test('an even year without lags needs 1,000 leads at or below 36,000', () => {
  const target = reckon(funnel(), 'lead')
  expect(target).toMatchObject({
    required_cv: 1000,
    customers: 200,
    target_cpa: 36_000,
    spend: 36_000_000,
    from_opening: 0,
  })
  expect(target.cv).toEqual([84, 84, 84, 84, 83, 83, 83, 83, 83, 83, 83, 83])
  expect(target.months.slice(-2)).toEqual(['2027-02', '2027-03'])
  expect(target.target_roas).toBeCloseTo(10 / 3, 12)
  expect(target.after.customers).toBeCloseTo(0, 12)
  expect(reckon(funnel(), 'deal')).toMatchObject({ required_cv: 200, target_cpa: 180_000, close_rate: 1 })
})

// Oracle: by hand. Two months; half of the leads close a month later, so 3/4 of an even profile closes in time.
test('leads that close after the end are told, and those before them make up for it', () => {
  const lag = { value: [0.5, 0.5], note: 'seen last year' }
  const target = reckon(funnel({ months: 2, stages: stages({ lag }) }), 'lead')
  expect(target.required_cv).toBe(1334)
  expect(target.stages[1]!.months.map((count) => Math.round(count * 1e6) / 1e6)).toEqual([66.666667, 133.333333])
  expect(target.after.cv).toBeCloseTo(1000 / 3, 9)
  expect(target.after).toMatchObject({ customers: target.after.cv * 0.2, revenue: target.after.cv * 0.2 * 600_000 })
})

// Oracle: by hand. 100 open leads close 20 by themselves, 60 M of renewals leave 100 customers: (100 − 20) ÷ 0.2.
test('renewals and what stands in the funnel already are subtracted', () => {
  const target = reckon(funnel({ renewals: '60000000', stages: stages({ opening: 100 }) }), 'lead')
  expect(target).toMatchObject({ customers: 100, from_opening: 20, required_cv: 400 })
  const full = reckon(funnel({ stages: stages({ opening: 2000 }) }), 'lead')
  expect(full).toMatchObject({ required_cv: 0, from_opening: 200, cv: Array(12).fill(0) })
})

// Oracle: by hand. After a month's lag 11 of 12 months' leads close in time; 84 open ones bring 16.8 of the 200 customers.
test('in a steady state the opening pipeline is what the lag takes away', () => {
  const lag = { value: [0, 1], note: 'a month' }
  expect(reckon(funnel({ stages: stages({ lag }) }), 'lead').required_cv).toBe(1091)
  expect(reckon(funnel({ stages: stages({ lag, opening: 84 }) }), 'lead').required_cv).toBe(1000)
})

test('a season moves CVs earlier by the lag and its months add up', () => {
  const season = { value: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 13], note: 'fiscal year end' }
  const lag = { value: [0, 1], note: 'a month' }
  const target = reckon(funnel({ season, stages: stages({ lag }) }), 'lead')
  expect(target.cv.indexOf(Math.max(...target.cv))).toBe(10)
  expect(sumOf(target.cv)).toBe(target.required_cv)
})

test('any number of stages: each needs what the next one does, divided by its rate', () => {
  const many = Array.from({ length: 5 }, (_, index) => ({
    name: `Step ${index}`,
    point: `p${index}`,
    rate: typed('0.5'),
  }))
  const target = reckon(funnel({ stages: [...many, { name: 'Customer' }] }), 'p2')
  expect(target.stages.map(({ total }) => total)).toEqual([6400, 3200, 1600, 800, 400, 200])
  expect(target.required_cv).toBe(1600)
})

test('with an LTV, goods and margin are taken of it in proportion', () => {
  const target = reckon(funnel({ ltv: typed('1200000'), cpc: typed('540') }), 'lead')
  expect(target).toMatchObject({ target_cpa: 72_000, target_cvr: 540 / 72_000 })
})

// Oracle: by hand. 1,000 CVs, a tenth of them by way of the micro, 5 % of which go on: 1,000 × 0.1 ÷ 0.05.
test('a micro is needed as often as the CVs that come by it ask for', () => {
  const micro = { name: 'Whitepaper', point: 'whitepaper', rate: typed('5%') }
  const totals = reckon(funnel({ micros: [micro, { ...micro, share: typed('1/10') }] }), 'lead').micros
  expect(totals.map(({ total }) => total)).toEqual([20_000, 2_000])
})

test('what cannot be is refused with the field', () => {
  const fieldsOf = (changes: Partial<FunnelInput>, point = 'lead') => {
    try {
      reckon(funnel(changes), point)
      return 'taken'
    } catch (error) {
      return (error as { details: { field: string }[] }).details.map(({ field }) => field)
    }
  }
  expect(fieldsOf({}, 'other')).toEqual(['stages'])
  expect(fieldsOf({ stages: stages({ rate: typed('3/0') }) })).toEqual(['stages.0.rate'])
  expect(fieldsOf({ season: { value: [1, 2], note: 'x' } })).toEqual(['season'])
  expect(fieldsOf({ months: 1, stages: stages({ lag: { value: [0, 1], note: 'x' } }) })).toEqual(['stages'])
  expect(() => funnel({ customer_value: { value: '1' } })).toThrow('typed without a note')
})

// Oracle: with a known rate, customers of 1,000 leads are binomial; 200 or more have the chance 1 − F(199).
test('the chance of the revenue with a known rate is binomial', () => {
  const plain = funnel()
  const outlook = outlookOf(plain, 'lead', reckon(plain, 'lead'))
  expect(Math.abs(outlook.if_cv_come - (1 - binomialCdf(199, 1000, 0.2)))).toBeLessThan(0.025)
  expect(outlook.tornado).toEqual([])
  expect(outlook.at_pace).toBeNull()
})

test('the rate measured on the fewest moves the revenue most, and the four outcomes are all there is', () => {
  const rough = { value: '4/20', note: 'last quarter' }
  const close = { value: '600/1000', note: 'last year' }
  const steps = [
    { name: 'Lead', point: 'lead', rate: rough },
    { name: 'Opportunity', rate: close },
    { name: 'Deal', point: 'deal' },
  ]
  const pace = {
    cv: { value: '150', low: 120, high: 185, note: 'last year' },
    cost: { value: '5000000', note: 'budget' },
  }
  const given = funnel({ stages: steps, pace })
  const outlook = outlookOf(given, 'lead', reckon(given, 'lead'))
  expect(outlook.tornado.map(({ name }) => name)).toEqual(['Lead → Opportunity', 'CVs a month', 'Opportunity → Deal'])
  const { chance, outcomes } = outlook.at_pace!
  expect(sumOf(Object.values(outcomes!))).toBeCloseTo(1, 9)
  expect(chance.both).toBe(outcomes!.reached)
  expect(chance.cv).toBeCloseTo(outcomes!.reached + outcomes!.too_dear, 9)
  expect(outlookOf(given, 'lead', reckon(given, 'lead'))).toEqual(outlook)
})
