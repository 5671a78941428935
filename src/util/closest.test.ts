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

test('of a long list the nearest few are told, and where all of it is', () => {
  const rates = ['cvr.click', 'cvr.session', 'cvr.visitor', 'figure.cvr.click']
  const many = [...Array.from({ length: 20 }, (_, index) => `thing_${index}`), ...rates]
  const listedBy = '`onecount things` lists them'
  expect(knownNames('cvrr', many, listedBy)).toBe(
    'Did you mean cvr.click, cvr.session, cvr.visitor? There are 24; `onecount things` lists them.',
  )
  expect(knownNames('cvr.sesion', many, listedBy)).toMatch(/^Did you mean cvr\.session\? There are 24;/)
  expect(knownNames('figure', many, listedBy)).toMatch(/^Did you mean figure\.cvr\.click\? /)
  expect(knownNames('purchase', many, listedBy)).toBe('There are 24; `onecount things` lists them.')
})

test('a long list that stands nowhere else is cut, and says how long it is', () => {
  const columns = Array.from({ length: 40 }, (_, index) => `column ${index}`)
  expect(knownNames('purchase', columns)).toMatch(/^There are column 0, .+, column 9 and 30 more\.$/)
})
