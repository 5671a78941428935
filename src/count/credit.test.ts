import { expect, test } from 'vitest'
import { dayMs as day } from '#util/duration.ts'
import { type Lead, type Visit, creditAction } from './credit.ts'
import { sightingOf } from '../../test/support/sighting.ts'
import type { Sighting } from './sighting.ts'

const sighting = (given: Partial<Sighting>): Sighting => sightingOf('s', { time: 30 * day, ...given })
const lead: Lead = {
  id: 'l1',
  time: 11 * day,
  channel: 'trade_show',
  campaign: 'expo',
  ad: '',
  landingPage: '',
  attributes: {},
}
const visit = (given: Partial<Visit>): Visit => ({
  id: 'v',
  visitorId: 'v',
  start: 20 * day,
  end: 20 * day,
  channel: 'paid_search',
  campaign: 'spring',
  ad: '',
  landingPage: '/',
  paid: true,
  device: 'mobile',
  country: 'JP',
  junk: '',
  ...given,
})
const credit = (one: Sighting, visits: Visit[] = []) =>
  creditAction(
    { sightings: [one], reasons: new Map(), splitOff: '' },
    { visits, lead: (id) => (id === 'l1' ? lead : undefined) },
  )

test('a deal is credited to the lead it names, from the time of that lead', () => {
  expect(credit(sighting({ kind: 'deal', leadId: 'l1' }))).toMatchObject({
    channel: 'trade_show',
    campaign: 'expo',
    creditedAt: 11 * day,
  })
})

test('what a record says of its channel wins; how long it took is not made up', () => {
  expect(credit(sighting({ kind: 'deal', channel: 'email' }))).toMatchObject({ channel: 'email', creditedAt: null })
  expect(credit(sighting({ kind: 'deal', channel: 'email' }), [visit({})])).toMatchObject({
    channel: 'email',
    creditedAt: 20 * day,
    sessionId: '',
  })
})

test('a lead does not credit itself', () => {
  expect(credit(sighting({ kind: 'lead', recordId: 'l1', leadId: 'l1', channel: 'trade_show' }))).toMatchObject({
    creditedAt: null,
  })
})

test('the last visit that was not direct is credited, a direct one only as a last resort', () => {
  const visits = [
    visit({ id: 'a' }),
    visit({ id: 'b', start: 25 * day, channel: 'direct', paid: false }),
    visit({ id: 'c', start: 10 * day }),
  ]
  expect(credit(sighting({}), visits)).toMatchObject({
    sessionId: 'a',
    channel: 'paid_search',
    paid: true,
    device: 'mobile',
  })
  expect(credit(sighting({}), visits.slice(1, 2))).toMatchObject({ sessionId: 'b', channel: 'direct' })
})
