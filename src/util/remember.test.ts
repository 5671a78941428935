import { expect, test } from 'vitest'
import { detached, remembering } from './remember.ts'

test('what was reckoned is remembered until others were asked for since', () => {
  const remember = remembering<number | undefined>(2)
  let reckoned = 0
  const ask = (input: string) => remember(input, () => (input === 'none' ? undefined : (reckoned += 1)))
  expect([ask('a'), ask('b'), ask('a'), ask('c'), ask('a'), ask('b')]).toEqual([1, 2, 1, 3, 1, 4])
  expect(ask('none')).toBe(undefined)
})

test('a text by itself is the same, halves of characters too', () => {
  for (const text of ['', 'https://x.example/?a=b', 'Ü"\\\n', 'cut \ud83d']) expect(detached(text)).toBe(text)
})
