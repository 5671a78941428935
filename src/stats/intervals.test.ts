import { expect, test } from 'vitest'
import {
  type Interval,
  clopperPearson,
  meanInterval,
  poissonExact,
  quantileRanks,
  ratioOfSumsInterval,
  wilson,
} from './intervals.ts'

function near(actual: Interval | null, low: number, high: number, relative = 1e-6): void {
  expect(Math.abs(actual!.low / low - 1), `low ${actual!.low}`).toBeLessThan(relative)
  expect(Math.abs(actual!.high / high - 1), `high ${actual!.high}`).toBeLessThan(relative)
}

/** A seeded generator of uniform numbers (mulberry32), so that simulations repeat. */
function uniform(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

test('Wilson of 10 in 100 is as R prop.test(correct = FALSE) gives it', () => {
  near(wilson(10, 100), 0.0552291, 0.174366, 3e-6)
  // To more digits: statsmodels proportion_confint(method='wilson')
  near(wilson(10, 100), 0.05522913706067509, 0.17436566150491345, 1e-12)
})

test('Wilson stays within 0 and 1 where nobody or everybody converted, and says nothing without units', () => {
  expect(wilson(0, 50).low).toBe(0)
  expect(wilson(0, 50).high).toBeCloseTo(1.959963984540054 ** 2 / (50 + 1.959963984540054 ** 2), 12)
  expect(wilson(50, 50).high).toBe(1)
  expect(wilson(50, 50).low).toBeCloseTo(50 / (50 + 1.959963984540054 ** 2), 12)
  expect(wilson(0, 0)).toEqual({ low: 0, high: 1 })
})

test('a proportion above one is refused', () => {
  expect(() => wilson(11, 10)).toThrow('11 of 10 is not a proportion')
  expect(() => clopperPearson(-1, 10)).toThrow('is not a proportion')
})

test('Clopper–Pearson of 10 in 100 is as R binom.test gives it', () => {
  near(clopperPearson(10, 100), 0.0490047, 0.176223, 3e-6)
  // To more digits: scipy 1.17.1 stats.beta.ppf
  near(clopperPearson(10, 100), 0.04900468922148595, 0.17622259774002266, 1e-10)
  expect(clopperPearson(0, 10).low).toBe(0)
  expect(clopperPearson(10, 10).high).toBe(1)
  // (α/2)^(1/n), the closed form where everybody converted
  near(clopperPearson(10, 10), 0.025 ** 0.1, 1)
})

test('the exact Poisson interval of 10 is as R poisson.test gives it', () => {
  near(poissonExact(10), 4.79539, 18.3904, 3e-6)
  near(poissonExact(10), 4.7953886961324335, 18.39035604201778, 1e-10)
})

test('no conversions still leave room for up to 3.69 (−ln .025)', () => {
  expect(poissonExact(0).low).toBe(0)
  expect(poissonExact(0).high).toBeCloseTo(-Math.log(0.025), 12)
})

test('the interval of a CPA follows from the exact Poisson interval of its conversions', () => {
  const cases: [cost: number, count: number, cpa: string, low: string, high: string][] = [
    [149.71, 24, '6.23792', '4.19', '9.74'],
    [2_893.37, 183, '15.8108', '13.68', '18.38'],
    [55_662.15, 872, '63.8327', '59.73', '68.29'],
  ]
  for (const [cost, count, cpa, low, high] of cases) {
    const interval = poissonExact(count)
    expect((cost / count).toPrecision(6)).toBe(cpa)
    expect((cost / interval.high).toFixed(2)).toBe(low)
    expect((cost / interval.low).toFixed(2)).toBe(high)
  }
})

test('the mean of 3 5 7 8 12 has the interval that R t.test and scipy give', () => {
  near(meanInterval(5, 35, 291), 2.789312518007706, 11.210687481992295, 1e-10)
  expect(meanInterval(1, 3, 9)).toBeNull()
})

test('the delta method agrees with a case worked by hand', () => {
  // x = 1 2 3 4, y = 1 1 2 4: ratio .8, residuals .2 −.6 −.4 .8, Σe² = 1.2,
  // error √(1.2 · 4/3) / 10 = .1264911, t(3) = 3.1824463
  const sums = { n: 4, sumX: 10, sumY: 8, sumXX: 30, sumYY: 22, sumXY: 25 }
  near(ratioOfSumsInterval(sums), 0.3974488457646374, 1.2025511542353626, 1e-10)
})

test('with one unit per cluster the delta method is the interval of a mean, and near Wilson for large n', () => {
  const sums = { n: 10_000, sumX: 10_000, sumY: 3_000, sumXX: 10_000, sumYY: 3_000, sumXY: 3_000 }
  const mean = meanInterval(10_000, 3_000, 3_000)!
  near(ratioOfSumsInterval(sums), mean.low, mean.high, 1e-12)
  const score = wilson(3_000, 10_000)
  near(ratioOfSumsInterval(sums), score.low, score.high, 3e-4)
})

test('the delta method needs two clusters and a unit', () => {
  expect(ratioOfSumsInterval({ n: 1, sumX: 3, sumY: 1, sumXX: 9, sumYY: 1, sumXY: 3 })).toBeNull()
  expect(ratioOfSumsInterval({ n: 5, sumX: 0, sumY: 0, sumXX: 0, sumYY: 0, sumXY: 0 })).toBeNull()
})

test('over visitors with several sessions the delta method covers 95 % where Wilson over sessions does not', () => {
  // A visitor has 1 to 5 sessions and either converts in half of them or in a twentieth: truth (.5 + .05)/2.
  const random = uniform(7)
  const runs = 1_000
  let delta = 0
  let naive = 0
  for (let run = 0; run < runs; run++) {
    const sums = { n: 300, sumX: 0, sumY: 0, sumXX: 0, sumYY: 0, sumXY: 0 }
    for (let visitor = 0; visitor < sums.n; visitor++) {
      const x = 1 + Math.floor(random() * 5)
      const rate = random() < 0.5 ? 0.5 : 0.05
      let y = 0
      for (let session = 0; session < x; session++) if (random() < rate) y++
      sums.sumX += x
      sums.sumY += y
      sums.sumXX += x * x
      sums.sumYY += y * y
      sums.sumXY += x * y
    }
    const covers = ({ low, high }: Interval): number => (low <= 0.275 && 0.275 <= high ? 1 : 0)
    delta += covers(ratioOfSumsInterval(sums)!)
    naive += covers(wilson(sums.sumY, sums.sumX))
  }
  // Three standard errors of a simulated 95 %: ±.0207
  expect(Math.abs(delta / runs - 0.95)).toBeLessThan(0.0207)
  expect(naive / runs).toBeLessThan(0.9)
})

test('the ranks around a median are those of the published table', () => {
  // Confidence intervals for the median, nominal 95 % (e.g. Conover, Practical Nonparametric Statistics)
  const table: [n: number, low: number, high: number, percent: number][] = [
    [6, 1, 6, 96.9],
    [10, 2, 9, 97.9],
    [15, 4, 12, 96.5],
    [20, 6, 15, 95.9],
    [25, 8, 18, 95.7],
  ]
  for (const [n, low, high, percent] of table) {
    const ranks = quantileRanks(n, 0.5)!
    expect([ranks.low, ranks.high]).toEqual([low, high])
    expect(ranks.coverage * 100).toBeCloseTo(percent, 1)
  }
  expect(quantileRanks(5, 0.5)).toBeNull()
  expect(quantileRanks(0, 0.5)).toBeNull()
})

test('the ranks of a quantile’s interval lie near its own, so that no other values have to be known', () => {
  for (const q of [0.5, 0.75, 0.9]) {
    for (const n of [1, 2, 6, 10, 36, 99, 1_000, 12_345, 1_000_000]) {
      const ranks = quantileRanks(n, q)
      if (!ranks) continue
      expect(ranks.low).toBeGreaterThan(q * n - 2 * Math.sqrt(n) - 3)
      expect(ranks.high).toBeLessThan(q * n + 2 * Math.sqrt(n) + 3)
    }
  }
  expect(quantileRanks(3, 0.9)).toBeNull()
})
