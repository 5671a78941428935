import { expect, test } from 'vitest'
import { poissonExact } from './intervals.ts'
import { weightedPoisson } from './weighted.ts'

test('with equal weights it is the exact Poisson interval times the weight', () => {
  const { low, high } = weightedPoisson({ sum: 30, sumOfSquares: 90, min: 3, max: 3 })
  // Garwood 1936 for 10: 4.79539, 18.3904
  expect(low).toBeCloseTo(3 * 4.79539, 4)
  expect(high).toBeCloseTo(3 * 18.3904, 3)
})

test('with unequal weights it follows the gamma quantiles of Fay and Feuer', () => {
  // scipy 1.11: v/y·chi2.ppf(.025, 2y²/v)/2 and (v+w²)/(y+w)·chi2.ppf(.975, 2(y+w)²/(v+w²))/2 for y 20, v 90, w 8
  const { low, high } = weightedPoisson({ sum: 20, sumOfSquares: 90, min: 1, max: 8 })
  expect(low).toBeCloseTo(5.942656, 4)
  expect(high).toBeCloseTo(57.051693, 4)
})

test('unequal weights widen the interval', () => {
  const equal = poissonExact(20)
  const unequal = weightedPoisson({ sum: 20, sumOfSquares: 90, min: 1, max: 8 })
  expect(unequal.low).toBeLessThan(equal.low)
  expect(unequal.high).toBeGreaterThan(equal.high)
})

test('with refunds it is the normal approximation', () => {
  expect(weightedPoisson({ sum: 80, sumOfSquares: 10_100, min: -10, max: 90 }).low).toBeCloseTo(
    80 - 1.959964 * Math.sqrt(10_100),
    4,
  )
})
