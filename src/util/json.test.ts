import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseJson } from './json.ts'

test('half a character becomes the replacement character, a whole one stays', () => {
  expect(parseJson(String.raw`["\ud83d", "\ude00\ud83d", "\ud83d\ude00", "\\ud83d", "\\\ud83d"]`)).toEqual([
    '\ufffd',
    '\ufffd\ufffd',
    '\u{1f600}',
    String.raw`\ud83d`,
    '\\\ufffd',
  ])
})

test('a byte order mark before the text is no part of it, one within it is', () => {
  expect(parseJson('\ufeff["\ufeff"]')).toEqual(['\ufeff'])
})

test('every text is read as JSON.parse reads it, made well-formed', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('\ud83d', '\ude00', '\\', 'u', 'd', '8', 'a', '"') }), (text) => {
      expect(parseJson(JSON.stringify(text))).toBe(Buffer.from(text).toString())
    }),
  )
})
