import fc from 'fast-check'
import { expect, test } from 'vitest'
import { event } from '../../test/support/facts.ts'
import type { StoredEvent } from './event.ts'
import { fromEventLine, headOf, toEventLine } from './event-line.ts'

const text = fc.oneof(fc.constant(''), fc.string())
const map = fc.oneof(fc.constant({}), fc.dictionary(fc.string(), fc.string()))

const objects = fc.oneof(
  fc.constant(''),
  fc
    .dictionary(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('10', '9')), fc.jsonValue())
    .map((said) => JSON.stringify(said)),
)

test('what a line leaves out is back when it is read', () => {
  const some = fc.record({
    visitor_id: text,
    url: text,
    match_keys: map,
    consent: map,
    properties: objects,
    value: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
  })
  fc.assert(
    fc.property(some, (said) => {
      const whole = event({ id: 'e', ...said })
      expect(fromEventLine(toEventLine(whole))).toEqual(JSON.parse(JSON.stringify(whole)))
      // as lines were written before, with all properties in a text
      expect(fromEventLine(JSON.stringify(whole))).toEqual(JSON.parse(JSON.stringify(whole)))
    }),
  )
})

test('a line holds what is said and nothing else', () => {
  const line = toEventLine(
    event({ id: 'e', source: 's', name: 'n', time: 1, received_at: 2, properties: '{}', value: 0 }),
  )
  expect(JSON.parse(line)).toEqual({
    source: 's',
    id: 'e',
    name: 'n',
    time: 1,
    received_at: 2,
    value: 0,
    properties: {},
  })
})

test('every character stands in a line as JSON has it', () => {
  const plain = event({ id: 'e' })
  const differing = Array.from({ length: 0x1_00_00 }, (_, code) => `a${String.fromCharCode(code)}b`).filter(
    (title) => !toEventLine({ ...plain, title }).includes(`,"title":${JSON.stringify(title)}`),
  )
  expect(differing).toEqual([])
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (name, value) => {
      const said = { name: `n${value}`, match_keys: { [name]: value } }
      const line = toEventLine(event({ id: 'e', ...said }))
      expect(line).toContain(`,"name":${JSON.stringify(said.name)},`)
      expect(line).toContain(`,"match_keys":${JSON.stringify(said.match_keys)},`)
    }),
  )
})

test('a line holds every field that an event has', () => {
  const silent = fromEventLine('{}')
  const full = Object.fromEntries(
    Object.entries(silent).map(([field, value]) => {
      if (field === 'properties') return [field, '{"said":"\\""}']
      if (typeof value === 'number' || value === null) return [field, 7]
      return [field, typeof value === 'string' ? `"${field}"` : { [`"${field}"`]: '\\' }]
    }),
  ) as unknown as StoredEvent
  expect(Object.keys(full).length).toBeGreaterThan(30)
  const line = toEventLine({ ...full, suspect: 'no_id', sent_from: 'page', junk: 'bot' })
  expect(fromEventLine(line)).toEqual({ ...full, suspect: 'no_id', sent_from: 'page', junk: 'bot' })
  // in the order that the head of a line is read in, whatever the order of the event's own fields
  const backwards = Object.fromEntries(Object.entries(full).toReversed()) as unknown as StoredEvent
  expect(toEventLine(backwards)).toBe(toEventLine(full))
})

test('by what an event is known is read from any line, however it was written', () => {
  const texts = fc.tuple(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }))
  fc.assert(
    fc.property(texts, fc.integer({ min: 0, max: 1e14 }), ([source, id, name], time) => {
      const { properties, ...said } = event({ source, id, name, time })
      const whole = { properties, ...said }
      const head = { source, id, time }
      expect(headOf(toEventLine({ ...said, properties }))).toEqual(head)
      expect(headOf(JSON.stringify(whole))).toEqual(head)
    }),
  )
})
