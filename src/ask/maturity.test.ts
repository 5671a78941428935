import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Answer, type Figure, type QuestionInput, questionSchema } from '#contract/ask.ts'
import type { Plan } from '#contract/plan.ts'
import type { Store } from '#store/store.ts'
import { dayMs } from '#util/duration.ts'
import { agreeCounted, at, insertLedger } from '../../test/support/counted.ts'
import { openTestStore } from '../../test/support/store.ts'
import { answer } from './answer.ts'

const days = 245
const first = at('2026-01-05')
const lastDay = first + (days - 1) * dayMs
const now = lastDay + 3 * dayMs
const time = (day: number): string => new Date(first + day * dayMs).toISOString().slice(0, 16)
let store: Store
let plan: Plan

const ask = (question: QuestionInput): Promise<Answer> => answer(store, questionSchema.parse(question), now)
const weeks = ({ rows }: Answer, metric: string): Figure[] => rows.map((row) => row[metric] as Figure)

/** Four leads a day; each day's deals come after 0, 4, 8, … 28 days, one a day; the ninth of nine stays open. */
beforeAll(async () => {
  store = await openTestStore()
  const match = { deal: { stage: 'won' } }
  plan = await agreeCounted(
    store,
    {
      points: [
        { id: 'won', name: 'Deal won', tier: 'macro', match, once_per: 'person' },
        { id: 'lead', name: 'Lead', tier: 'micro', match: { lead: {} }, once_per: 'person' },
      ],
      note: 'one micro',
    },
    now,
  )
  const [won, lead] = plan.points
  const rows = Array.from({ length: days }, (_, day) => {
    const leads = [0, 1, 2, 3].map((n) => ({
      point: lead!,
      id: `l${day}.${n}`,
      person: `p${day}.${n}`,
      time: time(day),
    }))
    const lag = ((day * 5) % 9) * 4
    if (lag > 28 || day + lag >= days) return leads
    const known = { knownFrom: time(day + lag), credited: time(day) }
    return [...leads, { point: won!, id: `d${day}`, person: `p${day}.0`, time: time(day + lag), ...known }]
  })
  await insertLedger(store, rows.flat())
})
afterAll(() => store.close())

test('by the date of the click recent weeks say how much of them has come and what they will grow to', async () => {
  const answered = await ask({ metrics: ['cv'], by: ['week'], basis: 'click' })
  const figures = weeks(answered, 'cv')
  expect(figures.slice(0, -5).every(({ maturity }) => maturity === undefined)).toBe(true)
  const last = figures.at(-1)!
  // oracle: of eight lags 0, 4, … 28 those up to the ages 0 … 6 of the last week: 4 × 1 and 3 × 2 of 7 × 8
  expect(last.maturity!.arrived).toBeCloseTo((4 + 6) / 56, 1)
  expect(last.maturity!.corrected).toBeNull()
  const before = figures.at(-3)!.maturity!
  expect(before.arrived).toBeGreaterThan(last.maturity!.arrived)
  expect(before.corrected).toBeCloseTo(figures.at(-3)!.value! / before.arrived, 9)
  expect(before.low! < before.corrected! && before.corrected! < before.high!).toBe(true)
  expect(before.error).toBeGreaterThanOrEqual(0)
  expect(answered.definitions[0]!.maturity).toContain('times to convert')
})

test('a transition counts those still expected of the persons who have not converted', async () => {
  const answered = await ask({ metrics: ['transition'], by: ['week'], micro: 'lead' })
  const figures = weeks(answered, 'transition')
  // oracle: eight of nine days have a deal of four leads
  const last = figures.at(-1)!
  expect(last.value).toBeLessThan(0.1)
  expect(last.maturity!.corrected).toBeGreaterThan(0.17)
  expect(last.maturity!.corrected).toBeLessThan(0.28)
  expect(last.maturity!.arrived).toBeCloseTo(last.value! / last.maturity!.corrected!, 6)
  expect(figures[3]!.maturity).toBeUndefined()
})

test('what is reported at once, has no period, or is asked as known on a day, carries no maturity', async () => {
  for (const question of [
    { by: ['week'] },
    { by: ['channel'], basis: 'click' as const },
    { by: ['week'], basis: 'click' as const, known: '2026-08-01T00:00:00Z' },
  ]) {
    const answered = await ask({ metrics: ['cv'], ...question })
    expect(weeks(answered, 'cv').every(({ maturity }) => maturity === undefined)).toBe(true)
    expect(answered.definitions[0]).not.toHaveProperty('maturity')
  }
})

test('nobody waits for persons whose macro came before the micro: a corrected transition stays below one', async () => {
  const [won, lead] = plan.points
  const before = Array.from({ length: 300 }, (_, n) => [
    { point: won!, id: `e${n}`, person: `q${n}`, time: time(days - 20) },
    { point: lead!, id: `f${n}`, person: `q${n}`, time: time(days - 2) },
  ])
  await insertLedger(store, before.flat())
  const last = weeks(await ask({ metrics: ['transition'], by: ['week'], micro: 'lead' }), 'transition').at(-1)!
  // oracle: of 4 leads a day at most 1 has a deal
  expect(last.maturity!.corrected).toBeGreaterThan(last.value!)
  expect(last.maturity!.corrected! * last.denominator! - 300).toBeLessThan((last.denominator! - 300) / 3)
})
