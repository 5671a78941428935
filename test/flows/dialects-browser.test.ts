// Client libraries for pages as they are published, in a real browser on a page of another site than the collector's.
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { build } from 'esbuild'
import { type Browser, type Page, chromium } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { StoredEvent } from '#contract/event.ts'
import { browserPath } from '../support/browser-path.ts'
import { type TestCollector, openTestCollector } from '../support/collector.ts'
import type { Library } from '../support/page-libraries.ts'

const inBrowser = test.skipIf(!browserPath)
let collector: TestCollector
let site: Server
let browser: Browser
let page: Page
/** Of scripts in the page. */
let errors: Error[] = []

beforeAll(async () => {
  if (!browserPath) return
  collector = await openTestCollector()
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, '..', 'support', 'page-libraries.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    define: { 'process.env.NODE_ENV': '"production"', global: 'window' },
  })
  const script = outputFiles[0]!.contents
  site = createServer((request, response) => {
    if (request.url === '/script.js') return response.end(script)
    response.setHeader('content-type', 'text/html')
    response.end('<!doctype html><title>Thanks</title><script src="/script.js"></script>')
  })
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox', '--disable-gpu'] })
}, 120_000)
afterEach(async () => {
  expect(errors.splice(0)).toEqual([])
  await page?.context().close()
  collector?.events(true)
  if (collector) collector.answered.length = 0
})
afterAll(async () => {
  await browser?.close()
  site?.close()
  await collector?.close()
})

/** Opens a page that came from an ad, and uses the library there. */
async function use(library: Library, key = collector.browserKey): Promise<void> {
  page = await (await browser.newContext({ userAgent: 'Mozilla/5.0 Page/1' })).newPage()
  page.on('pageerror', (error) => errors.push(error))
  await page.goto(`http://localhost:${(site.address() as AddressInfo).port}/thanks?utm_source=google&gclid=c1`)
  await page.evaluate(`use(${JSON.stringify(library)}, ${JSON.stringify({ url: collector.url, key })})`)
}

async function stored(count: number): Promise<Record<string, StoredEvent>> {
  await expect.poll(() => collector.events().length, { timeout: 10_000 }).toBe(count)
  return Object.fromEntries(collector.events().map((event) => [event.name, event]))
}

const view = { source: 'page', title: 'Thanks', utm_source: 'google', click_ids: { gclid: 'c1' }, suspect: '' }
const order = { order_id: 'B-1', value: 42, currency: 'EUR' }
const person = { user_id: 'u1', match_keys: { email: expect.any(String) } }

inBrowser.each(['segment', 'jitsu'] as const)('%s: page, identify and order of one visitor', async (library) => {
  await use(library)
  const events = await stored(3)
  expect(events['page_view']).toMatchObject({ ...view, ip: '127.0.0.0', user_agent: 'Mozilla/5.0 Page/1' })
  expect(events['identify']).toMatchObject(person)
  expect(events['order_completed']).toMatchObject({ ...order, user_id: 'u1', suspect: '' })
  expect(new Set(collector.events().map((event) => event.visitor_id)).size).toBe(1)
  expect(events['page_view']!.visitor_id).not.toBe('')
})

inBrowser('segment in batches', async () => {
  await use('segmentBatching')
  expect(Object.keys(await stored(2))).toEqual(['A', 'B'])
})

inBrowser('plausible: page views and revenue; no visitor, and no id', async () => {
  await use('plausible')
  const events = await stored(2)
  expect(events['page_view']).toMatchObject({ ...view, title: '', suspect: 'no_id', user_agent: 'Mozilla/5.0 Page/1' })
  expect(events['order_completed']).toMatchObject(order)
})

inBrowser('a library that reads no answer goes on sending beyond what a browser lets be under way', async () => {
  await use('plausible')
  const statuses = await page.evaluate(`(async () => {
    const statuses = []
    for (let sent = 0; sent < 40; sent += 1) {
      const props = { article: 'x'.repeat(2_000) }
      statuses.push(await new Promise((told) => plausible('Read', { props, callback: ({ status }) => told(status) })))
    }
    return statuses
  })()`)
  expect(new Set(statuses as number[])).toEqual(new Set([202]))
})

inBrowser('ga4: hits of one visitor and visit, each with an id of its own', async () => {
  await use('ga4')
  const events = await stored(2)
  expect(events['page_view']).toMatchObject(view)
  expect(events['order_completed']).toMatchObject(order)
  expect(events['order_completed']!.visitor_id).toBe(events['page_view']!.visitor_id)
  expect(events['order_completed']!.session_id).toBe(events['page_view']!.session_id)
})

inBrowser('snowplow: page views, and orders of its e-commerce events', async () => {
  await use('snowplow')
  const events = await stored(2)
  expect(events['page_view']).toMatchObject(view)
  expect(events['order_completed']).toMatchObject(order)
  expect(events['page_view']!.visitor_id).toMatch(/^[\w-]{36}$/)
})

inBrowser('posthog: the browser before it is known, the person after', async () => {
  await use('posthog')
  const events = await stored(3)
  expect(events['page_view']).toMatchObject({ ...view, title: '', user_id: '' })
  expect(events['identify']).toMatchObject({ ...person, visitor_id: events['page_view']!.visitor_id })
  expect(events['order_completed']).toMatchObject({ ...order, user_id: 'u1' })
})

inBrowser('a key for servers is refused in a page', async () => {
  await use('jitsu', collector.writeKey).catch(() => undefined)
  await expect.poll(() => collector.answered.filter((line) => line.endsWith(' 401')).length).toBeGreaterThan(0)
  expect(collector.events()).toEqual([])
})
