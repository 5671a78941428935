import { expect, test } from 'vitest'
import { sightingOf } from '../../test/support/sighting.ts'
import type { Action } from './merge.ts'
import { afterReversals, assignReversals } from './reversals.ts'
import type { Reversal, Sighting } from './sighting.ts'

const bought = sightingOf('bought', { orderId: 'A', source: 'shop', value: 100, currency: 'EUR', time: 1_000 })
const actionOf = (...sightings: Sighting[]): Action => ({ sightings, reasons: new Map(), splitOff: '' })
const back = (reverses: Reversal, value: number | null, given: Partial<Sighting> = {}): Sighting =>
  sightingOf(`back ${reverses} ${value}`, { orderId: 'A', source: 'shop', reverses, value, time: 2_000, ...given })
interface After {
  value?: number | null
  isFixed?: boolean
  action?: Action
}
const after = (reversals: Sighting[], { value = 100, isFixed = false, action = actionOf(bought) }: After = {}) =>
  Object.values(afterReversals({ value, currency: 'EUR' }, action, reversals, isFixed))

test('what went back is taken off the value', () => {
  expect(after([])).toEqual(['counted', 100, 0])
  expect(after([back('refund', 30)])).toEqual(['partly_refunded', 70, 30])
  expect(after([back('refund', 30), back('refund', 30.5)])).toEqual(['partly_refunded', 39.5, 60.5])
  expect(after([back('refund', 30), back('refund', 70)])).toEqual(['refunded', 0, 100])
  expect(after([back('refund', -30)])).toEqual(['partly_refunded', 70, 30])
  expect(after([back('refund', 300)])).toEqual(['refunded', 0, 100])
})

test('a refund without an amount is of everything, one of nothing changes nothing', () => {
  expect(after([back('refund', null)])).toEqual(['refunded', 0, 100])
  expect(after([back('refund', 0)])).toEqual(['counted', 100, 0])
})

test('two sources that tell of one refund do not add up', () => {
  const processor = { source: 'stripe', currency: 'EUR' }
  expect(after([back('refund', 30), back('refund', 30, processor)])).toEqual(['partly_refunded', 70, 30])
  expect(after([back('refund', 30), back('refund', 10, processor)])).toEqual(['partly_refunded', 70, 30])
})

test('in another currency it is known that something went back, and not how much', () => {
  expect(after([back('refund', 3_000, { currency: 'JPY' })])).toEqual(['partly_refunded', 100, 0])
})

test('a fixed value is lost as a whole, one that is not known stays unknown', () => {
  expect(after([back('refund', 30)], { isFixed: true })).toEqual(['refunded', 0, 100])
  expect(after([back('refund', null)], { value: null })).toEqual(['refunded', null, 0])
  expect(after([back('refund', 30)], { value: null })).toEqual(['partly_refunded', null, 0])
})

test('the row of an order that was partly refunded says what is left', () => {
  const order = { kind: 'order' as const }
  expect(after([back('part refund', 60, order)])).toEqual(['partly_refunded', 60, 40])
  expect(after([back('part refund', null, order)])).toEqual(['partly_refunded', 100, 0])
  expect(after([back('refund', 60, order)])).toEqual(['refunded', 0, 100])
})

test('a cancellation leaves nothing, unless its own source saw the action again', () => {
  const failed = back('cancellation', 100, { source: 'stripe' })
  expect(after([failed, back('refund', 30)])).toEqual(['cancelled', 0, 100])
  const paid = sightingOf('paid', { orderId: 'A', source: 'stripe', time: 3_000 })
  expect(after([failed], { action: actionOf(bought, paid) })).toEqual(['counted', 100, 0])
  const reloaded = sightingOf('reloaded', { orderId: 'A', source: 'tag', time: 3_000 })
  expect(after([failed], { action: actionOf(bought, reloaded) })).toEqual(['cancelled', 0, 100])
  expect(after([back('cancellation', null, { time: 500 })])).toEqual(['counted', 100, 0])
})

test('a reversal finds its action by order, else by payment, else by deal', () => {
  const other = sightingOf('other', { orderId: 'B', paymentId: 'P' })
  const actions = [actionOf(other), actionOf(bought)]
  const byOrder = sightingOf('r1', { orderId: 'A', paymentId: 'P', reverses: 'refund' })
  const byPayment = sightingOf('r2', { orderId: 'unheard of', paymentId: 'P', reverses: 'refund' })
  const stray = sightingOf('r3', { orderId: 'C', reverses: 'refund' })
  const assigned = assignReversals(actions, [stray, byPayment, byOrder])
  expect(actions.map((action) => assigned.of(action).map(({ id }) => id))).toEqual([['r2'], ['r1']])
  expect(assigned.unassigned.map(({ id }) => id)).toEqual(['r3'])
})
