// Pages of the sample company in an open browser that has never seen them, until the last figure stands, against a bare
// page that fetches the same script and does not run it; and how soon a click shows the next page's shape.
// npx tsx bench/pages.ts
import { readFileSync, readdirSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core'
import { browserPath } from '../test/support/browser-path.ts'
import { startServer } from '../test/support/web-server.ts'
import { pagePaths, pages } from '../web/src/pages.ts'
import { hand, inTurns, median } from './figures.ts'

const turns = 3
/** A new window of the browser has work of its own, about a second of a processor, that is no part of a page. */
const windowOpensMs = 2_000
const allowedMs = 1_000
const allowedClickMs = 100
const allowedScriptBytes = 200_000

if (!browserPath) throw new Error('There is no Chromium on this machine.')
const { ready, stop } = await startServer(['demo'])
const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox', '--disable-gpu'] })
const cookies = await signIn(browser)
const bare = await serveBare()

/** Notes when the page last had nothing left to come, and when it last changed its heading or showed its shape. */
const watch = `{
  window.seen = { done: 0, title: '', shaped: 0 }
  new MutationObserver(() => {
    const heading = document.querySelector('main h1')
    const title = heading ? heading.textContent : ''
    if (title !== seen.title) Object.assign(seen, { title, shaped: performance.now() })
    if (!heading || document.querySelector('.bone')) seen.done = 0
    else if (!seen.done) seen.done = performance.now()
  }).observe(document, { childList: true, subtree: true, characterData: true })
}`

async function signIn(of: Browser): Promise<Awaited<ReturnType<BrowserContext['storageState']>>> {
  const context = await of.newContext()
  await context.request.get(ready.signIn)
  return context.storageState()
}

/** The page of a browser without anything kept of us but who it is. */
async function newPage(): Promise<Page> {
  const context = await browser.newContext({ storageState: cookies, viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await page.addInitScript(watch)
  await page.waitForTimeout(windowOpensMs)
  return page
}

const settled = async (page: Page): Promise<number> => {
  for (let last = 0; ; await page.waitForTimeout(100)) {
    const done = await page.evaluate<number>('seen.done')
    // what is asked after the first figures would show its bones meanwhile
    if (done > 0 && done === last) return done
    last = done
  }
}

/** Milliseconds from the address to the last figure. */
async function load(path: string): Promise<number> {
  const page = await newPage()
  await page.goto(new URL(path, ready.url).href)
  const done = await settled(page)
  await page.context().close()
  return done
}

/** The script of the app's frame and home, from a server that does nothing else. */
async function serveBare(): Promise<{ url: string; close(): void }> {
  const folder = join(import.meta.dirname, '..', 'dist', 'web')
  const scripts = readdirSync(join(folder, 'assets')).filter((name) =>
    /^(react|shared|index|en|scorecard)-.+\.js$/.test(name),
  )
  const links = scripts.map((name) => `<link rel="modulepreload" href="/assets/${name}">`)
  const server = createServer(({ url = '/' }, response) => {
    if (url === '/') return response.setHeader('content-type', 'text/html').end(`${links.join('')}<h1>Bare</h1>`)
    response.setHeader('content-type', 'text/javascript').setHeader('content-encoding', 'br')
    return response.end(url.startsWith('/assets/') ? readFileSync(join(folder, `${url}.br`)) : '')
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() }
}

async function loadBare(): Promise<number> {
  const page = await newPage()
  await page.goto(bare.url, { waitUntil: 'load' })
  const done = await page.evaluate<number>('performance.getEntriesByType("navigation")[0].loadEventEnd')
  await page.context().close()
  return done
}

for (const id of pages) {
  const measured = await inTurns(turns, () => load(pagePaths[id]), loadBare)
  hand({
    what: `page ${id}, cold, all figures shown`,
    unit: 'ms',
    ...measured,
    against: 'a bare page that fetches the same script and runs none of it',
    target: `≤ ${allowedMs} ms`,
    met: measured.ours <= allowedMs,
  })
}
await handScript()
await handClicks()
bare.close()
await browser.close()
await stop()

async function handScript(): Promise<void> {
  const page = await newPage()
  await page.goto(new URL(pagePaths.overview, ready.url).href)
  await settled(page)
  const sum = (of: string): Promise<number> =>
    page.evaluate<number>(
      `performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js')).reduce((all, one) => all + one.${of}, 0)`,
    )
  const [ours, reference] = [await sum('encodedBodySize'), await sum('decodedBodySize')]
  await page.context().close()
  hand({
    what: 'script of the overview, compressed',
    unit: 'kB',
    ours: ours / 1_000,
    reference: reference / 1_000,
    against: 'the same, not compressed',
    repetitions: 1,
    target: `≤ ${allowedScriptBytes / 1_000} kB`,
    met: ours <= allowedScriptBytes,
  })
}

/** From the click on a page's name to its heading and shape, each page for the first time; the median of all. */
async function handClicks(): Promise<void> {
  const page = await newPage()
  await page.goto(ready.url)
  await settled(page)
  const clicks: number[] = []
  const frames: number[] = []
  for (const id of pages.slice(1)) {
    const clicked = await page.evaluate<number>(
      `{ const at = performance.now(); document.querySelector('#pages a[href^="${pagePaths[id]}"]').click(); at }`,
    )
    await settled(page)
    clicks.push((await page.evaluate<number>('seen.shaped')) - clicked)
    frames.push(
      await page.evaluate<number>(`new Promise((done) => { const at = performance.now()
      requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - at))) })`),
    )
  }
  await page.context().close()
  const ours = median(clicks)
  hand({
    what: `from a click on a page's name to its shape, first time (slowest ${Math.round(Math.max(...clicks))})`,
    unit: 'ms',
    ours,
    reference: median(frames),
    against: 'two empty frames',
    repetitions: clicks.length,
    target: `≤ ${allowedClickMs} ms`,
    met: ours <= allowedClickMs,
  })
}
