import { expect, test } from 'vitest'
import { addressFault } from './outbound.ts'

const fault = (url: string, ...privateHosts: string[]): string | undefined =>
  addressFault(new URL(url), { privateHosts })?.message

test('what is sent goes out by https to a whole host name', () => {
  expect(fault('https://hooks.slack.com/services/T/B/x')).toBeUndefined()
  expect(fault('https://203.0.113.7/')).toBeUndefined()
  expect(fault('https://[2606:4700::1111]/')).toBeUndefined()
  expect(fault('http://hooks.slack.com/services/T/B/x')).toBe('must begin with https://')
  for (const url of ['http://x', 'https://x/', 'https://localhost:4000/', 'https://x./'])
    expect(fault(url)).toBe('has no whole host name')
})

test('a host that the server may reach within is reached in any way, and the refusal says how to allow it', () => {
  expect(fault('http://mattermost:8065/hooks/a', 'mattermost')).toBeUndefined()
  expect(fault('http://[::1]:8065/', '::1')).toBeUndefined()
  expect(fault('http://other:8065/', 'mattermost')).toBe('has no whole host name')
  const told = addressFault(new URL('http://10.0.0.5/'), { privateHosts: [] })
  expect(told?.hint).toMatch(/ONECOUNT_PRIVATE_HOSTS=10\.0\.0\.5$/)
})
