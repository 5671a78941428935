// What the pages show, in a real browser, on the sample company: ledger, events, glossary, sources and questions of all kinds.
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { type PageId, firstQuestions, pagePaths } from '../../web/src/pages.ts'
import { inBrowser, openSample, phone, violations } from '../support/browser.ts'

const sample = openSample()

inBrowser("a figure's dialog leads to exactly the conversions it counts, and one of them tells its story", async () => {
  const page = await sample.open('/overview?period=all')
  const figure = page.locator('.figures tbody td button').first()
  const counted = await figure.locator('.figure-value').innerText()
  await figure.click()
  await page.getByRole('link', { name: /See the/ }).click()
  await page.locator('.conversions').waitFor()
  expect(await page.locator('.sentences .first').innerText()).toMatch(new RegExp(`^${counted} conversions`))
  expect(await page.locator('.conversions tbody tr').count()).toBe(Math.min(50, Number(counted)))
  await page.locator('.conversions tbody a').first().focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'The path to it' }).waitFor()
  expect(await page.locator('.sentences .first').innerText()).toMatch(/^Counted once: \d+ sighting/)
})

inBrowser('search and filters stand in the address', async () => {
  const page = await sample.open('/ledger?period=all')
  const id = await page.locator('.conversions tbody code').first().innerText()
  await page.keyboard.press('/')
  await page.keyboard.type('nobody knows this')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Nothing carries the id “nobody knows this”.' }).waitFor()
  expect(new URL(page.url()).searchParams.get('search')).toBe('nobody knows this')
  await page.goBack()
  await page.getByLabel('Channel').selectOption({ index: 1 })
  expect(new URL(page.url()).searchParams.has('channel')).toBe(true)
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await page.getByText(id, { exact: true }).first().waitFor()
})

inBrowser('live events can be narrowed and paused', async () => {
  const page = await sample.open('/events')
  await page.getByText(/The newest event arrived/).waitFor()
  await page.getByLabel('Event').selectOption('whitepaper_downloaded')
  await page.getByText(/whitepaper_downloaded from/).waitFor()
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByText('Paused').waitFor()
})

inBrowser('a word is found by any of its names, with what it means here before what others mean', async () => {
  const page = await sample.open('/glossary')
  await page.getByText(/words, each with what it means here/).waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('コンバージョン率')
  const cvr = page.locator('.word[open]')
  await cvr.getByText('Conversion rate by session').waitFor()
  expect(await page.locator('.word').count()).toBe(1)
  expect(await cvr.locator('.meanings.ours li').count()).toBe(3)
  expect(await cvr.locator('.meanings').nth(1).innerText()).toContain('Customer value ratio')
  await page.getByLabel('Find a word').fill('attribution')
  await page.getByText('Attribution of a platform').waitFor()
  await page.getByLabel('Find a word').fill('')
  await page.locator('.word summary', { hasText: 'ledger' }).first().press('Enter')
  await expect.poll(() => new URL(page.url()).searchParams.get('term')).not.toBeNull()
  expect(await page.locator('.word[open]').count()).toBe(1)
  await page.getByLabel('Find a word').fill('xyzzy')
  await page.getByText('No word here is called “xyzzy”.').waitFor()
})

/** As it is, then Japanese, dark and on a phone: nothing for axe to find, nothing to scroll sideways. */
async function looksWell(page: Page): Promise<void> {
  expect(await violations(page)).toEqual([])
  await page.getByRole('radio', { name: '日本語' }).check()
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize(phone)
  expect(await violations(page)).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(phone.width)
}

inBrowser('the days without the tag are marked on the volume and told below it', async () => {
  const page = await sample.open('/sources')
  await page.locator('.gaps li').filter({ hasText: 'website fell silent' }).waitFor()
  expect(await page.locator('.gap-days').count()).toBeGreaterThan(0)
  await page.getByRole('button', { name: 'Show as table' }).click()
  await page
    .getByRole('row', { name: /website fell silent/ })
    .first()
    .waitFor()
  await page.getByRole('heading', { name: 'How many there really were' }).waitFor()
  const [left, right] = await page.evaluate<[number, number]>(`['Rejected', 'State'].map((name) => {
    const words = document.createRange()
    words.selectNodeContents([...document.querySelectorAll('th')].find((each) => each.textContent.startsWith(name)))
    return words.getBoundingClientRect()
  }).map(({ left, right }, at) => (at === 0 ? right : left))`)
  expect(right - left).toBeGreaterThanOrEqual(24)
  await looksWell(page)
})

inBrowser('calls to action are told apart by what is chosen; a rate says how it was counted', async () => {
  const page = await sample.open('/ctas?period=all')
  await page.getByText(/Of [\d,]+ visits that saw a call to action/).waitFor()
  await page.getByRole('checkbox', { name: 'Copy' }).uncheck()
  await page.getByRole('columnheader', { name: 'Copy' }).waitFor({ state: 'detached' })
  await page.getByRole('checkbox', { name: 'Colour' }).check()
  await page.getByRole('columnheader', { name: 'Colour' }).waitFor()
  expect(new URL(page.url()).searchParams.get('by')).toBe('cta,cta_placement,page,cta_colour')
  await page.locator('.cta-rate button').first().click()
  const dialog = page.getByRole('dialog', { name: 'How was this counted?' })
  expect(await dialog.innerText()).toContain('visits in which it was clicked ÷ visits in which it was seen or clicked')
  await page.keyboard.press('Escape')
  await looksWell(page)
})

inBrowser('a figure of an attribution model opens its rule, and what is compared stands in the address', async () => {
  const page = await sample.open('/attribution?period=all')
  await page.locator('.model-rows').waitFor()
  const cvs = /^(\d+) of Paid deals/.exec(await page.locator('.sentences .first').innerText())![1]
  const columns = await page.locator('.models tbody tr').allInnerTexts()
  expect(columns.length).toBeGreaterThan(1)
  const last = await page.locator('.models td[data-head="Last touch"] .figure-value').allInnerTexts()
  expect(last.reduce((sum, value) => sum + Number(value), 0)).toBe(Number(cvs))
  await page.locator('.models td[data-head="Linear"] button').first().focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByText('evenly to all touches').waitFor()
  await page.getByRole('dialog').getByText('--attribution linear').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('heading', { name: 'CVs by model' }).waitFor()
  await page.getByRole('combobox', { name: /^Show/ }).selectOption('CPA')
  await page.getByRole('heading', { name: 'CPA by model' }).waitFor()
  const name = await page.locator('.model-rows .model-name').first().innerText()
  const row = page.locator('.models tbody tr', { hasText: name })
  const linear = `Linear ${await row.locator('td[data-head="Linear"] .figure-value').innerText()}`
  const reader = page.getByRole('slider', { name: 'CPA by model' })
  expect((await reader.getAttribute('aria-valuetext'))!.split(', ')).toEqual(expect.arrayContaining([name, linear]))
  await page.getByLabel('Credit to').selectOption('campaigns')
  await page.getByRole('columnheader', { name: 'Campaign' }).waitFor()
  expect(new URL(page.url()).searchParams.get('by')).toBe('campaign')
  await page.goto(new URL('/attribution?from=2020-01-01&to=2020-01-02', page.url()).href)
  await page.getByRole('heading', { name: 'No CV in this period' }).waitFor()
})

/** Rows of a chart are read out under the arrow keys and the pointer, and to a screen reader. */
async function readsRows(page: Page, rows: string, names: string): Promise<void> {
  const told = page.locator('.plot-told')
  const reader = page.locator('.plot', { has: page.locator(rows) }).getByRole('slider')
  const all = await page.locator(`${rows} ${names}`).allInnerTexts()
  const read = async () => (await told.innerText()).split('\n')
  await reader.focus()
  expect((await read())[0]).toBe(all[0])
  await page.keyboard.press('ArrowDown')
  const [name, figure] = await read()
  expect([name, figure]).toEqual([all[1], expect.stringMatching(/\d/)])
  const spoken = (await reader.getAttribute('aria-valuetext'))!.toLowerCase()
  expect(spoken).toContain(`${name}, ${figure}`.toLowerCase())
  await reader.blur()
  await told.waitFor({ state: 'detached' })
  const place = (await page.locator(`${rows} ${names}`).nth(2).boundingBox())!
  await page.mouse.move(place.x + 4, place.y + place.height / 2)
  expect((await read())[0]).toBe(all[2])
  await page.mouse.move(0, 0)
}

inBrowser('charts of rows are read by the keyboard and under a pointer, row by row', async () => {
  const page = await sample.open('/attribution?period=all')
  await page.locator('.model-rows').waitFor()
  await readsRows(page, '.model-rows', '.model-name')
  expect(await violations(page)).toEqual([])
  await page.goto(new URL('/explore?period=all&metrics=cv&by=channel&compare=previous', page.url()).href)
  await page.locator('.bars').waitFor()
  await readsRows(page, '.bars', '.bar-name')
  await page.goto(new URL('/drift?point=whitepaper', page.url()).href)
  await page.locator('.waterfall').waitFor()
  await readsRows(page, '.waterfall', '.waterfall-name')
  expect(await violations(page)).toEqual([])
})

inBrowser('any question is put together by hand, stands in the address, and is shared with a stranger', async () => {
  const page = await sample.open('/explore?period=all')
  await page.locator('.explore-table').waitFor()
  await page.getByRole('button', { name: 'How is it going, week by week?' }).click()
  await page.locator('.pick summary', { hasText: 'Split by' }).click()
  await page.getByRole('checkbox', { name: 'Week' }).uncheck()
  await page.getByRole('checkbox', { name: 'Device' }).check()
  await page.keyboard.press('Escape')
  await page.getByRole('columnheader', { name: 'Device' }).waitFor()
  expect(new URL(page.url()).searchParams.get('by')).toBe('device')
  const figure = page.locator('.explore-table tbody .figure').first()
  const value = await figure.locator('.figure-value').innerText()
  await figure.click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('--by device').waitFor()
  await dialog.getByRole('button', { name: 'Show the SQL' }).click()
  await dialog.getByText('FROM ledger').first().waitFor()
  await page.keyboard.press('Escape')
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'CSV', exact: true }).click(),
  ])
  expect(saved.suggestedFilename()).toMatch(/^cv-cvr\.session-by-device-.+\.csv$/)
  await page.getByLabel('Title').fill('Devices')
  await page.getByRole('button', { name: 'Make a link' }).click()
  const link = await page.locator('.made-share code').innerText()
  const other = await sample.stranger()
  // the demo takes any free port, which the address in its settings does not know
  await other.goto(new URL(new URL(link).pathname, page.url()).href)
  await other.getByRole('heading', { name: 'Devices' }).waitFor()
  expect(await other.locator('.zone-note').innerText()).toBe('Times in Asia/Tokyo')
  expect(await other.locator('.explore-table tbody .figure-value').first().innerText()).toBe(value)
  await other.locator('.explore-table tbody .figure').first().click()
  expect(await other.getByRole('dialog').getByRole('link').count()).toBe(0)
  await page.getByRole('button', { name: 'End Devices' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'End' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await other.reload()
  await other.getByText('This link is not in force').waitFor()
  await other.close()
})

inBrowser('Ctrl K goes to a page by a few letters', async () => {
  const page = await sample.open('/ledger')
  await page.locator('.conversions, .nothing').first().waitFor()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('sett')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'This installation' }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/settings')
})

inBrowser('what is sent along with a page is what the page asks, and is asked once', async () => {
  const page = await sample.stranger()
  await page.request.get(sample.server.signIn)
  await page.addInitScript(`{
    window.asked = []
    const { fetch } = window
    window.fetch = (...of) => (window.asked.push(of[0]), fetch(...of))
  }`)
  for (const [id, questions] of Object.entries(firstQuestions)) {
    const sent: string[] = []
    page.removeAllListeners('request').on('request', (request) => sent.push(request.url()))
    await page.goto(new URL(pagePaths[id as PageId], sample.server.url).href)
    for (const question of questions.map((path) => path.replace('{language}', 'en'))) {
      await expect.poll(() => page.evaluate('window.asked'), { message: question }).toContain(question)
      expect(
        sent.filter((url) => url.endsWith(question)),
        question,
      ).toHaveLength(1)
    }
  }
  await page.close()
})

inBrowser('all code and styles that a page names ahead are there', async () => {
  const page = await sample.stranger()
  await page.request.get(sample.server.signIn)
  const named = new Set<string>()
  for (const path of Object.values(pagePaths)) {
    const headers = { accept: 'text/html' }
    const { link = '' } = (await page.request.get(new URL(path, sample.server.url).href, { headers })).headers()
    for (const [, file] of link.matchAll(/<(\/assets\/[^>]+)>/g)) named.add(file!)
  }
  expect(named.size).toBeGreaterThan(Object.keys(pagePaths).length)
  for (const file of named)
    expect([file, (await page.request.get(new URL(file, sample.server.url).href)).status()]).toEqual([file, 200])
  await page.close()
})

const ready = {
  '/explore?metrics=cv,cvr.session&by=channel&compare=previous': '.explore-table',
  '/definitions': '.mapping summary',
  '/attribution': '.model-rows',
  '/ledger': '.conversions',
  '/events': '.figures',
  '/import': '.figures',
  '/settings': '.findings .ok',
  '/glossary?term=CVR': '[open] .meanings',
}

inBrowser(
  'axe finds nothing wrong in either theme, and a phone needs no scrolling sideways',
  async () => {
    for (const [path, shown] of Object.entries(ready)) {
      const page = await sample.open(path, { colorScheme: 'light', locale: 'ja-JP', reducedMotion: 'reduce' })
      await page.locator(shown).first().waitFor()
      expect(await violations(page), path).toEqual([])
      await page.emulateMedia({ colorScheme: 'dark' })
      await page.setViewportSize(phone)
      await page.locator(shown).first().waitFor()
      expect(await violations(page), path).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBeLessThanOrEqual(phone.width)
    }
  },
  180_000,
)
