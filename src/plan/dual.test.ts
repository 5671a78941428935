import { expect, test } from 'vitest'
import { judgeDual } from './dual.ts'

const target = { cv: 100, cpa: 36_000 }

test('enough CVs at or below the target CPA are one verdict of four', () => {
  expect(judgeDual({ cv: 100, cost: 3_600_000 }, target)).toBe('reached')
  expect(judgeDual({ cv: 120, cost: 4_400_000 }, target)).toBe('too_dear')
  expect(judgeDual({ cv: 99, cost: 3_000_000 }, target)).toBe('too_few')
  expect(judgeDual({ cv: 50, cost: 3_000_000 }, target)).toBe('missed')
  expect(judgeDual({ cv: 0, cost: 1 }, target)).toBe('missed')
})
