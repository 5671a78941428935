import { expect, test } from 'vitest'
import { seasonShares } from './season.ts'

// Oracle: by hand. Counts that spread less than their mean are chance; (50, 150) has variance 5000, of which 100 is noise.
test('months that differ by chance alone make an even year, and a real season stays', () => {
  expect(seasonShares([9, 11, 10, 10])).toEqual([0.25, 0.25, 0.25, 0.25])
  const [low, high] = seasonShares([50, 150])
  expect(low).toBeCloseTo((100 - 0.98 * 50) / 200, 12)
  expect(low! + high!).toBeCloseTo(1, 12)
  expect(seasonShares([0, 0])).toEqual([0.5, 0.5])
})
