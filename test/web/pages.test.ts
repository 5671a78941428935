// Ledger, events, import and settings in a real browser, on the sample company.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sample, openSample, violations } from '../support/browser.ts'
import { browserPath } from '../support/browser-path.ts'
import { bytesOf } from '../support/export-bytes.ts'
import { sampleExports } from '../support/exports.ts'

const inBrowser = test.skipIf(!browserPath)
const phone = { width: 390, height: 844 }
let sample: Sample

beforeAll(async () => {
  if (browserPath) sample = await openSample()
}, 180_000)
afterAll(() => sample?.close(), 60_000)

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
  await page.close()
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
  await page.close()
})

inBrowser('a key is shown once, and revoked only by its name', async () => {
  const page = await sample.open('/settings')
  await page.getByLabel('Name', { exact: true }).fill('web shop')
  await page.getByRole('button', { name: 'Make a key' }).click()
  expect(await page.locator('.made-key code').innerText()).toMatch(/^oc_w_\w{32}$/)
  await page.getByRole('button', { name: 'I have copied it' }).click()
  await page.getByRole('button', { name: 'Revoke web shop' }).click()
  const revoke = page.getByRole('dialog').getByRole('button', { name: 'Revoke' })
  expect(await revoke.isDisabled()).toBe(true)
  await page.getByLabel('Type web shop to revoke it').fill('web shop')
  await revoke.click()
  await page.getByRole('row', { name: /web shop.+revoked/ }).waitFor()
  await page.close()
})

inBrowser('a key for pages comes with the line that puts the tag into them', async () => {
  const page = await sample.open('/settings')
  const form = page.locator('.create-key').filter({ has: page.locator('[name=source]') })
  await form.getByLabel('Name').fill('shop pages')
  await form.getByLabel('For').selectOption('browser')
  await form.getByLabel('Sites that may use it').fill('https://www.example.com')
  await form.getByRole('button').click()
  const line = await page.locator('.tag-snippet code').innerText()
  expect(line).toMatch(/^<script async src="http:.+\/tag\.js" data-key="oc_b_\w{32}"><\/script>$/)
  await page.close()
})

inBrowser('a file is mapped, imported, and its rejected rows told with the reason', async () => {
  const page = await sample.open('/import')
  const text = 'Lead No,Created,Plan\nL1,2026-04-01,a\nL2,never,b\n'
  const file = { name: 'my-leads.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByText('Choose a column for id, time').waitFor()
  await page.getByLabel('Column of the file: id', { exact: true }).selectOption('Lead No')
  await page.getByText('Choose a column for time').waitFor()
  await page.getByLabel('Column of the file: time').selectOption('Created')
  await page.getByRole('button', { name: 'Import my-leads.csv' }).click()
  await page.getByText('my-leads.csv: 1 row added, 0 changed, 0 known already.').waitFor()
  expect(await page.getByText('is not a time').count()).toBe(1)
  await page.getByRole('row', { name: /my-leads\.csv/ }).waitFor()
  await page.close()
})

inBrowser('a known export is named whatever its file is called, and can be read as any table', async () => {
  const page = await sample.open('/import')
  const google = sampleExports.find(({ what }) => what.startsWith('Google Ads in Japanese'))!
  const file = { name: 'x.csv', mimeType: 'text/csv', buffer: bytesOf(google) }
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByText('Recognised as Google Ads campaign report, by day, JPY').waitFor()
  await page.getByLabel('Point that its conversions count').fill('trial')
  await page.keyboard.press('Enter')
  await page.getByText('by day, JPY, conversions on the day of the click.').waitFor()
  await page.getByLabel('Read as').selectOption('Any table')
  await page.getByText('Choose a column for platform').waitFor()
  await page.close()
})

inBrowser('totals of several days cannot be imported before their days are named', async () => {
  const page = await sample.open('/import')
  const text = 'Reporting starts,Reporting ends,Campaign name,Amount spent (EUR)\n2026-09-01,2026-09-30,Brand,50\n'
  const file = { name: 'x.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByText('has totals of several days').waitFor()
  expect(await page.getByRole('button', { name: 'Import x.csv' }).isDisabled()).toBe(true)
  await page.getByLabel('Days, if rows have no date').fill('2026-09')
  await page.keyboard.press('Enter')
  await page.getByText('Recognised as Meta Ads Manager campaign report, totals of a period, EUR.').waitFor()
  await expect.poll(() => page.getByRole('button', { name: 'Import x.csv' }).isDisabled()).toBe(false)
  await page.close()
})

inBrowser('a column that its header mapped can be taken off its field', async () => {
  const page = await sample.open('/import')
  const file = { name: 'leads.csv', mimeType: 'text/csv', buffer: Buffer.from('id,date,channel\nm1,2026-04-01,x\n') }
  await page.locator('input[type=file]').setInputFiles(file)
  const choice = page.getByLabel('Column of the file: channel')
  await expect.poll(() => choice.inputValue()).toBe('channel')
  await choice.selectOption('')
  await page.getByText('Kept as attributes: channel.').waitFor()
  expect(await choice.inputValue()).toBe('')
  await page.close()
})

inBrowser('an import is undone after the page has said what that does', async () => {
  const page = await sample.open('/import')
  const file = {
    name: 'wrong.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('id,date\nw1,2026-04-01\nw2,2026-04-01\n'),
  }
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByLabel('It holds').selectOption('leads')
  await page.getByRole('button', { name: 'Import wrong.csv' }).click()
  await page.getByRole('button', { name: 'Undo wrong.csv' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('2 rows that it added go.').waitFor()
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('row', { name: /wrong\.csv.+undone/ }).waitFor()
  expect(await page.getByRole('button', { name: 'Undo wrong.csv' }).count()).toBe(0)
  await page.close()
})

inBrowser('a user is invited, signs in by the link, and is offered no more than the role allows', async () => {
  const admin = await sample.open('/settings')
  await admin.getByLabel('Name or e-mail').fill('Viola')
  await admin.getByRole('button', { name: 'Add the user' }).click()
  const link = await admin.locator('.made-key code').innerText()
  await admin.getByRole('button', { name: 'I have copied it' }).click()
  await admin.getByRole('row', { name: /Viola/ }).waitFor()
  const viewer = await sample.open('/import', {}, new URL(new URL(link).search, `${sample.server.url}/sign-in`).href)
  await viewer.getByText('Your role reads').waitFor()
  await viewer.locator('.who').getByText('Viola').waitFor()
  expect(await viewer.locator('input[type=file], button:has-text("Undo")').count()).toBe(0)
  await viewer.goto(new URL('/settings', viewer.url()).href)
  await viewer.getByText('Keys and users are for admins.').waitFor()
  await admin.getByRole('button', { name: 'Remove Viola' }).click()
  await admin.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await admin.getByRole('row', { name: /Viola/ }).waitFor({ state: 'detached' })
  await viewer.goto(new URL('/', viewer.url()).href)
  await viewer.getByRole('heading', { name: 'Sign in with a link' }).waitFor()
  await admin.close()
  await viewer.close()
})

inBrowser('an address is tried against the rules for channels', async () => {
  const page = await sample.open('/settings')
  const form = page.getByRole('form', { name: 'Try an address' })
  await form.getByLabel('First page').fill('https://www.example.com/lp?utm_source=line&utm_medium=cpc')
  await form.getByRole('button').click()
  await form.getByText('A visit that begins so gets: LINE').waitFor()
  expect(await form.getByRole('status').innerText()).toContain('Rule 1: Source or referrer is LINE')
  await page.getByText('27 built-in rules').click()
  await page.getByRole('row', { name: /AI assistants/ }).waitFor()
  await page.close()
})

inBrowser('a table is sorted by its headings, and on a phone by a choice', async () => {
  const page = await sample.open('/import')
  const first = () => page.locator('table.work tbody tr').first().locator('td').first().innerText()
  await page.getByRole('button', { name: 'Added' }).click()
  expect(await page.getByRole('columnheader', { name: 'Added' }).getAttribute('aria-sort')).toBe('descending')
  expect(await first()).toBe('demo-website.jsonl')
  await page.setViewportSize(phone)
  await page.getByLabel('Sorted by').selectOption('File')
  expect(await page.getByRole('columnheader', { name: 'Added' }).count()).toBe(1)
  await page.close()
})

inBrowser('live events can be narrowed and paused', async () => {
  const page = await sample.open('/events')
  await page.getByText(/The newest event arrived/).waitFor()
  await page.getByLabel('Event').selectOption('whitepaper_downloaded')
  await page.getByText(/whitepaper_downloaded from/).waitFor()
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByText('Paused').waitFor()
  await page.close()
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
  await page.close()
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

inBrowser('a source is connected with a key made on the spot, and a test event says whether it arrives', async () => {
  const page = await sample.open('/sources')
  await page.getByLabel('Name of the source (for pages)').fill('my site')
  await page.getByLabel('Sites that may use it').fill('https://www.example.com')
  await page.getByRole('button', { name: 'Make a key' }).click()
  await page.getByText(/^<script async src="http:.+\/tag\.js" data-key="oc_b_\w{32}"><\/script>$/).waitFor()
  await page.getByRole('row', { name: /my site.+Never seen/ }).waitFor()
  await page.getByRole('button', { name: 'Send a test event' }).click()
  await page.getByText(/The test event of my site arrived and is stored/).waitFor()
  await page.getByRole('row', { name: /my site.+Test only/ }).waitFor()
  await page.close()
})

inBrowser('who waits for an event is told what was refused meanwhile, and what arrived', async () => {
  const page = await sample.open('/sources?connect=api')
  await page.getByLabel('Name of the source (for servers)').fill('my server')
  await page.getByRole('button', { name: 'Make a key' }).click()
  const line = page.locator('.connect-way code').filter({ hasText: 'oc_w_' })
  const key = /oc_w_\w{32}/.exec(await line.innerText())![0]
  await page.getByRole('button', { name: 'Wait for its first event' }).click()
  await page.getByText(/^Waiting, \d+ seconds more/).waitFor()
  const send = (bearer: string) =>
    page.request.post(`${sample.server.collectUrl}/v1/events`, {
      headers: { authorization: `Bearer ${bearer}` },
      data: { id: 'w-1', name: 'order_completed' },
    })
  await send('oc_w_wrong')
  await page.getByText('Something arrived and was refused: The key is not known').waitFor()
  await send(key)
  await page.getByText('Arrived: order_completed from my server. The connection works.').waitFor()
  await page.close()
})

inBrowser('a webhook is made on the page, its address and our secret shown once', async () => {
  const page = await sample.open('/sources?connect=stripe')
  expect(await page.getByLabel('Its signing secret').getAttribute('required')).toBe('')
  await page.getByRole('radio', { name: 'Webhook' }).check()
  await page.getByLabel('Name', { exact: true }).fill('forms')
  await page.getByRole('button', { name: 'Make the address' }).click()
  const shown = page.locator('.made-key code')
  await shown.nth(1).waitFor()
  const [address, secret] = await shown.allInnerTexts()
  expect(address).toMatch(/\/v1\/hooks\/generic\/forms$/)
  expect(secret).toMatch(/^oc_h_\w+$/)
  await page.getByRole('row', { name: /forms.+Never seen/ }).waitFor()
  await page.close()
})

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
  await looksWell(page)
  await page.close()
})

inBrowser('sources that cannot be asked say so, and none say what to do', async () => {
  const page = await sample.open('/settings')
  const body = { error: { code: 'took_too_long', message: 'The question took too long.', details: [] } }
  await page.route('**/api/v1/sources', (route) => route.fulfill({ status: 503, json: body }))
  await page.getByRole('link', { name: 'Sources' }).click()
  await page.getByRole('alert').getByText('The question took too long.').waitFor()
  const none = { from: '2026-01-01', to: '2026-04-01', timezone: 'UTC', sources: [], strangers: 0 }
  await page.route('**/api/v1/sources', (route) => route.fulfill({ json: none }))
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('heading', { name: 'Nothing is connected yet.' }).waitFor()
  await page.close()
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
  await page.close()
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
  await page.getByLabel('Credit to').selectOption('campaigns')
  await page.getByRole('columnheader', { name: 'Campaign' }).waitFor()
  expect(new URL(page.url()).searchParams.get('by')).toBe('campaign')
  await page.goto(new URL('/attribution?from=2020-01-01&to=2020-01-02', page.url()).href)
  await page.getByRole('heading', { name: 'No CV in this period' }).waitFor()
  await page.close()
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
  expect(await other.locator('.explore-table tbody .figure-value').first().innerText()).toBe(value)
  await other.locator('.explore-table tbody .figure').first().click()
  expect(await other.getByRole('dialog').getByRole('link').count()).toBe(0)
  await page.getByRole('button', { name: 'End Devices' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'End' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await other.reload()
  await other.getByText('This link is not in force').waitFor()
  await other.close()
  await page.close()
})

inBrowser('Ctrl K goes to a page by a few letters', async () => {
  const page = await sample.open('/ledger')
  await page.locator('.conversions, .nothing').first().waitFor()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('sett')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'This installation' }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/settings')
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
      await page.close()
    }
  },
  180_000,
)
