import { expect, test } from 'vitest'
import { formulas } from './formulas.ts'
import { emptyCell } from './measures.ts'

test('where all visitors are alike, a rate of few of them is not said to be certain', () => {
  const cell = emptyCell()
  Object.assign(cell.ctas, { visitors: 3, visits: 3, clicked: 3, visitSquares: 3, visitClicks: 3, clickSquares: 3 })
  const figure = formulas['cta.rate']!(cell, { once: { click: false, visitor: false } })
  // oracle: Wilson's lower end for 3 of 3 is 3 ÷ (3 + 1.96²)
  expect(figure).toMatchObject({ value: 1, high: 1 })
  expect(figure.low).toBeCloseTo(3 / (3 + 1.959964 ** 2), 5)
})
