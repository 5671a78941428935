import { expect, test } from 'vitest'
import { doubtsAbout, stagesApart } from './doubts.ts'
import { parsePlan } from './parse.ts'

const plan = (points: object[]): unknown => ({ points })
const deal = (stage: unknown): object => ({ match: { deal: { stage } } })
const said = (raw: unknown): string[] => doubtsAbout(raw).map(({ field, message }) => `${field} ${message}`)

test('a window beside once_per event has no effect, and this is said with its line', () => {
  const text = `points:
  - { id: a, name: A, tier: macro, match: { event: buy }, once_per: event, merge_within: 1h }
note: one point`
  const parsed = parsePlan(text)
  expect(parsed.ok && parsed.doubts).toMatchObject([{ field: 'points[0].merge_within', line: 2 }])
  expect(said(plan([{ once_per: 'event' }, { once_per: 'person', merge_within: '1h' }]))).toEqual([])
})

test('stages that differ in capitals only are doubted', () => {
  expect(said(plan([deal('won'), deal('Won'), deal(['lost', 'WON'])]))).toEqual([
    'points[1].match.deal.stage "Won" and "won" differ in capitals only, and are two different ones',
    'points[2].match.deal.stage "WON" and "won" differ in capitals only, and are two different ones',
  ])
  expect(said(plan([deal('won'), { match: { order: { status: 'Won' } } }, deal({ not: 'Won' })]))).toEqual([])
})

test('a stage that no record has is doubted when one has it in other capitals', () => {
  const known = [
    { kind: 'deal', stage: 'Closed Won' },
    { kind: 'order', stage: 'open' },
  ]
  expect(stagesApart(plan([deal('closed won')]), known)).toMatchObject([
    { message: 'no deal is "closed won", but there are some that are "Closed Won"' },
  ])
  expect(stagesApart(plan([deal('Closed Won'), deal('open'), deal('new')]), known)).toEqual([])
})
