import { expect, test } from 'vitest'
import { seasonShares } from './season.ts'

// Oracle: by construction. Counts that spread less than their mean are chance; what doubles every quarter is growth.
test('months that differ by chance or growth alone make an even year', () => {
  for (const counts of [
    [9, 11, 10, 10, 9, 11],
    [100, 126, 159, 200, 252, 317],
    [0, 0, 0, 0],
  ])
    for (const share of seasonShares(counts)) expect(share).toBeCloseTo(1 / counts.length, 3)
})

test('a real season stays, nearly as large as it is', () => {
  const shares = seasonShares([100, 100, 100, 200, 100, 100, 100, 100, 200, 100, 100, 100])
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
  expect(shares[3]! / shares[2]!).toBeGreaterThan(1.8)
  expect(shares[3]! / shares[2]!).toBeLessThan(2)
})
