// Which days are asked for, and which week counts as the last full one.
import { afterEach, expect, test, vi } from 'vitest'
import { planSchema } from '#contract/plan.ts'
import { readView } from '../address.ts'
import { askOverview, daysOf, lastFullWeek, showFigure } from './questions.ts'

const plan = planSchema.parse({ points: [{ id: 'won', name: 'Won', tier: 'macro', match: { deal: {} } }] })
afterEach(() => vi.unstubAllGlobals())

const extent = { from: '2026-01-05', to: '2026-06-17' }

test('a period is whole weeks back from the end of the data', () => {
  expect(daysOf(readView('?period=4w'), extent, plan)).toEqual({ from: '2026-05-25', to: '2026-06-17' })
})

test('a period does not begin before the data, and days chosen by hand go first', () => {
  expect(daysOf(readView('?period=52w'), extent, plan).from).toBe('2026-01-05')
  expect(daysOf(readView('?period=4w&from=2026-02-01'), extent, plan)).toEqual({ from: '2026-02-01', to: '2026-06-17' })
})

test('the last full week is over and lies within the days', () => {
  const weeks = ['2026-06-01', '2026-06-08', '2026-06-15']
  expect(lastFullWeek(weeks, { from: '2026-06-01', to: '2026-06-17' }, 'UTC')).toBe('2026-06-08')
  expect(lastFullWeek(weeks, { from: '2026-06-10', to: '2026-06-17' }, 'UTC')).toBeUndefined()
})

test('a micro that nobody reached in these days has a total, with its interval', async () => {
  const lead = { ...plan.points[0]!, id: 'lead', tier: 'micro' as const }
  // as the server answers: a row is what was found, and visits are found for every point
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    const { metrics } = JSON.parse(body) as { metrics: string[] }
    const rows = metrics.includes('sessions') ? [{ point: 'lead', cv: { value: 0, low: 0, high: 3.7 } }] : []
    return Response.json({ rows, total: {}, definitions: [{ metric: 'cv' }], caveats: [] })
  })
  const days = { from: '2026-04-01', to: '2026-04-30' }
  const answers = await askOverview(days, readView(''), [plan.points[0]!, lead], AbortSignal.timeout(5_000))
  const { total } = answers.find(({ point }) => point.id === 'lead')!
  const shown = showFigure(total, lead, 'total', 'cv', { label: '', place: '' })
  expect(shown?.figure).toEqual({ value: 0, low: 0, high: 3.7 })
})
