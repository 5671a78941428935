import { expect, test } from 'vitest'
import { matchSchema } from '#contract/plan.ts'
import { describeDuration, describeMatch, describeOncePer } from './describe.ts'

test('what counts is said in plain words', () => {
  const words: [match: object, expected: string][] = [
    [{ deal: { stage: 'won' } }, 'deal reaches stage won'],
    [
      { deal: { stage: ['won', 'Closed won'], size: { gte: 5 } } },
      'deal reaches stage won or "Closed won" where size is at least 5',
    ],
    [{ deal: {} }, 'deal'],
    [{ lead: {} }, 'lead'],
    [{ lead: { channel: { not: ['spam', 'test'] } } }, 'lead where channel is not spam or test'],
    [
      { order: { status: 'paid', value: { gt: 0, lt: 9 } } },
      'order where status is paid and value is more than 0 and is less than 9',
    ],
    [{ page: '/thanks*' }, 'page view of /thanks*'],
    [
      { event: ['buy', 'order done'], where: { coupon: { exists: false } } },
      'event buy or "order done" where coupon is not there',
    ],
    [{ session: { pages: 3, seconds: 1 } }, 'visit of at least 3 page views and at least 1 second'],
  ]
  for (const [match, expected] of words) expect(describeMatch(matchSchema.parse(match))).toBe(expected)
})

test('how often it counts is said in plain words', () => {
  expect(describeOncePer({ once_per: 'person' })).toBe('once per person')
  expect(describeOncePer({ once_per: 'event' })).toBe('every time')
  expect(describeOncePer({ once_per: { per: 'person', within: '90d' } })).toBe('once per person within 90 days')
  expect(describeDuration('1h')).toBe('1 hour')
})
