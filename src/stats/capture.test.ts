import { expect, test } from 'vitest'
import { type PatternCounts, fitThreeLists, threeLists } from './capture-loglinear.ts'
import { type Estimate, chapman } from './capture.ts'

/** `three_source_darroch`, the cells of Darroch et al. 1993. */
const darroch: PatternCounts = { '111': 72, '110': 155, '101': 7, '100': 71, '011': 13, '010': 53, '001': 43 }

test("Chapman's estimate and its logit interval", () => {
  // oracle: Chapman 1951 and Sadinle 2009, computed by hand
  const { total, interval } = chapman({ first: 10, second: 15, both: 5 })!
  expect(total).toBeCloseTo(28.3333, 4)
  expect(interval.low).toBeCloseTo(21.94, 2)
  expect(interval.high).toBeCloseTo(64.67, 2)
})

test('an odds ratio multiplies those that neither list holds', () => {
  // oracle: with odds ratio θ the empty cell is θ·n10·n01/n11; at θ = 1 it is Chapman's
  const lists = { first: 400, second: 300, both: 200 }
  expect(chapman(lists, 3)!.total - 500).toBeCloseTo(3 * (chapman(lists)!.total - 500), 9)
})

test('the more likely lists share their members, the higher the bound, also where one of them saw nothing alone', () => {
  for (const lists of [
    { first: 75, second: 62, both: 62 },
    { first: 400, second: 300, both: 200 },
  ]) {
    const bounds = [1, 2, 4].map((oddsRatio) => chapman(lists, oddsRatio)!.interval.high)
    expect(bounds).toEqual(bounds.toSorted((a, b) => a - b))
  }
})

test('links that are known to be missed are taken out', () => {
  // oracle: Ding and Fienberg 1994: of 1,000 things on lists of 600 and 500 held independently, 300 are on both;
  // 5 % of links missed leave 0.95·300 = 285 observed
  const observed = { first: 600, second: 500, both: 285 }
  const linked = { first: 600, second: 500, both: 300 }
  const width = ({ interval }: Estimate): number => interval.high - interval.low
  expect(chapman(observed)!.total).toBeGreaterThan(1_040)
  const corrected = chapman(observed, 1, 0.05)!
  expect(corrected.total).toBeCloseTo((601 * 501) / 301 - 1, 6)
  expect(width(corrected)).toBeGreaterThan(width(chapman(linked)!))
  expect(chapman({ first: 10, second: 10, both: 9 }, 1, 0.2)).toBeNull()
})

test.each([
  [
    [
      [0, 1],
      [0, 2],
      [1, 2],
    ],
    1239.97,
    450.541,
    0,
  ],
  [
    [
      [0, 1],
      [1, 2],
    ],
    850.143,
    186.315,
    3.794,
  ],
] as const)('log-linear models of three lists: %j', (dependent, total, error, deviance) => {
  // oracle: R, Rcapture closedp on these cells
  const fit = fitThreeLists(darroch, dependent)!
  expect(fit.total / total).toBeCloseTo(1, 5)
  expect(fit.standardError / error).toBeCloseTo(1, 5)
  expect(fit.deviance).toBeCloseTo(deviance, 3)
})

test('of all models the one with the lowest AIC is chosen, and the interval widens by what others say', () => {
  const { chosen, models, interval, total } = threeLists(darroch)!
  expect(models).toHaveLength(8)
  expect(chosen.aic).toBe(Math.min(...models.map(({ aic }) => aic)))
  expect(models.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12)
  expect(interval.low).toBeLessThan(total)
  expect(interval.high).toBeGreaterThan(total + 1.96 * chosen.standardError)
})

test('a list that misses nothing leaves little unseen', () => {
  const found = threeLists({ '111': 100, '110': 11, '101': 3, '100': 1, '011': 0, '010': 0, '001': 0 })!
  expect(found.total).toBeGreaterThanOrEqual(115)
  expect(found.total).toBeLessThan(117)
})

test('lists that never meet determine nothing', () => {
  expect(threeLists({ '111': 0, '110': 0, '101': 0, '100': 9, '011': 0, '010': 8, '001': 7 })).toBeNull()
})

test('missed links split things in two, and are taken out of three lists', () => {
  // oracle: expected cells of 1,000 things held with chances .6, .5 and .4, each entry left unlinked at 5 %, 2 % and 0 %
  const hold = [0.6, 0.5, 0.4]
  const missed = [0.05, 0.02, 0]
  const counts: Record<string, number> = Object.fromEntries(Object.keys(darroch).map((pattern) => [pattern, 0]))
  for (let bits = 1; bits < 8; bits++) {
    const on = [0, 1, 2].map((list) => (bits >> list) & 1)
    const things = 1_000 * on.reduce((all, has, list) => all * (has ? hold[list]! : 1 - hold[list]!), 1)
    for (let lost = 0; lost < 8; lost++) {
      if (lost & ~bits) continue
      const share = on.reduce((all, has, list) => {
        if (!has) return all
        return all * ((lost >> list) & 1 ? missed[list]! : 1 - missed[list]!)
      }, things)
      const put = (which: number): void => {
        counts[[0, 1, 2].map((list) => (which >> list) & 1).join('')]! += share
      }
      for (const list of [0, 1, 2]) if ((lost >> list) & 1) put(1 << list)
      if (bits & ~lost) put(bits & ~lost)
    }
  }
  expect(fitThreeLists(counts as PatternCounts, [])!.total).toBeGreaterThan(1_020)
  expect(fitThreeLists(counts as PatternCounts, [], missed)!.total).toBeCloseTo(1_000, 4)
})
