import { expect, test } from 'vitest'
import { questionOf, readAsked, writeAsked } from './asked.ts'

const view = { period: '13w', from: null, to: null, plan: 2 } as const
const days = { from: '2026-04-01', to: '2026-04-30' }

test('a question survives the address, with values that hold what addresses are made of', () => {
  const asked = {
    metrics: ['cv', 'cpa'],
    by: ['campaign', 'week'],
    points: ['lead'],
    micro: 'lead',
    filter: { campaign: ['a=b&c', ''], channel: ['春'] },
    compare: '2026-03-01..2026-03-31',
    basis: 'click' as const,
    model: 'time_decay' as const,
    lookback: '60d',
    halfLife: '12h',
    known: '2026-05-01',
  }
  const written = writeAsked(asked, new URLSearchParams('period=4w&plan=2&other=1'))
  expect(readAsked(new URLSearchParams(written.toString()))).toEqual(asked)
  expect(written.get('period')).toBe('4w')
  expect(written.has('other')).toBe(false)
  expect(questionOf(asked, days, view)).toMatchObject({
    ...days,
    plan: 2,
    compare: { from: '2026-03-01', to: '2026-03-31' },
    known: '2026-05-01',
    attribution: { model: 'time_decay', lookback: '60d', half_life: '12h' },
  })
})

test('an empty address asks something, and no metric nothing', () => {
  const asked = readAsked(new URLSearchParams())
  expect(questionOf(asked, days, view)).toMatchObject({ metrics: ['cv', 'cost', 'cpa'], by: ['channel'] })
  expect(questionOf({ ...asked, metrics: [] }, days, view)).toBeNull()
})
