// Robots and driven browsers are told by what they say of themselves; people are let alone, whatever they use.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestCollector, openTestCollector } from '../../test/support/collector.ts'
import { event } from '../../test/support/facts.ts'
import { driven, people, robots } from '../../test/support/user-agents.ts'
import { JunkSigns, junkOfUserAgent } from './junk.ts'

const ofAll = (agents: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(agents).map(([name, agent]) => [name, junkOfUserAgent(agent)]))
const all = (agents: Readonly<Record<string, string>>, junk: string): Record<string, string> =>
  Object.fromEntries(Object.keys(agents).map((name) => [name, junk]))

test('people are nobody’s junk, in apps and on odd phones too', () => {
  expect(ofAll(people)).toEqual(all(people, ''))
})

test('robots and programs are known by name', () => {
  expect(ofAll(robots)).toEqual(all(robots, 'bot'))
})

test('browsers that programs drive are told from robots', () => {
  expect(ofAll(driven)).toEqual(all(driven, 'automated'))
})

test('a driven browser under a person’s name is known by its client hints, or by what it told the tag', () => {
  const signs = new JunkSigns([])
  const judged = (name: string, properties: string, headers = {}): string => {
    const view = event({ id: 'e', name, properties, user_agent: people['Chrome on Linux']! })
    signs.mark(view, headers)
    return view.junk
  }
  expect(judged('page_view', '{}')).toBe('')
  expect(judged('order', '{}', { 'sec-ch-ua': '"HeadlessChrome";v="141", "Chromium";v="141"' })).toBe('automated')
  expect(judged('page_view', '{"tag":"0.1.0","webdriver":true}')).toBe('automated')
  expect(judged('article_read', '{"topic":"webdriver","webdriver":true}')).toBe('')
})

test('what settings allow is not judged at all, here or when visits are counted', () => {
  const signs = new JunkSigns(['uptimerobot'])
  const [own, other] = ['UptimeRobot', 'Pingdom'].map((name) => event({ id: name, user_agent: robots[name]! }))
  for (const each of [own!, other!]) signs.mark(each, {})
  expect([own!.junk, own!.sent_from]).toEqual(['', ''])
  expect([other!.junk, other!.sent_from]).toEqual(['bot', 'page'])
})

test('more browsers than are remembered are judged all the same', () => {
  const signs = new JunkSigns([])
  const last = event({ id: 'e', user_agent: `${robots['Googlebot']!} 20000` })
  for (let n = 0; n <= 20_000; n += 1) signs.mark(Object.assign(last, { user_agent: `Googlebot/${n}`, junk: '' }), {})
  expect(last.junk).toBe('bot')
})

let collector: TestCollector
beforeAll(async () => {
  collector = await openTestCollector()
})
afterAll(() => collector.close())

test('what a page sends is marked; what a server sends never is, whatever it calls itself', async () => {
  const send = async (key: string, id: string, more = {}): Promise<void> => {
    const body = JSON.stringify({ key, events: [{ id, name: 'order_completed', order_id: id, ...more }] })
    const headers = key === collector.writeKey ? { authorization: `Bearer ${key}` } : { origin: 'https://x.jp' }
    const request = { method: 'POST', body, headers: { ...headers, 'user-agent': 'python-requests/2.32.3' } }
    expect((await fetch(`${collector.url}/v1/events`, request)).status).toBe(200)
  }
  await send(collector.browserKey, 'page')
  await send(collector.writeKey, 'server')
  await send(collector.writeKey, 'server for a robot', { user_agent: robots['Googlebot'] })
  expect(collector.events().map(({ id, sent_from, junk }) => [id, sent_from, junk])).toEqual([
    ['page', 'page', 'bot'],
    ['server', '', ''],
    ['server for a robot', '', ''],
  ])
})
