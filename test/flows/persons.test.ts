// CVs by what is told of the person: traits of identify calls and columns of imported leads, on the real engine.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answer } from '#ask/answer.ts'
import { seenPersonAttributes } from '#ask/properties.ts'
import { type Answer, type Figure, type QuestionInput, questionSchema } from '#contract/ask.ts'
import { planSchema } from '#contract/plan.ts'
import { catchUp } from '#count/catch-up.ts'
import { definitionsOf } from '#plan/definition.ts'
import { agreePlan, proposePlan } from '#store/plans.ts'
import type { Store } from '#store/store.ts'
import { at } from '../support/counted.ts'
import { event, storeBatch, storeRecords } from '../support/facts.ts'
import { openTestStore } from '../support/store.ts'

const now = at('2026-06-01')
let store: Store

const ask = (question: QuestionInput): Promise<Answer> => answer(store, questionSchema.parse(question), now)
interface Who {
  user_id?: string
  visitor_id?: string
  match_keys?: Record<string, string>
}
const tells = (who: Who, time: string, traits: object, name = 'identify'): object => ({
  name,
  ...who,
  time: at(time),
  properties: JSON.stringify(traits),
})
const buys = (who: Who, time: string): object => ({ name: 'trial', ...who, time: at(time) })
const asks = (who: Who, time: string): object => ({ name: 'lead', ...who, time: at(time) })
const ann = { user_id: 'ann' }
const bob = { user_id: 'bob' }
const cyd = { match_keys: { email: 'hash-of-cyd' } }

beforeAll(async () => {
  store = await openTestStore('embedded')
  const point = (id: string, tier: string) => ({ id, name: id, tier, match: { event: id }, once_per: 'event' })
  const points = [point('trial', 'macro'), point('lead', 'micro')]
  const plan = planSchema.parse({ points, note: 'one micro is enough here' })
  const { version } = await proposePlan(store.control, plan, 'test', now)
  await agreePlan(store.control, version, undefined, 'test', now, definitionsOf)
  await storeBatch(
    store,
    [
      // told twice before the first trial, and once more between both
      tells(ann, '2026-04-01', { plan: 'free', industry: 'retail', seats: 3, name: 'Ann Lee' }),
      tells(ann, '2026-04-02', { plan: 'team', seats: null }),
      asks(ann, '2026-04-02T12:00'),
      buys(ann, '2026-04-03'),
      tells(ann, '2026-04-04', { plan: 'enterprise' }),
      buys(ann, '2026-04-05'),
      // told right after the form was sent, and of the company; another plan a week later
      buys(bob, '2026-04-03T10:00'),
      tells(bob, '2026-04-03T10:01', { plan: 'solo', $os: 'Linux', context: { locale: 'ja' } }),
      tells(bob, '2026-04-10', { plan: 'team' }),
      tells(bob, '2026-04-01', { company: { size: '50-249' }, industry: 'software' }, 'group'),
      // known by an address, told by the CRM alone, and that too late
      buys(cyd, '2026-04-03'),
      // nobody has said who uses this browser; that one is used by two
      tells({ visitor_id: 'v9' }, '2026-04-01', { industry: 'farming' }),
      buys({ visitor_id: 'v9' }, '2026-04-03'),
      tells({ ...ann, visitor_id: 'shared' }, '2026-04-20', { industry: 'retail' }),
      tells({ ...bob, visitor_id: 'shared' }, '2026-04-21', { industry: 'software' }),
      buys({ visitor_id: 'shared' }, '2026-04-22'),
      // twice at one instant, in both orders of arrival
      { ...tells(ann, '2026-04-02', { region: 'east' }), id: 'said-1' },
      { ...tells(ann, '2026-04-02', { region: 'west' }), id: 'said-2' },
      { ...tells(bob, '2026-04-02', { region: 'north' }), id: 'said-4' },
      { ...tells(bob, '2026-04-02', { region: 'south' }), id: 'said-3' },
    ].map((given, index) => event({ id: `e${index}`, ...given })),
  )
  await storeRecords(store, [
    {
      kind: 'lead',
      id: 'L1',
      time: at('2026-03-01'),
      ...cyd,
      attributes: { industry: 'finance', 'No. of staff': '12' },
    },
    { kind: 'deal', id: 'D1', lead_id: 'L1', time: at('2026-04-05'), stage: 'won', attributes: { plan: 'enterprise' } },
  ])
  await catchUp(store, () => now)
})
afterAll(() => store.close())

test('a CV has what was told of its person last before it, or first within a day after', async () => {
  const named = ['person.industry', 'person.plan', 'person.seats', 'person.company.size']
  const { rows, caveats } = await ask({ metrics: ['cv'], by: named })
  const told = rows.map((row) => [...named.map((id) => row[id]), (row['cv'] as Figure).value])
  expect(told).toEqual([
    // two people use that browser
    ['', '', '', '', 1],
    ['farming', '', '', '', 1],
    ['finance', '', '', '', 1],
    // what takes a trait back tells nothing of it
    ['retail', 'enterprise', '3', '', 1],
    ['retail', 'team', '3', '', 1],
    ['software', 'solo', '', '50-249', 1],
  ])
  expect(caveats).toMatchObject([{ code: 'told_of_person', message: expect.stringContaining('last before the CV') }])
})

test('of what is told twice at one instant the greater id holds, whichever came first', async () => {
  const { rows } = await ask({ metrics: ['cv'], by: ['person.region'] })
  expect(rows.map((row) => [row['person.region'], (row['cv'] as Figure).value])).toEqual([
    ['', 3],
    ['west', 2],
    ['north', 1],
  ])
})

test('it filters, and splits micros and customers by what was known then', async () => {
  const filter = { 'person.industry': ['retail', 'finance'], 'person.No. of staff': ['', '13'] }
  const { rows, total } = await ask({ metrics: ['cv', 'transition', 'customers'], by: ['person.plan'], filter })
  expect((total['cv'] as Figure).value).toBe(2)
  expect(rows.find((row) => row['person.plan'] === 'team')).toMatchObject({
    cv: { value: 1 },
    transition: { value: 1 },
    customers: { value: 1 },
  })
})

test('what cannot be told by it, or as it was known, is refused with the reason', async () => {
  const given = await ask({ metrics: ['sessions'], filter: { 'person.plan': 'team' } })
  expect((given.total['sessions'] as Figure).refused).toBe('visits are not known by person.plan')
  const then = await ask({ metrics: ['cv'], by: ['person.plan'], known: '2026-05-01T00:00:00Z' })
  expect((then.total['cv'] as Figure).refused).toBe('what is told of persons is not kept as it was known on a day')
})

test('names that nobody was told of are refused with the nearest; what tells who somebody is, always', async () => {
  expect(await seenPersonAttributes(store.facts)).toEqual([
    'No. of staff',
    'company',
    'industry',
    'plan',
    'region',
    'seats',
  ])
  await expect(ask({ metrics: ['cv'], by: ['person.industri'] })).rejects.toMatchObject({
    code: 'unknown_person_attribute',
    details: [{ field: 'by.0', hint: expect.stringContaining('Did you mean person.industry?') }],
  })
  await expect(ask({ metrics: ['cv'], filter: { 'person.name': 'Ann Lee' } })).rejects.toMatchObject({
    code: 'personal_attribute',
    details: [{ field: 'filter.person.name', message: 'person.name tells who somebody is.' }],
  })
})
