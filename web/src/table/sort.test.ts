import { expect, test } from 'vitest'
import { nextSort, sortRows } from './sort.ts'

test('rows without a value go last, whichever way the others are sorted', () => {
  const rows = [3, null, 1, 2]
  expect(sortRows(rows, (row) => row, false, 'en')).toEqual([1, 2, 3, null])
  expect(sortRows(rows, (row) => row, true, 'en')).toEqual([3, 2, 1, null])
})

test('words are sorted as people read them, numbers inside them by size', () => {
  expect(sortRows(['b10', 'B9', 'a'], (row) => row, false, 'en')).toEqual(['a', 'B9', 'b10'])
})

test('a heading sorts one way, then the other, then not at all', () => {
  const once = nextSort(null, 'cost', true)
  expect(once).toEqual({ column: 'cost', descending: true })
  const twice = nextSort(once, 'cost', true)
  expect(twice).toEqual({ column: 'cost', descending: false })
  expect(nextSort(twice, 'cost', true)).toBeNull()
  expect(nextSort(twice, 'name', false)).toEqual({ column: 'name', descending: false })
})
