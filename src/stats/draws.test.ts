import { expect, test } from 'vitest'
import { drawsOf } from './draws.ts'

const size = 20_000

/** Mean and variance of draws against the distribution's own, within four standard errors. Oracle: closed forms. */
function checkMoments(draw: () => number, mean: number, variance: number): void {
  const values = Array.from({ length: size }, draw)
  const average = values.reduce((sum, value) => sum + value, 0) / size
  const spread = values.reduce((sum, value) => sum + (value - average) ** 2, 0) / (size - 1)
  expect(Math.abs(average - mean)).toBeLessThan(4 * Math.sqrt(variance / size))
  expect(Math.abs(spread / variance - 1)).toBeLessThan(0.1)
}

test('draws have the mean and variance of their distribution', () => {
  const draws = drawsOf(7)
  checkMoments(() => draws.gamma(0.5), 0.5, 0.5)
  checkMoments(() => draws.gamma(40), 40, 40)
  checkMoments(() => draws.beta(3, 7), 0.3, 0.21 / 11)
  checkMoments(() => draws.binomial(12, 0.3), 3.6, 2.52)
  checkMoments(() => draws.binomial(900, 0.8), 720, 144)
  checkMoments(() => draws.binomial(40, 0.97), 38.8, 1.164)
  checkMoments(() => draws.poisson(4), 4, 4)
})

test('the same seed draws the same numbers', () => {
  const [first, again] = [drawsOf(3), drawsOf(3)]
  expect([first.uniform(), first.normal(), first.gamma(2)]).toEqual([again.uniform(), again.normal(), again.gamma(2)])
})
