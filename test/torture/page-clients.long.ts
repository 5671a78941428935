// Client libraries for pages, in a real browser, while the collector is killed and started again twice: what they
// consider delivered is stored; exactly once where they send ids, marked where they do not.
//
// LIBRARIES names a folder with the scripts of libraries that are no dependency of this project (matomo.js, umami.js,
// posthog.js, rudderstack.js); those that are not in it are skipped. EVENTS: how many each delivers, 1,000.
import { existsSync, readFileSync } from 'node:fs'
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { type Browser, type Page, type Request, chromium } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { isDoubleSql, withEarlierSql } from '#metrics/doubles.ts'
import { createKey } from '#store/keys.ts'
import { browserPath } from '../support/browser-path.ts'
import { type KilledCollector, openKilledCollector } from '../support/killed-collector.ts'
import type { Client, Script } from './page-clients.ts'
import { printTable } from './table.ts'

const total = Number(process.env['EVENTS'] ?? 1_000)
const libraries = process.env['LIBRARIES']
let collector: KilledCollector
let site: Server
let browser: Browser
let page: Page
const table: (string | number)[][] = []

beforeAll(async () => {
  collector = await openKilledCollector()
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'page-clients.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    define: { 'process.env.NODE_ENV': '"production"', global: 'window' },
  })
  const script = outputFiles[0]!.contents
  site = createServer((request, response) => {
    if (request.url === '/script.js') return response.end(script)
    if (request.url?.endsWith('.js')) return response.end(readFileSync(join(libraries!, request.url)))
    response.setHeader('content-type', 'text/html')
    response.end('<!doctype html><title>Shop</title><script src="/script.js"></script>')
  })
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  browser = await chromium.launch({ executablePath: browserPath!, args: ['--no-sandbox', '--disable-gpu'] })
})
afterEach(async () => {
  await page.context().close()
  await collector.revive()
})
afterAll(async () => {
  printTable(['library', 'handed over', 'delivered', 'stored', 'stored twice', 'without id', 'suspected'], table)
  await browser.close()
  site.close()
  await collector.close()
})

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

function marksIn(text: string): string[] {
  return text.match(/mark-\d+/g) ?? []
}

interface Fate {
  /** Answered well: the library, which sees the same answer, considers them delivered. */
  delivered: Set<string>
  /** Answered or not, no longer under way. */
  over: Set<string>
}

/** Packed bodies are Blobs, which nobody outside of the page can read: they are sent as the same bytes. */
const readableBodies = `{
  const bare = fetch
  window.fetch = async (to, options) => {
    if (!(options?.body instanceof Blob)) return bare(to, options)
    const headers = new Headers(options.headers)
    if (!headers.has('content-type') && options.body.type) headers.set('content-type', options.body.type)
    return bare(to, { ...options, headers, body: await options.body.arrayBuffer() })
  }
}`

/** Notes what becomes of the page's requests. */
function follow({ delivered, over }: Fate): void {
  const note = (request: Request, sets: Set<string>[]): void => {
    const body = request.postDataBuffer()
    const text = body?.[0] === 0x1f ? gunzipSync(body).toString() : (body?.toString() ?? '')
    for (const mark of marksIn(text + decodeURIComponent(request.url()))) for (const set of sets) set.add(mark)
  }
  page.on('response', (response) => note(response.request(), response.ok() ? [delivered, over] : [over]))
  page.on('requestfailed', (request) => note(request, [over]))
}

/** Opens a page in which the library runs, with a key of its own. */
async function begin(client: Client, fate: Fate): Promise<void> {
  const { key } = await createKey(
    collector.store.control,
    { name: client, kind: 'browser', source: client, origins: ['*'] },
    Date.now(),
  )
  page = await (await browser.newContext({ userAgent: 'Mozilla/5.0 Page/1' })).newPage()
  follow(fate)
  await page.addInitScript(readableBodies)
  await page.goto(`http://localhost:${(site.address() as AddressInfo).port}/`)
  const place = JSON.stringify({ url: collector.url, key })
  // a key is known within a second
  await pause(1_500)
  await page.evaluate(`begin(${JSON.stringify(client)}, ${place})`)
}

/**
 * Sends until enough is delivered, and returns how many were sent. A library that gives up loses what it sends while
 * nothing listens, so it is given more.
 */
async function sendUntilDelivered({ delivered, over }: Fate, resends: boolean): Promise<number> {
  let sent = 0
  while (delivered.size < total && !(resends && sent >= total)) {
    const marks = Array.from({ length: 10 }, (_, n) => `mark-${sent + n}`)
    await page.evaluate(`sendAll(${JSON.stringify(marks)})`)
    sent += marks.length
    await pause(50)
    // no more under way than a browser would have
    for (let waits = 0; sent - over.size > 50 && waits < 20; waits += 1) await pause(50)
  }
  // some send again only when something else is sent, as happens in a page
  const nudge = async (): Promise<number> => {
    await page.evaluate("sendAll(['again'])")
    return delivered.size
  }
  await expect.poll(nudge, { timeout: 300_000, interval: 1_000 }).toBeGreaterThanOrEqual(total)
  return sent
}

interface Habits {
  client: Client
  /** Sends again what had no answer. */
  resends: boolean
  /** Sends an id with each event, or what makes one. */
  ids: boolean
}

const packaged: Habits[] = [
  { client: 'tag', resends: true, ids: true },
  { client: 'segment', resends: true, ids: true },
  { client: 'posthogLite', resends: true, ids: true },
  { client: 'snowplow', resends: true, ids: true },
  { client: 'jitsu', resends: false, ids: true },
  { client: 'ga4', resends: false, ids: true },
  { client: 'gtagHits', resends: false, ids: true },
  { client: 'plausible', resends: false, ids: false },
]
const scripts: (Habits & { client: Script })[] = [
  { client: 'posthog', resends: true, ids: true },
  // it sends again, but what waits beyond a hundred is dropped
  { client: 'rudderstack', resends: false, ids: true },
  { client: 'matomo', resends: false, ids: true },
  { client: 'umami', resends: false, ids: false },
]
const here = scripts.filter(({ client }) => libraries !== undefined && existsSync(join(libraries, `${client}.js`)))

test.each([...packaged, ...here])(
  '$client: what it considers delivered is stored',
  async ({ client, resends, ids }) => {
    const fate: Fate = { delivered: new Set(), over: new Set() }
    const { delivered } = fate
    await begin(client, fate)
    const [sent] = await Promise.all([sendUntilDelivered(fate, resends), collector.killTwice(delivered, total)])
    await collector.load()
    const rows = await collector.store.facts.query<{ properties: string; suspect: string }>(
      'SELECT properties, suspect FROM events FINAL WHERE source = {client:String}',
      { client },
    )
    const marks = rows.flatMap(({ properties }) => marksIn(properties))
    const stored = new Set(marks)
    const twice = marks.length - stored.size
    const withoutId = rows.filter(({ suspect }) => suspect !== '').length
    const [suspected] = await collector.store.facts.query<{ count: number }>(
      `SELECT count() AS count FROM (${withEarlierSql(['source = {client:String}'])}) WHERE ${isDoubleSql}`,
      { client },
    )
    table.push([client, sent, delivered.size, stored.size, twice, withoutId, suspected!.count])
    expect([...delivered].filter((mark) => !stored.has(mark))).toEqual([])
    if (ids) expect([twice, withoutId]).toEqual([0, 0])
    else expect([withoutId, suspected!.count]).toEqual([rows.length, twice])
  },
)
