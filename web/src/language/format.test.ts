import { expect, test } from 'vitest'
import { makeFormat } from './format.ts'

test('money is written in its currency, and as the bare number where it has none', () => {
  const { money } = makeFormat('en')
  expect(money(12.5, 'EUR')).toBe('€12.50')
  expect(money(12.5, '')).toBe('12.5')
  expect(money(12.5, 'EUR, JPY')).toBe('12.5')
  expect(makeFormat('ja').money(9800, 'JPY')).toBe('￥9,800')
  expect(makeFormat('ja').money(98.4, 'JPY')).toBe('￥98')
  expect(makeFormat('ja').money(0.275, 'JPY', true)).toBe('0.28')
})
