import { expect, test } from 'vitest'
import { wrap, wrapBehind } from './wrap.ts'

test('lines break between words and never within one', () => {
  expect(wrap('one two three', 7)).toEqual(['one two', 'three'])
  expect(wrap('immeasurable it is', 5)).toEqual(['immeasurable', 'it is'])
  expect(wrap('', 5)).toEqual([''])
})

test('what follows an opening stands below its first word', () => {
  expect(wrapBehind('  → ', 'one two three', 11)).toEqual(['  → one two', '    three'])
})
