// A browser signed in to the sample company, for tests of the web app.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContextOptions, type Page, chromium } from 'playwright-core'
import { type Running, start } from './programs.ts'

const root = join(import.meta.dirname, '..', '..')

/** Undefined where the machine has none; then the tests of the web app are skipped. */
export const browserPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)

const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking']
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export interface Sample {
  demo: Running<{ url: string; collectUrl?: string; signIn: string }>
  /** Opens a path of the app in a new browser that signed in by a link, the admin's unless another is given. */
  open(path: string, options?: BrowserContextOptions, signIn?: string): Promise<Page>
  /** A page of a new browser that nobody signed in. */
  stranger(): Promise<Page>
  close(): Promise<void>
}

const small = ['demo', '--visitors', '2000', '--months', '4']

/** Builds the app and starts it with a small sample company; `up` starts it with nothing. */
export async function openSample(command: readonly string[] = small): Promise<Sample> {
  execFileSync(process.execPath, [join(root, 'scripts', 'build.js')], { cwd: root })
  const folder = mkdtempSync(join(tmpdir(), 'onecount-web-'))
  const browser: Browser = await chromium.launch({ executablePath: browserPath!, args: flags })
  const env = { ONECOUNT_DATA: folder, ONECOUNT_PORT: '0', ONECOUNT_COLLECT_PORT: '0' }
  const demo: Sample['demo'] = await start([process.execPath, join(root, 'dist', 'main.js'), ...command, '--json'], env)
  const newContext = (options: BrowserContextOptions = {}) =>
    browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 900 }, ...options })
  return {
    demo,
    stranger: async () => (await newContext()).newPage(),
    async open(path, options, signIn = demo.ready.signIn) {
      const context = await newContext(options)
      await context.request.get(signIn)
      const page = await context.newPage()
      await page.goto(new URL(path, demo.ready.url).href)
      return page
    },
    async close() {
      await browser.close()
      await demo.end('SIGTERM')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** What axe finds wrong with the page as it is now. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  return page.evaluate(
    `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map((node) => node.html).join(' | ')))`,
  )
}
