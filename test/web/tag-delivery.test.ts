// The tag in a real browser: that what it measured arrives, once, and only as far as consent goes.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { browserPath } from '../support/browser-path.ts'
import { type TagSite, openTagSite } from '../support/tag-site.ts'

const inBrowser = test.skipIf(!browserPath)
let site: TagSite

beforeAll(async () => {
  if (browserPath) site = await openTagSite()
}, 180_000)
afterEach(() => site?.fresh())
afterAll(() => site?.close(), 60_000)

/** Evaluates in the page, whose own names these tests do not know. */
function run(page: Page, script: string): Promise<unknown> {
  return page.evaluate(script)
}

async function names(count: number): Promise<string[]> {
  return (await site.events(count)).toSorted((a, b) => a.time - b.time).map(({ name }) => name)
}

/** Everything that the page keeps in the browser. */
function kept(page: Page): Promise<unknown> {
  return run(page, `document.cookie + Object.keys(localStorage).join()`)
}

const path = (tag: string, rest = ''): string => `/page?tag=${encodeURIComponent(`KEY ${tag}`)}${rest}`

inBrowser('what happens in the moment a page is left arrives', async () => {
  const page = await site.visit('/one')
  await site.events(1)
  await run(page, `addEventListener('beforeunload', () => onecount('track', 'last')); location.href = 'about:blank'`)
  expect(await names(2)).toEqual(['page_view', 'last'])
})

inBrowser('what happens while an answer is slow to come is sent after it', async () => {
  const page = await site.visit('/one')
  await site.events(1)
  let answer = (): void => undefined
  const held = new Promise<void>((resolve) => (answer = resolve))
  await page.route('**/v1/events', async (route) => {
    await held
    await route.continue()
  })
  const asked = page.waitForRequest('**/v1/events')
  await run(page, `onecount('track', 'a')`)
  await asked
  // longer than events gather
  await run(page, `onecount('track', 'b'); new Promise((resolve) => setTimeout(resolve, 600))`)
  answer()
  expect(await names(3)).toEqual(['page_view', 'a', 'b'])
})

inBrowser('a page that is hidden has sent what it saw', async () => {
  const page = await site.visit('/one')
  await site.events(1)
  await run(
    page,
    `onecount('track', 'seen'); Object.defineProperty(document, 'hidden', { value: true });
     document.dispatchEvent(new Event('visibilitychange'))`,
  )
  expect(await names(2)).toEqual(['page_view', 'seen'])
})

inBrowser('what happens offline waits, also in the next page, and counts once', async () => {
  const page = await site.visit('/one')
  await site.events(1)
  await page.context().setOffline(true)
  await run(page, `onecount('track', 'a'); onecount('track', 'b')`)
  await expect.poll(() => kept(page)).toMatch(/(onecount\..+){2}/)
  await page.context().setOffline(false)
  expect(await names(3)).toEqual(['page_view', 'a', 'b'])
  await expect.poll(() => kept(page)).not.toContain('onecount.')

  site.collector.full = 'a test'
  await run(page, `onecount('track', 'c')`)
  await expect.poll(() => site.collector.answered.some((each) => each.endsWith('503'))).toBe(true)
  await page.goto('about:blank')
  site.collector.full = undefined
  await page.goto(site.url('/two'))
  expect(await names(5)).toEqual(['page_view', 'a', 'b', 'c', 'page_view'])
  await expect.poll(() => kept(page)).not.toContain('onecount.')
})

inBrowser('an answer that is lost makes the same event come again, with the same id', async () => {
  const page = await site.visit('/one')
  await site.events(1)
  site.collector.answersToLose = 1
  await run(page, `onecount('track', 'paid', {}, { id: 'o-1' })`)
  await expect.poll(() => site.collector.events().filter(({ id }) => id === 'o-1').length, { timeout: 10_000 }).toBe(2)
  await expect.poll(() => kept(page)).not.toContain('onecount.')
})

inBrowser(
  'a hundred events on a full collector are all there in the end; of more than two hundred the newest',
  async () => {
    const page = await site.visit('/one')
    await site.events(1)
    site.collector.full = 'a test'
    await run(page, `for (let i = 0; i < 250; i++) onecount('track', 'e' + i)`)
    await expect.poll(() => site.collector.answered.some((each) => each.endsWith('503'))).toBe(true)
    site.collector.full = undefined
    await run(page, `dispatchEvent(new Event('online'))`)
    const got = await names(201)
    expect(got.slice(1)).toEqual(Array.from({ length: 200 }, (_, index) => `e${index + 50}`))
  },
)

inBrowser('an event that cannot be used is told on the console and costs the others nothing', async () => {
  const page = await site.visit('/one')
  const said: string[] = []
  page.on('console', (message) => said.push(message.text()))
  await run(page, `onecount('track', 'bad', { value: 'many' }); onecount('track', 'good')`)
  expect(await names(2)).toEqual(['page_view', 'good'])
  await expect.poll(() => said).toEqual([expect.stringContaining('value must be a number')])
})

inBrowser('without storage everything is still measured, as far as one page goes', async () => {
  const page = await site.visit('/one?csp=' + encodeURIComponent('sandbox allow-scripts'))
  const errors: unknown[] = []
  page.on('pageerror', (error) => errors.push(error))
  expect(await run(page, `(() => { try { return localStorage } catch { return 'blocked' } })()`)).toBe('blocked')
  await run(page, `onecount('track', 'a')`)
  const events = await site.events(2)
  expect(new Set(events.map(({ visitor_id }) => visitor_id)).size).toBe(1)
  expect(errors).toEqual([])
})

inBrowser('off: nothing is sent or stored, until consent is given; then the landing is made up for', async () => {
  const page = await site.visit(path('data-consent="off"', '&utm_source=news'))
  await run(page, `onecount('track', 'ignored'); history.pushState({}, '', '/next')`)
  await run(page, `new Promise((done) => setTimeout(done, 600))`)
  expect(await kept(page)).toBe('')
  expect(site.collector.answered).toEqual(['GET /tag.js 200'])
  await run(page, `onecount('consent', 'full', { ad_personalization: false })`)
  const [event] = await site.events(1)
  const given = { analytics: 'granted', ad_storage: 'granted', ad_user_data: 'granted', ad_personalization: 'denied' }
  expect(event).toMatchObject({ name: 'page_view', utm_source: 'news', consent: given, url: site.url('/next') })
  expect(await kept(page)).toContain('onecount=')
})

inBrowser('cookieless: sent, but without identifiers, and nothing is stored', async () => {
  const page = await site.visit(path('data-consent="cookieless"', '&utm_source=news'))
  await page.context().addCookies([{ name: '_fbp', value: 'fb.1.2.3', url: site.url() }])
  await run(page, `onecount('identify', { user_id: 'u1', email: 'taro@example.com' })`)
  const events = await site.events(2)
  for (const event of events) {
    expect(event).toMatchObject({ visitor_id: '', user_id: '', match_keys: {}, utm_source: 'news' })
  }
  expect(events[0]!.session_id).toBe(events[1]!.session_id)
  expect(await kept(page)).toBe('_fbp=fb.1.2.3')
})

inBrowser('consent that is withdrawn takes effect at once: storage is erased, what waits is stripped', async () => {
  const page = await site.visit('/one?gclid=c1')
  await page.context().addCookies([{ name: '_fbp', value: 'fb.1.2.3', url: site.url() }])
  const [first] = await site.events(1)
  await run(page, `onecount('identify', { user_id: 'u1' }); onecount('consent', 'cookieless')`)
  const identified = (await site.events(2))[1]!
  expect(identified).toMatchObject({ name: 'identify', visitor_id: '', user_id: '', session_id: '', match_keys: {} })
  expect(identified.consent).toMatchObject({ analytics: 'denied' })
  expect(await kept(page)).toBe('_fbp=fb.1.2.3')
  await run(page, `onecount('track', 'dropped'); onecount('consent', 'off'); onecount('track', 'ignored')`)
  await run(page, `onecount('consent', 'full'); onecount('track', 'again')`)
  expect(await names(4)).toEqual(['page_view', 'identify', 'page_view', 'again'])
  const again = (await site.events(4)).at(-1)!
  expect(again.visitor_id).not.toBe('')
  expect(again.visitor_id).not.toBe(first!.visitor_id)
  expect(again.match_keys).toEqual({ fbp: 'fb.1.2.3' })
})

inBrowser('a visitor who said no before is not forgotten by waiting, and is by being told', async () => {
  const page = await site.visit('/one')
  const [first] = await site.events(1)
  await page.goto(site.url(path('data-consent="off"')))
  await run(page, `onecount('consent', 'full')`)
  expect((await site.events(2))[1]!.visitor_id).toBe(first!.visitor_id)
  await page.goto(site.url('/three?before=' + encodeURIComponent(`onecount('consent', 'off')`)))
  await page.waitForFunction(`!onecount.q`)
  expect(await kept(page)).toBe('')
})

inBrowser('a visit goes on in the next page and another tab, and ends after 30 minutes of silence', async () => {
  const page = await site.visit('/one?utm_source=news&gclid=c1')
  await site.events(1)
  await page.goto(site.url('/two'))
  const tab = await page.context().newPage()
  await tab.goto(site.url('/three'))
  const events = await site.events(3)
  const visits = events.map(({ visitor_id, session_id, utm_source }) => [visitor_id, session_id, utm_source].join())
  expect(new Set(visits).size).toBe(1)
  expect(events[2]!.click_ids).toEqual({ gclid: 'c1' })
  await run(tab, `document.cookie = document.cookie.replace(/\\d+$/, (seen) => seen - 1800001)`)
  await tab.goto(site.url('/four'))
  const later = (await site.events(4))[3]!
  expect(later).toMatchObject({ visitor_id: events[0]!.visitor_id, utm_source: '', click_ids: {} })
  expect(later.session_id).not.toBe(events[0]!.session_id)
  const known = await run(tab, `new Promise((tell) => onecount('get', tell))`)
  expect(known).toMatchObject({ campaign: { utm_source: 'news', click_ids: { gclid: 'c1' } } })
})

inBrowser('a link to another of your domains takes the visit along, for this once', async () => {
  const page = await site.visit('/links?tag=' + encodeURIComponent('KEY data-domains="x.example, 127.0.0.1"'))
  const [first] = await site.events(1)
  const other = site.otherUrl('/landing?a=b%20c')
  await run(page, `away.href = '${other}'; stranger.onclick = (event) => event.preventDefault()`)
  await page.click('#stranger')
  expect(await page.getAttribute('#stranger', 'href')).toBe('https://example.org/')
  await page.click('#away')
  const landed = (await site.events(2))[1]!
  expect(landed.visitor_id).toBe(first!.visitor_id)
  expect(landed.session_id).toBe(first!.session_id)
  expect(decodeURIComponent(page.url().replaceAll('+', ' '))).toBe(decodeURIComponent(other))
  expect(landed.url).toBe(page.url())
})

inBrowser('a link that is older than two minutes brings nobody', async () => {
  const old = `11111111.22222222.${Date.now() - 130_000}`
  const page = await site.visit(`/landing?_oc=${old}`)
  const [event] = await site.events(1)
  expect(event!.visitor_id).not.toBe('11111111')
  expect(page.url()).toBe(site.url('/landing'))
})

inBrowser('a form to another of your domains takes the visit along too', async () => {
  const page = await site.visit('/links?tag=' + encodeURIComponent('KEY data-domains="127.0.0.1"'))
  const [first] = await site.events(1)
  await run(page, `pay.action = '${site.otherUrl('/paid')}'`)
  await page.click('#pay button')
  await expect.poll(() => names(3)).toContain('form_submit')
  const paid = (await site.events(3)).find(({ url }) => url.includes('/paid'))!
  expect([paid.visitor_id, paid.session_id]).toEqual([first!.visitor_id, first!.session_id])
})

inBrowser('a strict content security policy is kept, and one name is all that the page gets', async () => {
  const csp = `default-src 'none'; img-src data:; script-src COLLECTOR; connect-src COLLECTOR; require-trusted-types-for 'script'`
  const context = await site.browser.newContext()
  const page = await context.newPage()
  const said: string[] = []
  page.on('console', (message) => said.push(message.text()))
  page.on('pageerror', (error) => said.push(String(error)))
  await page.goto(site.url('/plain?tag=data-nothing'))
  const before = (await run(page, `Object.getOwnPropertyNames(window)`)) as string[]
  said.length = 0
  await page.goto(site.url('/ctas?csp=' + encodeURIComponent(csp)))
  await expect.poll(() => names(2)).toContain('cta_view')
  const after = (await run(page, `Object.getOwnPropertyNames(window)`)) as string[]
  expect(after.filter((name) => !before.includes(name))).toEqual(['onecount'])
  // the page's own `style` attributes are what this policy refuses
  expect(said.filter((text) => !text.includes('inline style'))).toEqual([])
  await context.close()
})

inBrowser(
  'whatever a page calls it with, the tag throws nothing into it, and included twice it counts once',
  async () => {
    const page = await site.visit('/one')
    await site.events(1)
    const said: string[] = []
    page.on('console', (message) => said.push(message.text()))
    await run(page, `onecount(); onecount('no such'); onecount('identify'); onecount('get', 3); onecount('consent')`)
    await run(page, `onecount('consent', 'full'); onecount('track', 'fine', { self: 1n }); onecount('track', 'still')`)
    expect(said.length).toBeGreaterThanOrEqual(3)
    const again = `Object.assign(document.createElement('script'), { src: document.querySelector('[data-key]').src + '?2' })`
    await run(
      page,
      `new Promise((onload) => {
    const script = Object.assign(${again}, { onload })
    script.dataset.key = document.querySelector('[data-key]').dataset.key
    document.head.append(script)
  })`,
    )
    await run(page, `onecount('track', 'end')`)
    await expect.poll(() => names(4)).toEqual(['page_view', 'page_view', 'still', 'end'])
  },
)
