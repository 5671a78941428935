// A site that has the tag, and the collector that the tag sends to; for tests in a real browser.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { type Server, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type Browser, type BrowserContext, type BrowserContextOptions, type Page, chromium } from 'playwright-core'
import { expect } from 'vitest'
import type { StoredEvent } from '#contract/event.ts'
import { browserPath } from './browser-path.ts'
import { type TestCollector, openTestCollector } from './collector.ts'

const root = join(import.meta.dirname, '..', '..')

export interface TagSite {
  collector: TestCollector
  browser: Browser
  /** Below `http://localhost:…`. */
  url(path?: string): string
  /** The same site as another domain has it. */
  otherUrl(path?: string): string
  /** What a new browser sees; the page as `open` left it. */
  visit(path: string, options?: BrowserContextOptions): Promise<Page>
  /** Events on disk since the last call of `fresh`, each once, once there are at least so many. */
  events(count: number): Promise<StoredEvent[]>
  /** Closes the browsers that were opened, and forgets what arrived. */
  fresh(): Promise<void>
  close(): Promise<void>
}

/** How a page begins; what the tag's element says is put in by `tag=` of the query, as attributes. */
function html(path: string, query: URLSearchParams, tag: string): string {
  const attributes = query.get('tag') ?? ''
  const before = query.get('before')
  return `<!doctype html><html lang="en"><head><title>${path}</title>
<link rel="icon" href="data:,">
${before ? `<script>window.onecount ??= Object.assign((...call) => onecount.q.push(call), { q: [] });${before}</script>` : ''}
<script async src="${tag}/tag.js" ${attributes}></script></head><body>${bodies[path] ?? ''}</body></html>`
}

const bodies: Record<string, string> = {
  '/ctas': `<header><a data-cta="trial" href="#t" style="display:block;width:200px;height:40px;background:#1a73e8">Start
    free trial</a></header><div style="height:3000px"></div>
    <section id="pricing"><button data-cta data-cta-placement="table" style="all:unset;color:red">Buy</button></section>
    <button data-add-to-cart="SKU-1" data-name="Mug" data-value="12.5" data-currency="EUR" data-quantity="2">Add</button>`,
  '/form': `<form id="contact" action="/thanks" method="post"><input name="id" value="not me">
    <input type="email" name="email" data-identify><input name="secret" value="hunter2"><button>Send</button></form>`,
  '/login': '<form name="login" action="/thanks"><input type="email" name="email"><button>In</button></form>',
  '/video': '<video id="v" data-video="demo" src="/sound.wav" muted></video>',
  '/links': `<a id="away" href="/landing?a=b c">away</a><a id="stranger" href="https://example.org/">stranger</a>
    <form id="pay" method="post" action="/landing"><button>Pay</button></form>`,
}

/** Four seconds of silence, which a video element plays as well as any film. */
function silence(): Buffer {
  const [rate, seconds] = [8_000, 4]
  const header = Buffer.alloc(44)
  header.write('RIFF', 0)
  header.writeUInt32LE(36 + rate * seconds, 4)
  header.write('WAVEfmt ', 8)
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(rate, 24)
  header.writeUInt32LE(rate, 28)
  header.writeUInt16LE(1, 32)
  header.writeUInt16LE(8, 34)
  header.write('data', 36)
  header.writeUInt32LE(rate * seconds, 40)
  return Buffer.concat([header, Buffer.alloc(rate * seconds, 128)])
}

/** Browsers can jump ahead only where a server sends parts. */
function sendPart(file: Buffer, range: string | undefined, response: ServerResponse): void {
  const from = Number(/\d+/.exec(range ?? '')?.[0] ?? 0)
  response.setHeader('content-type', 'audio/wav')
  response.setHeader('content-range', `bytes ${from}-${file.length - 1}/${file.length}`)
  response.writeHead(206).end(file.subarray(from))
}

function serve(tag: () => string, key: () => string): Server {
  const sound = silence()
  const module = readFileSync(join(root, 'dist', 'tag', 'module.js'))
  return createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://x')
    if (pathname === '/sound.wav') return sendPart(sound, request.headers.range, response)
    if (pathname === '/module.js') return response.writeHead(200, { 'content-type': 'text/javascript' }).end(module)
    if (!searchParams.has('tag')) searchParams.set('tag', `data-key="${key()}"`)
    searchParams.set('tag', searchParams.get('tag')!.replace('KEY', `data-key="${key()}"`))
    const csp = searchParams.get('csp')?.replaceAll('COLLECTOR', tag())
    if (csp) response.setHeader('content-security-policy', csp)
    response.setHeader('content-type', 'text/html')
    response.end(html(pathname, searchParams, tag()))
  })
}

export async function openTagSite(): Promise<TagSite> {
  execFileSync(process.execPath, [join(root, 'scripts', 'build.js')], { cwd: root })
  const collector = await openTestCollector()
  const site = serve(
    () => collector.url,
    () => collector.browserKey,
  )
  await new Promise<void>((resolve) => site.listen(0, resolve))
  const { port } = site.address() as AddressInfo
  const browser = await chromium.launch({
    executablePath: browserPath!,
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--autoplay-policy=no-user-gesture-required'],
  })
  const contexts: BrowserContext[] = []
  return {
    collector,
    browser,
    url: (path = '/') => `http://localhost:${port}${path}`,
    otherUrl: (path = '/') => `http://127.0.0.1:${port}${path}`,
    async visit(path, options = {}) {
      const context = await browser.newContext(options)
      contexts.push(context)
      const page = await context.newPage()
      await page.goto(`http://localhost:${port}${path}`)
      return page
    },
    async events(count) {
      const once = () => [...new Map(collector.events().map((event) => [event.id, event])).values()]
      await expect.poll(() => once().length, { timeout: 10_000 }).toBeGreaterThanOrEqual(count)
      return once()
    },
    async fresh() {
      await Promise.all(contexts.splice(0).map((context) => context.close()))
      collector.events(true)
      collector.answered.length = 0
    },
    async close() {
      await browser.close()
      site.close()
      await collector.close()
    },
  }
}
