// The tag in a real browser: what it sees on a page.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { StoredEvent } from '#contract/event.ts'
import { sha256 } from '#util/ids.ts'
import { browserPath } from '../support/browser-path.ts'
import { type TagSite, openTagSite } from '../support/tag-site.ts'

const inBrowser = test.skipIf(!browserPath)
let site: TagSite

beforeAll(async () => {
  if (browserPath) site = await openTagSite()
}, 180_000)
afterEach(() => site?.fresh())
afterAll(() => site?.close(), 60_000)

/** `name /path`, in the order of their times. */
async function told(count: number): Promise<string[]> {
  const events = await site.events(count)
  return events.toSorted((a, b) => a.time - b.time).map(({ name, url }) => `${name} ${new URL(url).pathname}`)
}

async function named(name: string, count: number): Promise<StoredEvent[]> {
  const found = async () => (await site.events(0)).filter((each) => each.name === name)
  await expect.poll(async () => (await found()).length, { timeout: 10_000 }).toBe(count)
  return found()
}

function properties({ properties: text }: StoredEvent): Record<string, unknown> {
  return JSON.parse(text) as Record<string, unknown>
}

/** Evaluates in the page, whose own names these tests do not know. */
function run(page: Page, script: string): Promise<unknown> {
  return page.evaluate(script)
}

inBrowser('the tag is no more than 4 KB over the wire, for any page, and is kept for an hour', async () => {
  const built = readFileSync(join(import.meta.dirname, '..', '..', 'dist', 'tag', 'tag.js'))
  expect(gzipSync(built, { level: 9 }).length).toBeLessThanOrEqual(4_096)
  const address = `${site.collector.url}/tag.js`
  const answer = await fetch(address)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'content-encoding': 'gzip',
    'cache-control': 'public, max-age=3600',
    'access-control-allow-origin': '*',
  })
  expect(Buffer.from(await answer.arrayBuffer()).equals(built)).toBe(true)
  const etag = answer.headers.get('etag')!
  expect((await fetch(address, { headers: { 'if-none-match': etag } })).status).toBe(304)
  expect((await fetch(address, { method: 'POST' })).status).toBe(405)
})

inBrowser('as a module it does the same', async () => {
  const page = await site.visit('/app?tag=')
  const options = JSON.stringify({ key: site.collector.browserKey, collector: `${site.collector.url}/` })
  await run(page, `import('/module.js').then(({ start }) => start(${options})('track', 'sign_up'))`)
  expect(await told(2)).toEqual(['page_view /app', 'sign_up /app'])
})

inBrowser('a page view carries address, referrer, title, campaign, visitor and visit', async () => {
  await site.visit('/landing?utm_source=news&utm_medium=email&gclid=c1#part', {
    referer: 'http://localhost/from',
  } as never)
  const [event] = await site.events(1)
  expect(event).toMatchObject({
    name: 'page_view',
    url: site.url('/landing?utm_source=news&utm_medium=email&gclid=c1'),
    title: '/landing',
    utm_source: 'news',
    utm_medium: 'email',
    click_ids: { gclid: 'c1' },
    source: 'page',
    suspect: '',
    consent: {},
  })
  expect(event!.visitor_id).toMatch(/^\d{10,30}$/)
  expect(event!.session_id).toMatch(/^\d{10,30}$/)
  expect(properties(event!)).toEqual({ tag: '0.1.0', webdriver: true })
  expect(site.collector.answered.filter((each) => each.includes('OPTIONS'))).toEqual([])
})

inBrowser(
  'pages that draw themselves are viewed when their path or query changes, with the title they then have',
  async () => {
    const page = await site.visit('/one?utm_source=news')
    await site.events(1)
    await run(page, `history.pushState({}, '', '/two'); document.title = 'Two'`)
    await site.events(2)
    await run(
      page,
      `history.replaceState({}, '', '/two?filter=red'); history.pushState({}, '', '/two?filter=red#more')`,
    )
    await run(page, `history.replaceState({}, '', '/three')`)
    await site.events(3)
    await page.goBack()
    expect(await told(4)).toEqual(['page_view /one', 'page_view /two', 'page_view /three', 'page_view /two'])
    const events = await site.events(4)
    expect(events.map(({ title }) => title).slice(0, 2)).toEqual(['/one', 'Two'])
    expect(events[1]!.referrer).toBe(site.url('/one?utm_source=news'))
    expect(
      new Set(events.map(({ visitor_id, session_id, utm_source }) => visitor_id + session_id + utm_source)).size,
    ).toBe(1)
  },
)

inBrowser('a page that comes back from the back/forward cache is viewed once more', async () => {
  const page = await site.visit('/first')
  await site.events(1)
  await run(page, 'window.kept = true')
  await page.goto(site.url('/second'))
  await site.events(2)
  await page.goBack({ waitUntil: 'commit' })
  expect(await run(page, 'window.kept')).toBe(true)
  expect(await told(3)).toEqual(['page_view /first', 'page_view /second', 'page_view /first'])
  const events = await site.events(3)
  expect(new Set(events.map(({ id }) => id)).size).toBe(3)
  expect(events[2]!.referrer).toBe('')
})

inBrowser('a call to action is seen after a second in view, and clicked, with its looks', async () => {
  const page = await site.visit('/ctas')
  const [view] = await named('cta_view', 1)
  const looks = {
    cta: 'trial',
    copy: 'Start free trial',
    placement: 'header',
    colour: 'rgb(26, 115, 232)',
    size: '200x40',
  }
  expect(properties(view!)).toEqual(looks)
  await page.getByText('Start').click()
  expect(properties((await named('cta_click', 1))[0]!)).toEqual(looks)
  await page.getByText('Buy').click()
  const clicks = await named('cta_click', 2)
  expect(properties(clicks[1]!)).toMatchObject({ cta: 'Buy', placement: 'table', colour: 'rgb(255, 0, 0)' })
  await named('cta_view', 2)
})

inBrowser('a call to action that is drawn later, or on the next page of an app, is seen too', async () => {
  const page = await site.visit('/ctas')
  await named('cta_view', 1)
  await run(page, `document.querySelector('header').innerHTML += '<button data-cta="late">Late</button>'`)
  await named('cta_view', 3)
  await run(page, `history.pushState({}, '', '/ctas/2')`)
  expect((await named('cta_view', 5)).map((each) => properties(each)['cta'])).toEqual([
    'trial',
    'trial',
    'late',
    'trial',
    'late',
  ])
})

inBrowser('what is put into the cart says what it is and what it costs', async () => {
  const page = await site.visit('/ctas')
  await page.getByText('Add', { exact: true }).click()
  const [event] = await named('add_to_cart', 1)
  expect(event).toMatchObject({ value: 12.5, currency: 'EUR' })
  expect(properties(event!)).toEqual({ item: 'SKU-1', name: 'Mug', quantity: 2 })
})

inBrowser(
  'a form is told without what was typed, but for a field that the page marks, of which a hash stays',
  async () => {
    const page = await site.visit('/form')
    await page.fill('[type=email]', 'Taro@Example.com')
    await page.getByText('Send').click()
    const [event] = await named('form_submit', 1)
    expect(properties(event!)).toEqual({ form: 'contact' })
    const [identified] = await named('identify', 1)
    expect(identified!.match_keys).toEqual({ email: sha256('taro@example.com') })
    expect(identified!.visitor_id).toBe(event!.visitor_id)
    const other = await site.visit('/login')
    await other.fill('[type=email]', 'hana@example.com')
    await other.getByText('In').click()
    const login = (await named('form_submit', 2))[1]!
    expect(login).toMatchObject({ match_keys: {} })
    expect(JSON.stringify(await site.events(0))).not.toMatch(/hunter2|hana|taro/i)
  },
)

inBrowser('a video tells which quarters of it were played; jumping ahead is no playing', async () => {
  const page = await site.visit('/video')
  await run(page, `v.playbackRate = 4; v.play()`)
  const events = await named('video_progress', 4)
  expect(events.map(properties)).toEqual([25, 50, 75, 100].map((percent) => ({ video: 'demo', duration: 4, percent })))
  await site.fresh()
  const jumping = await site.visit('/video')
  await run(jumping, `new Promise((ended) => { v.onended = ended; v.currentTime = 3.9; v.play() })`)
  await run(jumping, `onecount('track', 'after')`)
  await named('after', 1)
  await named('video_progress', 0)
})

inBrowser('events of your own have the id you give, and orders their fields', async () => {
  const page = await site.visit('/thanks?before=' + encodeURIComponent(`onecount('track', 'early')`))
  await run(page, `onecount('identify', { user_id: 'u1', phone: '+81 90-1234-5678' })`)
  const order = `{ order_id: 'A-17', value: 120, currency: 'eur', plan: 'pro' }`
  for (let time = 0; time < 2; time++) await run(page, `onecount('track', 'order_completed', ${order}, { id: 'o-1' })`)
  const [event] = await named('order_completed', 1)
  expect(event).toMatchObject({ id: 'o-1', order_id: 'A-17', value: 120, currency: 'EUR', user_id: 'u1' })
  expect(properties(event!)).toEqual({ plan: 'pro' })
  expect((await named('identify', 1))[0]!.match_keys).toMatchObject({ phone: sha256('819012345678') })
  expect(await told(4)).toEqual(['page_view /thanks', 'early /thanks', 'identify /thanks', 'order_completed /thanks'])
})
