// Which days are asked for, and which week counts as the last full one.
import { expect, test } from 'vitest'
import type { Answer, Definition } from '#contract/ask.ts'
import { planSchema } from '#contract/plan.ts'
import { readView } from '../address.ts'
import { daysOf, extentOf, lastFullWeek } from './questions.ts'

const plan = planSchema.parse({ points: [{ id: 'won', name: 'Won', tier: 'macro', match: { deal: {} } }] })
const extent = { from: '2026-01-05', to: '2026-06-17' }

function answerOver(extents: [metric: string, from: string, to: string][]): Answer {
  const definitions = extents.map(([metric, from, to]) => ({ metric, from, to }) as Definition)
  return { rows: [], total: {}, definitions, caveats: [] }
}

test('a period is whole weeks back from the end of the data', () => {
  expect(daysOf(readView('?period=4w'), extent, plan)).toEqual({ from: '2026-05-25', to: '2026-06-17' })
})

test('a period does not begin before the data, and days chosen by hand go first', () => {
  expect(daysOf(readView('?period=52w'), extent, plan).from).toBe('2026-01-05')
  expect(daysOf(readView('?period=4w&from=2026-02-01'), extent, plan)).toEqual({ from: '2026-02-01', to: '2026-06-17' })
})

test('a cost that is spread into the future does not make the data longer', () => {
  const answer = answerOver([
    ['sessions', '2026-01-05', '2026-06-17'],
    ['cost', '2026-01-01', '2026-12-31'],
  ])
  expect(extentOf(answer)).toEqual(extent)
})

test('without visits and conversions costs say where the data lies, and nothing says nothing', () => {
  const onlyCost = answerOver([
    ['sessions', '', ''],
    ['cost', '2026-01-01', '2026-01-31'],
  ])
  expect(extentOf(onlyCost)).toEqual({ from: '2026-01-01', to: '2026-01-31' })
  expect(extentOf(answerOver([['cost', '', '']]))).toBeNull()
})

test('the last full week is over and lies within the days', () => {
  const weeks = ['2026-06-01', '2026-06-08', '2026-06-15']
  expect(lastFullWeek(weeks, { from: '2026-06-01', to: '2026-06-17' }, 'UTC')).toBe('2026-06-08')
  expect(lastFullWeek(weeks, { from: '2026-06-10', to: '2026-06-17' }, 'UTC')).toBeUndefined()
})
