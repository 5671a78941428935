import { expect, test } from 'vitest'
import { countRatioInterval, differenceInterval, rateRatioInterval, ratioInterval } from './change.ts'
import { type Interval, poissonExact, wilson } from './intervals.ts'
import { draws } from './test-draws.ts'

const rate = (x: number, n: number) => ({ value: x / n, ...wilson(x, n) })
const count = (x: number) => ({ value: x, ...poissonExact(x) })

function near(actual: Interval, low: number, high: number): void {
  expect(Math.abs(actual.low / low - 1), `low ${actual.low}`).toBeLessThan(1e-9)
  expect(Math.abs(actual.high / high - 1), `high ${actual.high}`).toBeLessThan(1e-9)
}

test('the difference of 56/70 and 48/80 is Newcombe’s own example (1998, table II: .0524, .3339), to more digits by scipy', () => {
  near(differenceInterval(rate(56, 70), rate(48, 80)), 0.052431472402364815, 0.3338726540369059)
})

test('the difference of two counts has the limits that numpy makes of scipy’s gamma quantiles', () => {
  near(differenceInterval(count(60), count(45)), -5.820194201515218, 36.09999903423234)
})

test('the ratio of two counts is as scipy’s exact binomial interval of the first in their sum', () => {
  near(countRatioInterval(60, 45), 0.8908751411164174, 2.0082284641540493)
  near(countRatioInterval(3, 1), 0.2408802278292618, 157.49208827480803)
  expect(countRatioInterval(0, 5).low).toBe(0)
  expect(Math.abs(countRatioInterval(0, 5).high / 1.091279105182546 - 1)).toBeLessThan(1e-9)
  expect(countRatioInterval(4, 0).high).toBe(Infinity)
})

test('the ratio of 10/100 and 6/120 is as scipy.stats.contingency.relative_risk gives it', () => {
  const share = { converted: 10, units: 100 }
  near(rateRatioInterval(share, { converted: 6, units: 120 }), 0.753095869539363, 5.311408761870691)
})

test('a ratio of estimates keeps above nothing, and an end without a bound is infinite', () => {
  expect(ratioInterval({ value: 0, low: 0, high: 3.7 }, count(9)).low).toBe(0)
  const open = ratioInterval(count(4), { value: 1, low: 0, high: 5.6 })
  expect(open.high).toBe(Infinity)
  expect(open.low).toBeGreaterThan(0)
})

test('of 2,000 pairs of counts at least 95 % of the exact ratios, and about as many of the others, hold the true one', () => {
  const random = draws(11)
  let [exact, mover, difference] = [0, 0, 0]
  const holds = ({ low, high }: Interval, truth: number): number => (low <= truth && truth <= high ? 1 : 0)
  for (let trial = 0; trial < 2_000; trial++) {
    const [a, b] = [random.poisson(40), random.poisson(25)]
    exact += holds(countRatioInterval(a, b), 1.6)
    mover += holds(ratioInterval(count(a), count(b)), 1.6)
    difference += holds(differenceInterval(count(a), count(b)), 15)
  }
  expect(exact / 2_000).toBeGreaterThanOrEqual(0.945)
  expect(mover / 2_000).toBeGreaterThan(0.94)
  expect(difference / 2_000).toBeGreaterThan(0.94)
})
