// A browser signed in to the sample company, for tests of the web app.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, type BrowserContext, type BrowserContextOptions, type Page, chromium } from 'playwright-core'
import { inject } from 'vitest'
import { browserPath } from './browser-path.ts'
import { type ReadyServer, startServer } from './web-server.ts'

const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking']
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export interface Sample {
  server: ReadyServer
  /** Opens a path of the app, signed in by a link, the admin's unless another is given; what it keeps is as on a first visit. */
  open(path: string, options?: BrowserContextOptions, link?: string): Promise<Page>
  /** A page of a new browser that nobody signed in. */
  stranger(): Promise<Page>
  close(): Promise<void>
}

/**
 * The small sample company that all files of the run share: leave it as it was found, or use names of your own, of two
 * words at most, since its pages are searched for English.
 */
export async function openSample(): Promise<Sample> {
  return browse(inject('sample'), () => Promise.resolve())
}

/** A server of one's own with an empty data folder. */
export async function openEmpty(): Promise<Sample> {
  const { ready, stop } = await startServer(['up'])
  return browse(ready, stop)
}

async function browse(server: ReadyServer, stop: () => Promise<void>): Promise<Sample> {
  const browser: Browser = await chromium.launch({ executablePath: browserPath!, args: flags })
  const newContext = (options: BrowserContextOptions = {}) =>
    browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 900 }, ...options })
  // signing in and reading the app anew for each page would take most of the tests' time
  const signedIn = new Map<string, Promise<BrowserContext>>()
  const signIn = async (link: string, options: BrowserContextOptions): Promise<BrowserContext> => {
    const context = await newContext(options)
    await context.request.get(link)
    return context
  }
  return {
    server,
    stranger: async () => (await newContext()).newPage(),
    async open(path, options = {}, link = server.signIn) {
      const who = JSON.stringify([link, options])
      if (!signedIn.has(who)) signedIn.set(who, signIn(link, options))
      const page = await (await signedIn.get(who)!).newPage()
      await page.goto(new URL('/healthz', server.url).href)
      await page.evaluate('localStorage.clear()')
      await page.goto(new URL(path, server.url).href)
      return page
    },
    async close() {
      await browser.close()
      await stop()
    },
  }
}

/** What axe finds wrong with the page as it is now. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  return page.evaluate(
    `axe.run({ resultTypes: ['violations'], iframes: false }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map((node) => node.html).join(' | ')))`,
  )
}
