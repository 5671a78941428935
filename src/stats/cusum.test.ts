// Oracles: published average run lengths of CUSUM charts (Brook and Evans 1972; Montgomery, table 9.4); simulation.
import { expect, test } from 'vitest'
import { falseAlarmEvery, findChanges, usualDesign } from './cusum.ts'
import { draws } from './test-draws.ts'

test.each([
  [4, 167.66],
  [5, 465.32],
])('with k = .5 and h = %i a false alarm comes every %d days', (h, days) => {
  // the reference solves it on a grid of states
  expect(falseAlarmEvery({ k: 0.5, h }) / days).toBeCloseTo(1, 3)
})

/** A normal series of a seed, shifted from a day on. */
function series(seed: number, length: number, shift: number, from: number): number[] {
  const random = draws(seed)
  const normal = (): number => Math.log(random.lognormal(1))
  return Array.from({ length }, (_, day) => 40 + 3 * (normal() + (day >= from ? shift : 0)))
}

test('where nothing changes, alarms come no oftener than is said, though level and spread are not known', () => {
  const [runs, length] = [150, 90]
  let alarms = 0
  for (let seed = 1; seed <= runs; seed++) alarms += findChanges(series(seed, length, 0, 0)).length
  const expected = (runs * length) / falseAlarmEvery(usualDesign)
  // 3 standard errors of a Poisson count
  expect(alarms).toBeLessThan(expected + 3 * Math.sqrt(expected))
  expect(alarms).toBeGreaterThan(0)
})

test('a shift of two deviations is found, and dated to within three days in most', () => {
  const found = Array.from({ length: 60 }, (_, i) => findChanges(series(500 + i, 70, -2, 50)))
  const right = found.filter((changes) =>
    changes.some(({ direction, from }) => direction === 'fall' && Math.abs(from - 50) <= 3),
  )
  expect(right.length).toBeGreaterThan(50)
})

test('days without a value are passed over', () => {
  const values = series(3, 60, 3, 40)
  values[20] = NaN
  expect(findChanges(values).some(({ from }) => Math.abs(from - 40) <= 2)).toBe(true)
})
