// Oracle: simulation. Where an action does nothing, its 95 % interval has to hold 1 in about 95 of 100 companies, also where
// good and bad weeks come in rows, where there is growth, and where all channels share them.
import { expect, test } from 'vitest'
import { type OutcomeDay, actionEffect } from './counterfactual.ts'
import { draws } from './test-draws.ts'

interface Weather {
  /** Standard deviation of ln from day to day, and how much of it is yesterday's. */
  sigma: number
  carried: number
  /** Growth of ln over the 70 days. */
  growth: number
  /** Whether the untouched have the same weather. */
  shared?: boolean
  effect?: number
}

const weekdays = [1.1, 1.2, 1.1, 1, 0.9, 0.4, 0.3]

function company(seed: number, { sigma, carried, growth, shared = false, effect = 1 }: Weather): OutcomeDay[] {
  const random = draws(seed)
  let weather = 0
  return Array.from({ length: 70 }, (_, at) => {
    weather = carried * weather + Math.sqrt(1 - carried ** 2) * sigma * Math.log(random.lognormal(1))
    const usual = weekdays[at % 7]! * Math.exp(weather + (growth * at) / 70)
    const own = random.poisson(12 * usual * (at >= 56 ? effect : 1))
    return {
      at,
      count: own,
      exposure: 1,
      ...(shared && { control: { count: random.poisson(60 * usual), exposure: 1 } }),
    }
  })
}

function effects(weather: Weather, companies = 200) {
  return Array.from({ length: companies }, (_, seed) => {
    const days = company(seed + 1, weather)
    return actionEffect(days.slice(0, 56), days.slice(56))!
  })
}

test.each([
  ['chance alone', { sigma: 0, carried: 0, growth: 0 }],
  ['good and bad days', { sigma: 0.25, carried: 0, growth: 0 }],
  ['good and bad weeks', { sigma: 0.15, carried: 0.6, growth: 0 }],
  ['growth', { sigma: 0.1, carried: 0, growth: 0.15 }],
  ['weather that the untouched share', { sigma: 0.3, carried: 0.6, growth: 0, shared: true }],
] as const)('an action without effect is seen as one in 5 of 100 at most: %s', (_, weather) => {
  const inside = effects(weather).filter(({ low, high }) => low <= 1 && 1 <= high).length
  // 3 standard errors of a share of 200
  expect(inside / 200).toBeGreaterThan(0.95 - 0.047)
})

test('an action that takes a third away is measured, and more surely with the untouched beside it', () => {
  const weather = { sigma: 0.2, carried: 0.5, growth: 0, effect: 0.67 }
  const [alone, beside] = [effects(weather, 80), effects({ ...weather, shared: true }, 80)]
  const mean = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0) / values.length
  const width = ({ low, high }: { low: number; high: number }): number => Math.log(high / low)
  expect(mean(beside.map(({ ratio }) => ratio))).toBeCloseTo(0.67, 1)
  expect(mean(beside.map(width))).toBeLessThan(mean(alone.map(width)))
  expect(beside.filter(({ high }) => high < 1).length).toBeGreaterThan(50)
})

test('without five weeks of history nothing is said', () => {
  const days = company(1, { sigma: 0, carried: 0, growth: 0 })
  expect(actionEffect(days.slice(30, 56), days.slice(56))).toBeNull()
})
