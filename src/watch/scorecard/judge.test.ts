import { expect, test } from 'vitest'
import { drawsOf } from '#stats/draws.ts'
import { type Case, judge } from './judge.ts'
import { type CampaignDays, apart, findChanges, learningOn } from './learning.ts'

const scatter = { dispersion: 1, freedom: 50 }
const week = { from: '2026-06-01', to: '2026-06-07' }
const row = (counted: number, due: number, rest: Partial<Case> = {}): Case => ({
  level: 'channel',
  target: { cv: 4 * due, cpa: 100 },
  hold: null,
  windows: [{ ...week, counted, reckoned: 0, due, cost: 100 * due }],
  scatter,
  end: null,
  spend: null,
  over: false,
  ...rest,
})

test('a channel far below what was due is off target on both sides, with the numbers that say so', () => {
  const [short, fine] = judge([row(60, 100), row(98, 100)])
  expect(short!.verdict).toBe('off_target')
  expect(short!.reasons.map(({ code }) => code).toSorted()).toEqual(['cpa_above', 'cv_short'])
  expect(short!.reasons).toContainEqual(expect.objectContaining({ code: 'cpa_above', cpa: 10_000 / 60, target: 100 }))
  expect(fine).toEqual({ verdict: 'on_target', reasons: [{ code: 'within' }] })
})

test('what one row alone would be called for, one of very many is watched for', () => {
  // oracle: scipy.stats.poisson.cdf(72, 100) = 0.0018: enough alone, two sides counted, and not among forty
  expect(judge([row(72, 100)])[0]!.verdict).toBe('off_target')
  expect(judge([row(72, 100), ...Array.from({ length: 39 }, () => row(100, 100))])[0]!.verdict).toBe('watch')
})

test('cheap enough and too few is one side, enough and too dear the other', () => {
  const [few] = judge([row(60, 100, { windows: [{ ...week, counted: 60, reckoned: 0, due: 100, cost: 4_000 }] })])
  expect(few!.reasons.map(({ code }) => code)).toEqual(['cv_short'])
  const [dear] = judge([row(100, 100, { windows: [{ ...week, counted: 100, reckoned: 0, due: 100, cost: 16_000 }] })])
  expect(dear!.reasons.map(({ code }) => code)).toEqual(['cpa_above'])
  const [none] = judge([row(0, 0, { windows: [{ ...week, counted: 0, reckoned: 0, due: 12, cost: 1_600 }] })])
  expect(none!.reasons).toContainEqual(expect.objectContaining({ code: 'cpa_above', cpa: null, target: 100 }))
})

test('CVs that are reckoned from few known ones bring no more false alarms than known ones', () => {
  // oracle: simulated days of 30 CVs, of which 20 % are known at once and a tenth more each day, exactly on target
  const draw = drawsOf(3)
  const ages = Array.from({ length: 14 }, (_, age) => age)
  const share = (age: number): number => Math.min(1, 0.2 + 0.1 * age)
  const cards = 2_000
  let alarms = 0
  for (let n = 0; n < cards; n++) {
    const corrected = ages.map((age) => draw.binomial(draw.poisson(30), share(age)) / share(age))
    const windows = [7, 14].map((length) => ({
      ...week,
      counted: corrected.slice(0, length).reduce((all, count) => all + count, 0),
      reckoned: ages.slice(0, length).reduce((all, age) => all + 1 / share(age) - 1, 0) / length,
      due: 30 * length,
      cost: null,
    }))
    if (judge([row(0, 0, { windows })])[0]!.verdict === 'off_target') alarms += 1
  }
  expect(alarms / cards).toBeLessThanOrEqual(0.04)
})

test('too early: while it learns, and while hardly anything is due; without a target nothing', () => {
  const learning = { hold: { until: '2026-06-20', toGo: 12 } }
  expect(judge([row(10, 100, learning)])[0]).toEqual({
    verdict: 'too_early',
    reasons: [{ code: 'learning', until: '2026-06-20', toGo: 12 }],
  })
  const [dear] = judge([row(10, 100, { ...learning, spend: { spent: 150, due: 100 } })])
  expect(dear!.reasons.map(({ code }) => code)).toEqual(['learning', 'overspend'])
  expect(judge([row(0, 6)])[0]).toEqual({ verdict: 'too_early', reasons: [{ code: 'few', due: 6, needed: 10 }] })
  expect(judge([row(10, 100, { target: null })])[0]!.verdict).toBeNull()
})

test('a pace that ends low, and money that goes too fast, are watched', () => {
  const [slow] = judge([row(95, 100, { end: 300 })])
  expect(slow).toEqual({ verdict: 'watch', reasons: [{ code: 'pace_short', end: 300, target: 400, over: false }] })
  expect(judge([row(100, 100, { spend: { spent: 120, due: 100 } })])[0]!.reasons).toEqual([
    { code: 'overspend', spent: 120, due: 100 },
  ])
})

const steady = (days: number, from: number, change: Partial<Record<'cost' | 'clicks', number>> = {}): CampaignDays => {
  const at = (value: number, times = 1) =>
    Array.from({ length: days }, (_, day) => (day >= from ? value * times : value))
  return {
    channel: 'paid_search',
    campaign: 'brand',
    platform: 'google_ads',
    first: 20_000,
    cost: at(1_000, change.cost),
    clicks: at(50, change.clicks),
    cv: at(5),
  }
}

test('a launch, a doubled budget and a dearer click are found on their days, and steady spend is nothing', () => {
  const launched = steady(60, 0)
  const cost = launched.cost.map((value, day) => (day < 40 ? 0 : value))
  expect(findChanges({ ...launched, cost }, 1)).toEqual([{ day: 20_040, cause: 'launch', note: '' }])
  expect(findChanges(steady(60, 40, { cost: 2, clicks: 2 }), 20)).toEqual([{ day: 20_040, cause: 'budget', note: '' }])
  expect(findChanges(steady(60, 40, { cost: 2 }), 20)[0]).toMatchObject({ cause: 'bid', day: 20_040 })
  expect(findChanges(steady(60, 40, { cost: 1.2, clicks: 1.2 }), 20)).toEqual([])
  // a history that begins with the campaign does not show that it was launched
  expect(findChanges(launched, 1)).toEqual([])
})

test("a hold lasts a week at least, two at most, and ends in between with the platform's conversions", () => {
  const campaign = steady(60, 0)
  const change = [{ day: 20_040, cause: 'budget' as const, note: '' }]
  expect(learningOn(campaign, change, 20_039)).toBeNull()
  expect(learningOn(campaign, change, 20_045)).toMatchObject({ reached: 30, needed: 50, since: '2024-11-13' })
  // five CVs a day: fifty on the tenth day
  expect(learningOn(campaign, change, 20_048)).not.toBeNull()
  expect(learningOn(campaign, change, 20_049)).toBeNull()
  const slow = { ...campaign, cv: campaign.cv.map(() => 1) }
  expect(learningOn(slow, change, 20_053)).toMatchObject({ until: '2024-11-26', reached: 14 })
  expect(learningOn(slow, change, 20_054)).toBeNull()
})

test('of changes that a history is full of, the first of each two weeks counts', () => {
  const change = (day: number) => ({ day, cause: 'bid', note: '' }) as const
  expect(apart([25, 3, 10, 17, 18, 31].map(change)).map(({ day }) => day)).toEqual([3, 18])
})
