import { expect, test } from 'vitest'
import { collectAddress, localAddress, readSettings } from './settings.ts'

test('senders are given the address that was set, else the one that is listened at', () => {
  expect(collectAddress(readSettings({ ONECOUNT_COLLECT_URL: 'https://c.example.com/' }))).toBe('https://c.example.com')
  expect(collectAddress(readSettings({ ONECOUNT_COLLECT_PORT: '80' }))).toBe('http://127.0.0.1:80')
})

test('listening everywhere is reached on this machine, and an address of IPv6 stands in brackets', () => {
  expect(localAddress('0.0.0.0', 1)).toBe('http://127.0.0.1:1')
  expect(localAddress('::', 1)).toBe('http://127.0.0.1:1')
  expect(localAddress('::1', 1)).toBe('http://[::1]:1')
})

test('a setting that cannot be used is named', () => {
  expect(() => readSettings({ ONECOUNT_PORT: 'http' })).toThrow('ONECOUNT_PORT=http is not a port')
})
