import { expect, test } from 'vitest'
import { periodsBetween, spanOf } from './periods.ts'

test('periods without a row are among those of a range, weeks on the weekday that the others begin on', () => {
  expect(periodsBetween('week', ['2026-04-13'], '2026-04-01', '2026-04-20')).toEqual([
    '2026-03-30',
    '2026-04-06',
    '2026-04-13',
    '2026-04-20',
  ])
  expect(periodsBetween('day', ['2026-02-28'], '2026-02-27', '2026-03-01')).toEqual([
    '2026-02-27',
    '2026-02-28',
    '2026-03-01',
  ])
  expect(periodsBetween('month', ['2026-01'], '2025-12-31', '2026-02-01')).toEqual(['2025-12', '2026-01', '2026-02'])
  expect(periodsBetween('week', [], '2026-04-01', '2026-04-20')).toEqual([])
})

test('a month ends on its last day', () => {
  expect(spanOf('month', '2028-02')).toEqual({ from: '2028-02-01', to: '2028-02-29' })
  expect(spanOf('month', '2026-12').to).toBe('2026-12-31')
})
