import { expect, test } from 'vitest'
import { allocationCsv, readAllocationCsv } from './allocation-csv.ts'

test('what goes out as CSV comes in as it was', () => {
  const rows = [
    { month: '2026-04', channel: 'paid_search', initiative: '', cv: 12.5, budget: 400_000, locked: false },
    {
      month: '2026-06',
      channel: 'trade_show',
      initiative: '=Expo, "spring"',
      cv: 30,
      budget: 900_000,
      locked: true,
      min: 1,
      max: 2e6,
    },
  ]
  expect(readAllocationCsv(allocationCsv(rows))).toEqual({ rows })
})

test('amounts as spreadsheets write them are read, and every wrong line is named', () => {
  const good = 'Month,Channel,CV,Budget\n2026-04,email,"1,200","30,000"\n'
  expect(readAllocationCsv(good)).toMatchObject({ rows: [{ cv: 1200, budget: 30_000, initiative: '' }] })
  expect(readAllocationCsv('month,cv\n')).toEqual({ problems: ['The first line lacks: channel, budget.'] })
  expect(readAllocationCsv('month,channel,cv,budget\nApril,email,x,3\n')).toEqual({
    problems: [expect.stringContaining('Line 2: month is not a month'), expect.stringContaining('Line 2: cv')],
  })
})
