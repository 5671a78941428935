import { expect, test } from 'vitest'
import { closest, knownNames } from './closest.ts'

const kinds = ['event', 'page', 'session', 'lead', 'deal', 'order']

test('a slip of the finger finds the word that was meant', () => {
  expect(closest('evnet', kinds)).toBe('event')
  expect(closest('Event', kinds)).toBe('event')
  expect(closest('sesion', kinds)).toBe('session')
  expect(closest('ordr', kinds)).toBe('order')
})

test('a different word finds nothing', () => {
  expect(closest('purchase', kinds)).toBeUndefined()
  expect(closest('', kinds)).toBeUndefined()
})

test('what there is to choose from is told after what was meant, one alone without a guess', () => {
  expect(knownNames('ordr', kinds)).toBe(`Did you mean order? There are ${kinds.join(', ')}.`)
  expect(knownNames('purchase', kinds)).toBe(`There are ${kinds.join(', ')}.`)
  expect(knownNames('purchse', ['purchase'])).toBe('There is only purchase.')
  expect(knownNames('purchase', [])).toBe('There are none.')
})
