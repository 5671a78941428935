import { expect, test } from 'vitest'
import { scatterOf, shortfallChance, standOut } from './shortfall.ts'
import { draws } from './test-draws.ts'

test('the chance of so few is that of a Poisson count where counts scatter no more', () => {
  // oracle: scipy.stats.poisson.cdf(70, 100) = 0.000971; Student's t with many degrees of freedom adds nothing
  expect(shortfallChance(70, 100, { dispersion: 1, freedom: 1e6 })).toBeCloseTo(0.000971, 5)
  // scatter twice as large: z = −30 ÷ √200 and its neighbourhood
  expect(shortfallChance(70, 100, { dispersion: 2, freedom: 1e6 })).toBeGreaterThan(0.01)
})

test('scatter of Poisson counts is about one, of counts with good and bad days what those add', () => {
  const of = (sigma: number): number => {
    let sum = 0
    for (let seed = 1; seed <= 60; seed++) {
      const draw = draws(seed)
      const counts = Array.from({ length: 56 }, () => draw.poisson(30 * draw.lognormal(sigma)))
      sum += scatterOf({ first: 0, counts }, 55).dispersion
    }
    return sum / 60
  }
  // at least one is said, so a little more on average
  expect(of(0)).toBeCloseTo(1.1, 1)
  // oracle: variance ÷ mean of a Poisson count with lognormal mean, 1 + 30 × (e^σ² − 1) × e^(σ²/2)
  expect(of(0.2)).toBeCloseTo(1 + 30 * (Math.exp(0.04) - 1) * Math.exp(0.02), 0)
  expect(scatterOf({ first: 0, counts: [1, 2] }, 1)).toEqual({ dispersion: 1.5, freedom: 6 })
})

test('of many chances those stand out that Holm lets', () => {
  // oracle: R p.adjust(c(.01,.04,.03,.005), "holm") = .03 .06 .06 .02
  expect(standOut([0.01, 0.04, 0.03, 0.005], 0.05)).toEqual([true, false, false, true])
  expect(standOut([], 0.05)).toEqual([])
})
