// The address holds what is looked at, and nothing that goes without saying.
import { expect, test } from 'vitest'
import { readView, writeView } from './address.ts'

test('what is usual is not in the address', () => {
  expect(writeView(readView(''))).toBe('')
})

test('a view survives being written and read', () => {
  for (const search of ['?period=4w', '?from=2026-04-01&to=2026-04-30', '?period=all&plan=2']) {
    expect(writeView(readView(search))).toBe(search)
  }
})

test('what makes no sense in an address is left out', () => {
  const usual = { period: '13w', from: null, to: null, plan: null }
  expect(readView('?period=never&from=april&plan=-1')).toEqual(usual)
  expect(readView('?from=2026-13-01&to=2026-02-30')).toEqual(usual)
})
