// A browser signed in to the sample company, for tests of the web app.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, type BrowserContextOptions, type Page, chromium } from 'playwright-core'
import { afterAll, inject, test } from 'vitest'
import { browserPath } from './browser-path.ts'
import { type ReadyServer, startServer } from './web-server.ts'

export const inBrowser = test.skipIf(!browserPath)
export const phone = { width: 390, height: 844 }

const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking']
// still: the signs of waiting would be drawn sixty times a second, a third of the time that a page costs
const usual = { locale: 'en-GB', viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' } as const
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export interface Sample {
  server: ReadyServer
  /**
   * Opens a path of the app, signed in by a link, the admin's unless another is given; what it keeps is as on a first
   * visit. All that ask with the same link and options get one page, one after the other: to start a page anew, and to
   * read the app into it, would take half of the time.
   */
  open(path: string, options?: BrowserContextOptions, link?: string): Promise<Page>
  /** A page of a new browser that nobody signed in. */
  stranger(): Promise<Page>
  close(): Promise<void>
}

/**
 * The small sample company that all files of the run share: leave it as it was found, or use names of your own, of two
 * words at most, since its pages are searched for English. Called at the top of a file, it is closed after its tests.
 */
export function openSample(): Sample {
  const sample = browse(inject('sample'))
  afterAll(sample.close)
  return sample
}

/** A server of one's own with an empty data folder. */
export async function openEmpty(): Promise<Sample> {
  const { ready, stop } = await startServer(['up'])
  const empty = browse(ready)
  return {
    ...empty,
    async close() {
      await empty.close()
      await stop()
    },
  }
}

/** Its browser starts with the first page that is asked for. */
function browse(server: ReadyServer): Sample {
  let browser: Promise<Browser> | undefined
  const newPage = async (options: BrowserContextOptions = {}): Promise<Page> => {
    browser ??= chromium.launch({ executablePath: browserPath!, args: flags })
    const context = await (await browser).newContext({ ...usual, ...options })
    return context.newPage()
  }
  const signedIn = new Map<string, Page>()
  const signIn = async (link: string, options: BrowserContextOptions): Promise<Page> => {
    const page = await newPage(options)
    await page.request.get(link)
    return page
  }
  return {
    server,
    stranger: () => newPage(),
    async open(path, options = {}, link = server.signIn) {
      const who = JSON.stringify([link, options])
      const known = signedIn.get(who)
      const again = known && !known.isClosed()
      const page = again ? known : await signIn(link, options)
      signedIn.set(who, page)
      if (again) await reset(page, { ...usual, ...options })
      await page.goto(new URL(path, server.url).href)
      return page
    },
    close: async () => (await browser)?.close(),
  }
}

/** Makes a page what it was when it was opened. */
async function reset(page: Page, options: BrowserContextOptions): Promise<void> {
  await page.unrouteAll()
  await page.setViewportSize(options.viewport!)
  await page.emulateMedia({ colorScheme: options.colorScheme ?? 'light' })
  await page.evaluate('localStorage.clear()')
}

/** What axe finds wrong with the page as it is now. */
export async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axeSource)
  return page.evaluate(
    `axe.run({ resultTypes: ['violations'], iframes: false }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map((node) => node.html).join(' | ')))`,
  )
}
