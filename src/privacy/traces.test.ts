import { expect, test } from 'vitest'
import { withoutTexts } from './traces.ts'

test('ids are taken out of what an import wrote down; numbers, other words and short ids in sentences stay', () => {
  const result = {
    rows: 1,
    notes: ['1 row was replaced', '"L-ANN" is no stage', 'L-ANNE stays'],
    keptRows: [
      { what: '1 won', changedBy: 'leads of L-ANN.csv' },
      { what: '12 won', changedBy: 'a.csv' },
    ],
  }
  expect(withoutTexts(result, ['1', 'L-ANN'])).toEqual({
    rows: 1,
    notes: ['1 row was replaced', '"[erased]" is no stage', 'L-ANNE stays'],
    keptRows: [
      { what: '[erased]', changedBy: 'leads of [erased].csv' },
      { what: '12 won', changedBy: 'a.csv' },
    ],
  })
})
