import { expect, test } from 'vitest'
import { invert } from './matrices.ts'
import { fitPoisson } from './poisson-regression.ts'

test('Poisson regression finds the maximum likelihood', () => {
  // oracle: Dobson 1990, the randomised trial of R's help(glm): counts 18 … 12 by outcome and treatment
  const y = [18, 17, 15, 20, 10, 20, 25, 13, 12]
  const x = y.map((_, i) => {
    const [outcome, treatment] = [i % 3, Math.floor(i / 3)]
    return [1, outcome === 1 ? 1 : 0, outcome === 2 ? 1 : 0, treatment === 1 ? 1 : 0, treatment === 2 ? 1 : 0]
  })
  const fit = fitPoisson({ y, x })!
  const expected = [3.044522, -0.4542553, -0.2929871, 0, 0]
  for (const [k, value] of expected.entries()) expect(fit.coefficients[k]).toBeCloseTo(value, 5)
  const errors = fit.covariance.map((row, k) => Math.sqrt(row[k]!))
  for (const [k, value] of [0.1708987, 0.2021708, 0.1927423, 0.2, 0.2].entries())
    expect(errors[k]).toBeCloseTo(value, 5)
  expect(fit.deviance).toBeCloseTo(5.129141, 5)
  // its AIC is 56.76, with five parameters
  expect(-2 * fit.logLikelihood + 10).toBeCloseTo(56.76132, 4)
})

test('an exposure scales the mean, and a prior holds a coefficient back', () => {
  // oracle: with one coefficient the mean is Σy/Σexposure
  const fit = fitPoisson({ y: [3, 7], x: [[1], [1]], exposure: [10, 30] })!
  expect(Math.exp(fit.coefficients[0]!)).toBeCloseTo(10 / 40, 9)
  const free = fitPoisson({
    y: [5, 20],
    x: [
      [1, 0],
      [1, 1],
    ],
  })!
  const held = fitPoisson({
    y: [5, 20],
    x: [
      [1, 0],
      [1, 1],
    ],
    prior: [0, 4],
  })!
  expect(free.coefficients[1]).toBeCloseTo(Math.log(4), 6)
  expect(held.coefficients[1]).toBeGreaterThan(0)
  expect(held.coefficients[1]).toBeLessThan(free.coefficients[1]!)
})

test('what the counts do not determine is not made up', () => {
  expect(
    fitPoisson({
      y: [1, 2],
      x: [
        [1, 1, 1],
        [1, 1, 1],
      ],
    }),
  ).toBeNull()
  expect(
    invert([
      [1, 2],
      [2, 4],
    ]),
  ).toBeNull()
})
