import { expect, test } from 'vitest'
import { closest } from './closest.ts'

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
