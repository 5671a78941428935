import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Answer, type Compared, type Figure, type QuestionInput, questionSchema } from '#contract/ask.ts'
import { countRatioInterval } from '#stats/change.ts'
import type { Store } from '#store/store.ts'
import { agreeCounted, at, insertLedger, insertSpend, insertVisits } from '../../test/support/counted.ts'
import { openTestStore } from '../../test/support/store.ts'
import { answer } from './answer.ts'

const now = at('2026-06-01')
let store: Store

const ask = (question: QuestionInput): Promise<Answer> => answer(store, questionSchema.parse(question), now)
const april = { from: '2026-04-01', to: '2026-04-30' }
const compared = (given: Answer, metric: string, values?: Record<string, string>): Compared => {
  const row = values
    ? given.rows.find((each) => Object.entries(values).every(([name, value]) => each[name] === value))
    : given.total
  return (row![metric] as Figure).compared!
}

/** So many conversions of a channel on a day. */
const sold = (day: string, channel: string, count: number) => ({ day, channel, count })
const sales = [
  sold('2026-03-02', 'search', 4),
  sold('2026-03-20', 'email', 3),
  sold('2026-04-02', 'search', 9),
  sold('2026-04-21', 'social', 2),
  sold('2025-04-10', 'search', 6),
]

beforeAll(async () => {
  store = await openTestStore('embedded')
  const { points } = await agreeCounted(
    store,
    {
      effective: '2025-01-01',
      points: [{ id: 'sale', name: 'Sale', tier: 'macro', match: { order: {} }, once_per: 'order' }],
      note: 'one point is enough here',
    },
    at('2025-01-01'),
  )
  await insertLedger(
    store,
    sales.flatMap(({ day, channel, count }, nth) =>
      Array.from({ length: count }, (_, index) => ({
        point: points[0]!,
        id: `c${nth}x${index}`,
        time: `${day}T12:00`,
        channel,
      })),
    ),
  )
  await insertVisits(
    store,
    ['2026-03-02', '2026-04-02', '2026-04-03'].map((start, index) => ({
      id: `v${index}`,
      visitor: `u${index}`,
      start,
      channel: 'search',
    })),
  )
  await insertSpend(store, [
    { from: '2026-03-02', channel: 'search', cost: 100 },
    { from: '2026-04-02', channel: 'search', cost: 180 },
    { from: '2026-04-02', channel: 'radio', cost: 20 },
  ])
})

afterAll(() => store.close())

test('each figure carries the earlier one, the difference and the change; rows of either month stand in it', async () => {
  const given = await ask({
    metrics: ['cv', 'sessions', 'cpa', 'cost'],
    by: ['channel'],
    ...april,
    compare: 'previous',
  })
  const search = compared(given, 'cv', { channel: 'search' })
  const ratio = countRatioInterval(9, 4)
  expect(search).toMatchObject({ value: 4, difference: { value: 5 } })
  expect(search.change!.value).toBeCloseTo(9 / 4 - 1)
  expect(search.change!.low).toBeCloseTo(ratio.low - 1)
  expect(search.change!.high).toBeCloseTo(ratio.high - 1)
  // gone since, and new since
  expect(given.rows.find(({ channel }) => channel === 'email')!['cv']).toMatchObject({
    value: 0,
    compared: { value: 3 },
  })
  const social = compared(given, 'cv', { channel: 'social' })
  expect(social).toMatchObject({ value: 0, difference: { value: 2 } })
  expect(social.change).toBeUndefined()
  expect(compared(given, 'cost', { channel: 'search' })).toMatchObject({ value: 100, difference: { value: 80 } })
  expect(compared(given, 'cpa', { channel: 'radio' }).refused).toBe('no cost is known here')
  expect(compared(given, 'cv')).toMatchObject({ value: 7, difference: { value: 4 } })
  expect(given.definitions[0]!.comparison).toEqual({
    from: '2026-03-01',
    to: '2026-03-31',
    interval: 'difference: MOVER; change: exact conditional binomial; 95 %',
  })
  expect(given.caveats.map(({ code }) => code)).toContain('ranges_differ')
})

test('both sides are what each gives when it is asked for alone', async () => {
  const question = { metrics: ['cv', 'sessions', 'cvr.session', 'cost', 'cpa'], by: ['channel'] }
  const march = { from: '2026-03-01', to: '2026-03-31' }
  const [both, earlier] = [await ask({ ...question, ...april, compare: march }), await ask({ ...question, ...march })]
  for (const row of earlier.rows) {
    for (const metric of question.metrics) {
      expect(compared(both, metric, { channel: String(row['channel']) })).toMatchObject(row[metric] as object)
    }
  }
})

test('days and weeks stand beside each other by their place, a year before too', async () => {
  const byWeek = await ask({ metrics: ['cv'], by: ['week'], ...april, compare: 'previous' })
  // the first week of April beside the first of March, which begin on different weekdays
  expect(compared(byWeek, 'cv', { week: '2026-03-30' })).toMatchObject({ period: '2026-02-23', value: 0 })
  expect(byWeek.rows.map(({ week, cv }) => [week, (cv as Figure).value, (cv as Figure).compared!.value])).toEqual([
    ['2026-03-30', 9, 0],
    ['2026-04-06', 0, 4],
    ['2026-04-20', 2, 3],
  ])
  const byDay = await ask({ metrics: ['cv'], by: ['day'], ...april, compare: 'year' })
  expect(compared(byDay, 'cv', { day: '2026-04-10' })).toMatchObject({ period: '2025-04-10', value: 6 })
})
