import { expect, test } from 'vitest'
import { outlook } from './pacing-outlook.ts'
import { History, project, projectionError } from './pacing.ts'
import { draws } from './test-draws.ts'

const week = [10, 20, 20, 20, 20, 10, 0]
const steady = (days: number): number[] => Array.from({ length: days }, (_, day) => week[day % 7]!)

test('a run rate takes all days for equal, and weekdays do not', () => {
  const history = new History({ first: 0, counts: steady(74) })
  const period = { from: 70, to: 83 }
  // oracle by hand: 70 in four days; the other ten bring 70 ÷ 4 × 10, or by weekday 30 + 100
  expect(project(history, 'run_rate', period, 73)).toEqual({ rest: 175, basis: 70, share: 2.5 })
  expect(project(history, 'weekday', period, 73)!.rest).toBeCloseTo(130, 10)
  expect(project(history, 'recent', period, 73)!.rest).toBeCloseTo(130, 10)
  expect(project(history, 'season', period, 73)).toBeNull()
})

test('a season goes on from the last weeks as the year before did', () => {
  // a year before the days to come, 411 to 430, everything doubled
  const counts = Array.from({ length: 411 }, (_, day) => (day >= 47 && day < 80 ? 20 : 10))
  const projected = project(new History({ first: 0, counts }), 'season', { from: 401, to: 430 }, 410)!
  // oracle by hand: means over 21 days about 47 to 66 grow from 15.2 to 19.7, those about 19 to 46 from 10 to 15
  expect(projected.rest / 200).toBeGreaterThan(1.5)
  expect(projected.rest / 200).toBeLessThan(2)
})

test('without history before the period only the run rate tells something', () => {
  const told = outlook({ history: { first: 0, counts: [4, 6] }, period: { from: 0, to: 29 }, now: 1, earlier: [] })!
  expect(told).toMatchObject({ method: 'run_rate', end: 150 })
  expect(told.high - told.low).toBeGreaterThan(100)
  expect(outlook({ history: { first: 0, counts: [0] }, period: { from: 0, to: 6 }, now: 0, earlier: [] })!.end).toBe(0)
})

test('an error is the mean of what was off, as a share of how it ended', () => {
  const history = new History({ first: 0, counts: [1, 1, 1, 1, 2, 2] })
  // oracle by hand: 2 × 2 where 4 came, and 2 × 2 where 6 came
  const trials = [
    { period: { from: 0, to: 3 }, now: 1 },
    { period: { from: 2, to: 5 }, now: 3 },
  ]
  expect(projectionError(history, 'run_rate', trials)).toBeCloseTo((0 + 2 / 6) / 2, 12)
})

test('nine of ten periods end within the range, on every stage and with counts that scatter and drift', () => {
  // oracle: simulated companies whose level wanders and whose days scatter more than Poisson
  let [inside, all] = [0, 0]
  for (let seed = 1; seed <= 400; seed++) {
    const draw = draws(seed)
    let level = 4 + 20 * draw.uniform()
    const counts = Array.from({ length: 300 }, (_, day) => {
      level *= draw.lognormal(0.02)
      return draw.poisson((level * week[day % 7]! * draw.lognormal(0.15)) / 14)
    })
    const period = { from: 269, to: 298 }
    const earlier = Array.from({ length: 6 }, (_, back) => ({ from: 239 - 30 * back, to: 268 - 30 * back }))
    const now = period.from + [4, 9, 14, 19, 24][seed % 5]!
    const { low, high } = outlook({ history: { first: 0, counts }, period, now, earlier })!
    const truth = counts.slice(period.from, period.to + 1).reduce((sum, count) => sum + count, 0)
    inside += low <= truth && truth <= high ? 1 : 0
    all += 1
  }
  expect(inside / all).toBeGreaterThanOrEqual(0.85)
  expect(inside / all).toBeLessThanOrEqual(0.95)
})
