import { expect as expectThat, test } from 'vitest'
import { type SeasonalPoint, countCdf, expect, seasonalBaseline, tails } from './seasonal.ts'
import { draws } from './test-draws.ts'

const week = [1, 1.1, 1.1, 1, 0.9, 0.4, 0.3]

function days(count: (day: number) => number, from = 0, length = 56): SeasonalPoint[] {
  return Array.from({ length }, (_, index) => {
    const at = from + index
    return { at, phases: [at % 7], count: count(at), exposure: 1 }
  })
}

test('the chance of a count is that of the negative binomial, and of Poisson without more spread', () => {
  // oracle: scipy 1.17, nbinom with n = μ²/(v − μ), p = n/(n + μ) at μ 20, v 50; poisson at 9.5
  expectThat(countCdf(8, 20, 50)).toBeCloseTo(0.029937327319654834, 9)
  expectThat(countCdf(40, 20, 50)).toBeCloseTo(0.9927170551462432, 9)
  expectThat(countCdf(3, 9.5, 9.5)).toBeCloseTo(0.01485964764583124, 9)
})

test('an estimated spread makes tails thicker', () => {
  // oracle: scipy 1.17, t.cdf(norm.ppf(nbinom.cdf(2)), 30) and the same of the upper tail at 60
  expectThat(tails(2, { mean: 20, variance: 50, freedom: 30 }).low).toBeCloseTo(0.0006974897913486636, 9)
  expectThat(tails(60, { mean: 20, variance: 50, freedom: 30 }).high / 0.00015728266641399825).toBeCloseTo(1, 5)
})

test('level, week and trend are found again', () => {
  // oracle: the mean that the counts were made with, without noise
  const mean = (day: number): number => 200 * week[day % 7]! * Math.exp(0.005 * day)
  const baseline = seasonalBaseline(days(mean), [7])!
  for (const day of [57, 61, 62]) {
    const found = expect(baseline, days(mean, day, 1))
    expectThat(found.mean / mean(day)).toBeGreaterThan(0.98)
    expectThat(found.mean / mean(day)).toBeLessThan(1.02)
  }
  expectThat(baseline.dispersion).toBe(1)
})

test('days that stand out do not bend the baseline', () => {
  const mean = (day: number): number => 100 * week[day % 7]!
  const broken = seasonalBaseline(
    days((day) => (day >= 30 && day < 34 ? 0 : mean(day))),
    [7],
  )!
  const { mean: found } = expect(broken, days(mean, 56, 7))
  expectThat(found / (100 * week.reduce((sum, each) => sum + each, 0))).toBeCloseTo(1, 1)
  expectThat(broken.dispersion).toBeLessThan(2)
})

test('more spread than Poisson is estimated', () => {
  // oracle: simulation: Poisson about a lognormal mean has variance μ + (e^σ² − 1)μ², so dispersion 1 + .0101 · 200 = 3.02
  const { poisson, lognormal } = draws(7)
  const found = Array.from({ length: 40 }, () => {
    return seasonalBaseline(
      days(() => poisson(200 * lognormal(0.1))),
      [7],
    )!.dispersion
  })
  const mean = found.reduce((sum, each) => sum + each, 0) / found.length
  expectThat(mean).toBeGreaterThan(2.6)
  expectThat(mean).toBeLessThan(3.4)
})

test('a history of nothing lets something happen now and then', () => {
  const baseline = seasonalBaseline(
    days(() => 0),
    [7],
  )!
  const { high } = tails(
    1,
    expect(
      baseline,
      days(() => 1, 57, 1),
    ),
  )
  expectThat(high).toBeGreaterThan(0.005)
  expectThat(
    tails(
      20,
      expect(
        baseline,
        days(() => 20, 57, 1),
      ),
    ).high,
  ).toBeLessThan(1e-5)
})

test('hours have two seasons', () => {
  // oracle: the mean that the counts were made with
  const mean = (hour: number): number =>
    30 * (1 + Math.sin((2 * Math.PI * (hour % 24)) / 24)) * week[Math.floor(hour / 24) % 7]!
  const hour = (at: number): SeasonalPoint => ({
    at,
    phases: [at % 24, Math.floor(at / 24) % 7],
    count: Math.round(mean(at)),
    exposure: 1,
  })
  const baseline = seasonalBaseline(
    Array.from({ length: 4 * 168 }, (_, at) => hour(at)),
    [24, 7],
  )!
  const next = Array.from({ length: 24 }, (_, index) => hour(4 * 168 + index))
  const expected = next.reduce((sum, { at }) => sum + mean(at), 0)
  expectThat(expect(baseline, next).mean / expected).toBeCloseTo(1, 1)
})
