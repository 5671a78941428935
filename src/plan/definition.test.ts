import { expect, test } from 'vitest'
import { type Point, pointSchema } from '#contract/plan.ts'
import { definitionHash } from './definition.ts'

function point(rule: object): Point {
  return pointSchema.parse({ id: 'p', name: 'P', tier: 'macro', match: { event: 'buy' }, ...rule })
}
const hash = (rule: object): string => definitionHash(point(rule))

test('a new name, owner, tier or reason keeps the definition', () => {
  expect(hash({ id: 'q', name: 'Q', tier: 'micro', category: 'lead', owner: 'a@example.com', why: 'x' })).toBe(hash({}))
  expect(hash({ platforms: { meta: { event: 'Purchase' } } })).toBe(hash({}))
})

test('whatever decides counting changes the definition', () => {
  const rules = [
    {},
    { match: { event: 'sell' } },
    { match: { page: 'buy' } },
    { match: { event: 'buy', where: { plan: 'pro' } } },
    { once_per: 'person' },
    { once_per: { per: 'person', within: '30d' } },
    { merge_within: '1h' },
    { value: { fixed: 10 } },
    { lookback: { click: '30d' } },
  ]
  expect(new Set(rules.map(hash)).size).toBe(rules.length)
})

test('two ways of writing one rule have one definition', () => {
  const same = [
    { match: { event: 'buy', where: { plan: 'pro', country: ['JP', 'FR'] } }, merge_within: '24h' },
    { match: { where: { country: ['FR', 'JP', 'FR'], plan: { is: 'pro' } }, event: ['buy'] }, merge_within: '1d' },
  ]
  expect(hash(same[0]!)).toBe(hash(same[1]!))
  expect(hash({ once_per: 'event', merge_within: '30m' })).toBe(hash({}))
})

test('a number and the same digits as text are two rules', () => {
  expect(hash({ match: { lead: { size: 1 } } })).not.toBe(hash({ match: { lead: { size: '1' } } }))
})

test('the definition of a known rule never changes, for ledgers are kept under it', () => {
  expect(hash({ match: { deal: { stage: 'won' } }, once_per: 'person' })).toMatchInlineSnapshot(
    `"70a00b27189a1bf731c8536692d7476c"`,
  )
})
