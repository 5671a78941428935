import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addUp } from './add-up.ts'

test('thirds add up to the whole, the one written elsewhere stays as it was rounded', () => {
  expect(addUp([1 / 3, 1 / 3, 1 / 3], 1, 0)).toEqual([1, 0, 0])
  expect(addUp([1.4, 1.3, -0.7], 2, 0)).toEqual([2, 1, -1])
  expect(addUp([0.6, 0.6, 0.6], 1.8, 0)).toEqual([0, 1, 1])
  expect(addUp([0.6, 0.6, 0.6], 1.8, 0, 0)).toEqual([1, 0, 1])
})

test('whatever the parts, what is written adds up and is off by less than a unit', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -5_000, max: 5_000, noNaN: true }), { minLength: 1, maxLength: 9 }),
      fc.integer({ min: 0, max: 3 }),
      (parts, decimals) => {
        const whole = parts.reduce((sum, part) => sum + part, 0)
        const written = addUp(parts, whole, decimals)
        const sum = written.reduce((total, part) => total + part, 0)
        expect(sum).toBeCloseTo(Math.round(whole * 10 ** decimals) / 10 ** decimals, 6)
        written.forEach((part, index) => expect(Math.abs(part - parts[index]!) * 10 ** decimals).toBeLessThan(1.001))
      },
    ),
  )
})
