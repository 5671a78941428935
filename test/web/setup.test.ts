// What is set up, in a real browser, on the sample company: keys, users, sources, webhooks and imports.
import { expect } from 'vitest'
import { inBrowser, openSample, phone, violations } from '../support/browser.ts'
import { bytesOf } from '../support/export-bytes.ts'
import { sampleExports } from '../support/exports.ts'

const sample = openSample()

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
})

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
})
