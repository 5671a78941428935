import { expect, test } from 'vitest'
import { questionSchema } from '#contract/ask.ts'
import { comparedDays, periodBeside } from './compared-days.ts'

const days = (from: string, to: string, compare: 'previous' | 'year' | { from: string; to: string }) =>
  comparedDays(questionSchema.parse({ metrics: ['cv'], from, to, compare }))

test('as many days before, whole months as whole months, and the same days a year before', () => {
  expect(days('2026-04-06', '2026-04-12', 'previous')).toEqual({ from: '2026-03-30', to: '2026-04-05' })
  expect(days('2026-03-01', '2026-03-31', 'previous')).toEqual({ from: '2026-02-01', to: '2026-02-28' })
  expect(days('2026-01-01', '2026-03-31', 'previous')).toEqual({ from: '2025-10-01', to: '2025-12-31' })
  expect(days('2028-02-01', '2028-02-29', 'year')).toEqual({ from: '2027-02-01', to: '2027-02-28' })
  expect(days('2026-04-01', '2026-04-30', { from: '2025-01-01', to: '2025-01-30' })).toEqual({
    from: '2025-01-01',
    to: '2025-01-30',
  })
})

test('days that are not named, or end before they begin, are refused with the remedy', () => {
  expect(() => comparedDays(questionSchema.parse({ metrics: ['cv'], compare: 'year' }))).toThrow('needs the first')
  expect(() => days('2026-04-01', '2026-04-30', { from: '2025-02-01', to: '2025-01-01' })).toThrow('before they begin')
})

test('the first day, week or month stands beside the first, the second beside the second', () => {
  const [later, earlier] = [
    { from: '2026-04-01', to: '2026-04-30' },
    { from: '2026-03-01', to: '2026-03-31' },
  ]
  expect(periodBeside('day', '2026-04-03', later, earlier, 1)).toBe('2026-03-03')
  // 1 April 2026 is a Wednesday, 1 March a Sunday
  expect(periodBeside('week', '2026-03-30', later, earlier, 1)).toBe('2026-02-23')
  expect(periodBeside('week', '2026-04-13', later, earlier, 1)).toBe('2026-03-09')
  const [spring, winter] = [
    { from: '2026-02-01', to: '2026-04-30' },
    { from: '2025-11-01', to: '2026-01-31' },
  ]
  expect(periodBeside('month', '2026-04', spring, winter, 1)).toBe('2026-01')
})
