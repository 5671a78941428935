// The overview in a real browser, on the sample company, through sign-in, keyboard, both languages and both themes.
import type { BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Answer, Figure } from '#contract/ask.ts'
import type { PlanVersion } from '#contract/plan.ts'
import { pagePaths } from '../../web/src/pages.ts'
import { inBrowser, openSample, phone, violations } from '../support/browser.ts'

const sample = openSample()

/** A page that is signed in and sees the overview. */
async function openOverview(options?: BrowserContextOptions): Promise<Page> {
  const page = await sample.open('/overview', options)
  await page.locator('.figures tbody td').first().waitFor()
  return page
}

/** The answer to the question that the page asked about the macro by channel. */
async function macroByChannel(page: Page): Promise<Answer> {
  const response = page.waitForResponse((each) => each.request().postData()?.includes('"cpa"') ?? false)
  await page.reload()
  return (await (await response).json()) as Answer
}

inBrowser('a browser without a session is told how to get a link, and the link signs it in', async () => {
  const page = await sample.stranger()
  await page.goto(sample.server.url)
  await page.getByRole('heading', { level: 1, name: 'Sign in with a link' }).waitFor()
  const refused = await page.goto(`${sample.server.url}/sign-in?token=guess`)
  expect(refused?.status()).toBe(401)
  await page.getByRole('heading', { level: 1, name: 'This link does not sign you in' }).waitFor()
  await page.goto(sample.server.signIn)
  await page.getByRole('heading', { name: 'By channel' }).waitFor()
  expect(page.url()).not.toContain('token')
})

inBrowser('the page opens with what the last week brought, and which channel brought most', async () => {
  const page = await openOverview()
  const sentence = await page.locator('.sentences').innerText()
  expect(sentence).toMatch(/In the last full week, .+: \d+ \(\d+–\d+\) paid deals; \d+ whitepaper downloads, /)
  expect(sentence).toMatch(/brought the most paid deals in this period: \d+ \(\d+–\d+\) of \d+\./)
})

inBrowser("the table's figures are the API's", async () => {
  const page = await openOverview()
  const answer = await macroByChannel(page)
  const number = new Intl.NumberFormat('en-GB')
  const cells = page.locator('.figures tbody tr td:nth-of-type(1) .figure-value')
  await cells.first().waitFor()
  const shown = (await cells.allTextContents()).map(Number)
  const asked = answer.rows.map((row) => (row['cv'] as Figure).value!)
  expect(shown.toSorted((a, b) => b - a)).toEqual(asked.toSorted((a, b) => b - a))
  const total = page.locator('.figures tfoot td:nth-of-type(1) .figure-value')
  expect(await total.textContent()).toBe(number.format((answer.total['cv'] as Figure).value!))
})

inBrowser('arrow keys move between figures, Enter opens how one was counted, Escape gives the focus back', async () => {
  const page = await openOverview()
  await page.locator('.figures tbody td button').first().focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowRight')
  // not the second cell: figures that are not there are passed over
  expect(await focusedRow(page)).toBe('1')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'How was this counted?' })
  await dialog.waitFor()
  const text = await dialog.innerText()
  for (const part of ['Formula', 'Plan version', 'Asia/Tokyo', 'exact Poisson', 'onecount ask --metric cv']) {
    expect(text).toContain(part)
  }
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  expect(await focusedRow(page)).toBe('1')
})

function focusedRow(page: Page): Promise<string | undefined> {
  return page.evaluate("document.activeElement.closest('td[data-row]')?.dataset.row")
}

inBrowser('the chart can be read as a table', async () => {
  const page = await openOverview()
  await page.getByRole('button', { name: 'Show as table' }).click()
  await page.getByRole('columnheader', { name: 'Week' }).waitFor()
  expect(await page.locator('svg[role=img]').count()).toBe(0)
})

inBrowser('the period stands in the address', async () => {
  const page = await openOverview()
  await page.getByLabel('Period').selectOption('4w')
  expect(new URL(page.url()).search).toBe('?period=4w')
  await page.goBack()
  expect(await page.getByLabel('Period').inputValue()).toBe('13w')
})

inBrowser('the switch to Japanese changes all words, and is remembered', async () => {
  const page = await openOverview()
  await page.getByRole('radio', { name: '日本語' }).check()
  await page.getByRole('heading', { name: 'チャネル別' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'チャネル別' }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('ja')
})

inBrowser('a question that fails says what was kept, and can be asked again', async () => {
  const page = await sample.stranger()
  const body = { error: { code: 'took_too_long', message: 'The question took too long.', details: [] } }
  await page.route('**/api/v1/scorecard?*', (route) => route.fulfill({ status: 503, json: body }))
  await page.goto(sample.server.signIn)
  const alert = page.getByRole('alert')
  await alert.waitFor()
  expect(await alert.innerText()).toContain('The question took too long.')
  await page.unroute('**/api/v1/scorecard?*')
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('heading', { name: 'By channel' }).waitFor()
})

inBrowser('a page left open is told what came between, and goes on by itself where it can', async () => {
  const page = await sample.stranger()
  const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor()
  const follow = (name: string) => page.getByRole('link', { name, exact: true }).click()
  await page.clock.install()
  await page.goto(sample.server.signIn)
  await page.getByRole('heading', { name: 'By channel' }).waitFor()
  await page.context().setOffline(true)
  await follow('Sources')
  await heading('The server does not answer.')
  await page.context().setOffline(false)
  await page.clock.fastForward(3_000)
  await heading('Sources')
  await page.context().clearCookies()
  await follow('Actions')
  await heading('Your session is over.')
  await page.request.get(sample.server.signIn)
  await page.clock.fastForward(3_000)
  await heading('Actions')
  await page.route('**/api/v1/glossary?*', (route) => route.fulfill({ json: { terms: 'no list' } }))
  await follow('Glossary')
  await page.getByText('This is a fault of Onecount itself').waitFor()
  await page.route(sample.server.url, (route) => route.fulfill({ contentType: 'text/html', body: 'a newer page' }))
  await page.route('**/assets/alerts-*.js', (route) => route.fulfill({ status: 404 }))
  await follow('Alerts')
  await heading('Onecount was updated.')
  await page.unrouteAll()
  await page.getByRole('button', { name: 'Reload' }).click()
  await heading('Alerts')
})

inBrowser('a phone shows it without scrolling sideways', async () => {
  const page = await openOverview()
  const width = () => page.evaluate('document.documentElement.scrollWidth')
  await page.setViewportSize(phone)
  // charts are drawn anew for the width they have
  await expect.poll(width).toBeLessThanOrEqual(phone.width)
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.getByRole('radio', { name: '日本語' }).check()
  await page.setViewportSize(phone)
  // charts are drawn anew for the width they have
  await expect.poll(width).toBeLessThanOrEqual(phone.width)
})

inBrowser('axe finds nothing wrong in either theme, nor in the dialog', async () => {
  const page = await openOverview()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await violations(page)).toEqual([])
    await page.locator('.figures tbody td button').first().click()
    await page.getByRole('dialog').waitFor()
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
})

/**
 * Runs of three Latin words that can be seen, apart from commands, from what is marked as English (the words of a kept
 * report), and from what the plan's authors wrote.
 */
async function englishOn(page: Page, names: readonly string[], apart = 'code'): Promise<string[]> {
  const seen = await page.evaluate<string[]>(`(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const texts = []
    while (walker.nextNode()) {
      const { parentElement, data } = walker.currentNode
      if (!parentElement.closest('code, pre, textarea, script, [lang=en], ${apart}') && parentElement.checkVisibility()) texts.push(data)
    }
    return texts
  })()`)
  const own = seen.map((text) => names.reduce((rest, name) => rest.replaceAll(name, ''), text))
  const withoutCommands = own.map((text) => text.replaceAll(/onecount [\w -]+/g, ''))
  return withoutCommands.filter((text) => /[A-Za-z]{2,}(?:\s+[A-Za-z]{2,}){2,}/.test(text))
}

/** Where pages hold what people wrote: calls to action as the site names them, why a target was saved. */
const ownWords: Readonly<Record<string, string>> = {
  [pagePaths.ctas]: 'tbody',
  [pagePaths.targets]: 'section:has(#target-versions) td:last-child',
}

inBrowser(
  'pages in Japanese say nothing in English, refusals and reasons neither',
  async () => {
    const page = await openOverview({ locale: 'ja-JP' })
    const current = new URL('/api/v1/plans/current', page.url()).href
    const { plan } = (await (await page.request.get(current)).json()) as PlanVersion
    const names = plan.points.flatMap(({ name, why = '' }) => [name, why]).filter(Boolean)
    const english: Record<string, string[]> = {}
    const look = async (what: string, apart?: string) => (english[what] = await englishOn(page, names, apart))
    await look('overview')
    for (const column of [0, 5, 7]) {
      await page.locator(`.figures tfoot td[data-column="${column}"] button`).click()
      await look(`how counted ${column}`)
      await page.keyboard.press('Escape')
    }
    for (const path of Object.values(pagePaths).filter((each) => each !== pagePaths.overview)) {
      await page.goto(new URL(path, page.url()).href)
      await page.locator('h1').first().waitFor()
      await expect.poll(() => page.locator('.bone').count()).toBe(0)
      await look(path, ownWords[path])
    }
    await page.goto(new URL('/settings', page.url()).href)
    const form = page.locator('.create-key').filter({ has: page.locator('[name=source]') })
    await form.locator('[name=name]').fill('x')
    await form.locator('select').selectOption('browser')
    await form.locator('[name=origins]').fill('nonsense')
    await form.getByRole('button').click()
    expect(await form.getByRole('alert').innerText()).toContain('キーは作成していません')
    await look('a refused key')
    await page.goto(new URL('/import', page.url()).href)
    const rows = 'id,time,value,currency\nL1,never,5,JPY\nL2,2026-04-01,much,JPY\n,2026-04-01,5,x\n'
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'leads.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) })
    await page.getByRole('button', { name: 'leads.csv を取り込む' }).click()
    await page.getByText('数値ではありません').waitFor()
    await look('rejected rows')
    await page.goto(new URL('/ledger', page.url()).href)
    await page.locator('.conversions tbody a').first().click()
    await page.locator('.facts').first().waitFor()
    await look('a conversion')
    expect(Object.entries(english).filter(([, found]) => found.length > 0)).toEqual([])
  },
  180_000,
)
