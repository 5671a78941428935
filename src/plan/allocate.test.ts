import { expect, test } from 'vitest'
import { type Curve, responseAt } from '#stats/response.ts'
import { type Taker, allocate } from './allocate.ts'

const power = (scale: number, elasticity: number, bounds: Partial<Taker> = {}): Taker => ({
  yield: (spend) => responseAt({ kind: 'power', scale, elasticity }, spend),
  min: 0,
  max: Infinity,
  ...bounds,
})
const three = [power(40, 0.55), power(25, 0.65), power(30, 0.4)]
const total = (takers: readonly Taker[], spends: readonly number[]): number =>
  takers.reduce((sum, taker, index) => sum + taker.yield(spends[index]!), 0)

// Oracle: the optimum by scipy and by equal marginal returns, kept with the project's statistical references.
test('three concave curves share 1,000 where their marginal returns are equal', () => {
  const { spends, left } = allocate(three, 1000)
  const expected = [307.728, 665.518, 26.7541]
  spends.forEach((spend, index) => expect(Math.abs(spend / expected[index]! - 1)).toBeLessThan(1e-5))
  expect(total(three, spends)).toBeCloseTo(2756.14, 2)
  expect(total(three, [1000 / 3, 1000 / 3, 1000 / 3])).toBeCloseTo(2373.79, 2)
  expect(left).toBeCloseTo(0, 6)
})

// Oracle: by hand. Proportional returns: the better one takes all that it may, the other the rest.
test('corners: straight lines fill up from the steepest, within their bounds', () => {
  const lines = [power(0.01, 1, { max: 600 }), power(0.02, 1, { max: 300 }), power(0.001, 1, { min: 50 })]
  const { spends } = allocate(lines, 1000)
  expect(spends.map(Math.round)).toEqual([600, 300, 100])
  expect(allocate([power(1, 0.5, { max: 200 })], 1000)).toMatchObject({ spends: [200], left: 800 })
  expect(() => allocate([power(1, 0.5, { min: 20 })], 10)).toThrow('The least amounts')
})

// Oracle: every split on a grid of 1/400, tried one by one.
test('an S-curve gets enough to pay off or nothing, as trying all splits finds', () => {
  const hill = (top: number, half: number, shape: number): Taker => {
    const curve: Curve = { kind: 'hill', top, half, shape }
    return { yield: (spend) => responseAt(curve, spend), min: 0, max: Infinity }
  }
  for (const [budget, takers] of [
    [400, [hill(100, 300, 4), power(3, 0.5)]],
    [150, [hill(100, 300, 4), power(3, 0.5)]],
    [500, [hill(90, 200, 5), hill(110, 350, 6)]],
  ] as const) {
    const found = total(takers, allocate(takers, budget).spends)
    const tried = Array.from({ length: 401 }, (_, step) =>
      total(takers, [(budget * step) / 400, budget * (1 - step / 400)]),
    )
    expect(found).toBeGreaterThanOrEqual(Math.max(...tried) - 1e-9)
  }
})
